"""What packs the program: asked by ``build_installer.py`` at the root of the repository, never by the program."""
