"""What the screen's process and the worker say to each other: one JSON object a line, both ways.

Offsets are code points of the text that was sent, which is speakable text; `id` is the utterance's. A pause
is a stop for the worker: the screen's side remembers the word.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, TypeVar

_M = TypeVar("_M", bound="Message")


class BadMessage(ValueError):
    """A line that is no message; says nothing about its contents, which may be a child's words."""


@dataclass(frozen=True)
class Message:
    """One line; `NAME` is its kind."""

    NAME: ClassVar[str] = ""


# To the worker


@dataclass(frozen=True)
class Say(Message):
    """Speak `text` from the code point `start`; `rate` in words a minute as heard, `volume` from 0 to 1."""

    NAME: ClassVar[str] = "say"
    id: int
    text: str
    start: int = 0
    rate: int = 120
    voice: str = ""
    volume: float = 1.0


@dataclass(frozen=True)
class Stop(Message):
    """Be silent at once."""

    NAME: ClassVar[str] = "stop"


@dataclass(frozen=True)
class ListVoices(Message):
    """Say which voices there are."""

    NAME: ClassVar[str] = "voices"


@dataclass(frozen=True)
class Ping(Message):
    """Answer with the same number, once everything that was sent before is done."""

    NAME: ClassVar[str] = "ping"
    number: int


@dataclass(frozen=True)
class Quit(Message):
    """Be silent and end."""

    NAME: ClassVar[str] = "quit"


# From the worker


@dataclass(frozen=True)
class Ready(Message):
    """The engine is there; `recycle` where it must be replaced after each stop."""

    NAME: ClassVar[str] = "ready"
    driver: str
    library: str
    player: str
    recycle: bool = False


@dataclass(frozen=True)
class Started(Message):
    """An utterance has begun."""

    NAME: ClassVar[str] = "started"
    id: int


@dataclass(frozen=True)
class Word(Message):
    """The word at code point `start` is being spoken now."""

    NAME: ClassVar[str] = "word"
    id: int
    start: int


@dataclass(frozen=True)
class Finished(Message):
    """An utterance is over; `completed` where nobody cut it off."""

    NAME: ClassVar[str] = "finished"
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
class Voices(Message):
    """The voices that there are."""

    NAME: ClassVar[str] = "voice-list"
    voices: tuple[VoiceInfo, ...]


@dataclass(frozen=True)
class Trouble(Message):
    """Something went wrong: `no-engine` (fatal), `no-sound`, `speak-failed` or `no-voices`.

    `detail` is for whoever looks after the computers, and never holds words that were to be spoken.
    """

    NAME: ClassVar[str] = "trouble"
    code: str
    detail: str
    fatal: bool = False


@dataclass(frozen=True)
class Pong(Message):
    """The answer to a ping."""

    NAME: ClassVar[str] = "pong"
    number: int


_KINDS: dict[str, type[Message]] = {
    kind.NAME: kind
    for kind in (
        *(Say, Stop, ListVoices, Ping, Quit),
        *(Ready, Started, Word, Finished, Voices, Trouble, Pong),
    )
}


def to_line(message: Message) -> bytes:
    """Return a message as a line; ASCII, so that no terminal's encoding matters."""
    return json.dumps({"is": message.NAME, **asdict(message)}).encode("ascii") + b"\n"


def from_line(line: bytes) -> Message:
    """Return the message on a line; raises BadMessage."""
    try:
        values = json.loads(line)
        kind = _KINDS[values.pop("is")]
        if kind is Voices:
            return Voices(tuple(_voice(each) for each in values["voices"]))
        return _checked(kind, values)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadMessage("not a message") from None  # the cause would quote the line


def _voice(values: dict[str, Any]) -> VoiceInfo:
    return VoiceInfo(values["id"], values["name"], tuple(values["languages"]), values["gender"])


def _checked(kind: type[_M], values: dict[str, Any]) -> _M:
    message = kind(**values)
    for field in fields(message):
        wanted = _TYPES[str(field.type)]
        if not isinstance(values.get(field.name, field.default), wanted):
            raise TypeError(field.name)
    return message


_TYPES: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "str": (str,),
    "bool": (bool,),
    "float": (int, float),
}
