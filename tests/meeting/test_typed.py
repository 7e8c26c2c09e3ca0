"""What the chair types, and what it means."""

from __future__ import annotations

import pytest

from facilitator.meeting import events as ev
from facilitator.meeting.answers.action import suggested_day
from facilitator.meeting.typed_answer import (
    WhoIsMeant,
    WhosePerspective,
    default_speaker,
    interpret,
    read_person,
)
from facilitator.plan.people import EVERYONE
from facilitator.plan.refusal import Refusal
from tests.meeting.plans import PEOPLE, person
from tests.meeting.talk import Talk


@pytest.fixture
def talk() -> Talk:
    """A second review, at the child's first question."""
    talk = Talk()
    talk.go("child.going-well")
    return talk


def said(event: ev.Event) -> tuple[str, str, str, str | None]:
    assert isinstance(event, ev.LineSaid)
    return event.speaker, event.text, event.how, event.helper


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("I like my cards", ("child", "I like my cards", "own_words", None)),
        ("Mum: he talks about them", ("mum", "he talks about them", "own_words", None)),
        ("mum:he talks", ("mum", "he talks", "own_words", None)),
        ("Lacey: yes", ("lacey", "yes", "own_words", None)),
        ("Mum for Ravi: the cards", ("child", "the cards", "said_for", "mum")),
        ("Ravi with Mr Lacey: the cards", ("child", "the cards", "with_help", "lacey")),
        ("everyone: we agree", (EVERYONE, "we agree", "own_words", None)),
        ("at 3:15 we read", ("child", "at 3:15 we read", "own_words", None)),
        ("my words: mine", ("child", "my words: mine", "own_words", None)),
        ("Ravi Example: hello", ("child", "hello", "own_words", None)),
    ],
)
def test_who_says_what(talk: Talk, typed: str, meant: tuple[str, str, str, str | None]) -> None:
    assert said(talk.type(typed)) == meant


def test_a_name_typed_first_is_for_one_line_where_somebody_is_asked(talk: Talk) -> None:
    talk.type("Mum: he talks")
    assert said(talk.type("all day"))[0] == "child"


@pytest.mark.parametrize(("turn", "item"), [("welcome.who", ""), ("goal.achieved", "o1")])
def test_where_anyone_may_speak_who_spoke_last_is_not_taken_to_go_on(
    talk: Talk, turn: str, item: str
) -> None:
    talk.go(turn, item)
    talk.type("Mum: he reads")
    with pytest.raises(WhoIsMeant, match="who-said"):
        talk.type("100 words")


def test_what_the_room_agrees_is_said_by_everyone(talk: Talk) -> None:
    talk.go("goal.next", "o1")
    assert said(talk.type("Read 120 words"))[0] == EVERYONE


def test_who_is_chosen_speaks_until_the_next_question(talk: Talk) -> None:
    talk.add(ev.SpeakerChosen(person="mum"))
    talk.type("Mr Lacey: yes")
    assert said(talk.type("all day"))[0] == "mum"
    talk.tab()
    assert default_speaker(talk.meeting) == "child"


def test_a_speaker_can_be_noted_before_they_speak(talk: Talk) -> None:
    talk.add(ev.SpeakerChosen(person="okafor"))
    assert said(talk.type("It is loud"))[0] == "okafor"


def test_a_name_that_is_not_on_the_list_is_asked_about(talk: Talk) -> None:
    with pytest.raises(WhoIsMeant) as asked:
        talk.type("Dad: he cried")
    assert asked.value.name == "Dad"
    assert said(talk.type("Dad: he cried", insist=True)) == ("child", "Dad: he cried", "own_words", None)


def test_a_prefix_without_words_is_nothing(talk: Talk) -> None:
    with pytest.raises(Refusal, match="nothing"):
        talk.type("Mum: ")
    with pytest.raises(Refusal, match="nothing"):
        talk.type("   ")


def test_where_anyone_may_speak_nobody_is_assumed(talk: Talk) -> None:
    talk.go("welcome.who")
    with pytest.raises(WhoIsMeant, match="who-said"):
        talk.type("I have known him for years")


def test_one_parent_is_taken_to_speak_and_of_two_nobody() -> None:
    talk = Talk()
    talk.go("home.working")
    assert default_speaker(talk.meeting) == "mum"
    both = Talk(people=[*PEOPLE, person("dad", "Dad", "parent")])
    both.go("home.working")
    assert default_speaker(both.meeting) is None


def test_a_practitioner_speaks_at_their_own_question_and_nobody_yet_at_an_outcomes() -> None:
    talk = Talk()
    talk.go("others.working")
    assert default_speaker(talk.meeting) == "okafor"
    talk.go("goal.achieved", "o1")
    assert default_speaker(talk.meeting) is None


@pytest.mark.parametrize("typed", ["2", "partly", "Some of it", "some"])
def test_a_choice_by_number_word_or_beginning(talk: Talk, typed: str) -> None:
    talk.support(typed)
    assert talk.review().chosen("delivered", "o1") == "partly"


@pytest.mark.parametrize("typed", ["9", "0", "maybe"])
def test_a_choice_that_is_none_or_not_clear(talk: Talk, typed: str) -> None:
    talk.go("goal.delivered", "o1/o1.p1")
    with pytest.raises(Refusal, match="which-option"):
        talk.type(typed)


def test_a_day_is_asked_for_again_when_it_is_none(talk: Talk) -> None:
    talk.go("decide.next-date")
    with pytest.raises(Refusal, match="no-date"):
        talk.type("after half term")


