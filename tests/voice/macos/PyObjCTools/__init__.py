"""Stands in for pyobjc's tools."""
