"""The viewer: a process of its own that reads strangers' files and gives back pixels, without keys, marks or desks."""