@pytest.mark.parametrize(
    ("typed", "name", "role", "perspective", "present"),
    [
        ("Nan", "Nan", "", "parent", True),
        ("Mrs Bell, SENCO", "Mrs Bell", "SENCO", "school", True),
        ("Mr Ode, specialist teacher", "Mr Ode", "specialist teacher", "practitioner", True),
        ("apologies: Dr Roy, paediatrician", "Dr Roy", "paediatrician", "practitioner", False),
        ("absent Dr Roy, doctor", "Dr Roy", "doctor", "practitioner", False),
        ("Sam, friend of the family, parent", "Sam", "friend of the family", "parent", True),
        ("Sam, school", "Sam", "", "school", True),
        ("محمد, dad", "محمد", "dad", "parent", True),
    ],
)
def test_people_as_they_are_typed(
    talk: Talk, typed: str, name: str, role: str, perspective: str, present: bool
) -> None:
    talk.go("setup.people")
    event = interpret(talk.meeting, typed)
    assert isinstance(event, ev.PersonAdded)
    assert (event.name, event.role, event.perspective, event.present) == (name, role, perspective, present)


def test_whose_view_is_asked_where_nothing_tells(talk: Talk) -> None:
    talk.go("setup.people")
    with pytest.raises(WhosePerspective) as asked:
        talk.type("absent: Jo Green, friend")
    assert (asked.value.name, asked.value.role, asked.value.present) == ("Jo Green", "friend", False)
    with pytest.raises(Refusal, match="nothing"):
        talk.type(", teacher")


def test_after_the_last_question_nothing_is_typed(talk: Talk) -> None:
    while talk.here is not None:
        talk.tab()
    with pytest.raises(Refusal, match="no-question"):
        talk.type("hello")
    assert default_speaker(talk.meeting) is None
    assert suggested_day(talk.meeting.place, talk.meeting.minutes) is None


def test_words_are_not_put_under_somebody_who_has_left() -> None:
    talk = Talk()
    talk.support("yes")
    talk.add(ev.SpeakerChosen(person="mum"))
    talk.type("He reads signs now")
    talk.add(ev.PersonLeft(person="mum"))
    with pytest.raises(WhoIsMeant, match="who-said"):
        talk.type("And menus")
    assert [(said.by, said.text) for said in talk.outcome().said] == [("mum", "He reads signs now")]


def test_nobody_speaks_for_a_child_who_has_left_unless_it_is_said() -> None:
    talk = Talk()
    talk.answer("child.hard", "The hall is too loud")
    talk.add(ev.PersonLeft(person="child"))
    talk.go("child.hard")
    with pytest.raises(Refusal, match="who-said"):
        talk.type("He hates the bus")
    talk.type("Mum for Ravi: I hate the bus")
    talk.answer("others.working", "Clear speech")
    talk.add(ev.PersonLeft(person="okafor"))
    talk.go("others.working")
    with pytest.raises(Refusal, match="who-said"):
        talk.type("He listens")


def test_a_name_on_the_list_comes_before_the_childs_full_name() -> None:
    talk = Talk()
    talk.add(ev.PersonAdded(name="Ravi Example", perspective="parent"))
    talk.go("home.working")
    event = talk.type("Ravi Example: He sleeps well")
    assert isinstance(event, ev.LineSaid)
    assert event.speaker != "child"
    event = talk.type("Ravi: I sleep well")
    assert isinstance(event, ev.LineSaid)
    assert event.speaker == "child"


@pytest.mark.parametrize("typed", ["²", "9" * 5000], ids=["raised", "long"])
def test_odd_digits_are_no_option_and_no_number(typed: str) -> None:
    talk = Talk()
    talk.go("setup.minutes")
    with pytest.raises(Refusal, match="which-option"):
        talk.type(typed)
    talk.support("yes")
    talk.answer("goal.show", "so-so", "3", "3", "3", item="o1")
    with pytest.raises(Refusal, match="number-or-not-agreed"):
        talk.type(typed)


def test_an_hour_is_not_taken_for_a_name() -> None:
    talk = Talk()
    talk.go("home.working")
    assert said(talk.type("At 10:30 he is fine")) == ("mum", "At 10:30 he is fine", "own_words", None)


def test_somebody_who_is_taken_off_the_list_is_not_speaking_any_more() -> None:
    talk = Talk()
    talk.go("home.working")
    talk.add(ev.SpeakerChosen(person="okafor"))
    assert talk.question.speaker == "Ms Okafor"
    talk.add(ev.PersonRemoved(person="okafor"))
    assert talk.question.speaker == "Mum"
    talk.add(ev.SpeakerChosen(person="lacey"))
    talk.add(ev.PersonRemoved(person="shah"))
    assert talk.question.speaker == "Mr Lacey"


@pytest.mark.parametrize("typed", ["yes", "no"])
def test_a_bare_yes_or_no_is_no_action(typed: str) -> None:
    talk = Talk()
    talk.go("next.more")
    with pytest.raises(Refusal, match="what-action"):
        talk.type(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("11/3", "2027-03-11"),
        ("yesterday", "2027-03-11"),
        ("13/3", "2027-03-13"),
        ("Monday", "2027-03-15"),
        ("11/3/2028", "2028-03-11"),
    ],
)
def test_a_meeting_may_be_typed_up_the_day_after(typed: str, meant: str) -> None:
    talk = Talk()
    talk.answer("setup.date", typed)
    assert str(talk.review().date) == meant
    talk.go("setup.date")
    with pytest.raises(Refusal, match="no-date"):
        talk.type("soon")


def test_somebody_who_comes_up_with_words_sent_in_is_not_there(talk: Talk) -> None:
    talk.answer("setup.sent-in", "yes")
    talk.go("setup.sent-in-working")
    event = read_person(talk.meeting, "Dad")
    assert (event.name, event.present) == ("Dad", False)
