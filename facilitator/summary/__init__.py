"""A review as a page that people can take home: for everyone, with all that was said, and for the child."""

from facilitator.summary.others_named import others_named
from facilitator.summary.papers import make_paper

__all__ = ["make_paper", "others_named"]
