"""Tests of facts in words."""
