#!/usr/bin/env python3
"""Runs every check and every test on a machine that has only Python: `python3 scripts/test.py [ARGUMENTS]`.

The arguments go to pytest. All checks run, whatever fails; the exit code is the first failure's.
"""

import sys

import _python_version  # noqa: F401 - first, because the rest needs Python 3.11
import _checks
import _debian
import _environment


def main(arguments: list[str]) -> int:
    """Set the environment up, run the checks and then pytest, whose closing line is the last one."""
    code = _environment.prepare(_environment.DEVELOPMENT)
    if code:
        return code
    _debian.install_missing()
    commands = (("ruff", "format", "--check"), *_checks.LINTERS)
    codes = [_checks.run(*command) for command in commands]
    for command, code in zip(commands, codes, strict=True):
        if code:
            print(f"FAILED ({code}): {' '.join(command)}", flush=True)
    codes.append(_checks.run("pytest", "--numprocesses=auto", "--dist=worksteal", *arguments))
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("Stopped before the tests were through.")
