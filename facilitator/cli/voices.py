"""`facilitator voices [--all]`: the voices of this computer."""

from __future__ import annotations

from facilitator.cli.command_help import declare, option
from facilitator.cli.say import refuse_unavailable
from facilitator.plan.refusal import Refusal
from facilitator.printing import put
from facilitator.script.words_by_key import say


@declare("voices")
@option("--all", "everyone", is_flag=True)
def command(everyone: bool) -> int:
    """List the voices, English ones unless all are asked for."""
    from facilitator.voice.protocol import is_english
    from facilitator.voice.voice_in_thread import WaitingVoice

    with WaitingVoice() as speaker:
        found = speaker.voices()
        refuse_unavailable(speaker)
    if not found:
        raise Refusal("voice.none")
    shown = [one for one in found if everyone or is_english(one)]
    for one in shown:
        put(say("voice.one", id=one.id, name=one.name, languages=", ".join(one.languages) or "-"))
    if len(shown) < len(found):
        put(say("voice.more", count=len(found) - len(shown)))
    return 0
