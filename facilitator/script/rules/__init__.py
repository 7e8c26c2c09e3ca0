"""The rules that a plan format is checked against, one family a file; each yields its findings."""
