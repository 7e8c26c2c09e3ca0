"""Tests of the script: `prompts/` as data, and the words of the program."""
