"""A review as a page that people can take home: for everyone, with all that was said, and for the child."""

from facilitator.summary.aloud import letter_sentences
from facilitator.summary.exporting import export
from facilitator.summary.pages import render

__all__ = ["export", "letter_sentences", "render"]
