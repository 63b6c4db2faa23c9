"""What each command takes: one module per station of a contest, each with one function that adds its commands."""
