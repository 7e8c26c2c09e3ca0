"""All events in any order: nothing is lost, nothing changes hands, and the meeting can always end."""

from __future__ import annotations

import copy
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from facilitator.meeting import events as ev
from facilitator.meeting.agenda import Agenda
from facilitator.meeting.agenda_place import Place
from facilitator.meeting.answers.board import cards_to_sort
from facilitator.meeting.answers.choice import options_of
from facilitator.meeting.heard_so_far import heard, kindly
from facilitator.meeting.meeting import Meeting
from facilitator.meeting.minutes import Key
from facilitator.meeting.minutes_parts import same_words
from facilitator.meeting.open_ends import open_ends
from facilitator.meeting.pace import pace
from facilitator.meeting.plan_after_review import write_into
from facilitator.meeting.plan_in_meeting import drafted, put_right
from facilitator.meeting.question import View
from facilitator.meeting.quiet_wait import wait
from facilitator.meeting.review_record import to_review
from facilitator.plan.changes import Deed, PlanChange
from facilitator.plan.nouns import HowEnded
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.plan.text import clean
from facilitator.script.filled_sentences import Wording
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import say
from tests.looking import every_word
from tests.meeting.plans import a_plan, a_start

START = datetime(2027, 3, 12, 14, 0, tzinfo=UTC)
SCRIPT = load_script("support-plan")
WORDING = Wording()

words = st.text(
    st.characters(categories=("L", "M", "N", "P", "S", "Z", "Cc", "Cf", "Co"))
    | st.sampled_from("[]{}%\x1b\u202e:"),
    min_size=1,
    max_size=40,
).filter(lambda text: text.strip() != "")
pick = st.integers(min_value=0, max_value=10_000)


def picture_of(text: str) -> str:
    """Return a picture that is of these words and of no others."""
    return f"p{sha256(same_words(clean(text)).encode()).hexdigest()[:12]}"


def everything_in(review: Review) -> list[tuple[str, str]]:
    """Every text of a review with its speaker, wherever the review keeps it."""
    found = [(said.by, said.text) for said in every_word(review)]
    found += [(EVERYONE, said.match.because) for said in every_word(review) if said.match]
    for score in review.scores:
        if score.sides:
            found.append((EVERYONE, score.next_step))
            for side in score.sides:
                found += [(side.person, side.reason), (side.person, side.would_change)]
    return found


