"""A Word file as bytes: opened with care, its parts, and the check of what was written."""
