"""The window's side of the viewer: asks for pixels and shows them; never opens a stranger's file itself."""