class AnyMeeting(RuleBasedStateMachine):
    """A meeting driven by events in any order, beside a ledger of who said what."""

    @initialize(reviews=st.integers(0, 1))
    def start(self, reviews: int) -> None:
        self.plan = a_plan(reviews=reviews)
        self.meeting = Meeting(SCRIPT, self.plan, a_start(self.plan, START))
        self.at = START
        self.ledger: dict[str, tuple[str, str]] = {}
        self.past: list[dict[str, tuple[str, str]]] = []
        self.future: list[dict[str, tuple[str, str]]] = []

    # Helpers

    def add(self, event: ev.Event) -> ev.Event | None:
        """Add an event; None where it is refused, and then nothing may have changed."""
        self.at += timedelta(seconds=20)
        before = len(self.meeting.events)
        try:
            kept = self.meeting.add(event, self.at)
        except Refusal:
            assert len(self.meeting.events) == before
            return None
        if not isinstance(event, ev.NAVIGATION + ev.BESIDE + (ev.Undone, ev.Redone)):
            self.past.append(dict(self.ledger))
            self.future.clear()
        return kept

    def some_place(self, n: int, *answers: str) -> Place | None:
        here = self.meeting.place
        places = [here] if here and n % 2 and here.turn.answer in answers else self.meeting.agenda.places
        fitting = [place for place in places if place.turn.answer in answers]
        return fitting[n % len(fitting)] if fitting else None

    def some_person(self, n: int) -> str:
        people = list(self.meeting.minutes.people)
        return people[n % len(people)]

    def some_line(self, n: int) -> str | None:
        lines = list(self.meeting.minutes.said)
        return lines[n % len(lines)] if lines else None

    # Saying

    @rule(n=pick, who=pick, text=words, how=st.sampled_from(["own_words", "with_help", "said_for"]))
    def say(self, n: int, who: int, text: str, how: str) -> None:
        place = self.some_place(n, "lines")
        if place is None:
            return
        speaker = EVERYONE if who % 7 == 0 else self.some_person(who)
        key = {"turn": place.key.turn, "item": place.key.item}
        event = ev.LineSaid(**key, speaker=speaker, text=text, how=how, picture=picture_of(text))
        kept = self.add(event)
        if isinstance(kept, ev.LineSaid):
            self.ledger[list(self.meeting.minutes.said)[-1]] = (speaker, kept.text)

    @rule(n=pick, card=words, column=pick)
    def sort_a_card(self, n: int, card: str, column: int) -> None:
        place = self.some_place(n, "board")
        if place is None:
            return
        cards = cards_to_sort(place.key, self.meeting.minutes)
        lines = list(self.meeting.minutes.said)
        of_plan = cards[n % len(cards)] if cards and n % 2 else card
        chosen = place.turn.columns[column % len(place.turn.columns)].id
        key = {"turn": place.key.turn, "item": place.key.item}
        event = ev.CardSorted(**key, card=of_plan, column=chosen, picture=picture_of(of_plan))
        kept = self.add(event)
        if isinstance(kept, ev.CardSorted) and len(self.meeting.minutes.said) > len(lines):
            self.ledger[list(self.meeting.minutes.said)[-1]] = (CHILD, kept.card)

    @rule(n=pick, not_understood=st.booleans())
    def ask_another_way(self, n: int, not_understood: bool) -> None:
        view = View(self.meeting, WORDING, say)
        if n % 3:
            event = view.another_way(not_understood=not_understood)
            if event is not None:
                assert self.add(event) or self.meeting.ended
                question = view.question()
                assert question is not None
                assert question.rung == event.rung or self.meeting.ended
        else:
            places = self.meeting.agenda.places
            key = places[n % len(places)].key
            self.add(ev.AskedAnotherWay(turn=key.turn, item=key.item, rung="pass"))

    @rule(n=pick, text=st.just("") | words)
    def set_up_in_words(self, n: int, text: str) -> None:
        place = self.some_place(n, "text")
        if place:
            self.add(ev.TextGiven(turn=place.key.turn, item=place.key.item, text=text))

    @rule(n=pick, ticked=st.sets(pick, max_size=3))
    def tick_several(self, n: int, ticked: set[int]) -> None:
        place = self.some_place(n, "several")
        if place:
            options = options_of(place.turn, self.meeting.minutes)
            chosen = [options[one % len(options)].id for one in sorted(ticked)]
            self.add(ev.SeveralChosen(turn=place.key.turn, item=place.key.item, options=chosen))

    @rule(rate=st.integers(60, 240), voice=st.none() | st.just("a-voice"))
    def change_the_voice(self, rate: int, voice: str | None) -> None:
        kept = self.add(ev.VoiceChosen(rate=rate, voice=voice))
        assert kept is None or self.meeting.minutes.child.set_up.rate == rate

    @rule(says_by=st.sampled_from(["talk", "both", "board"]))
    def go_through_how_the_child_takes_part(self, says_by: str) -> None:
        self.add(ev.ChoiceMade(turn="setup.takes-part", option="yes"))
        self.add(ev.ChoiceMade(turn="setup.says-by", option=says_by))

    @rule(who=pick, text=words)
    def park_a_note(self, who: int, text: str) -> None:
        speaker = self.some_person(who)
        kept = self.add(ev.NoteParked(speaker=speaker, text=text))
        if isinstance(kept, ev.NoteParked):
            self.ledger[list(self.meeting.minutes.said)[-1]] = (speaker, kept.text)

    @rule(n=pick, who=pick, text=words, change_speaker=st.booleans())
    def put_right(self, n: int, who: int, text: str, change_speaker: bool) -> None:
        line = self.some_line(n)
        if line is None:
            return
        speaker = self.some_person(who) if change_speaker else None
        picture = (None, "", picture_of(text))[n % 3]
        kept = self.add(ev.LineChanged(line=line, text=text, speaker=speaker, picture=picture))
        if isinstance(kept, ev.LineChanged):
            self.ledger[line] = (speaker or self.ledger[line][0], str(kept.text))

    @rule(n=pick, to=pick)
    def move_line(self, n: int, to: int) -> None:
        line, place = self.some_line(n), self.some_place(to, "lines")
        if line is not None and place is not None:
            self.add(ev.LineMoved(line=line, turn=place.key.turn, item=place.key.item))

    @rule(n=pick)
    def take_out(self, n: int) -> None:
        line = self.some_line(n)
        if line is not None and self.add(ev.LineRemoved(line=line)):
            del self.ledger[line]

    # Answering

    @rule(n=pick, option=pick)
    def choose(self, n: int, option: int) -> None:
        place = self.some_place(n, "choice", "period", "outcome")
        options = options_of(place.turn, self.meeting.minutes) if place else []
        if place and options:
            chosen = options[option % len(options)].id
            self.add(ev.ChoiceMade(turn=place.key.turn, item=place.key.item, option=chosen))

    @rule(n=pick, days=st.integers(-40, 400))
    def name_a_day(self, n: int, days: int) -> None:
        place = self.some_place(n, "date")
        if place:
            on = date(2027, 3, 12) + timedelta(days=days)
            self.add(ev.DateGiven(turn=place.key.turn, item=place.key.item, on=on))

    @rule(n=pick, who=pick, number=st.integers(-1, 7) | st.none(), reason=st.just("") | words)
    def show_a_score(self, n: int, who: int, number: int | None, reason: str) -> None:
        place = self.some_place(n, "scores")
        if place:
            self.add(
                ev.ScoreShown(
                    turn=place.key.turn,
                    item=place.key.item,
                    person=self.some_person(who),
                    number=number,
                    reason=reason,
                )
            )

    @rule(n=pick, number=st.integers(1, 5) | st.none())
    def settle(self, n: int, number: int | None) -> None:
        place = self.some_place(n, "agree")
        if place:
            self.add(ev.ScoreSettled(turn=place.key.turn, item=place.key.item, number=number))

    @rule(
        n=pick,
        what=words,
        who=st.sampled_from(["", "Mum", "Dr Shah", "Ravi", "Nobody Here", "Mum and Mr Lacey"]),
    )
    def act(self, n: int, what: str, who: str) -> None:
        place = self.some_place(n, "action")
        if place:
            self.add(ev.ActionAdded(turn=place.key.turn, item=place.key.item, what=what, who=who))

    @rule(
        n=pick,
        days=st.integers(-5, 90) | st.none(),
        who=st.none() | st.sampled_from(["Mum", "Ravi", "Dr Shah"]),
    )
    def say_who_and_when(self, n: int, days: int | None, who: str | None) -> None:
        actions = list(self.meeting.minutes.actions)
        if actions:
            by = None if days is None else date(2027, 3, 12) + timedelta(days=days)
            self.add(ev.ActionChanged(action=actions[n % len(actions)], by=by, who=who))

    @rule(n=pick)
    def drop_an_action(self, n: int) -> None:
        actions = list(self.meeting.minutes.actions)
        if actions:
            self.add(ev.ActionRemoved(action=actions[n % len(actions)]))

    # Whole stretches, so that the deep questions are reached too

    @rule(n=pick, low=st.integers(1, 5), high=st.integers(1, 5), number=st.none() | st.integers(1, 5))
    def hold_a_score_round(self, n: int, low: int, high: int, number: int | None) -> None:
        current = self.plan.of("outcome")
        outcome = current[n % len(current)].id
        for answers in ("choice", "scores", "scores", "agree"):
            places = [
                place
                for place in self.meeting.agenda.places
                if place.key.parts == (outcome,) and place.turn.answer == answers
            ]
            for place in places:
                key = {"turn": place.key.turn, "item": place.key.item}
                if answers == "choice" and place.turn.records == "outcome.delivered":
                    self.add(ev.ChoiceMade(**key, option="yes"))
                elif answers == "scores":
                    for index, person in enumerate(self.meeting.minutes.people.present()):
                        self.add(ev.ScoreShown(**key, person=person.id, number=high if index % 2 else low))
                elif answers == "agree":
                    self.add(ev.ScoreSettled(**key, number=number))

    @rule(n=pick, option=pick, text=words)
    def end_a_concern(self, n: int, option: int, text: str) -> None:
        places = [place for place in self.meeting.agenda.places if place.turn.records == "match"]
        if not places:
            return
        place = places[n % len(places)]
        chosen = place.turn.options[option % len(place.turn.options)].id
        self.add(ev.ChoiceMade(turn=place.key.turn, item=place.key.item, option=chosen))
        self.say_at(
            [
                other
                for other in self.meeting.agenda.places
                if other.turn.records == "match_because" and other.key.parts == place.key.parts
            ],
            EVERYONE if n % 2 else self.some_person(n),
            text,
        )

    @rule(n=pick, who=pick, text=words)
    def say_at_a_deep_question(self, n: int, who: int, text: str) -> None:
        deep = (
            "objection_reason",
            "objection_would_change",
            "disagreement_next",
            "match_because",
            "amended_wording",
        )
        places = [place for place in self.meeting.agenda.places if place.turn.records in deep]
        if places:
            place = places[n % len(places)]
            speakers = [EVERYONE, place.key.parts[-1], self.some_person(who)]
            speaker = speakers[who % 3]
            self.say_at([place], speaker if speaker in self.meeting.minutes.people else EVERYONE, text)

    def say_at(self, places: list[Place], speaker: str, text: str) -> None:
        if not places:
            return
        key = places[0].key
        event = ev.LineSaid(
            turn=key.turn, item=key.item, speaker=speaker, text=text, picture=picture_of(text)
        )
        kept = self.add(event)
        if isinstance(kept, ev.LineSaid):
            self.ledger[list(self.meeting.minutes.said)[-1]] = (speaker, kept.text)

    # The plan itself

    @rule(
        n=pick,
        text=words,
        deed=st.sampled_from(["added", "reworded", "emptied", "ended", "put_back"]),
        how=st.sampled_from(["achieved", "removed", "amended"]),
    )
    def change_the_plan(self, n: int, text: str, deed: Deed, how: HowEnded) -> None:
        minutes, form = self.meeting.minutes, SCRIPT.format
        items = drafted(minutes).items
        item, other = items[n % len(items)], items[(n // 7) % len(items)]
        given: dict[str, object] = {"kind": item.kind, "part": item.id}
        if deed == "added":
            kind = next((one for one, of in form.items.items() if of.under == item.kind), "outcome")
            given = {"kind": kind, "under": item.id if form.items[kind].under else None, "value": text}
        elif deed == "ended":
            given |= {"how": how, "because": text, "into": other.id if how == "amended" else None}
        elif deed != "put_back":
            fields = list(form.items[item.kind].fields)
            given |= {"field": fields[n % len(fields)], "value": text if deed == "reworded" else None}
        change = PlanChange.model_validate({"deed": deed, "by": "Mr Lacey", **given})
        try:
            event = put_right(change, minutes) or ev.PlanChanged(change=change)
        except Refusal:
            return
        kept = self.add(event)
        if isinstance(kept, ev.LineChanged):
            self.ledger[kept.line] = (self.ledger[kept.line][0], str(kept.text))
        elif isinstance(kept, ev.LineRemoved):
            del self.ledger[kept.line]

    @invariant()
    def a_picture_stands_beside_the_words_it_was_seen_with_alone(self) -> None:
        if hasattr(self, "meeting"):
            for entry in to_review(self.meeting.minutes, None).entries:
                assert entry.picture in ("", picture_of(entry.text))
                assert not entry.picture or entry.by == CHILD

    @invariant()
    def every_change_to_the_plan_is_in_the_record(self) -> None:
        if hasattr(self, "meeting"):
            counting = [one for one in self.meeting.counting if isinstance(one, ev.PlanChanged)]
            made = to_review(self.meeting.minutes, None).changes
            assert [one.deed for one in made] == [one.change.deed for one in counting]

    # People

    @rule(n=pick, present=st.booleans())
    def somebody_joins(self, n: int, present: bool) -> None:
        perspective = ("parent", "school", "practitioner", "child")[n % 4]
        self.add(ev.PersonAdded(name=f"Person {n % 9}", perspective=perspective, present=present))

    @rule(n=pick, kind=st.sampled_from([ev.PersonLeft, ev.PersonArrived, ev.PersonRemoved]))
    def somebody_moves(self, n: int, kind: type[ev.PersonLeft | ev.PersonArrived | ev.PersonRemoved]) -> None:
        self.add(kind(person=self.some_person(n)))

    @rule(n=pick, name=words)
    def a_name_is_put_right(self, n: int, name: str) -> None:
        self.add(ev.PersonChanged(person=self.some_person(n), name=name))

    # Moving about

    @rule(n=pick, kind=st.sampled_from([ev.TurnDone, ev.TurnPassed, ev.TurnParked, ev.WentTo]))
    def move(self, n: int, kind: type[ev.TurnDone]) -> None:
        places = self.meeting.agenda.places
        here = self.meeting.place if n % 3 else None
        key = (here or places[n % len(places)]).key
        self.add(kind(turn=key.turn, item=key.item))

    @rule(n=pick, because=words)
    def skip(self, n: int, because: str) -> None:
        places = self.meeting.agenda.places
        key = places[n % len(places)].key
        self.add(ev.TurnSkipped(turn=key.turn, item=key.item, because=because))

    @rule(kind=st.sampled_from([ev.WentBack, ev.Paused, ev.Resumed]))
    def go_back_or_rest(self, kind: type[ev.WentBack | ev.Paused | ev.Resumed]) -> None:
        self.add(kind())

    @rule(n=pick)
    def somebody_speaks(self, n: int) -> None:
        self.add(ev.SpeakerChosen(person=self.some_person(n)))

    # Taking back

    @rule()
    def undo(self) -> None:
        if self.meeting.can_undo:
            assert self.add(ev.Undone())
            self.future.append(self.ledger)
            self.ledger = self.past.pop()

    @rule()
    def redo(self) -> None:
        if self.meeting.can_redo:
            assert self.add(ev.Redone())
            self.past.append(self.ledger)
            self.ledger = self.future.pop()

    @precondition(lambda self: self.meeting.can_undo)
    @rule()
    def undo_then_redo_is_nothing(self) -> None:
        before = copy.deepcopy(self.meeting.minutes)
        place = self.meeting.place
        self.meeting.add(ev.Undone(), self.at)
        self.meeting.add(ev.Redone(), self.at)
        for minutes in (before, self.meeting.minutes):
            minutes._child = None  # a cache
        assert self.meeting.minutes == before
        assert self.meeting.place == place

    # What always holds

    @invariant()
    def nothing_that_is_kept_up_is_stale(self) -> None:
        """The agenda that is kept is the one that would be made now, and what was given where is found."""
        if not hasattr(self, "meeting"):
            return
        minutes = self.meeting.minutes
        assert self.meeting.agenda.places == Agenda(minutes).places
        lines: dict[Key, list[str]] = {}
        for line, said in minutes.said.items():
            if said.key is not None:
                lines.setdefault(said.key, []).append(line)
        for key in {*lines, *(place.key for place in self.meeting.agenda.places)}:
            assert [one.id for one in minutes.said.at(key)] == lines.get(key, [])
            actions = [held for held in minutes.actions.values() if held.key == key]
            assert minutes.actions.at(key) == actions
        sent_in = Counter(
            said.entry.by for said in minutes.said.values() if said.entry.manner.when == "sent_in"
        )
        assert +minutes.said.sent_in == sent_in

    @precondition(lambda self: hasattr(self, "meeting"))
    @rule()
    def a_replay_gives_the_same_meeting(self) -> None:
        again = Meeting.replay(SCRIPT, self.plan, self.meeting.events)
        for minutes in (again.minutes, self.meeting.minutes):
            minutes._child = None
        assert again.minutes == self.meeting.minutes
        assert list(again.minutes.said) == list(self.meeting.minutes.said)
        assert again.agenda.places == self.meeting.agenda.places
        assert (again.place, again.began, again.put_at) == (
            self.meeting.place,
            self.meeting.began,
            self.meeting.put_at,
        )

    @invariant()
    def nothing_is_lost_or_put_under_another(self) -> None:
        if not hasattr(self, "meeting"):
            return
        review = to_review(self.meeting.minutes, None)
        kept = everything_in(review)
        for speaker, text in self.ledger.values():
            assert any(speaker == by and text in where for by, where in kept), (speaker, text)

    @invariant()
    def it_can_be_ended_and_written(self) -> None:
        if not hasattr(self, "meeting"):
            return
        ended = copy.deepcopy(self.meeting)
        ended.add(ev.MeetingEnded(early=True), self.at)
        plan = write_into(self.plan, to_review(ended.minutes, self.at), SCRIPT, ended.minutes.child)
        assert type(plan).model_validate_json(plan.model_dump_json(by_alias=True)) == plan

    @invariant()
    def it_can_be_shown(self) -> None:
        if not hasattr(self, "meeting"):
            return
        question = View(self.meeting, WORDING, say).question()
        assert (question is None) == (self.meeting.place is None)
        pace(self.meeting.minutes, self.meeting.clock, self.at)
        wait(self.meeting, self.at)
        assert kindly(heard(self.meeting.minutes), say)
        open_ends(self.meeting.minutes, self.meeting.agenda)

    def teardown(self) -> None:
        if not hasattr(self, "meeting"):
            return
        again = Meeting.replay(SCRIPT, self.plan, self.meeting.events)
        assert to_review(again.minutes, None) == to_review(self.meeting.minutes, None)
        assert again.place == self.meeting.place
        assert again.minutes.child == self.meeting.minutes.child
        assert again.minutes.standing.asked == self.meeting.minutes.standing.asked


AnyMeeting.TestCase.settings = settings(
    max_examples=20, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAnyMeeting = pytest.mark.slow(AnyMeeting.TestCase)
