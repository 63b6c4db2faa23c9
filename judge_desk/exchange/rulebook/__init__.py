"""A contest definition as a TOML file."""
