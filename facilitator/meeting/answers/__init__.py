"""The kinds of answer, one file each: what it takes, how it is read, when it is settled, what it shows."""
