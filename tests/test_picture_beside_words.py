"""Whatever is typed, turned and sent: no line has a picture that was not seen, or is not of its words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facilitator.dialogue.picture_beside_words import Found, PictureBeside, Sent
from facilitator.meeting import events as ev
from facilitator.plan.people import CHILD
from facilitator.script.pictures import load_pictures

PICTURES = load_pictures()
LINES = ["", "The hall is loud", "The hall is loud!", "lunch and books", "I like my bus", "not sad", "zzz"]


def find(words: str) -> Found:
    sure = PICTURES.of_line(words, "8-11")
    return Found([one.id for one in PICTURES.that_may_go_with(words, "8-11")], sure.id if sure else "")


deeds = st.one_of(
    st.tuples(st.just("type"), st.sampled_from(LINES)),
    st.tuples(st.sampled_from(["rest", "turn", "paint", "send"]), st.just("")),
)


@given(st.lists(deeds, max_size=30))
def test_a_picture_is_kept_only_if_it_was_seen_and_goes_with_the_words(done: list[tuple[str, str]]) -> None:
    beside, words, painted = PictureBeside(find), "", ""
    for deed, typed in done:
        if deed == "type":
            words = typed
        elif deed == "rest":
            beside.look(words)
        elif deed == "turn":
            beside.look(words)
            beside.turn()
        elif deed == "paint":
            painted = beside.at
            beside.seen(painted)
        else:
            sent = beside.sent(words)
            assert sent.words == words
            assert sent.picture in ("", painted)
            assert not sent.picture or sent.picture in find(words).all
            words = ""
            beside.look(words)
            assert beside.at == ""


def test_what_the_finder_is_sure_of_comes_first_and_others_may_be_taken() -> None:
    beside = PictureBeside(find)
    beside.look("football and the bus")
    assert beside.at == ""
    assert not beside.offers
    ring = []
    for _ in range(4):
        beside.turn()
        ring.append(beside.at)
    assert ring[:2] == [one.id for one in PICTURES.that_may_go_with("football and the bus", "8-11")]
    assert ring[2:] == ["", ring[0]]
    beside.look("The hall is loud")
    assert beside.at == "loud"
    beside.turn()
    beside.turn()
    beside.look("The hall is loud today")
    assert beside.at in ("", *find("The hall is loud today").all)


def test_none_that_was_picked_stays_none_while_the_line_is_typed_on() -> None:
    beside = PictureBeside(find)
    at = []
    for words in ("loud", "The hall is loud", "", "The hall is loud"):
        beside.look(words)
        if words == "loud":
            beside.turn()
        at.append(beside.at)
    assert at == ["", "", "", "loud"]


def test_what_is_turned_round_calls_none() -> None:
    assert find("I am not sad") == Found([], "")


def test_only_the_event_of_these_words_of_the_child_takes_it_along() -> None:
    sent = Sent("The hall is loud", "loud")
    line = ev.LineSaid(turn="t", speaker=CHILD, text="The  hall is loud")
    assert sent.with_picture(line) == line.model_copy(update={"picture": "loud"})
    for other in (
        ev.LineSaid(turn="t", speaker="mum", text="The hall is loud"),
        ev.LineSaid(turn="t", speaker=CHILD, text="The hall"),
        ev.TurnDone(turn="t"),
    ):
        assert sent.with_picture(other) is other
