"""Who owns an action: a name that is not on the list is asked about, once."""

from __future__ import annotations

import pytest

from facilitator.meeting import events as ev
from facilitator.meeting.who_is_speaking import WhoIsMeant
from tests.meeting.talk import Talk


def test_what_an_unknown_owner_is_asked_about_once() -> None:
    talk = Talk()
    for what in ("Ring the bell", "Open the door"):
        talk.answer("next.more", what)
        if what == "Ring the bell":
            with pytest.raises(WhoIsMeant, match="new-owner"):
                talk.type("Zoe Byrd")
            talk.type("Zoe Byrd", insist=True)
        else:
            talk.type("zoe byrd")
        talk.type("12 June")
        talk.type("Mum")
        talk.type("12 April")
    assert [held.owners for held in talk.meeting.minutes.actions.values()] == [(), ()]


@pytest.mark.parametrize("typed", ["Lindq", "Lida", "lindqvst", "Mr Lindq"])
def test_an_owner_who_is_nearly_on_the_list_is_asked_about(typed: str) -> None:
    talk = Talk()
    talk.add(ev.PersonAdded(name="Linda", perspective="school"))
    talk.add(ev.PersonAdded(name="Mr Lindqvist", perspective="school"))
    talk.answer("next.more", "Ring the bell")
    with pytest.raises(WhoIsMeant, match="which-owner") as raised:
        talk.type(typed)
    names = [talk.meeting.minutes.people[one].name for one in raised.value.likely]
    assert set(names) & {"Linda", "Mr Lindqvist"}
