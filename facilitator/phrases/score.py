"""A score in words: agreed, not agreed or only shown; and what one person showed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from facilitator.script.ladder import Say
from facilitator.script.words_by_key import say

if TYPE_CHECKING:
    from facilitator.plan.scores import Score
    from facilitator.script.scales import Point, Scale


def on_scale(number: int | None, scale: Scale) -> str:
    """Return a number with its words, such as "3, Some progress"; nothing where none was agreed."""
    if number is None:
        return ""
    label = scale.label_of(number)
    if scale.of_options or label == str(number):
        return label
    return say("score.number", number=number, label=label or str(number))


def of_most(number: int | None, scale: Scale, *, tell: Say = say) -> str:
    """Return a number as `on_scale`, for readers who do not see the scale: "3 of 4, Some progress".

    A step without words of its own is only counted: "3 of 10".
    """
    if number is None:
        return ""
    label = scale.label_of(number) or str(number)
    if scale.of_options:
        return label
    if label == str(number):
        return tell("score.out-of", number=number, most=scale.highest)
    return tell("score.number-of", number=number, most=scale.highest, label=label)


def in_short(
    result: str, number: str, each: Iterable[object] = (), *, support_not_given: bool = False, tell: Say = say
) -> str:
    """Return a score on a line: `number` is the agreed one in words, `each` what was shown where none is.

    That support was not given always stands with it.
    """
    words = tell(f"score.{_key(result)}", number=number)
    shown = ", ".join(map(str, each))
    if shown and not number:
        words = tell("score.with-each", score=words, each=shown)
    return tell("score.support-not-given", score=words) if support_not_given else words


def line(score: Score | None, scale: Scale, each: Iterable[object] = ()) -> str:
    """Return a score on a line, as it stands in a plan; see `in_short`."""
    if score is None:
        return none()
    number = on_scale(scale.number_of(score), scale)
    return in_short(score.result, number, each, support_not_given=score.support_not_given)


def none(*, tell: Say = say) -> str:
    """Return the words for an outcome without a score."""
    return tell("score.none")


def sentence(result: str, number: str = "", *, tell: Say = say) -> str:
    """Return what the room came to as a sentence of its own; `number` as in `in_short`."""
    return tell(f"score.{_key(result)}-sentence", number=number)


def settled(number: int | None, scale: Scale) -> str:
    """Return the number that was just agreed as a sentence, or that it was not."""
    return sentence("not_agreed" if number is None else "agreed", on_scale(number, scale))


def position(number: int | None, word: str, scale: Scale, *, tell: Say = say) -> str:
    """Return what one person showed: the number, a child's own word or face, both, or "don't know".

    Where a choice is judged it is the option by its name.
    """
    faces = {face.id: face.word for face in scale.faces}
    shown = "" if number is None else scale.name_of(number)
    parts = [shown, faces.get(word, word)]
    return ", ".join(part for part in parts if part) or tell("score.dont-know")


def step(point: Point, scale: Scale) -> str:
    """Return a step of a scale as it stands beside a picture: "3 Some progress", or the option's name."""
    if scale.of_options or point.adult in ("", str(point.number)):
        return scale.name_of(point.number)
    return say("score.step", number=point.number, label=point.adult)


def in_picture(result: str, number: str, shown: Iterable[str] = ()) -> str:
    """Return a score as it stands in a picture, where the steps are named beside it.

    `number` is what was agreed, such as "3 of 5", `shown` each number or option of those who did not agree.
    """
    if number:
        return say(f"score.picture-{_key(result)}", number=number)
    words, each = say(f"score.{_key(result)}"), ", ".join(shown)
    return say("score.picture-each", score=words, each=each) if each else words


def out_of(number: int, scale: Scale) -> str:
    """Return a number without its words: "3 of 5"; of a choice that is judged the option by its name."""
    if scale.of_options:
        return scale.label_of(number)
    return say("score.out-of", number=number, most=scale.highest)


def of_each(name: str, answer: str, first: str = "") -> str:
    """Return one person's answer among others: "Mum: 2"; `first` is another one that was given before."""
    key = "score.of-each-first" if first else "score.of-each"
    return say(key, name=name, answer=answer, first=first)


def of_person(name: str, answer: str, reason: str = "") -> str:
    """Return one person's answer, with the reason where there is one: "Mum 2"."""
    key = "score.of-person-because" if reason else "score.of-person"
    return say(key, name=name, answer=answer, reason=reason)


def _key(result: str) -> str:
    return result.replace("_", "-")
