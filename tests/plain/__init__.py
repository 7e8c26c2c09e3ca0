"""The meeting line by line."""
