"""Whether a turn is asked: the conditions of the script, read against the minutes."""

from __future__ import annotations

from facilitator.meeting.given import ANYTHING, NOTHING
from facilitator.meeting.minutes import Minutes
from facilitator.meeting.score_shows import FIRST, SECOND
from facilitator.plan.people import CHILD, Perspective
from facilitator.script.models import Condition

_OF_SCORES = {"spread", "second_spread", "score", "score_result", "low_before"}
_OF_PEOPLE = {"present", "absent", "sent_in", "not_sent_in"}
_OF_MEETING = {"school_year", "had_review", "last_period", "minutes", "age_known", "says_by"}


def last_number(minutes: Minutes, outcome: str) -> int | None:
    """Return the number agreed for an outcome at the last review, or None."""
    last = minutes.plan.last_review
    score = last.score(outcome) if last else None
    return minutes.script.scale_of(score, minutes.plan).number_of(score) if score else None


def holds(when: Condition, parts: tuple[str, ...], minutes: Minutes) -> bool:
    """Whether every part of a condition holds for one item (its ids, outermost first)."""
    given = when.model_fields_set
    if not given:  # most turns have no condition, and the agenda is made anew after every event
        return True
    return (
        all(_answered(minutes, turn, values, parts) for turn, values in when.answers.items())
        and (given.isdisjoint(_OF_SCORES) or _scores_hold(when, parts[0] if parts else "", minutes))
        and (given.isdisjoint(_OF_PEOPLE) or _people_hold(when, minutes))
        and (given.isdisjoint(_OF_MEETING) or _meeting_holds(when, minutes))
    )


def _answered(minutes: Minutes, turn: str, values: list[str], parts: tuple[str, ...]) -> bool:
    """Look up a turn for this item, or for one that holds it or that it holds."""
    given = [key for key in minutes.given.askings(turn, parts) if minutes.touched(key)]
    if NOTHING in values and not given:
        return True
    if ANYTHING in values:
        return bool(given)
    return any(not minutes.answers_at(key).isdisjoint(values) for key in given)


def _scores_hold(when: Condition, outcome: str, minutes: Minutes) -> bool:
    scores = minutes.scores
    if when.spread and not when.spread.holds(scores.spread(scores.shown(FIRST, outcome))):
        return False
    if when.second_spread and not when.second_spread.holds(scores.spread(scores.shown(SECOND, outcome))):
        return False
    if when.score and not when.score.holds(scores.agreed(outcome)):
        return False
    if when.score_result and scores.result(outcome) not in when.score_result:
        return False
    return when.low_before is None or when.low_before == _low_before(minutes, outcome)


def _low_before(minutes: Minutes, outcome: str) -> bool:
    number, last = last_number(minutes, outcome), minutes.plan.last_review
    score = last.score(outcome) if last else None
    return (
        number is not None
        and score is not None
        and number <= minutes.script.scale_of(score, minutes.plan).low
    )


def _people_hold(when: Condition, minutes: Minutes) -> bool:
    return (
        all(_somebody_present(minutes, perspective) for perspective in when.present)
        and not any(_somebody_present(minutes, perspective) for perspective in when.absent)
        and all(sent_in(minutes, perspective) for perspective in when.sent_in)
        and not any(sent_in(minutes, perspective) for perspective in when.not_sent_in)
    )


def _somebody_present(minutes: Minutes, perspective: Perspective) -> bool:
    if perspective == "child":
        return minutes.people.in_room(CHILD)
    return any(person.perspective == perspective for person in minutes.people.present())


def sent_in(minutes: Minutes, perspective: Perspective) -> bool:
    """Whether somebody of a perspective sent words in before the meeting."""
    return any(
        count and minutes.people.perspective_of(speaker) == perspective
        for speaker, count in minutes.given.sent_in.items()
    )


def _meeting_holds(when: Condition, minutes: Minutes) -> bool:
    if when.had_review is not None and when.had_review != bool(minutes.plan.reviews):
        return False
    last = minutes.period == len(minutes.script.format.period.names)
    if when.last_period is not None and when.last_period != last:
        return False
    if when.minutes and not when.minutes.holds(minutes.length):
        return False
    child = minutes.child
    if when.age_known is not None and when.age_known != (child.date_of_birth is not None):
        return False
    if when.says_by and (child.set_up.says_by or "talk") not in when.says_by:
        return False
    year = child.school_year(minutes.review_date)
    return when.school_year is None or when.school_year.holds(year)
