"""SQLite: opens, migrates, reads and writes values; decides nothing."""
