"""Stops with one sentence on a Python that is too old; import this before anything else.

It is written so that even Python 2.7 reads it: no f-strings and no annotations.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this is where it is found out
    sys.exit(
        "facilitator needs Python 3.11 or newer, and this is Python %d.%d: "  # noqa: UP031 - see above
        "please install a newer one from https://www.python.org/downloads/ and start again with it."
        % tuple(sys.version_info[:2])
    )
