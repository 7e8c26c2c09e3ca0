"""What this computer keeps of plans and meetings, encrypted where it has keys, and read back either way."""

from __future__ import annotations

import base64
import contextlib
import json
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from facilitator.files import encryption, keys, system_calls
from facilitator.plan.refusal import Refusal

_SEALED_PLAN = ".plan.age"
_ASIDE, _DIGITS = ".aside", 8
_SET_ASIDE = re.compile(r"-[0-9a-f]{8}\.aside(?=\.\w+$)")
_OF_LINE = b'{"age":"'


def put(path: Path, data: bytes) -> None:
    """Make a file, which has its name only once it is whole and durable; raises OSError and Refusal."""
    system_calls.put(path, sealed(data))


def keep(path: Path, data: bytes) -> bool:
    """Make a file, and its folder, durably; returns False where this computer has no room or no key for it.

    One that was there and cannot be read stays under another name.
    """
    try:
        system_calls.make_private_folder(path.parent)
        read_or_set_aside(path)
        put(path, data)
    except (OSError, Refusal):
        return False
    return True


def read_or_set_aside(path: Path) -> bytes:
    """Return what a file keeps, nothing where there is none; one that cannot be read gets another name.

    Raises OSError.
    """
    try:
        return read(path)
    except FileNotFoundError:
        return b""
    except (ValueError, Refusal):
        set_aside(path)
        return b""


def set_aside(path: Path) -> None:
    """Give a file that cannot be read another name, under which it is still known; raises OSError."""
    path.replace(path.with_name(f"{path.stem}-{secrets.token_hex(_DIGITS // 2)}{_ASIDE}{path.suffix}"))


def name_before(path: Path) -> str:
    """Return the name that a file has, or had before it was set aside."""
    return _SET_ASIDE.sub("", path.name)


def read(path: Path) -> bytes:
    """Return what a file keeps; raises OSError, ValueError where it is damaged, Refusal without its key."""
    with _damaged_as_value_error(), naming(path, kept=True):
        return unsealed(system_calls.read_all(path))


def opens(path: Path) -> bool | None:
    """Whether the key that is open opens a file; of a record its first line tells.

    None = it is not encrypted, or damaged.
    """
    try:
        with path.open("rb") as stream:
            first = stream.readline()
            if is_sealed_line(first):
                unsealed_line(first[first.index(_OF_LINE) :].rstrip(b"\n")[:-1])
            elif encryption.is_encrypted(first):
                unsealed(first + stream.read())
            else:
                return None
    except Refusal as refusal:
        return None if refusal.code == "encryption.damaged" else False
    except (OSError, ValueError):
        return None
    return True


def whole(path: Path) -> bytes:
    """Return what a plan file, or an earlier version of one, says; raises OSError, and Refusal."""
    return plain(system_calls.read_all(path), path)


def plain(data: bytes, path: Path) -> bytes:
    """Return what the file of a plan says, which may be encrypted; raises Refusal."""
    kept = path.name.endswith(encryption.ENDING) and not path.name.endswith(_SEALED_PLAN)
    with naming(path, kept=kept):
        return opened_plan(data).data if encryption.is_encrypted(data) else data


@contextlib.contextmanager
def naming(path: Path, *, kept: bool) -> Iterator[None]:
    """Let a refusal say which file it is about, and whether that is one that this computer keeps."""
    try:
        yield
    except Refusal as refusal:
        refusal.values.setdefault("path", str(path))
        if kept and refusal.code == "encryption.other-key":
            raise Refusal("encryption.other-key-kept", **refusal.values) from refusal
        raise


@contextlib.contextmanager
def _damaged_as_value_error() -> Iterator[None]:
    """Let what is damaged be passed over as what no key is missing for."""
    try:
        yield
    except Refusal as refusal:
        if refusal.code != "encryption.damaged":
            raise
        raise ValueError(refusal.code) from refusal


@contextlib.contextmanager
def left_plain() -> Iterator[None]:
    """Keep things plain although there are keys: these are about to go."""
    _State.plain = True
    try:
        yield
    finally:
        _State.plain = False


class _State:
    plain = False


def sealed(data: bytes) -> bytes:
    """Return bytes as this computer keeps them."""
    kept = None if _State.plain else keys.kept_keys()
    return encryption.encrypted(data, kept.readers) if kept is not None else data


def unsealed(data: bytes) -> bytes:
    """Return what bytes say that may be encrypted; raises Refusal."""
    return encryption.opened(data, keys.the_secret()) if encryption.is_encrypted(data) else data


# One line of a record


def sealed_line(raw: bytes) -> bytes:
    """Return the JSON of one line of a record as this computer keeps it: JSON again."""
    kept = sealed(raw)
    return raw if kept is raw else _OF_LINE + base64.b64encode(kept) + b'"}'


def is_sealed_line(text: bytes) -> bool:
    """Whether a line of a record, whole or damaged, is one that is encrypted."""
    return _OF_LINE in text


def unsealed_line(raw: bytes) -> bytes:
    """Return what the JSON of a line says; raises ValueError where it is damaged, and Refusal."""
    if not raw.startswith(_OF_LINE):
        return raw
    with _damaged_as_value_error():
        return unsealed(base64.b64decode(raw[len(_OF_LINE) : -2], validate=True))  # its error is a ValueError


# A plan that is kept encrypted: whoever could read it can read it still, whoever saves it


class SealedPlan(NamedTuple):
    """A plan file that is encrypted: who may read it, by public key with a name, and what it says."""

    readers: dict[str, str]
    data: bytes


def sealed_plan(data: bytes, before: bytes | None) -> bytes:
    """Return the bytes of a plan for its file: for this computer's readers, and those of the file `before`.

    Raises Refusal where this computer has no keys.
    """
    kept = keys.kept_keys()
    if kept is None:
        raise Refusal("encryption.none")
    readers = {kept.public: kept.name, kept.recovery: ""} | {key: name for name, key in kept.others.items()}
    if before is not None and encryption.is_encrypted(before):
        readers = opened_plan(before).readers | readers
    head = json.dumps({"readers": readers}, ensure_ascii=False).encode()
    return encryption.encrypted(head + b"\n" + data, readers)


def opened_plan(data: bytes) -> SealedPlan:
    """Return what an encrypted plan file says; raises Refusal."""
    whole = unsealed(data)
    head, _, plan = whole.partition(b"\n")
    try:
        readers = {str(key): str(name) for key, name in json.loads(head)["readers"].items()}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return SealedPlan({}, whole)  # an earlier version, or encrypted by another program
    return SealedPlan(readers, plan)
