"""What pip and the system report becomes one sentence that says what to do."""

from __future__ import annotations

import errno

import pytest

import _trouble


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("ERROR: [Errno 28] No space left on device", _trouble.DISK_FULL),
        ("SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED", _trouble.CERTIFICATE_REFUSED),
        ("NameResolutionError: Temporary failure in name resolution", _trouble.NO_NETWORK),
        ("ProxyError('Cannot connect to proxy')\nERROR: No matching distribution found", _trouble.NO_NETWORK),
        ("ERROR: No matching distribution found for rich", _trouble.NOT_THERE),
        ("ERROR: Could not install: [Errno 13] Permission denied", _trouble.cannot_write("/home")),
    ],
)
def test_what_pip_says_becomes_one_sentence(output: str, sentence: str) -> None:
    assert _trouble.sentence_for_output(output, "/home", "/log") == sentence
    assert sentence.count(". ") == 0


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("ERROR: one\nERROR: Cannot install a and b\n", "Cannot install a and b"),
        ("nothing to go by\n", "the reason is not known"),
    ],
)
def test_what_is_not_known_is_said_with_where_to_look(output: str, reason: str) -> None:
    sentence = _trouble.sentence_for_output(output, "/home", "/log")
    assert sentence.startswith(f"Setting up did not finish ({reason}): ")
    assert "/log" in sentence


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, _trouble.DISK_FULL),
        (errno.EDQUOT, _trouble.DISK_FULL),
        (errno.EROFS, _trouble.cannot_write("/home")),
        (errno.EIO, "Setting up stopped at /home/x: broken; put that right and start again."),
    ],
)
def test_what_the_system_says_becomes_one_sentence(number: int, sentence: str) -> None:
    assert _trouble.sentence_for_error(OSError(number, "broken", "/home/x"), "/home") == sentence
