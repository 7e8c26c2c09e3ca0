"""The child's set-up: asked with last time's answers proposed, used in the meeting, kept in the plan."""

from __future__ import annotations

from datetime import date

import pytest

from facilitator.meeting import events as ev
from facilitator.meeting.child_set_up import left_out_by_wish, pictures_wanted
from facilitator.meeting.typed_answer import toggled
from facilitator.phrases.person import people_of
from facilitator.plan.people import CHILD, Child, ChildSetUp, Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.loading import load_script
from facilitator.script.school import School
from facilitator.work.own_school import of_school
from tests.looking import views
from tests.meeting.plans import a_plan
from tests.meeting.talk import Talk

KEPT = ChildSetUp(
    helper="Mrs Lee",
    ways=["spoken", "signed"],
    says_by="both",
    stays="part",
    starts_with="A song",
    topics_away=["next_year"],
    voice="gmw/en",
    rate=100,
    pictures="small",
)


def a_plan_with(set_up: ChildSetUp, **child: object) -> Plan:
    """Return the plan of a child whose set-up was kept last time."""
    plan = a_plan(reviews=1)
    return plan.with_child(plan.child.model_copy(update={"set_up": set_up, **child}))


def kept_by(talk: Talk) -> Child:
    """The child as the plan would keep them."""
    return talk.meeting.minutes.child


def through(talk: Talk) -> None:
    """Begin to go through how the child takes part."""
    talk.answer("setup.takes-part", "yes")


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Mum: he sleeps well", "no-name"), ("everyone", "name-of-all"), ("Mum", "name-taken")],
)
def test_no_child_is_called_what_is_no_name_of_one_person(typed: str, code: str) -> None:
    talk = Talk()
    through(talk)
    with pytest.raises(Refusal, match=code):
        talk.answer("setup.known-as", typed)


def test_every_part_is_asked_for_and_kept() -> None:
    talk = Talk()
    talk.answer("setup.child", "part")
    through(talk)
    talk.answer("setup.known-as", "Rav")
    talk.answer("setup.communication", "Signs, and a few words.")
    talk.answer("setup.ways", "1, 3 and Draws")
    talk.answer("setup.helper", "Mr Lacey")
    talk.answer("setup.says-by", "In words, and")
    talk.answer("setup.starts-with", "A picture of his dog")
    talk.answer("setup.topics-away", "my next year; matters")
    talk.answer("setup.pictures", "small")
    talk.answer("setup.rate", "slow")
    child = kept_by(talk)
    assert (child.known_as, child.communication) == ("Rav", "Signs, and a few words.")
    assert child.set_up == ChildSetUp(
        helper="Mr Lacey",
        ways=["spoken", "pointed", "drawn"],
        says_by="both",
        stays="part",
        starts_with="A picture of his dog",
        topics_away=["next_year", "matters"],
        rate=100,
        pictures="small",
    )


def test_the_name_that_the_child_likes_is_used_from_then_on() -> None:
    talk = Talk()
    through(talk)
    talk.answer("setup.known-as", "Rav")
    assert talk.meeting.minutes.people[CHILD].name == "Rav"
    talk.go("child.going-well")
    assert (talk.question.to, talk.question.adult) == ("Rav", "What is going well for Rav at school?")
    talk.add(ev.WentTo(turn="setup.known-as"))
    talk.type("none")
    assert talk.meeting.minutes.people[CHILD].name == "Ravi"


def unnamed() -> Talk:
    """A meeting of a child of whom nobody has said how they like to be called."""
    plan = a_plan_with(ChildSetUp(), known_as="", full_name="Mina Farrow")
    mum = Person(id="mum", name="Mum", perspective="parent")
    return Talk(plan, [*people_of(plan, in_room=True), mum])


def test_a_child_is_called_by_the_first_name_until_somebody_says_otherwise() -> None:
    talk = unnamed()
    talk.go("welcome.stop")
    assert "Hello, Mina. This is" in talk.question.child
    talk.answer("child.going-well", "I like maths.")
    assert (talk.question.to, talk.question.said[0].speaker) == ("Mina", "Mina")
    talk.answer("child.going-well", "Mina Farrow: and lunch")
    assert [line.speaker for line in talk.question.said] == ["Mina", "Mina"]


