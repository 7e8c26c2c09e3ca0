"""`prompts/` read into a checked Script: every turn, every word that is put to people."""
