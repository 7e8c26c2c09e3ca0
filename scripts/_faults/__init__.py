"""The rows of the campaign of faults, a file for each family: see `scripts/faults.py`."""