def test_the_record_has_the_full_name_all_the_same() -> None:
    talk = unnamed()
    talk.answer("next.more", "Bring my cards", "Mina and Mum", "12 June")
    assert talk.meeting.minutes.actions.first(bool).who == "Mina and Mum"  # type: ignore[union-attr]
    assert talk.review().people[0].name == "Mina Farrow"
    assert talk.review().actions[0].who == "Mina Farrow and Mum"
    assert kept_by(talk).known_as == ""


def test_a_child_gives_way_to_somebody_who_is_called_the_same() -> None:
    """A record of an earlier version may have both; whoever types it is asked for a surname."""
    talk = unnamed()
    talk.add(ev.PersonAdded(name="Mina", perspective="school"))
    assert talk.meeting.minutes.people[CHILD].name == "Mina Farrow"
    with pytest.raises(Refusal, match="name-taken"):
        talk.add(ev.PersonAdded(name="Mina Farrow", perspective="school"))
    again = unnamed()
    again.go("setup.people")
    with pytest.raises(Refusal, match="name-taken"):
        again.type("Mina, TA")


@pytest.mark.parametrize("name", ["Mum", "x" * 301])
def test_a_name_that_is_taken_or_too_long_is_refused(name: str) -> None:
    talk = Talk()
    through(talk)
    talk.go("setup.known-as")
    with pytest.raises(Refusal):
        talk.type(name)
    assert kept_by(talk).known_as == "Ravi"


def test_what_was_kept_last_time_is_proposed_and_stays() -> None:
    talk = Talk(a_plan_with(KEPT, communication="Signs."))
    talk.go("setup.child")
    assert talk.question.proposed == "part"
    talk.go("setup.takes-part")
    assert dict(talk.question.rows) == {
        "Likes to be called": "Ravi",
        "Talks with people": "Signs.",
        "Ways to answer": "spoken, signed",
        "Trusts": "Mrs Lee",
        "Says what is good and hard": "in words and with cards",
        "Starts with": "A song",
        "Would rather not be asked about": "What I want for next year",
        "Pictures beside words": "small",
        "Reading aloud": "100 words a minute",
        "Voice": "gmw/en",
    }
    through(talk)
    for turn, proposal in (("known-as", "Ravi"), ("communication", "Signs."), ("starts-with", "A song")):
        talk.go(f"setup.{turn}")
        assert talk.question.suggestion == proposal
    talk.go("setup.ways")
    assert talk.question.ticked == ["spoken", "signed"]
    talk.go("setup.says-by")
    assert talk.question.proposed == "both"
    talk.tab()
    assert (talk.question.key.turn, talk.question.proposed) == ("setup.pictures", "small")
    talk.tab()
    assert kept_by(talk).set_up == KEPT


def test_what_is_taken_away_is_gone() -> None:
    talk = Talk(a_plan_with(KEPT))
    through(talk)
    for turn in ("helper", "starts-with", "ways", "topics-away"):
        talk.answer(f"setup.{turn}", "none")
    set_up = kept_by(talk).set_up
    assert (set_up.helper, set_up.starts_with, set_up.ways, set_up.topics_away) == ("", "", [], [])
    assert talk.written().child == talk.plan.child, (
        "the plan is written with the child only by who asks for it"
    )


def test_one_after_the_other_can_be_ticked_and_let_go() -> None:
    talk = Talk(a_plan_with(KEPT))
    through(talk)
    talk.go("setup.ways")
    place = talk.meeting.place
    assert place is not None
    talk.add(toggled(talk.meeting, place, "drawn"))
    talk.add(toggled(talk.meeting, place, "spoken"))
    assert talk.question.ticked == ["signed", "drawn"]
    assert talk.here is not None
    assert talk.here.turn == "setup.ways", "there may be more"
    talk.type("3")
    assert talk.here.turn != "setup.ways", "what is typed is all"
    assert kept_by(talk).set_up.ways == ["pointed"]


def test_yes_keeps_the_words_of_last_time() -> None:
    talk = Talk(a_plan_with(KEPT))
    through(talk)
    talk.go("setup.helper")
    talk.type("Yes", suggestion=talk.question.suggestion)
    assert kept_by(talk).set_up.helper == "Mrs Lee"
    assert talk.question.key.turn == "setup.says-by"


