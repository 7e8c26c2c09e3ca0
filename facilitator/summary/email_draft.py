"""A page as an e-mail that is not sent yet (.eml): it opens as a draft, and is to nobody."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from facilitator.plan.letters import clean, clean_line
from facilitator.summary.page import Page

_KINDS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".txt": "text/plain",
}
_SHORT = 60
"""Letters of a subject that needs no folding."""
_UNKNOWN = "application/octet-stream"
_NOT_IN_NAMES = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))


class Attachment(NamedTuple):
    """A file that goes with an e-mail, by the name that it has there; the name's ending says its kind."""

    name: str
    data: bytes


def email_draft(page: Page, text: str, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return a draft as the bytes of an .eml, the same for the same page.

    `text` is the page as plain text, and stands in it to the letter. The subject is the page's title, which
    names no child. There are no addresses: who sends it writes them. Line ends cannot get into a head line.
    """
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    message.set_content(clean(text), cte="quoted-printable")
    message["Content-Language"] = clean_line(page.language)
    for one in attachments:
        name = clean_line(one.name).translate(_NOT_IN_NAMES)
        kind, _, part = _KINDS.get(PurePosixPath(name).suffix.casefold(), _UNKNOWN).partition("/")
        params = {"charset": "utf-8"} if kind == "text" else {}
        message.add_attachment(one.data, maintype=kind, subtype=part, filename=name, params=params)
    if attachments:  # one drawn by lot would make other bytes each time
        whole = b"\0".join([text.encode("utf-8", "replace"), *(one.data for one in attachments)])
        message.set_boundary(f"part-{hashlib.sha256(whole).hexdigest()[:32]}")
    return _heads(clean_line(page.title)) + bytes(message)


def _heads(title: str) -> bytes:
    """Return the head lines of a draft; EmailMessage itself loses a space where it folds a long subject."""
    from email.header import Header

    charset = "us-ascii" if title.isascii() and len(title) <= _SHORT else "utf-8"
    subject = Header(title, charset, header_name="Subject").encode(linesep="\r\n")
    return f"Subject: {subject}\r\nX-Unsent: 1\r\n".encode("ascii")
