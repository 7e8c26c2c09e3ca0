"""What an operating system says went wrong, in words that tell a chair something."""

from __future__ import annotations

import errno

from facilitator.script.words_by_key import say

REASONS = {
    "full": ("ENOSPC", "EDQUOT"),
    "read-only": ("EROFS",),
    "gone": (
        *("ENODEV", "ENXIO", "ENOMEDIUM", "ESTALE", "ENOTCONN", "EREMOTEIO", "ESHUTDOWN", "EUNATCH"),
        *("EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "ENETRESET", "ENONET", "ECOMM"),
        *("ETIMEDOUT", "ECONNABORTED", "ECONNREFUSED", "ECONNRESET", "ENOLINK"),
    ),
    "failing": ("EIO", "EUCLEAN", "EBADMSG", "EMEDIUMTYPE"),
    "not-allowed": ("EACCES", "EPERM", "EACCESS", "EKEYEXPIRED", "EKEYREJECTED", "EKEYREVOKED", "ENOKEY"),
    "missing": ("ENOENT",),
    "no-folder": ("ENOTDIR",),
    "in-the-way": ("EEXIST", "EISDIR", "ENOTEMPTY"),
    "busy": ("EBUSY", "ETXTBSY", "EAGAIN", "EWOULDBLOCK", "EDEADLK", "EDEADLOCK", "EINPROGRESS", "EALREADY"),
    "too-large": ("EFBIG", "EOVERFLOW", "EMSGSIZE"),
    "bad-name": ("ENAMETOOLONG", "EILSEQ", "EINVAL", "ELOOP"),
    "too-much": ("EMFILE", "ENFILE", "ENOMEM", "ENOBUFS", "EMLINK", "EUSERS"),
    "cannot": ("ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EXDEV", "ENOTTY", "ENOLCK", "EPROTO", "EPROTONOSUPPORT"),
    "nobody-reads": ("EPIPE",),
    "interrupted": ("EINTR", "ECANCELED", "ERESTART"),
}
"""Why something fails on a disk, by the key of its words, with the names of the errors that mean it."""

_WHY = {getattr(errno, name): why for why, names in REASONS.items() for name in names if hasattr(errno, name)}


def reason(error: OSError) -> str:
    """Return why something failed on a disk, to stand in brackets; unlike `str(error)` it names no file.

    An error that no disk is known for keeps the system's own words.
    """
    why = _WHY.get(error.errno or 0)
    return say(f"disk.why-{why}") if why else error.strerror or say("disk.why-unknown")
