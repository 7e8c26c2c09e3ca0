"""What a box of a form says of a score, as the score of a review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.plan.scores import Position, Score
from facilitator.word.answers.field_codecs import Field
from facilitator.word.answers.named_people import Names
from facilitator.word.answers.scores import ScoreWords, read_score
from facilitator.word.answers.statements import Speakers


def score_said(text: str, field: Field, names: Names) -> ScoreWords | None:
    """Return the score that a text says, or the option that it names; None where that is not certain."""
    found = read_score(text, field.layout, field.scale, names)
    got = field.read(text) if found is None and field.declared.options else None
    if got and got.value is not None and not got.note:
        return ScoreWords("agreed", field.declared.option_ids.index(str(got.value)) + 1)
    return found


def positions(said: ScoreWords, field: Field, speakers: Speakers) -> Iterator[Position]:
    """Yield what each one showed."""
    options = field.declared.option_ids
    for shown in said.shown:
        option = shown.word if shown.word in options else None
        word = "" if option else shown.word
        yield Position(person=speakers.id_of(shown.who), number=shown.number, option=option, word=word)


def as_score(said: ScoreWords, field: Field, about: str, shown: Sequence[Position]) -> Score:
    """Return the score of something: its number, or the option of a choice."""
    options, number = field.declared.option_ids, said.number
    return Score.model_validate(
        {
            "field": field.name,
            "about": about,
            "result": said.result,
            "number": None if options else number,
            "option": options[number - 1] if options and number else None,
            "shows": [list(shown)] if shown else [],
            "support_not_given": said.support_not_given,
        }
    )
