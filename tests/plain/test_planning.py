"""The meeting that writes a plan, whole, of each format that has one: native, in Word, taken back."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from facilitator.dialogue.plan_told import speaker_of, told_plan
from facilitator.files.plans import open_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.phrases.golden_thread import rows
from facilitator.phrases.item import called, several
from facilitator.plan.plan import Plan
from facilitator.script.conformity import misfits
from facilitator.script.format_declaration import Path as Recorded
from facilitator.script.golden_thread import thread_of
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import say
from facilitator.work.check import remarks
from facilitator.work.show import as_lines
from facilitator.work.undo import come_to_undo
from facilitator.work.unfinished import come_to_the_plan
from tests.plain import talk
from tests.plain.talk import TODAY
from tests.plain.test_transcripts import hold
from tests.shapes import PLANNED, Planned, typed_in
from tests.summary.page import one_line, read_page
from tests.summary.rendering import render


@pytest.fixture(params=PLANNED, ids=lambda planned: planned.format)
def planned(request: pytest.FixtureRequest) -> Planned:
    """Each format in turn."""
    found: Planned = request.param
    return found


def written(planned: Planned, path: Path) -> Plan:
    """Hold the planning meeting and return the plan as it is read back."""
    code, said = hold(planned.transcript, path, prompts=planned.prompts, planning=True)
    assert code == 0
    assert re.findall(r"Not recorded: (.*)", said) == list(planned.refused)
    return open_plan(path, planned.prompts).plan


def words_of(plan: Plan) -> Counter[str]:
    """Return all words that stand in the boxes of a plan, line by line."""
    values = [entry.value for entry in plan.entries]
    values += [value for item in plan.items for value in item.fields.values()]
    return Counter(line for value in values if isinstance(value, str) for line in value.split("\n"))


def test_it_writes_a_sound_plan_and_loses_no_words(planned: Planned, tmp_path: Path) -> None:
    plan = written(planned, planned.empty(tmp_path))
    script = load_script(planned.format, planned.prompts, planning=True)
    assert list(misfits(plan, script.format)) == []
    assert not [one for one in remarks(plan, script, TODAY) if one.wrong]
    (record,) = plan.planning
    assert plan.started == record.date
    stands = words_of(plan)
    for entry in record.entries:
        if entry.field.startswith(("plan.", "new.")) and entry.text:
            assert not Counter(entry.text.split("\n")) - stands, entry
    assert {one.party for one in plan.signatures} <= {person.id for person in record.people}
    names = {person.id: person.name for person in record.people}
    shown, of_kind = list(as_lines(plan, script)), {item.kind: item for item in plan.items if not item.under}
    for kind in of_kind.keys() - {name for name, one in script.format.items.items() if one.numbered}:
        first = next(item for item in plan.items if item.kind == kind)
        assert shown[shown.index(several(kind, script.format)) + 1].strip() == called(first, script.format)
    for one in plan.signatures:
        (line,) = (
            shown_line
            for shown_line in shown
            if one.name in shown_line and script.format.sign_label(one.to) in shown_line
        )
        assert one.note in line
        assert (say("signature.with-note") in line) is (one.answer == "with_note")
        assert line in list(told_plan(plan, script.format))
    spoken = [entry for entry in plan.entries if entry.by in names]
    assert [speaker_of(plan, entry) for entry in spoken] == [names[entry.by] for entry in spoken]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("kind", ["txt", "html"])
def test_its_summary_has_everything(planned: Planned, kind: str, tmp_path: Path) -> None:
    plan = written(planned, planned.empty(tmp_path))
    script = load_script(planned.format, planned.prompts, planning=True)
    page = render(plan, plan.planning[0], script, kind="html" if kind == "html" else "txt")
    page = one_line(read_page(page).text if kind == "html" else page)
    told = [one for one in plan.planning[0].entries if not script.format.is_private(Recorded.read(one.field))]
    words = [one_line(one.text) for one in told if " " in one.text]
    assert len(words) >= 5
    assert [one for one in words if one not in page] == []
    assert [one.id for one in plan.planning[0].entries if one.id in page] == []


@pytest.mark.sampled(2)
def test_in_word_it_stands_in_the_boxes_or_is_named(planned: Planned, tmp_path: Path) -> None:
    native = written(planned, planned.empty(tmp_path))
    path = planned.empty(tmp_path, ".docx")
    typed = "\n".join(typed_in(planned.transcript))
    code, said = talk.hold(path, typed, prompts=planned.prompts, planning=True)
    assert code == 0
    read = open_plan(path, planned.prompts).plan
    lacking = words_of(native) - words_of(read)
    told = said.partition(say("review.left-out"))[2]
    labels = load_script(planned.format, planned.prompts).format
    for words in lacking:
        of = {entry.field for entry in native.entries if words in entry.text.split("\n")}
        of |= {
            name
            for item in native.items
            for name, value in item.fields.items()
            if words in str(value).split("\n")
        }
        assert any(labels.label(field) in told for field in of), (words, of)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("ending", [".plan.json", ".docx"])
def test_taken_back_the_plan_is_the_same_file_and_the_meeting_goes_on(
    planned: Planned, ending: str, tmp_path: Path
) -> None:
    path = planned.empty(tmp_path, ending)
    before = path.read_bytes()
    typed = "\n".join(typed_in(planned.transcript))
    assert talk.hold(path, typed, prompts=planned.prompts, planning=True)[0] == 0
    assert path.read_bytes() != before
    found = come_to_undo(path, prompts=planned.prompts)
    try:
        found.undo()
    finally:
        found.let_go()
    assert path.read_bytes() == before
    again, _ = talk.hold(path, "write\n", prompts=planned.prompts)
    assert again == 0
    assert path.read_bytes() != before


@pytest.mark.sampled(3)
def test_cut_off_it_is_carried_on_whichever_meeting_is_asked_for(planned: Planned, tmp_path: Path) -> None:
    path, typed = planned.empty(tmp_path), typed_in(planned.transcript)
    half = len(typed) // 2
    _, said = talk.hold(path, "\n".join(typed[:half]), prompts=planned.prompts, planning=True)
    assert f'facilitator planning "<folder>/{path.name}"' in said
    at = come_to_the_plan(path, prompts=planned.prompts)
    at.let_go()
    assert at.found is not None
    assert talk.hold(path, "\n".join(typed[half:]), prompts=planned.prompts)[0] == 0
    (tmp_path / "whole").mkdir()
    whole = planned.empty(tmp_path / "whole")
    talk.hold(whole, "\n".join(typed), prompts=planned.prompts, planning=True)
    assert words_of(open_plan(path).plan) == words_of(open_plan(whole).plan)


def test_telephone_numbers_and_addresses_are_neither_read_back_nor_in_a_summary(tmp_path: Path) -> None:
    planned = next(one for one in PLANNED if one.format == "pupil-support-plan")
    path = planned.empty(tmp_path)
    _, said = hold(planned.transcript, path, prompts=planned.prompts, planning=True)
    plan = open_plan(path).plan
    script = load_script(planned.format, planned.prompts, planning=True)
    fields = script.format.items["parent"].fields
    private = [
        str(one.fields[name]) for one in plan.of("parent") for name in one.fields if fields[name].private
    ]
    private += [entry.text for entry in plan.entries if entry.field in ("address", "other_information")]
    private = [words for words in private if {" ", "@"} & set(words)]
    assert len(private) == 7
    heard = said.partition("This is what we heard")[2]
    pages = [
        render(plan, plan.planning[0], script, kind=kind, audience=audience)
        for kind, audience in (("txt", "everyone"), ("html", "everyone"), ("txt", "child"))
    ]
    for words in private:
        assert words in said
        assert not [page for page in (heard, *pages) if words in page]


def test_words_beside_a_private_answer_stand_in_no_list_of_what_was_said(tmp_path: Path) -> None:
    planned = next(one for one in PLANNED if one.format == "support-plan")
    typed = typed_in(planned.transcript)
    upto = next(place for place, line in enumerate(typed) if "asthma" in line) + 1
    lines = "\n".join([*typed[:upto], "said", *typed[upto : upto + 2], "said"])
    _, said = talk.hold(planned.empty(tmp_path), lines, prompts=planned.prompts, planning=True)
    first, last = said.split("> said\n")[1:]
    assert "asthma" not in first.split("> ")[0]
    assert "asthma" not in last


@pytest.mark.sampled(2)
def test_what_its_outcomes_serve_is_told_afterwards_in_word_too(planned: Planned, tmp_path: Path) -> None:
    """No form has a box for it: this computer keeps it, by words.

    A hope that was said in a meeting alone is in no document, and so in no thread that is told of one.
    """
    form = load_script(planned.format, planned.prompts).format
    if not any(form.linking(kind) for kind in form.items):
        return
    told = []
    for ending in (".plan.json", ".docx"):
        path = planned.empty(tmp_path, ending)
        typed = "\n".join(typed_in(planned.transcript))
        code, said = talk.hold(path, typed, prompts=planned.prompts, planning=True)
        assert code == 0
        assert not any(
            form.items[kind].fields[name].label in said.partition(say("review.left-out"))[2]
            for kind in form.items
            for name in form.linking(kind)
        )
        told.append(thread_told(path, planned))
    native, word = told
    assert any(line.startswith(say("thread.followed")) for line in native)
    assert set(word) <= set(native)
    if any(one.role in ("hope", "need") for one in form.plan.values()):
        assert word == native


def thread_told(path: Path, planned: Planned) -> list[str]:
    plan = as_held(open_plan(path, planned.prompts), planned.prompts).plan
    form = load_script(planned.format, planned.prompts).format
    return [f"{label}: {words}" for label, words in rows(thread_of(plan, form), plan, form, say)]


def test_what_was_typed_at_a_question_stands_beside_it_on_its_page(tmp_path: Path) -> None:
    planned = next(one for one in PLANNED if one.format == "support-plan")
    typed = typed_in(planned.transcript)
    lines = "\n".join([*typed[: typed.index("Mrs Bellwood") + 1], "again"])
    _, said = talk.hold(planned.empty(tmp_path), lines, prompts=planned.prompts, planning=True)
    assert "- Sounds with picture cards: who: Mrs Bellwood" in said.partition("> again")[2]


def test_what_the_family_says_of_health_is_read_back_as_kept_and_told_once_it_is_asked_for(
    tmp_path: Path,
) -> None:
    planned = next(one for one in PLANNED if one.format == "coventry")
    typed, words = typed_in(planned.transcript), "Seen by the eye clinic each spring."
    upto = typed.index("Mrs Okoro", typed.index("Make the word card")) + 7
    lines = "\n".join([*typed[:upto], "said", "show private", "hide again", "yes", "show private"])
    _, said = talk.hold(planned.empty(tmp_path), lines, prompts=planned.prompts, planning=True)
    heard = said.partition("This is your plan. Is it right?")[2].split("\n> ")
    kept = say("hidden.kept", label="Health")
    assert [one.partition("\n")[0] for one in heard[1:]] == [
        "said",
        "show private",
        "hide again",
        "yes",
        "show private",
    ]
    assert [(words in one, kept in one) for one in heard] == [
        (False, True), (False, True), (True, False), (False, True), (False, False), (True, False),
    ]  # fmt: skip
