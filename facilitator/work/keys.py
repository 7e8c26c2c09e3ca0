"""Making and changing the keys of this computer; what it keeps is encrypted anew each time, file by file.

A crash half way leaves each file whole, encrypted for the keys of before or of now, and a second try does the
rest.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from facilitator.files import (
    backups,
    encryption,
    journal_shelf,
    kept_file,
    keys,
    os_errors,
    system_calls,
)
from facilitator.files.atomic_saving import save_bytes
from facilitator.files.journal_lines import check, encode, line, name_parts
from facilitator.files.kept_here import KeptFile, kept_plans
from facilitator.files.keys import Keys
from facilitator.files.plans import SEALED_ENDING
from facilitator.phrases.day import in_full
from facilitator.plan.letters import clean_row
from facilitator.plan.refusal import Refusal
from facilitator.plan.similar_names import folded
from facilitator.script.words_by_key import say

SHORTEST = 12
"""Letters of a passphrase: a shorter one is guessed in days, however slow each guess is made."""

_LONGEST_PAGE = 64 * 1024
_RECORD, _TAIL = ".journal", ".tail"
_WHY: dict[str, Literal["damaged", "locked"]] = {
    "encryption.damaged": "damaged",
    "encryption.other-key": "locked",
}
_AS_THEY_ARE = (".moved", ".tmp")
"""Notes of folders alone; and what a crash left, which the next start sweeps away."""


class Left(NamedTuple):
    """A file that could not be written anew; `locked` = for other keys, `damaged` = all of it or some."""

    path: Path
    why: Literal["as-it-was", "damaged", "locked"]


# Whose keys there are


def make_keys(name: str, passphrase: str, recovery: str) -> list[Left]:
    """Make the chair's key, beside a recovery key that the school has, and encrypt what is kept here.

    Returns the files that could not be encrypted. Raises Refusal, with nothing changed.
    """
    if keys.kept_keys() is not None:
        raise Refusal("encryption.there-already")
    encryption.refuse_public(recovery)
    return _made(name, passphrase, recovery)


def bring_back_keys(name: str, passphrase: str, recovery: str) -> list[Left]:
    """Give a chair who has lost the passphrase another one, with the school's secret recovery key.

    Where the chair's own key is gone with its file, there is a new one. Returns and raises as `make_keys`.
    """
    public, name = encryption.public_of(recovery), name_of_reader(name)
    refuse_in_use()
    before = _as_recovered(recovery)
    if before is None:
        _refuse_opening_nothing(recovery)
        return _made(name, passphrase, public, opens=recovery)
    secret = keys.secret_in(before, recovery)
    return _kept_with(before._replace(name=name, secret=_under(passphrase, secret)), secret, recovery)


def _as_recovered(recovery: str) -> Keys | None:
    """Return the keys that are kept where a secret recovery key opens them, None where they are damaged."""
    found = None
    with contextlib.suppress(Refusal):  # damaged ones are what it is needed for
        found = keys.kept_keys()
    if found is None:
        return None
    if encryption.public_of(recovery) != found.recovery:
        raise Refusal("encryption.other-recovery")
    with contextlib.suppress(Refusal):
        keys.secret_in(found, recovery)
        return found
    return None


def _refuse_opening_nothing(recovery: str) -> None:
    """Raise the Refusal of a secret recovery key that opens nothing of what is encrypted here."""
    keys.unlock_with(recovery)
    opened = {kept_file.opens(file.path) for file in _kept()}
    if False in opened and True not in opened:
        keys.lock()
        raise Refusal("encryption.other-recovery")


def add_reader(name: str, public: str) -> list[Left]:
    """Let a colleague's key open what is kept here, and plans that are saved here, from now on."""
    kept = kept_or_refused()
    encryption.refuse_public(public)
    name = name_of_reader(name)
    if folded(name) in map(folded, (kept.name, *kept.others)):
        raise Refusal("encryption.name-taken", name=name)
    anew = kept._replace(others=kept.others | {name: public})
    encryption.refuse_too_many(anew.readers)
    return _changed(anew)


