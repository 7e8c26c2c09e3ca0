"""`facilitator voices [--all]`: the voices of this computer."""

from __future__ import annotations

from facilitator.cli.worded import declare, option
from facilitator.plan.refusal import Refusal
from facilitator.printing import put
from facilitator.script.words import say

REFUSED = 1


@declare("voices")
@option("--all", "everyone", is_flag=True)
def command(everyone: bool) -> int:
    """List the voices, English ones unless all are asked for."""
    from facilitator.voice.protocol import is_english
    from facilitator.voice.waiting import WaitingVoice

    with WaitingVoice() as speaker:
        found = speaker.voices()
        gone = speaker.voice.unavailable
    if gone is not None:
        raise Refusal(f"voice.{gone.reason}", detail=gone.detail)
    if not found:
        raise Refusal("voice.none")
    shown = [one for one in found if everyone or is_english(one)]
    for one in shown:
        put(say("voice.one", id=one.id, name=one.name, languages=", ".join(one.languages) or "-"))
    if len(shown) < len(found):
        put(say("voice.more", count=len(found) - len(shown)))
    return 0
