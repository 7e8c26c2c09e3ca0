"""What is offered at a question: its options, as a list or as tiles, and the moves under them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.meeting.quiet_wait import wait
from facilitator.phrases import score
from facilitator.plan.people import CHILD
from facilitator.script.words_by_key import say
from facilitator.ui.widgets.choices import Choice, numbered

if TYPE_CHECKING:
    from facilitator.meeting.question import Question
    from facilitator.plan.manners import Band
    from facilitator.plan.people import Person
    from facilitator.script.formats_and_turns import Script
    from facilitator.script.scales import Face
    from facilitator.work.session import Session

_YES = ("    /", "\\  / ", " \\/  ")
_NO = ("\\ /", " X ", "/ \\")
_UNSURE = (".-.", " .'", " o ")
_LOST = (".-. .-.", " .'  .'", " o   o ")
_A_BIT = ("   ", "---", "   ")

_DRAWN: dict[str, tuple[str, tuple[str, ...]]] = {
    "yes": ("✓", _YES),
    "no": ("✗", _NO),
    "a_bit": ("~", _A_BIT),
    "yes_but": ("✓…", ("    /    ", "\\  /     ", " \\/  . . .")),
    "not_sure": ("?", _UNSURE),
    "dont_know": ("?", _UNSURE),
    "not_understood": ("??", _LOST),
    "something_else": ("…", ("     ", ". . .", "     ")),
}
"""The sign and the larger drawing of set answers that are the same everywhere, by what they mean."""


def sign_of(meaning: str) -> str:
    """Return the sign of a set answer, or nothing where it has none."""
    return _DRAWN.get(meaning, ("", ()))[0]


def drawing_of(meaning: str) -> tuple[str, ...]:
    """Return the larger drawing of a set answer, its lines of one width; none where it has none."""
    return _even(_DRAWN.get(meaning, ("", ()))[1])


def face_sign(face: Face, band: Band) -> str:
    """Return a face in a few characters; the oldest get a plain mark."""
    return face.mark if band == "12-18" and face.mark else face.drawing


def face_drawing(face: Face, band: Band) -> tuple[str, ...]:
    """Return a face in several lines of one width, or none: the oldest get a plain mark alone."""
    return () if band == "12-18" and face.mark else _even(tuple(face.large.splitlines()))


def sign_of_column(column: str, script: Script, band: Band) -> str:
    """Return the face that means what a column of a board means, or nothing."""
    face = next((face for face in script.scale.faces if face.id == column), None)
    return face_sign(face, band) if face else ""


def _even(lines: tuple[str, ...]) -> tuple[str, ...]:
    width = max(map(len, lines), default=0)
    return tuple(line.ljust(width) for line in lines)


_SIGNS = {"stop": "■", "pass": "»", "aloud": "♪", "another-way": "?", "read-on": "↓", "next": "→"}


def child_is_asked(session: Session, question: Question) -> bool:
    """Whether the child is asked, alone or with everyone."""
    place = session.meeting.place
    everyone = place is not None and place.turn.to == "everyone" and bool(question.child)
    return question.to_child or (everyone and session.meeting.minutes.people.in_room(CHILD))


def answers_as_tiles(session: Session, question: Question) -> bool:
    """Whether the answers are for the child to point at: the ladder's, faces, and a choice of the child's."""
    if question.answers or is_childs_show(session, question):
        return True
    return question.answer == "choice" and question.to_child


def is_childs_show(session: Session, question: Question) -> bool:
    """Whether it is the child whose score is shown next."""
    return question.asks == session.meeting.minutes.people.name_of(CHILD)


def moves_of(
    session: Session, question: Question | None, *, more_to_read: bool, narrow: bool = False
) -> list[Choice]:
    """Return the moves that stand under a question, so that arrows or a mouse are enough; none elsewhere.

    Stop and pass are there whenever the child is asked. `more_to_read` is for words that go on below; a
    `narrow` screen has no room for reading on and reading aloud, which have keys.
    """
    if question is None:
        return []
    wanted: tuple[str, ...] = ()
    if child_is_asked(session, question):
        wanted = ("stop", "pass", *(() if narrow else ("aloud",)), "another-way", "next")
        if question.answer == "scores" and not is_childs_show(session, question):
            wanted = ("stop", "next")
    elif question.answer in ("text", "several"):
        wanted = ("next",)
    if more_to_read and wanted and not narrow:
        wanted = (*wanted[:-1], "read-on", wanted[-1])
    return [Choice(("move", move), say(f"screen.move-{move}"), sign=_SIGNS[move]) for move in wanted]


def wait_words(session: Session, question: Question | None) -> str:
    """Return a quiet line for the chair while the child thinks; other words are offered after a while."""
    now = wait(session.meeting, session.now())
    others = question is not None and question.answer == "scores" and not is_childs_show(session, question)
    if now is None or others:
        return ""
    return say("screen.wait-over" if now.offer else "screen.wait")


Offer = tuple[list[Choice], "int | None"]
"""Options, and where the pointer stands at first."""


def choices_of(session: Session, question: Question) -> Offer:
    """Return the options, and where the pointer stands at first.

    That is what was chosen before, or the number that everyone showed; else nowhere, so that an Enter too
    many answers nothing. The set answers of a rung come before those that are also typed.
    """
    offer = _OFFERS.get(question.answer)
    if question.answers and not (question.options or question.only_picked):
        answers = enumerate(_ladder(question), start=1)
        return [answer._replace(number=str(number)) for number, answer in answers], None
    return offer(session, question) if offer else (_names_wanted(session, question), None)


def _people(session: Session, _question: Question) -> Offer:
    return [person_choice(session, person) for person in session.meeting.minutes.people.values()], None


def _names_wanted(session: Session, question: Question) -> list[Choice]:
    """Return names as options, where the answer may be one of them."""
    place, minutes = session.meeting.place, session.meeting.minutes
    if question.part in ("who", "confirm_who"):
        return _names(session)
    if place is not None and place.turn.records == "child.helper":
        return [choice for choice in _names(session) if choice.text != minutes.people.name_of(CHILD)]
    return []


def _names(session: Session) -> list[Choice]:
    people = session.meeting.minutes.people.present()
    return [Choice(("text", person.name), person.name) for person in people]


_YES_NO = ("yes", "no", "dont_know", "not_understood")


def _ladder(question: Question) -> list[Choice]:
    """Return the set answers of a rung; the last is none, and leads to other words or to the child's own."""
    *answers, other = question.answers
    given = {spoken.text for spoken in question.said if spoken.asked == question.easier}
    if question.rung != "yes_no":
        meaning = "something_else"
        last = Choice(("ladder", "something-else"), other, sign=sign_of(meaning), meaning=meaning)
        return [*(Choice(("text", answer), answer, chosen=answer in given) for answer in answers), last]
    values = [*(("text", answer) for answer in answers), ("ladder", "not-understood")]
    return [
        Choice(
            value,
            words,
            chosen=words in given,
            sign=sign_of(meaning),
            drawing=drawing_of(meaning),
            meaning=meaning,
        )
        for value, words, meaning in zip(values, question.answers, _YES_NO, strict=False)
    ]


