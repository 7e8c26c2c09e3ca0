"""The child's set-up: what the plan kept of last time, with what this meeting said of it."""

from __future__ import annotations

from facilitator.meeting.events import VoiceChosen
from facilitator.meeting.given_so_far import Replies
from facilitator.plan.manners import Band
from facilitator.plan.people import Child, ChildSetUp, PicturesWanted
from facilitator.plan.text import clean_line
from facilitator.script.format_declaration import Path
from facilitator.script.formats_and_turns import Script, Turn
from facilitator.script.ladder import Say

LINES = ("known_as", "helper")
"""Parts of the set-up that are a name: one line."""

_OF_CHILD = ("known_as", "communication")
PARTS = frozenset({*_OF_CHILD, *ChildSetUp.model_fields})
_WITH_PICTURES: tuple[Band, ...] = ("4-7", "8-11")
"""Ages that have pictures where nobody has said; the oldest would not thank us for them."""
STAYS = "stays"
"""Whether the child stays: kept only where it was for all or for a part."""


def child_now(child: Child, replies: Replies, read_aloud: VoiceChosen) -> Child:
    """Return the child as the plan has them, with everything that this meeting's set-up has changed."""
    given = _given(replies)
    own = {field: given.pop(field) for field in _OF_CHILD if field in given}
    voice = {"voice": read_aloud.voice, "rate": read_aloud.rate}
    given |= {part: value for part, value in voice.items() if value is not None}
    stays = replies.choice("child.stays")
    if stays in ("all", "part"):
        given["stays"] = stays
    set_up = ChildSetUp.model_validate(child.set_up.model_dump() | given) if given else child.set_up
    return child.model_copy(update={**own, "set_up": set_up})


def _given(replies: Replies) -> dict[str, object]:
    """Return the parts of the set-up that were answered in this meeting, by field."""
    given: dict[str, object] = {}
    for key, text in replies.texts.items():
        field = _field(replies.turns.path(key))
        if field:
            given[field] = clean_line(text) if field in LINES else text
    for key, event in replies.several.items():
        field = _field(replies.turns.path(key))
        if field:
            given[field] = event.options
    for key, option in replies.choices.items():
        field = _field(replies.turns.path(key))
        if field and field != STAYS:
            given[field] = int(option) if field == "rate" else option
    return given


def _field(path: Path) -> str:
    """Return the part of the set-up that a path is, or nothing: a review may tell more of a child."""
    return path.field if path.of == "child" and path.field in PARTS else ""


def pictures_wanted(child: Child, band: Band) -> PicturesWanted:
    """Return how large pictures are: as the set-up has it, else large up to 11 and none from 12."""
    return child.set_up.pictures or ("large" if band in _WITH_PICTURES else "no")


def of_last_time(turn: Turn, child: Child, band: Band) -> str:
    """Return what the plan kept of last time for a question of the set-up: a text, or an option's id.

    Of pictures, what goes with the age where nobody has said.
    """
    field = _field(turn.path)
    if field == "pictures":
        return pictures_wanted(child, band)
    kept = field and (getattr(child.set_up, field, None) or getattr(child, field, None))
    return str(kept) if kept else ""


def left_out_by_wish(child: Child, script: Script) -> list[str]:
    """Return the topics that the child wishes not to be asked about, in the order of the script."""
    away = child.set_up.topics_away
    return [topic for topic in script.child_topics() if topic in away]


def set_up_lines(child: Child, script: Script, say: Say) -> list[tuple[str, str]]:
    """Return the child's set-up as it stands, each part that is known under its label."""
    kept, label = child.set_up, script.format.label
    lines = {
        "known-as": child.known_as,
        "communication": child.communication,
        "ways": ", ".join(say(f"manner.{way}") for way in kept.ways),
        "helper": kept.helper,
        "says-by": say(f"meeting.says-by-{kept.says_by}") if kept.says_by else "",
        "starts-with": kept.starts_with,
        "topics-away": ", ".join(label(topic) for topic in left_out_by_wish(child, script)),
        "pictures": say(f"meeting.pictures-{kept.pictures}") if kept.pictures else "",
        "rate": say("meeting.words-a-minute", count=kept.rate) if kept.rate else "",
        "voice": kept.voice,
    }
    return [(say(f"meeting.set-up-{part}"), words) for part, words in lines.items() if words]