def remove_reader(name: str) -> list[Left]:
    """Let a colleague's key open nothing any more that is encrypted here from now on."""
    kept = kept_or_refused()
    others = {other: key for other, key in kept.others.items() if folded(other) != folded(name)}
    if others == kept.others:
        raise Refusal("encryption.no-such-reader", name=name)
    return _changed(kept._replace(others=others))


def change_passphrase(passphrase: str) -> None:
    """Have another passphrase for the same key; raises Refusal."""
    kept, secret = kept_or_refused(), keys.the_secret()
    if keys.opens_with(passphrase):
        raise Refusal("encryption.same-passphrase")
    keys.keep_keys(kept._replace(secret=_under(passphrase, secret)), secret)


def renew_kept() -> list[Left]:
    """Encrypt what is kept here for the readers of today, also what a crash left as it was.

    Returns the files that could not be. Raises Refusal.
    """
    kept_or_refused()
    keys.the_secret()
    refuse_in_use()
    return _kept_anew()


def in_the_open() -> list[Path]:
    """Return what is kept here as anybody can read it, although there are keys."""
    if keys.kept_keys() is None:
        return []
    return [file.path for file in _kept() if not _is_sealed(file.path)]


def _is_sealed(path: Path) -> bool:
    try:
        data = system_calls.read_all(path)
    except OSError:
        return True  # nobody reads it
    if path.suffix in (_RECORD, _TAIL):
        lines = data.rstrip(b"\0\n").split(b"\n")
        return all(kept_file.is_sealed_line(one) for one in lines)
    return encryption.is_encrypted(data)


def stop() -> list[Left]:
    """Encrypt nothing any more, and make plain again what is kept here.

    Returns the files that could not be made so; where another try could do it, the keys stay. Raises Refusal,
    also where a plan is known that would not open any more.
    """
    kept_or_refused()
    keys.the_secret()
    refuse_in_use()
    if plans := [str(path) for path in _known_sealed_plans() if kept_file.opens(path)]:
        raise Refusal("encryption.plans-need-keys", files=", ".join(plans))
    with kept_file.left_plain():
        left = _kept_anew()
    if not keys_stay(left):
        keys.drop_keys()
    return left


def keys_stay(left: Iterable[Left]) -> bool:
    """Whether something that is still encrypted may be made plain with these keys another time."""
    return any(one.why == "as-it-was" for one in left)


def _known_sealed_plans() -> Iterator[Path]:
    """Yield the encrypted plans of which something is kept here."""
    for place in dict.fromkeys(place for one in kept_plans() for place in one.places):
        if place.name.lower().endswith(SEALED_ENDING):
            yield place


def kept_or_refused() -> Keys:
    """Return the keys of this computer; raises Refusal where it has none."""
    kept = keys.kept_keys()
    if kept is None:
        raise Refusal("encryption.none")
    return kept


def name_of_reader(name: str) -> str:
    """Return a name as it is kept; raises the Refusal of one that is none."""
    if not (name := clean_row(name).strip()):
        raise Refusal("encryption.no-name")
    return name


def _made(name: str, passphrase: str, recovery: str, opens: str = "") -> list[Left]:
    """Make keys; what is kept is opened with the secret key that `opens` it, if it is encrypted already."""
    refuse_in_use()
    secret, name = encryption.new_secret(), name_of_reader(name)
    sealed, spare = _under(passphrase, secret), encryption.encrypted(secret.encode(), [recovery])
    made = Keys(name, encryption.public_of(secret), sealed, spare, recovery, {})
    return _kept_with(made, secret, opens or secret)


