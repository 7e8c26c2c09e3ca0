"""`facilitator say TEXT`: tries the voice; each word is written as it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from facilitator.cli.command_help import REFUSED, declare, option
from facilitator.plan.refusal import Refusal
from facilitator.printing import put

if TYPE_CHECKING:
    from facilitator.voice.events import VoiceEvent
    from facilitator.voice.voice_in_thread import WaitingVoice


@declare("say")
@click.argument("text", nargs=-1, metavar="TEXT")
@option("--rate", type=int, metavar="N")
@option("--voice", metavar="ID")
@option("--late", type=int, metavar="MS")
def command(text: tuple[str, ...], rate: int | None, voice: str | None, late: int | None) -> int:
    """Read a text aloud."""
    from facilitator.plan.letters import clean
    from facilitator.voice.settings import VoiceSettings
    from facilitator.voice.voice_in_thread import WaitingVoice

    written = clean(" ".join(text))
    usual = VoiceSettings()
    settings = VoiceSettings(rate or usual.rate, voice or usual.voice, usual.volume, late or usual.late)
    heard = _Heard(written)
    with WaitingVoice(settings, hear=heard.hear) as speaker:
        if speaker.voice.speakable(written).is_silent:
            raise Refusal("voice.nothing")
        if voice and voice not in {one.id for one in speaker.voices()}:
            refuse_unavailable(speaker)
            raise Refusal("voice.unknown", voice=voice)
        completed = speaker.say_and_wait(written)
        put(heard.rest())
        refuse_unavailable(speaker)
    if heard.no_sound:
        raise Refusal("voice.no-sound")
    return 0 if completed else REFUSED


def refuse_unavailable(speaker: WaitingVoice) -> None:
    """Raise the Refusal of a computer that cannot read aloud."""
    gone = speaker.voice.unavailable
    if gone is not None:
        raise Refusal(f"voice.{gone.reason}", detail=gone.detail)


class _Heard:
    """Writes the text up to each word as that word is said."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._written = 0
        self.no_sound = False

    def hear(self, event: VoiceEvent) -> None:
        from facilitator.voice.events import SoundLost, WordSpoken

        if isinstance(event, WordSpoken):
            put(self._text[self._written : event.end], end="")
            self._written = event.end
        self.no_sound = self.no_sound or isinstance(event, SoundLost)

    def rest(self) -> str:
        """Return what was not said."""
        return self._text[self._written :]
