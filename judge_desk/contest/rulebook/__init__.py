"""The thể lệ as values, and the small rules that check it."""