def _kept_with(made: Keys, secret: str, opens: str) -> list[Left]:
    """Keep keys, and write what is kept anew for them; `opens` is the secret key that it is read with."""
    keys.keep_keys(made, opens)
    left = _kept_anew()
    keys.unlock_with(secret)
    return left


def _changed(kept: Keys) -> list[Left]:
    refuse_in_use()
    keys.keep_keys(kept, keys.the_secret())
    return _kept_anew()


def _under(passphrase: str, secret: str) -> bytes:
    refuse_short(passphrase)
    return encryption.with_passphrase(secret.encode(), passphrase)


def refuse_short(passphrase: str) -> None:
    """Raise the Refusal of a passphrase that is too short."""
    if len(passphrase) < SHORTEST:
        raise Refusal("encryption.too-short", least=SHORTEST)


# The school's recovery key, on paper


def write_recovery(path: Path, day: date) -> str:
    """Make a recovery key, write its secret half into a new file to be printed, and return its public half.

    Raises Refusal, also where there is such a file.
    """
    secret = encryption.new_secret()
    public = encryption.public_of(secret)
    page = say("encryption.recovery-page", day=in_full(day), secret=secret, public=public)
    save_bytes(path, page.encode(), base=None, backups=None, plan_id="keys")
    return public


def recovery_in(path: Path) -> str:
    """Return the secret recovery key in a file that was made so, or that somebody typed; raises Refusal."""
    try:
        with path.open("rb") as stream:
            words = stream.read(_LONGEST_PAGE).decode("utf-8", "replace").split()
    except OSError as error:
        raise os_errors.refusal("encryption.cannot-read", error, path, path.parent) from error
    secret = next((word for word in words if word.upper().startswith(encryption.SECRET_BEGINS)), "")
    if not secret:
        raise os_errors.of_file("encryption.no-recovery-in", path)
    return secret.upper()


# What is kept, written anew


def refuse_in_use() -> None:
    """Raise the Refusal of a meeting that is going on: its record must not be replaced under it."""
    for file in _kept():
        if file.path.suffix == _RECORD:
            with contextlib.suppress(OSError):
                if journal_shelf.in_use(file.path):
                    raise Refusal("encryption.meeting-open")


def _kept() -> list[KeptFile]:
    return [file for one in kept_plans() for file in one.files if file.path.suffix not in _AS_THEY_ARE]


def _kept_anew() -> list[Left]:
    """Write all that is kept as it is to be kept now; returns what could not be."""
    return [left for file in _kept() if (left := _left_of(file.path))]


def _left_of(path: Path) -> Left | None:
    """Write a file as it is to be kept now; returns what became of it where it is not so."""
    try:
        found, data = path.stat(), system_calls.read_all(path)
        target, whole = path, True
        if path.suffix in (_RECORD, _TAIL):
            anew, whole = _lines_anew(path, data)
        else:
            anew = kept_file.sealed(kept_file.unsealed(data))
            if backups.is_backup(path):
                target = backups.as_kept(path, anew)
        system_calls.put(target, anew)
        if target != path:
            path.unlink()
        os.utime(target, ns=(found.st_atime_ns, found.st_mtime_ns))
    except Refusal as refusal:
        return Left(path, _WHY.get(refusal.code, "as-it-was"))
    except OSError:
        return Left(path, "as-it-was")
    return None if whole else Left(path, "damaged")


def _lines_anew(path: Path, data: bytes) -> tuple[bytes, bool]:
    """Return a record with its lines as they are to be kept, and whether that went for all of it."""
    names, whole, anew = name_parts(path.with_suffix(_RECORD)), True, []
    meeting = names[1] if names else path.name.split("-")[1]
    for text in data.rstrip(b"\0").split(b"\n"):
        found = check(text, meeting)
        if found is None:
            whole = whole and not text
            anew.append(text)
        else:
            number, kind, value = found
            anew.append(line(meeting, number, kind, encode(value)).rstrip(b"\n"))
    return b"\n".join(anew), whole
