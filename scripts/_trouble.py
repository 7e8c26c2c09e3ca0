"""What went wrong while setting up, and what to do about it: one plain sentence each."""

from __future__ import annotations

import errno
import os
import re


class SetupError(Exception):
    """Setting up cannot go on; its text is the one sentence that the user reads."""


NO_NETWORK = (
    "facilitator could not reach the internet, which it needs once to fetch its parts: "
    "check the connection and start again."
)
CERTIFICATE_REFUSED = (
    "The network's certificate was refused, as happens behind a school's web filter: ask your IT support "
    "for the filter's certificate file, set PIP_CERT to its path, and start again."
)
DISK_FULL = "The disk is full: free about 300 MB and start again."
NOT_THERE = (
    "A part of facilitator was not found where Python looks for packages: "
    "check the connection, and PIP_INDEX_URL, PIP_NO_INDEX and PIP_FIND_LINKS if you set them, "
    "and start again."
)
NO_ENVIRONMENTS = (
    "This Python cannot make environments: install the package that adds it "
    "(on Debian and Ubuntu: sudo apt install python3-venv) and start again."
)
NOTHING_WOULD_HELP = (NO_NETWORK, CERTIFICATE_REFUSED, DISK_FULL)
"""What would fail in the same way without a part that the program can do without."""

_NO_CONNECTION = (
    r"Failed to establish a new connection|NewConnectionError|Connection refused|Network is unreachable"
    r"|name resolution|Name or service not known|nodename nor servname|getaddrinfo failed"
    r"|ConnectTimeout|ReadTimeout|Read timed out|ProxyError|Cannot connect to proxy"
    r"|Connection reset|Connection aborted|Connection broken|RemoteDisconnected"
)
_IN_OUTPUT = (
    # The order matters: behind a full disk or a refused certificate pip also reports a failed connection.
    (r"No space left on device|Errno 28\b|not enough space on the disk|Disk quota exceeded", DISK_FULL),
    (r"CERTIFICATE_VERIFY_FAILED|SSLCertVerificationError|SSLError", CERTIFICATE_REFUSED),
    (_NO_CONNECTION, NO_NETWORK),
    (r"No matching distribution found|Could not find a version that satisfies", NOT_THERE),
)


def cannot_write(folder: str) -> str:
    """The sentence for a folder that this user may not write to."""
    return f"The folder {folder} cannot be written: copy it to a folder of your own and start there."


def sentence_for_error(trouble: OSError, folder: str) -> str:
    """The sentence for an error of the operating system while working in the folder."""
    if trouble.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DISK_FULL
    if trouble.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return cannot_write(folder)
    where = f" at {os.fspath(trouble.filename)}" if isinstance(trouble.filename, str) else ""
    return f"Setting up stopped{where}: {trouble.strerror or trouble}; put that right and start again."


def sentence_for_output(output: str, folder: str, log: str) -> str:
    """The sentence for a failed command, from what it printed; the log is where all of that is."""
    for pattern, sentence in _IN_OUTPUT:
        if re.search(pattern, output):
            return sentence
    if re.search(r"Permission denied|Read-only file system|Access is denied", output):
        return cannot_write(folder)
    errors = [line.strip() for line in output.splitlines() if line.startswith(("ERROR:", "Error:"))]
    reason = errors[-1].split(":", 1)[1].strip() if errors else "the reason is not known"
    return f"Setting up did not finish ({reason}): please send the file {log} to whoever looks after it."
