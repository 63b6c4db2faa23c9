"""What a person can do: one module per act; values in, values and findings out."""
