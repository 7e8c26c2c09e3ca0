"""What the screen's process and the worker say to each other: one JSON object a line, both ways.

Offsets are code points of the text that was sent, which is speakable text; `id` is the utterance's. A pause
is a stop for the worker: the screen's side remembers the word.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar


class BadMessage(ValueError):
    """A line that is no message; says nothing about its contents, which may be a child's words."""


_KINDS: dict[str, type[Message]] = {}


@dataclass(frozen=True)
class Message:
    """One line; `NAME` is its kind."""

    NAME: ClassVar[str] = ""

    def __init_subclass__(cls, name: str) -> None:
        """Let a kind of message be known by its name."""
        cls.NAME = name
        _KINDS[name] = cls


# To the worker


@dataclass(frozen=True)
class Say(Message, name="say"):
    """Speak `text` from the code point `start`; `rate` in words a minute as heard, `volume` from 0 to 1."""

    id: int
    text: str
    start: int = 0
    rate: int = 120
    voice: str = ""
    volume: float = 1.0


@dataclass(frozen=True)
class Stop(Message, name="stop"):
    """Be silent at once."""


@dataclass(frozen=True)
class ListVoices(Message, name="voices"):
    """Say which voices there are."""


@dataclass(frozen=True)
class Ping(Message, name="ping"):
    """Answer with the same number, once everything that was sent before is done."""

    number: int


@dataclass(frozen=True)
class Quit(Message, name="quit"):
    """Be silent and end."""


# From the worker


@dataclass(frozen=True)
class Ready(Message, name="ready"):
    """The engine is there; `recycle` where it must be replaced after each stop."""

    driver: str
    library: str
    player: str
    recycle: bool = False


@dataclass(frozen=True)
class Started(Message, name="started"):
    """An utterance has begun."""

    id: int


@dataclass(frozen=True)
class Word(Message, name="word"):
    """The word at code point `start` is being spoken now."""

    id: int
    start: int


@dataclass(frozen=True)
class Finished(Message, name="finished"):
    """An utterance is over; `completed` where nobody cut it off."""

    id: int
    completed: bool


@dataclass(frozen=True)
class VoiceInfo:
    """A voice; `languages` as in `en-gb`; `gender` as the engine says it, lower case, or empty."""

    id: str
    name: str
    languages: tuple[str, ...] = ()
    gender: str = ""


def is_english(voice: VoiceInfo) -> bool:
    """Whether a voice speaks English."""
    return any(language.startswith("en") for language in voice.languages)


@dataclass(frozen=True)
class Voices(Message, name="voice-list"):
    """The voices that there are."""

    voices: tuple[VoiceInfo, ...]


@dataclass(frozen=True)
class Trouble(Message, name="trouble"):
    """Something went wrong: `no-engine` (fatal), `no-sound`, `speak-failed` or `no-voices`.

    `detail` is for whoever looks after the computers, and never holds words that were to be spoken.
    """

    code: str
    detail: str
    fatal: bool = False


@dataclass(frozen=True)
class Pong(Message, name="pong"):
    """The answer to a ping."""

    number: int


def to_line(message: Message) -> bytes:
    """Return a message as a line; ASCII, so that no terminal's encoding matters."""
    return json.dumps({"is": message.NAME, **asdict(message)}).encode("ascii") + b"\n"


_TYPES: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "str": (str,),
    "bool": (bool,),
    "float": (int, float),
}


def from_line(line: bytes) -> Message:
    """Return the message on a line; raises BadMessage."""
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        values = json.loads(line)
        kind = _KINDS[values.pop("is")]
        if kind is Voices:
            return Voices(tuple(_voice(each) for each in values["voices"]))
        message = kind(**values)
        said = {each.name: _TYPES[str(each.type)] for each in fields(message)}
        if all(isinstance(getattr(message, name), types) for name, types in said.items()):
            return message
    raise BadMessage("not a message") from None  # a cause would quote the line


def _voice(values: dict[str, Any]) -> VoiceInfo:
    return VoiceInfo(values["id"], values["name"], tuple(values["languages"]), values["gender"])
