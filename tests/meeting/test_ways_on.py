"""Ways on near the end of a review: shown at the choice, and kept with the reason and who made it."""

from __future__ import annotations

from tests.meeting.talk import Talk

WAY = ["decide.way-because", "decide.way-who"]


def low(number: str) -> Talk:
    """Return a review after one that was low, at which everybody shows and agrees a number."""
    talk = Talk()
    talk.support("yes")
    talk.answer("goal.show", *(f"{name} {number}" for name in ("Mum", "Mr Lacey", "Ms Okafor")), item="o1")
    talk.answer("goal.score", number, item="o1")
    return talk


def follow(talk: Talk) -> list[str]:
    return [turn for turn in talk.asked if turn.startswith("decide.way")]


def test_where_more_is_offered_any_choice_is_kept_with_its_reason_and_who_made_it() -> None:
    talk = low("2")
    talk.go("decide.plan")
    labels = [label for label, _ in talk.question.rows]
    assert labels == ["Possible", "There", "Not there yet", "Please check", "Note"]
    talk.type("1")
    assert follow(talk) == WAY
    talk.answer("decide.way-because", "everyone: The new group has only begun.")
    talk.answer("decide.way-who", "All of us")
    talk.go("decide.plan")
    talk.type("3")
    assert follow(talk) == [*WAY, "decide.way-action"]  # once each, though two answers lead there
    review = talk.review()
    kept = {
        name: [one.text for one in review.given(name)]
        for name in ("plan_future", "way_because", "decided_by")
    }
    assert kept == {
        "plan_future": ["more"],
        "way_because": ["The new group has only begun."],
        "decided_by": ["All of us"],
    }


def test_where_nothing_more_is_offered_only_asking_for_it_needs_a_reason() -> None:
    talk = low("3")
    talk.go("decide.plan")
    assert talk.question.rows == []
    talk.type("1")
    assert follow(talk) == []
    talk.go("decide.plan")
    talk.type("3")
    assert follow(talk) == [*WAY, "decide.way-action"]
