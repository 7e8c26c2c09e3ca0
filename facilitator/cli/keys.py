"""`facilitator keys [WHAT ...]`: whether what is kept here is encrypted, for whom, and changing that."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.command_help import REFUSED, declare, option, prompts_option, words
from facilitator.cli.passphrase import new_passphrase, unlock
from facilitator.plan.refusal import Refusal
from facilitator.printing import put
from facilitator.script.words_by_key import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from facilitator.work.keys import Left

ABOUT = "about"


@declare("keys")
@click.argument("what", required=False, default=ABOUT)
@click.argument("given", nargs=-1)
@option("--recovery", default="", metavar="KEY")
@option("--recovery-to", type=click.Path(path_type=Path), metavar="FILE")
@option("--recovery-in", type=click.Path(path_type=Path), metavar="FILE")
@prompts_option
def command(what: str, **given: Any) -> int:
    """Say how things stand, or make, share, change, mend and give up the keys."""
    return _Doing(**given).does(what)


@dataclass(frozen=True)
class _Doing:
    """One call of the command: what was given with it."""

    given: tuple[str, ...]
    recovery: str
    recovery_to: Path | None
    recovery_in: Path | None
    prompts: Path | None

    def does(self, what: str) -> int:
        """Do it and return the exit code; raises Refusal, and UsageError for what is not known."""
        every: dict[str, tuple[tuple[int, ...], Callable[[], list[Left] | None]]] = {
            ABOUT: ((0,), self._about),
            "make": ((1,), self._make),
            "add": ((2,), self._add),
            "remove": ((1,), self._remove),
            "passphrase": ((0,), self._passphrase),
            "recover": ((2,), self._recover),
            "encrypt": ((1,), self._encrypt),
            "decrypt": ((1,), self._decrypt),
            "renew": ((0, 1), self._renew),
            "stop": ((0,), self._stop),
        }
        counts, doing = every.get(what, ((), self._about))
        if len(self.given) not in counts:
            raise click.UsageError(words("keys.usage", every=", ".join(list(every)[1:])))
        left = doing() or []
        for one in left:
            put(say(f"encryption.left-{one.why}", path=one.path), err=True)
        return REFUSED if any(one.why != "damaged" for one in left) else 0

    def _about(self) -> None:
        from facilitator.files.keys import kept_keys
        from facilitator.work.keys import in_the_open

        kept = kept_keys()
        if kept is None:
            put(say("encryption.about-none"))
        else:
            put(say("encryption.about", name=kept.name, public=kept.public))
            for name, key in kept.others.items():
                put(say("encryption.about-reader", name=name, key=key), indent=1)
            put(say("encryption.about-recovery", key=kept.recovery), indent=1)
            if still := in_the_open():
                put(say("encryption.about-open", count=len(still)))
        put(say("encryption.about-limits"))

    def _make(self) -> list[Left]:
        from facilitator.files.encryption import refuse_public
        from facilitator.files.keys import kept_keys
        from facilitator.work.keys import (
            make_keys,
            name_of_reader,
            refuse_in_use,
            refuse_short,
            write_recovery,
        )
        from facilitator.work.session import local_now

        if kept_keys() is not None:
            raise Refusal("encryption.there-already")
        name = name_of_reader(self.given[0])
        if bool(self.recovery) == (self.recovery_to is not None):
            raise Refusal("encryption.which-recovery")
        if self.recovery:
            refuse_public(self.recovery)
        refuse_in_use()
        passphrase = new_passphrase()
        refuse_short(passphrase)
        public = write_recovery(self.recovery_to, local_now().date()) if self.recovery_to else self.recovery
        left = make_keys(name, passphrase, public)
        put(say("encryption.made"))
        _say_all(left)
        if self.recovery_to:
            put(say("encryption.recovery-written", path=self.recovery_to.absolute(), key=public))
        return left

    def _add(self) -> list[Left]:
        from facilitator.work.keys import add_reader

        unlock()
        left = add_reader(*self.given)
        put(say("encryption.added", name=self.given[0]))
        return left

    def _remove(self) -> list[Left]:
        from facilitator.work.keys import remove_reader

        unlock()
        left = remove_reader(*self.given)
        put(say("encryption.removed", name=self.given[0]))
        return left

    def _passphrase(self) -> None:
        from facilitator.work.keys import change_passphrase

        unlock()
        change_passphrase(new_passphrase())
        put(say("encryption.changed"))

    def _recover(self) -> list[Left]:
        from facilitator.work.keys import bring_back_keys, recovery_in

        name, file = self.given
        secret = recovery_in(Path(file))
        left = bring_back_keys(name, new_passphrase(), secret)
        put(say("encryption.brought-back"))
        _say_all(left)
        return left

    def _encrypt(self) -> None:
        from facilitator.work.sealed_plans import encrypt_plan

        unlock()
        path = Path(self.given[0])
        put(say("encryption.plan-encrypted", path=encrypt_plan(path, self.prompts), old=path.name))

    def _decrypt(self) -> None:
        from facilitator.work.sealed_plans import decrypt_plan

        self._unlock()
        put(say("encryption.plan-decrypted", path=decrypt_plan(Path(self.given[0]), self.prompts)))

    def _renew(self) -> list[Left]:
        from facilitator.work.keys import renew_kept
        from facilitator.work.sealed_plans import renew_plan

        self._unlock()
        if not self.given:
            left = renew_kept()
            put(say("encryption.kept-renewed"))
            return left
        renew_plan(Path(self.given[0]), self.prompts)
        put(say("encryption.plan-renewed", path=self.given[0]))
        return []

    def _unlock(self) -> None:
        """Open with the recovery key where one is given, else with the passphrase."""
        if self.recovery_in is None:
            unlock()
            return
        from facilitator.files.keys import unlock_with
        from facilitator.work.keys import recovery_in

        unlock_with(recovery_in(self.recovery_in))

    def _stop(self) -> list[Left]:
        from facilitator.work.keys import keys_stay, stop

        unlock()
        left = stop()
        put(say("encryption.stopped-not" if keys_stay(left) else "encryption.stopped"))
        return left


def _say_all(left: list[Left]) -> None:
    if not left:
        put(say("encryption.all-so"))
