"""A review as a page that people can take home: everything that was said, in an order that a parent needs."""

from facilitator.summary.exporting import export
from facilitator.summary.pages import render

__all__ = ["export", "render"]
