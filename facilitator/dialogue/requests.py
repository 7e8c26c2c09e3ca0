"""What a dialogue may want of the front end that carries it.

A dialogue is a generator. It yields an event to have it recorded, and is sent the event as it was kept; an
`Ask`, and is sent what the chair picked or typed, or None for going back; a `Do`, and is sent its result.
Whatever is refused is raised where it was yielded. It returns what came of it, where that matters.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from facilitator.meeting import events as ev
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.plan.text import LONGEST_LINE, LONGEST_WORDS
from facilitator.script.words_by_key import explain, say

if TYPE_CHECKING:
    from facilitator.dialogue.written_account import Account
    from facilitator.pictures.brought_picture import BroughtPicture
    from facilitator.work.session import Closed


class NotMeant(Exception):
    """The line only looked like the command: it is tried as another one, and then as an answer."""


class Unsure(Refusal):
    """The line is probably the command, but may be what somebody said; the same again is kept as words."""


class Misused(Refusal):
    """The line is the command and lacks something; there is nothing in it to record."""


KEYS, LINES = "keys", "lines"
"""The two kinds of hands: those at a screen of keys, and those that type a line at a time."""


class ByHands(NamedTuple):
    """Words that differ because the hands do: `KEY-keys` on the screen, `KEY-lines` line by line."""

    key: str
    values: Mapping[str, object] = MappingProxyType({})


Words = str | ByHands


def in_words(words: Words, hands: str) -> str:
    """Return words as they are for these hands, KEYS or LINES."""
    if not isinstance(words, ByHands):
        return words
    values = {
        name: in_words(one, hands) if isinstance(one, ByHands) else one for name, one in words.values.items()
    }
    return say(f"{words.key}-{hands}", **values)


class Option(NamedTuple):
    """One option of a question: what it stands for, its words, and quieter words after them.

    `heading` are words above it, and `chosen` marks what holds now. `typed` is the id of the words that pick
    it line by line, beside its number, with the fields that they are `given`.
    """

    value: object
    words: str
    note: str = ""
    heading: str = ""
    chosen: bool = False
    typed: str = ""
    given: Mapping[str, str] = MappingProxyType({})


class Typed(NamedTuple):
    """That words can be typed: what stands there at first, and what to write there.

    Where they are `optional`, Enter alone answers with no words. `refused` are words to be put right: they
    stand there in place of the others where there is a box to change them in. What is `private` is kept
    nowhere until it is sent.
    """

    text: str = ""
    placeholder: str = ""
    optional: bool = False
    refused: str = ""
    private: bool = False


class Which(NamedTuple):
    """That typed words may mean one of the options; it comes up `by_itself` while the chair may be typing on.

    Typed words answer it only where they mean one of the options: `meant` returns its value, or None, and
    `not_meant` is said then. What `offered` reads back is answered with `Add`, once it is confirmed. The same
    words as before the question are answered with `again`. Where options have no `numbers`, a number that is
    typed would mean something else.
    """

    meant: Callable[[str], object]
    not_meant: str
    offered: Callable[[str], ByHands | None] = lambda _: None
    again: object = None
    numbers: bool = True
    placeholder: str = ""
    by_itself: bool = True


class Add(NamedTuple):
    """A name that was typed and is not on the list: it is to be put there."""

    name: str


ALWAYS, UNTOLD = object(), object()
"""Of a question where nobody types by hand: it is put all the same, or not even told."""


class Ask(NamedTuple):
    """A question to the chair.

    It starts at the option `at`, or at none; `lines` are things that it is about, each in a line, and
    `notice` says what came of the question before. `sentence` says all of it in one for who hears it line by
    line. There a question that `stays` is put until it is answered; others make way for any other line.

    Where nobody types by hand, `unasked` is the answer, and the question is only told; or the very next line
    must be the answer, and else what it `needs` is raised. Where it `takes_lines`, its options are for who
    picks from them; line by line any other line is the answer. `undo` is the answer of the key
    to undo.
    """

    title: str
    options: tuple[Option, ...] = ()
    lead: str = ""
    typed: Typed | None = None
    at: int | None = 0
    lines: tuple[str, ...] = ()
    notice: Words = ""
    which: Which | None = None
    sentence: str = ""
    stays: bool = False
    unasked: object = ALWAYS
    needs: NeedsDecision | None = None
    takes_lines: bool = False
    undo: object = None


class Tell(NamedTuple):
    """Something to say to the chair."""

    words: Words


class PointOut(NamedTuple):
    """Something to be known of what was typed, before it is taken in; answered by whether it is now.

    Line by line it is only told. On a screen, which goes on to the next page, the words stay where they are
    until they are sent again.
    """

    words: Words


class Show(NamedTuple):
    """A text to be read, a line for each thing."""

    title: str
    lines: tuple[str, ...]


class ReadOut(NamedTuple):
    """A text to be read aloud, sentence by sentence, to its end."""

    title: str
    sentences: tuple[str, ...]


class ShowPicture(NamedTuple):
    """A picture that a child brought, to be looked at; answered by whether it could be shown."""

    title: str
    picture: BroughtPicture


class Noted(NamedTuple):
    """An event to be recorded, with what is said of it then."""

    event: ev.Event
    words: Words


class Do(NamedTuple):
    """Something that may take long; the front end does it where nothing else has to wait.

    What is `beside` the record of the meeting waits for nothing that is still being written there, and what
    is `impatient` not for ever.
    """

    work: Callable[[], object]
    beside: bool = False
    impatient: bool = False


class Left(NamedTuple):
    """Of what was typed, the words that are not recorded yet: they stand where the chair types next."""

    words: str


class NotTaken(NamedTuple):
    """A line that was typed where nobody may be looking, and of which nothing came."""

    words: str


class Propose(NamedTuple):
    """Words to begin with, where the chair types next; nobody has said them yet."""

    words: str


class Written(NamedTuple):
    """The review stands in a file now; the front end shows it, and the meeting is over."""

    closed: Closed
    account: Account


class LookAt(NamedTuple):
    """The plan is only looked at, in place of a meeting; `lines` tell what is in it."""

    path: Path
    lines: tuple[str, ...]


class Leave:
    """The meeting is left as it is; it can be carried on."""


Want = (
    ev.Event
    | Noted
    | Ask
    | Tell
    | PointOut
    | Show
    | ReadOut
    | ShowPicture
    | Do
    | Left
    | NotTaken
    | Propose
    | Written
    | LookAt
    | Leave
)
Result = TypeVar("Result")
Asked = Generator[Want, Any, Result]
"""A dialogue that comes to something: a part of another one, which goes on with that."""

Dialogue = Asked[None]
"""What a front end carries."""


def or_why_not(dialogue: Asked[object]) -> Asked[str]:
    """Do a part of a dialogue; where it is refused, return why, to be told, and else nothing."""
    try:
        yield from dialogue
    except Refusal as refusal:
        return explain(refusal)
    except ValueError:
        return explain(too_long())
    return ""


def too_long() -> Refusal:
    """Return the refusal of words that are too long to be kept, which never holds the words themselves."""
    return Refusal("dialogue.too-long", words=LONGEST_WORDS, line=LONGEST_LINE)
