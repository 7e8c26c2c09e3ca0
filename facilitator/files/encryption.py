"""Encrypting with age: to the public key of everybody who may read it, and opening it with a secret one.

What is opened may come from anybody, so it is looked at before a key is tried: a header that asks for much
work would hold the program for minutes (RELIABILITY, finding 6).
"""

from __future__ import annotations

import importlib
from collections.abc import Collection, Iterable
from types import ModuleType

from facilitator.plan.refusal import Refusal

MAGIC = b"age-encryption.org/v1\n"
"""What everything that is encrypted begins with."""

ENDING = ".age"
"""With what the name of a file ends that is always encrypted."""

MOST_HEADER = 8 * 1024
MOST_STANZAS = 32
MOST_READERS = 30
"""Of what is encrypted here: the library may put a stanza of its own beside those of the readers."""
MOST_WORK = 20
"""Of a passphrase's work factor, as a power of two."""

SECRET_BEGINS = "AGE-SECRET-" + "KEY-"
"""With what a secret key begins, as people keep it."""


def is_encrypted(data: bytes) -> bool:
    """Whether bytes are encrypted, by their beginning."""
    return data.startswith(MAGIC)


def age() -> ModuleType:
    """Return the library; raises Refusal where this computer has none."""
    try:
        return importlib.import_module("pyrage")  # on first use: most schools have no keys
    except ImportError as error:
        raise Refusal("encryption.no-library") from error


def new_secret() -> str:
    """Return a new secret key."""
    return str(age().x25519.Identity.generate())


def public_of(secret: str) -> str:
    """Return the public key of a secret one; raises Refusal."""
    try:
        return str(age().x25519.Identity.from_str(secret.strip()).to_public())
    except age().IdentityError as error:
        raise Refusal("encryption.not-a-secret-key") from error


def refuse_public(key: str) -> None:
    """Raise the Refusal of what is no public key."""
    try:
        age().x25519.Recipient.from_str(key)
    except age().RecipientError as error:
        raise Refusal("encryption.not-a-public-key", key=key) from error


def encrypted(data: bytes, readers: Iterable[str]) -> bytes:
    """Return bytes that only the secret keys of these public ones open; raises Refusal for too many."""
    library, keys = age(), list(readers)
    refuse_too_many(keys)
    sealed: bytes = library.encrypt(data, [library.x25519.Recipient.from_str(key) for key in keys])
    _look_at_header(sealed)
    return sealed


def refuse_too_many(readers: Collection[str]) -> None:
    """Raise the Refusal of more readers than what is encrypted is opened for."""
    if len(readers) > MOST_READERS:
        raise Refusal("encryption.too-many-readers", most=MOST_READERS)


def opened(data: bytes, secret: str) -> bytes:
    """Return what was encrypted; raises Refusal where it is damaged or for other keys alone."""
    _look_at_header(data)
    library = age()
    try:
        plain: bytes = library.decrypt(data, [library.x25519.Identity.from_str(secret)])
    except library.DecryptError as error:
        other = "no matching keys" in str(error).lower()
        raise Refusal("encryption.other-key" if other else "encryption.damaged") from error
    return plain


def with_passphrase(data: bytes, passphrase: str) -> bytes:
    """Return bytes that only a passphrase opens; takes about a second, so that guessing takes years."""
    sealed: bytes = age().passphrase.encrypt(data, passphrase)
    return sealed


def opened_with(data: bytes, passphrase: str) -> bytes:
    """Return what a passphrase encrypted; raises Refusal where it is another one."""
    _look_at_header(data)
    library = age()
    try:
        plain: bytes = library.passphrase.decrypt(data, passphrase)
    except library.DecryptError as error:
        raise Refusal("encryption.wrong-passphrase") from error
    return plain


def _look_at_header(data: bytes) -> None:
    """Raise the Refusal of a header that is none, or that would cost minutes to look into."""
    header, found, _ = data[: MOST_HEADER + 1].partition(b"\n---")
    lines = header.split(b"\n")[1:]
    stanzas = [line.split(b" ") for line in lines if line.startswith(b"-> ")]
    work = [line[-1] for line in stanzas if line[1:2] == [b"scrypt"]]
    if not is_encrypted(data) or not found or len(stanzas) > MOST_STANZAS:
        raise Refusal("encryption.damaged")
    if any(not one.isdigit() or len(one) > 2 or int(one) > MOST_WORK for one in work):
        raise Refusal("encryption.damaged")
