"""The child's part of a question: the next rung of the ladder, and the set-up as it stands."""

from __future__ import annotations

from facilitator.meeting.answers.parts import Fill
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.place import Place
from facilitator.meeting.set_up import left_out_by_wish
from facilitator.script.ladder import Say, Step, rungs


def next_step(place: Place, minutes: Minutes, fill: Fill, say: Say) -> Step:
    """Return the rung after the one at which the question was put last; after the last the first again."""
    steps = rungs(place.turn, minutes.band, fill, say, trusted=minutes.child.set_up.helper)
    here = minutes.standing.asked.rung if minutes.standing.asked else None
    index = next((index for index, step in enumerate(steps) if step.rung == here), -1)
    return steps[(index + 1) % len(steps)]


def set_up_lines(minutes: Minutes, say: Say) -> list[tuple[str, str]]:
    """Return the child's set-up as it stands, each part that is known under its label."""
    child = minutes.child
    kept = child.set_up
    label = minutes.script.format.label
    lines = {
        "known-as": child.known_as,
        "communication": child.communication,
        "ways": ", ".join(say(f"manner.{way}") for way in kept.ways),
        "helper": kept.helper,
        "says-by": say(f"meeting.says-by-{kept.says_by}") if kept.says_by else "",
        "starts-with": kept.starts_with,
        "topics-away": ", ".join(label(topic) for topic in left_out_by_wish(child, minutes.script)),
        "rate": say("meeting.words-a-minute", count=kept.rate) if kept.rate else "",
        "voice": kept.voice,
    }
    return [(say(f"meeting.set-up-{part}"), words) for part, words in lines.items() if words]
