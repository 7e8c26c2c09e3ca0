"""The line-by-line front end: the same meeting for screen readers, braille displays, pipes and tests."""
