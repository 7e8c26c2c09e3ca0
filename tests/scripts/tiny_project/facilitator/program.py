"""Stands in for every program of the environment: says how it was called and ends as it is told."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main() -> int:
    """The exit code named in EXIT_CODES (`mypy=3 pytest=5`), else 0."""
    name = Path(sys.argv[0]).name
    sys.stdout.write(" ".join((name, *sys.argv[1:], "in", Path.cwd().name)) + "\n")
    sys.stdout.flush()
    codes = dict(pair.split("=") for pair in os.environ.get("EXIT_CODES", "").split())
    return int(codes.get(name, 0))
