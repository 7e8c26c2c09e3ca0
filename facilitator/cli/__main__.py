"""`python -m facilitator.cli`, for a terminal that does not find the command itself."""

import sys

from facilitator.cli.exit_codes import main

sys.exit(main())