def _set_answers(_session: Session, question: Question) -> Offer:
    """Return the set answers: in the child's words where the child is asked, else in the adults' alone."""
    choices = []
    for option in question.options:
        words = (option.child if question.to_child else "") or option.adult
        chosen, value = option.id == question.chosen, ("option", option.id)
        drawn = (sign_of(option.id), drawing_of(option.id)) if question.to_child else ("", ())
        choice = Choice(value, words, chosen=chosen, sign=drawn[0], drawing=drawn[1], meaning=option.id)
        choices.append(choice)
    ids = [option.id for option in question.options]
    at = question.chosen or question.proposed
    return numbered(choices), ids.index(at) if at in ids else None


_BOX = {True: "[✓]", False: "[ ]"}


def _several(_session: Session, question: Question) -> Offer:
    """Return the options of a question that takes several; one that is picked is ticked or let go."""
    options = enumerate(question.options, start=1)
    return [
        Choice(("tick", option.id), f"{number}. {option.adult}", sign=_BOX[option.id in question.ticked])
        for number, option in options
    ], None


def _agree(session: Session, question: Question) -> Offer:
    scale, minutes = question.scale, session.meeting.minutes
    settled = minutes.scores.settled.get(question.key, 0)
    choices = [
        Choice(
            ("text", str(point.number)),
            point.adult,
            key=str(point.number),
            chosen=settled == point.number,
        )
        for point in scale.points
    ]
    not_agreed = Choice(("text", "n"), say("screen.not-agreed"), key="n", chosen=settled is None)
    same = minutes.scores.same_number(question.key.parts[0]) if question.key.parts else None
    return [*choices, not_agreed], (same - scale.lowest) if same is not None else None


def _scores(session: Session, question: Question) -> Offer:
    """Return what the child may point at; adults say theirs, and what may be said stands with the answers."""
    scale, minutes = question.scale, session.meeting.minutes
    if question.asks != minutes.people.name_of(CHILD):
        return [], None
    band = minutes.band
    shown = [
        Choice(
            ("score", face.word),
            face.word,
            sign=face_sign(face, band),
            drawing=face_drawing(face, band),
            meaning=face.id,
        )
        for face in scale.faces
    ] or [Choice(("score", str(point.number)), point.child or point.adult) for point in scale.points]
    unsure = (sign_of("dont_know"), drawing_of("dont_know") if band != "12-18" and scale.faces else ())
    none = score.position(None, "", scale)
    last = Choice(("score", None), none, sign=unsure[0], drawing=unsure[1], meaning="dont_know")
    return [*shown, last], None


_OFFERS: dict[str, Callable[[Session, Question], Offer]] = {
    "choice": _set_answers,
    "period": _set_answers,
    "outcome": _set_answers,
    "agree": _agree,
    "several": _several,
    "scores": _scores,
    "people": _people,
}
"""What each kind of answer offers."""


def person_choice(session: Session, person: Person) -> Choice:
    """Return a person of the list: the name, what they do, and whether they are here."""
    from facilitator.dialogue.people_list import person_option

    option = person_option(session, person)
    return Choice(option.value, option.words, option.note, chosen=option.chosen)