@pytest.mark.parametrize(
    ("born", "kept", "proposed"),
    [
        (date(2022, 5, 1), None, "large"),
        (date(2016, 5, 1), None, "large"),
        (date(2014, 5, 1), None, "no"),
        (date(2014, 5, 1), "large", "large"),
        (date(2016, 5, 1), "no", "no"),
        (None, None, "large"),
    ],
)
def test_pictures_go_with_the_age_until_somebody_says(
    born: date | None, kept: str | None, proposed: str
) -> None:
    set_up = ChildSetUp.model_validate({"pictures": kept})
    talk = Talk(a_plan_with(set_up, date_of_birth=born))
    through(talk)
    talk.go("setup.pictures")
    child, band = talk.meeting.minutes.child, talk.meeting.minutes.band
    assert (talk.question.proposed, pictures_wanted(child, band)) == (proposed, proposed)
    talk.type("none")
    assert pictures_wanted(talk.meeting.minutes.child, band) == "no"


def test_a_school_without_pictures_does_not_ask_for_them() -> None:
    school = School(pictures=False)
    talk = Talk(
        a_plan_with(ChildSetUp(pictures="large")), script=of_school(load_script("support-plan"), school)
    )
    through(talk)
    assert "setup.pictures" not in talk.asked
    assert "setup.says-by" in talk.asked


def test_only_what_is_offered_can_be_ticked() -> None:
    talk = Talk()
    through(talk)
    talk.go("setup.ways")
    with pytest.raises(Refusal, match="no-such-option"):
        talk.add(ev.SeveralChosen(turn="setup.ways", options=["sung"]))
    with pytest.raises(Refusal, match="which-option"):
        talk.type("1, sung")


def test_the_age_is_asked_where_there_is_no_date_of_birth() -> None:
    plan = a_plan()
    assert "setup.age" not in Talk(plan).asked
    talk = Talk(plan.with_child(Child(full_name="Ravi")))
    assert "setup.age" in talk.asked
    bands = [talk.meeting.minutes.band]
    talk.answer("setup.age", "1")
    bands.append(talk.meeting.minutes.band)
    assert bands == ["8-11", "4-7"]
    assert kept_by(talk).set_up.age_band == "4-7"


def test_a_voice_is_kept_and_never_taken_back() -> None:
    talk = Talk()
    talk.go("child.going-well")
    talk.type("Cards.")
    talk.add(ev.VoiceChosen(voice="gmw/en"))
    talk.add(ev.VoiceChosen(rate=140))
    talk.add(ev.Undone())
    assert not talk.meeting.minutes.said
    assert (kept_by(talk).set_up.voice, kept_by(talk).set_up.rate) == ("gmw/en", 140)
    talk.add(ev.Redone())
    assert (kept_by(talk).set_up.voice, kept_by(talk).set_up.rate) == ("gmw/en", 140)


# Topics not to raise


def test_a_topic_that_the_child_wishes_away_is_not_put_to_them() -> None:
    talk = Talk(a_plan_with(KEPT))
    assert "child.next-year" not in talk.asked
    assert "child.matters" in talk.asked
    assert left_out_by_wish(talk.meeting.minutes.child, talk.script) == ["next_year"]


def test_what_was_said_of_it_already_stays() -> None:
    talk = Talk()
    talk.answer("child.next-year", "A dog.")
    through(talk)
    talk.answer("setup.topics-away", "what i want for next year")
    assert "child.next-year" in talk.asked
    assert views(talk.review())[0].text == "A dog."


def test_a_topic_of_everyone_is_then_put_to_the_adults_alone() -> None:
    talk = Talk(a_plan_with(ChildSetUp(topics_away=["who_we_are"])))
    talk.go("welcome.who")
    assert talk.question.child == ""
    assert talk.view.another_way() is None


def test_wishes_and_set_up_stand_in_no_review() -> None:
    talk = Talk(a_plan_with(KEPT))
    through(talk)
    talk.answer("setup.starts-with", "A song about trains")
    json = talk.review().model_dump_json()
    assert "trains" not in json
    assert "next_year" not in json
