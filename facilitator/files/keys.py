"""The keys of this computer, with which it encrypts what it keeps, and the plans that are kept encrypted.

There are the chair's own key, the public keys of colleagues who may read as well, and that of the school's
recovery key, without which a forgotten passphrase would lose everything. The chair's secret key lies here
under a passphrase and is opened once a run; the secret recovery key never lies here.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from facilitator.files import encryption, os_errors, system_calls
from facilitator.files.folders import keys_path
from facilitator.plan.refusal import Refusal

NAME = "keys.json"
_SEALED = ("secret", "spare")
_DIGITS = 8


class Keys(NamedTuple):
    """Whose keys open what is encrypted here: names and public keys.

    The chair's secret key is there twice: `secret` opens with the passphrase, `spare` with the recovery key.
    """

    name: str
    public: str
    secret: bytes
    spare: bytes
    recovery: str
    others: dict[str, str]

    @property
    def readers(self) -> tuple[str, ...]:
        """The public keys of everybody who may read."""
        return tuple(dict.fromkeys((self.public, self.recovery, *self.others.values())))


class _State:
    """What was read, with the file that it was read from, and the secret key once it was opened."""

    seen: tuple[Path, int, int, int] | None = None
    keys: Keys | None = None
    secret = ""


def kept_keys() -> Keys | None:
    """Return the keys of this computer, None where it has none; raises Refusal where they are damaged."""
    path = keys_path() / NAME
    try:
        found = os.stat(path)  # noqa: PTH116 - asked at every line of a meeting
    except (FileNotFoundError, NotADirectoryError):
        _State.seen = _State.keys = None
        return None
    except OSError as error:  # there may be some: nothing is kept in the open meanwhile
        raise os_errors.read_refusal(error, path) from error
    seen = (path, found.st_mtime_ns, found.st_size, found.st_ino)
    if _State.seen != seen:
        _State.keys, _State.seen = _read(path), seen
    return _State.keys


def keep_keys(keys: Keys, secret: str) -> None:
    """Keep keys, whose secret one is open from now on; raises Refusal.

    Other ones that were there, or what is left of them, stay beside them under another name.
    """
    sealed = {name: base64.b64encode(getattr(keys, name)).decode() for name in _SEALED}
    given = keys._asdict() | sealed
    try:
        system_calls.make_private_folder(keys_path())
        _copy_other(keys.public)
        system_calls.put(keys_path() / NAME, json.dumps(given, ensure_ascii=False).encode())
    except OSError as error:
        raise os_errors.folder_refusal(error, keys_path()) from error
    _State.secret = secret


def _copy_other(public: str) -> None:
    """Copy keys that are not those of a public one, whether they can be read or not; raises OSError."""
    path = keys_path() / NAME
    with contextlib.suppress(Refusal):
        kept = kept_keys()
        if kept is None or kept.public == public:
            return
    data = system_calls.read_all(path)
    of_these = hashlib.sha256(data).hexdigest()[:_DIGITS]
    system_calls.put(path.with_name(f"{path.stem}-{of_these}.old.json"), data)


def drop_keys() -> None:
    """Have no keys any more: what is kept from now on is not encrypted. Raises Refusal."""
    try:
        (keys_path() / NAME).unlink(missing_ok=True)
        system_calls.sync_folder(keys_path())
    except OSError as error:
        raise os_errors.folder_refusal(error, keys_path()) from error


def unlock(passphrase: str) -> None:
    """Open the chair's secret key for this run; raises Refusal where the passphrase is another one."""
    keys = kept_keys()
    if keys is not None:
        _State.secret = _opened(lambda: encryption.opened_with(keys.secret, passphrase))


def opens_with(passphrase: str) -> bool:
    """Whether the chair's secret key lies under a passphrase."""
    keys = kept_keys()
    with contextlib.suppress(Refusal):
        return keys is not None and bool(encryption.opened_with(keys.secret, passphrase))
    return False


def unlock_with(secret: str) -> None:
    """Open what is encrypted with a secret key that somebody has; raises the Refusal of what is none."""
    encryption.public_of(secret)  # raises Refusal
    _State.secret = secret.strip()


def secret_in(keys: Keys, recovery: str) -> str:
    """Return the chair's secret key as the secret recovery key opens it; raises Refusal."""
    return _opened(lambda: encryption.opened(keys.spare, recovery))


def _opened(opening: Callable[[], bytes]) -> str:
    """Return a secret key that lies in the file; raises Refusal, which names the file where it is damaged."""
    path = keys_path() / NAME
    try:
        secret = opening().decode()
        encryption.public_of(secret)
    except Refusal as refusal:
        if refusal.code == "encryption.wrong-passphrase":
            raise
        raise Refusal("encryption.file-damaged", path=str(path)) from refusal
    except UnicodeDecodeError as error:
        raise Refusal("encryption.file-damaged", path=str(path)) from error
    return secret


def lock() -> None:
    """Have no key open."""
    _State.secret = ""


def is_locked() -> bool:
    """Whether there are keys and none is open."""
    return not _State.secret and kept_keys() is not None


def the_secret() -> str:
    """Return the secret key that is open; raises Refusal where none is."""
    if not _State.secret:
        raise Refusal("encryption.locked" if kept_keys() is not None else "encryption.none")
    return _State.secret


def _read(path: Path) -> Keys:
    try:
        given = json.loads(system_calls.read_all(path))
        secret, spare = (base64.b64decode(given[name]) for name in _SEALED)
        others = {str(name): str(key) for name, key in given["others"].items()}
        keys = Keys(str(given["name"]), str(given["public"]), secret, spare, str(given["recovery"]), others)
        for one in keys.readers:
            encryption.refuse_public(one)
    except OSError as error:
        raise os_errors.read_refusal(error, path) from error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, binascii.Error) as error:
        raise Refusal("encryption.file-damaged", path=str(path)) from error
    except Refusal as refusal:
        if refusal.code == "encryption.no-library":
            raise
        raise Refusal("encryption.file-damaged", path=str(path)) from refusal
    return keys
