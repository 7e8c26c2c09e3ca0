#!/usr/bin/env python3
"""Starts facilitator, and the first time sets it up: `python3 scripts/start.py [ARGUMENTS]`.

Without arguments it starts `facilitator demo`. It needs Python 3.11 and nothing else.
"""

import sys

import _python_version  # noqa: F401 - first, because the next line needs Python 3.11
import _environment

if __name__ == "__main__":
    sys.exit(_environment.start(sys.argv[1:] or ["demo"]))
