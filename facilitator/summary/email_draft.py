"""A page as an e-mail that is not sent yet (.eml): it opens as a draft, and is to nobody."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from facilitator.plan.letters import clean, clean_line
from facilitator.script.words_by_key import say
from facilitator.summary.page import Page

_SHORT = 60
"""Letters of a subject that needs no folding."""
_NOT_IN_NAMES = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))


def as_letter(text: str, sender: Sequence[str]) -> str:
    """Return the words of a page with a greeting before them and a close after, over who sends it."""
    close = "\n".join([say("papers.email-close"), *sender])
    return "\n\n".join([say("papers.email-hello"), say("papers.email-lead"), text.strip("\n"), f"{close}\n"])


def email_draft(page: Page, text: str, pdf: bytes = b"") -> bytes:
    """Return a draft as the bytes of an .eml, the same for the same page.

    `text` are its words, and stand in it to the letter; `pdf` goes with it, under the page's
    title. The subject is that title, too, which names no child. There are no addresses: who sends it writes
    them. Line ends cannot get into a head line.
    """
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    message.set_content(clean(text), cte="quoted-printable")
    message["Content-Language"] = clean_line(page.language)
    if pdf:
        name = f"{clean_line(page.title).translate(_NOT_IN_NAMES)}.pdf"
        message.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
        # One that is drawn by lot would make other bytes each time.
        whole = b"\0".join([text.encode("utf-8", "replace"), pdf])
        message.set_boundary(f"part-{hashlib.sha256(whole).hexdigest()[:32]}")
    return _heads(clean_line(page.title)) + bytes(message)


def _heads(title: str) -> bytes:
    """Return the head lines of a draft; EmailMessage itself loses a space where it folds a long subject."""
    from email.header import Header

    charset = "us-ascii" if title.isascii() and len(title) <= _SHORT else "utf-8"
    subject = Header(title, charset, header_name="Subject").encode(linesep="\r\n")
    return f"Subject: {subject}\r\nX-Unsent: 1\r\n".encode("ascii")
