"""Word plans from the command line: checked, shown, recorded, started and converted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from facilitator.files.backups import backups_in
from facilitator.files.folders import backups_path
from facilitator.files.plans import open_plan
from facilitator.script.words_by_key import say
from facilitator.work.demo import write_demo
from tests.cli.running import COMMAND, Done, bytes_in, call, run, surroundings
from tests.plain.talk import TODAY
from tests.terminal import Terminal
from tests.word.packing import MAIN, SAMPLES, TYPES, changed, parts_of, sample
from tests.word.shapes import NO_PLAN
from tests.word_plans import CHILD, CHILD_WORKING, OTHER_NAME, SECOND_REVIEW, change, word_plan, words_in

Json = dict[str, Any]

LIKES, NOT_AGREED = "I like the garden.", "Too loud at lunch."


@pytest.fixture
def word(folder: Path) -> Path:
    return word_plan(folder / "mina.docx")


def given() -> Json:
    """A review as somebody would write it by hand."""
    return {
        "date": "2026-03-12",
        "people": [
            {"name": "Mum", "perspective": "parent"},
            {"name": "Mrs Hollis", "perspective": "school"},
        ],
        "statements": [
            {"speaker": CHILD, "topic": "working", "text": LIKES},
            {"speaker": "Mum", "topic": "working", "text": "She sleeps."},
        ],
        "outcomes": [
            {"outcome": 1, "score": {"result": "agreed", "number": 4}},
            {"outcome": 2, "score": {"result": "not_agreed", "positions": [
                {"person": "Mum", "number": 1, "reason": NOT_AGREED},
                {"person": "Mrs Hollis", "number": 4}]}},
        ],
        "actions": [{"what": "Buy a lamp", "who": "Mum", "by": "2026-03-20"}],
    }  # fmt: skip


def record(plan: Path, *options: str | Path, term: int = 2) -> Done:
    source = plan.with_name("review.json")
    source.write_text(json.dumps({**given(), "period": term}), encoding="utf-8")
    return call("record", plan, source, *options)


def options_in(done: Done) -> list[str]:
    """Return the options that answer a decision, as they were listed."""
    return [line.strip() for line in done.err.splitlines() if line.startswith("  ")]


def test_check_names_a_few_labels_in_a_line_and_counts_the_others(word: Path) -> None:
    (empty,) = [line for line in call("check", word).out.splitlines() if "answers are empty" in line]
    assert empty.rstrip().endswith("more (--why names them all).")
    assert len(empty) < 500


def test_one_review_is_not_called_all_of_one() -> None:
    assert "All 1" not in say("review.plan-used-up", count=1, noun="review")
    assert "All 3 reviews" in say("review.plan-used-up", count=3, noun="term")


# whose plan it is


def test_of_two_names_record_writes_nothing_until_one_is_said_to_be_the_childs(folder: Path) -> None:
    path = word_plan(folder / "mina.docx", "names")
    before = path.read_bytes()
    asked = record(path)
    assert asked.code == 3
    assert options_in(asked) == [f'--child "{OTHER_NAME}"', f'--child "{CHILD}"']
    assert path.read_bytes() == before
    assert OTHER_NAME in call("check", path).out
    assert record(path, "--child", CHILD, "--actions-in", "0").code == 0
    assert LIKES in words_in(path)
    assert call("show", path).out.startswith(CHILD)


# check, show and export


def test_check_says_field_by_field_what_was_understood_and_where(word: Path) -> None:
    done = call("check", word)
    assert done.code == 0, done.out
    lines = [line.strip() for line in done.out.splitlines()]
    assert any(line.startswith("Its form is Support Plan:") for line in lines)
    assert "Date (table 6, row 1, box 2): 04/12/2025" in lines
    assert any(
        line.startswith("Child View, What's working (table 6, row 2, box 2): I like the colour cards.")
        for line in lines
    )
    (empty,) = [line for line in lines if "answers are empty" in line]
    assert "Parent View" in empty
    assert "has no next step" not in done.out, "no form has a box for that"


def test_check_says_what_was_not_understood(folder: Path) -> None:
    path = folder / "odd.docx"
    path.write_bytes(
        changed(
            sample(),
            (MAIN, b"How Often / Duration", b"Colour"),
            (MAIN, b"04/12/2025", b"before the holidays"),
        )
    )
    done = call("check", path)
    assert done.code == 1
    opened = open_plan(path)
    assert opened.word is not None
    with pytest.raises(Exception, match="held-without-date"):
        opened.ready_for_review()
    for words in (
        say("word.held-without-date", period="Term 1"),
        "Not understood: ",
        "How Often / Duration",
        "before the holidays",
        *opened.notices,
    ):
        assert words in done.out


def test_a_document_of_no_known_form_gets_an_honest_answer(folder: Path) -> None:
    path = folder / "letter.docx"
    path.write_bytes(NO_PLAN)
    for command in ("check", "show", "review"):
        done = run(command, path, "--plain") if command == "review" else call(command, path)
        assert done.code == 1
        said = done.out + done.err
        assert "none of the labels of a plan were found in it" in said
        assert "Traceback" not in said


def test_show_and_export_read_a_word_plan(word: Path, folder: Path) -> None:
    assert f"{CHILD}. Support Plan. One review held." in call("show", word).out
    assert len(json.loads(call("show", word, "--json").out)["outcomes"]) == 3
    done = call("export", word, "--to", "txt", "-o", folder / "out.txt")
    assert done.code == 0
    assert say("commands.export.form-only") in done.err
    assert "I like the colour cards." in (folder / "out.txt").read_text(encoding="utf-8")


# record


def test_record_fills_in_the_next_review(word: Path) -> None:
    before = word.read_bytes()
    done = record(word, "--actions-in", "0")
    assert done.code == 0, done.err
    assert say("review.written", period="Term 2", name="mina.docx") in done.out
    (backup,) = backups_in(backups_path(open_plan(word).plan.id))
    assert backup.read_bytes() == before
    assert str(backup.parent) in done.out
    assert say("record.left-out", source=word.with_name("review.json")) in done.out
    assert "  who was there" in done.out
    assert [review.period for review in open_plan(word).plan.reviews] == [1, 2]
    assert "  actions that belong to no outcome" in done.out
    for words in (LIKES, "12/03/2026", "She sleeps."):
        assert words in words_in(word)
    again = record(word)
    assert (again.code, again.err.strip()) == (1, say("review.already-written"))


def test_each_decision_is_asked_with_the_options_that_answer_it(folder: Path) -> None:
    word = word_plan(folder / "mina.docx", "half", "tracks", "protected")
    before = word.read_bytes()
    options: list[str] = []
    for answers, pick in (
        (["--despite-protection", "--to COPY.docx"], 0),
        (["--tracked", "--untracked"], 1),
        ([*(f"--actions-in {number}" for number in (1, 2, 3)), "--actions-in 0"], 3),
        (["--append", "--to COPY.docx"], 0),
    ):
        done = record(word, *options)
        assert done.code == 3
        assert options_in(done) == answers
        assert word.read_bytes() == before
        options += answers[pick].split()
    assert record(word, *options).code == 0
    text = words_in(word)
    assert text.index("Written in January.") < text.index(LIKES)


def test_a_copy_is_written_and_the_plan_left(folder: Path) -> None:
    word, copy = word_plan(folder / "mina.docx", "protected", "half"), folder / "copy.docx"
    before = word.read_bytes()
    done = record(word, "--to", copy, "--actions-in", "0")
    assert done.code == 0, done.err
    assert say("record.copy", path=copy) in done.out
    assert word.read_bytes() == before
    assert LIKES in words_in(copy)
    copy.write_bytes(b"somebody's letter")
    again = record(word, "--to", copy, "--actions-in", "0")
    assert (again.code, copy.read_bytes()) == (1, b"somebody's letter"), "never written over"
    assert record(word, "--to", word).code == 1
    assert word.read_bytes() == before


def test_a_copy_is_named_from_where_one_stands(folder: Path, tmp_path: Path) -> None:
    word = word_plan(folder / "mina.docx")
    (folder / "review.json").write_text(json.dumps({**given(), "period": 2}), encoding="utf-8")
    done = run("record", word, folder / "review.json", "--to", "here", "--actions-in", "0", folder=tmp_path)
    assert done.code == 0, done.err
    assert (tmp_path / "here.docx").exists()


def test_the_options_for_word_plans_are_no_use_elsewhere(folder: Path) -> None:
    plan = write_demo(folder, TODAY).path
    before = plan.read_bytes()
    for option in (["--append"], ["--tracked"], ["--untracked"], ["--to", "x.docx"]):
        done = record(plan, *option)
        assert done.code == 2
        assert say("commands.record.word-only").split(".")[0] in " ".join(done.err.split())
    assert plan.read_bytes() == before


def test_a_review_is_not_recorded_where_the_form_is_in_doubt(folder: Path) -> None:
    word = word_plan(folder / "mina.docx", "undated")
    before = word.read_bytes()
    done = record(word)
    assert done.code == 1
    assert say("word.held-without-date", period="Term 1") in done.err
    assert word.read_bytes() == before


def test_a_template_becomes_a_document_of_another_name(folder: Path) -> None:
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml."
    template = folder / "form.dotx"
    template.write_bytes(changed(sample(), (TYPES, kind + b"document.main+xml", kind + b"template.main+xml")))
    before = template.read_bytes()
    done = record(template)
    assert (done.code, options_in(done)) == (3, ["--to COPY.docx"])
    assert record(template, "--to", folder / "mina", "--actions-in", "0").code == 0
    assert template.read_bytes() == before
    made = parts_of((folder / "mina.docx").read_bytes())
    assert b"template.main" not in made[TYPES]
    assert LIKES in words_in(folder / "mina.docx")


# new


def test_a_new_plan_can_be_a_word_document(folder: Path) -> None:
    path = folder / "ada.docx"
    done = run(
        "new", path, "--format", "support-plan", "--name", "Ada Pell", "--outcome", "Ada reads a page."
    )
    assert done.code == 0, done.err
    plan = open_plan(path).plan
    assert (plan.child.full_name, plan.items[0].words("wording")) == ("Ada Pell", "Ada reads a page.")
    assert call("check", path).code == 0
    typed = "today\nMum, parent\nnext\nall\n2\nno\n60\nno\nend early because of tea\nwrite\n"
    assert run("review", path, "--plain", typed=typed).code == 0
    assert run("new", path, "--format", "support-plan", "--name", "Bo").code == 1


# convert


def test_a_native_plan_becomes_a_word_document_once_that_is_wanted(folder: Path) -> None:
    plan, path = write_demo(folder, TODAY).path, folder / "demo.docx"
    before = bytes_in(folder)
    done = run("convert", plan, path)
    assert done.code == 3
    assert options_in(done) == ["--yes"]
    listed = [line for line in done.out.splitlines() if line.startswith("  ")]
    assert listed, "what has no place is named before anything is written"
    assert bytes_in(folder) == before
    done = run("convert", plan, path, "--yes")
    assert done.code == 0, done.err
    assert [line for line in done.out.splitlines() if line.startswith("  ")] == listed
    assert plan.read_bytes() == before[plan.name]
    native, word = open_plan(plan).plan, open_plan(path).plan
    assert [one.fields for one in word.of("outcome")] == [one.fields for one in native.of("outcome")]
    assert [(one.period, one.date) for one in word.reviews] == [
        (one.period, one.date) for one in native.reviews
    ]
    done = call("check", path)
    assert (done.code, "is not agreed" in done.out) == (0, False), "no form has a box for what comes next"
    assert run("convert", plan, path, "--yes").code == 1, "what is there is never written over"


def test_a_word_document_becomes_a_native_plan_with_an_id_of_its_own(word: Path, folder: Path) -> None:
    path = folder / "mina.plan.json"
    done = call("convert", word, path)
    assert done.code == 0, "nothing is left out"
    assert say("commands.convert.written", path=path, source="mina.docx") in done.out
    native, read = open_plan(path).plan, open_plan(word).plan
    assert native.model_copy(update={"id": read.id}) == read
    assert native.id != read.id


def test_what_was_not_understood_is_listed_before_a_native_plan_is_written(folder: Path) -> None:
    word, path = folder / "odd.docx", folder / "odd.plan.json"
    word.write_bytes(changed(sample(), (MAIN, b"04/12/2025", b"before the holidays")))
    done = run("convert", word, path)
    assert done.code == 3
    assert "before the holidays" in done.out
    assert not path.exists()
    assert run("convert", word, path, "--yes").code == 0


def test_somebody_at_a_terminal_is_asked(folder: Path) -> None:
    plan, path = write_demo(folder, TODAY).path, folder / "demo.docx"
    command: list[str | Path] = [*COMMAND, "convert", plan, path]
    for typed, code in (("n", 1), ("y", 0)):
        with Terminal(command, environment=surroundings(), folder=folder) as terminal:
            terminal.wait_for(say("commands.convert.ask"))
            assert not path.exists()
            terminal.type(typed)
            terminal.press("enter")
            assert terminal.wait_for_exit() == code
        assert path.exists() == (code == 0)


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        ("demo.plan.json", "b.plan.json", "commands.convert.same-kind"),
        ("mina.docx", "b.docx", "commands.convert.same-kind"),
        ("mina.docx", "b.odt", "commands.convert.which-kind"),
        ("demo.plan.json", "b.json", "commands.convert.which-kind"),
        ("none.docx", "b.plan.json", "file.not-found"),
        ("demo.plan.json", "mina.docx", "file.already-there"),
    ],
)
def test_what_cannot_be_converted_says_why(
    folder: Path, word: Path, source: str, target: str, code: str
) -> None:
    write_demo(folder, TODAY)
    before = bytes_in(folder)
    assert word.name in before
    done = call("convert", folder / source, folder / target)
    assert done.code == 1
    assert say(code) in done.err
    assert bytes_in(folder) == before


# What is no plan


def test_each_bad_word_file_gets_its_sentence_and_is_not_touched(folder: Path, word: Path) -> None:
    cases = {
        "word.has-password": (SAMPLES / "s000_20_password.docx").read_bytes(),
        "word.cut-short": (SAMPLES / "s000_23_truncated.docx").read_bytes(),
        "file.empty": b"",
        "word.html": b"<html><body>Plan</body></html>",
        "word.pdf": b"%PDF-1.7 and so on",
        "word.json": write_demo(folder, TODAY).path.read_bytes(),
    }
    for code, data in cases.items():
        word.write_bytes(data)
        for command in (("check",), ("show",), ("export",), ("review", "--plain")):
            done = call(command[0], word, *command[1:])
            assert done.code == 1, (code, command)
            assert say(code) in done.out + done.err, (code, command)
        assert record(word).code == 1
        assert word.read_bytes() == data


def test_a_document_that_is_open_in_word_is_left_alone(word: Path, folder: Path) -> None:
    (folder / "~$mina.docx").write_bytes(b"")
    before = bytes_in(folder)
    done = call("review", word, "--plain")
    assert done.code == 1
    assert "open in Word or LibreOffice" in done.err
    assert bytes_in(folder) == before


def test_a_word_document_by_another_name_is_told_apart(folder: Path, word: Path) -> None:
    wrong = word.rename(folder / "mina.plan.json")
    done = call("show", wrong)
    assert (done.code, done.err.strip()) == (1, say("file.word-by-another-name"))


def test_words_of_a_half_filled_review_are_told_by_check(word: Path) -> None:
    change(word, SECOND_REVIEW, CHILD_WORKING, "Typed in Word.")
    done = call("check", word)
    assert done.code == 0
    assert say("word.is-half-filled", period="Term 2") in done.out


# What has no place in the form


def test_a_summary_made_later_on_this_computer_has_everything(word: Path, folder: Path) -> None:
    typed = (
        "today\nMum, parent\nms okafor-lind left\nnext\nall\n2\nno\n60\nno\n"
        "go to 4\nMina: I like cards.\nnext\n"
        "Mum: The red beads.\ngo to outcome 1\nyes\nMina: I show my card.\n"
        "end early because of the bell\nwrite\n"
    )
    assert run("review", word, "--plain", typed=typed).code == 0
    assert "The red beads." not in words_in(word)

    def summary(path: Path) -> str:
        out = path.with_suffix(".txt")
        done = call("export", path, "--to", "txt", "-o", out)
        assert done.code == 0
        assert (say("commands.export.form-only") in done.err) == (path != word)
        return out.read_text(encoding="utf-8")

    for _ in range(2):  # the second time its record has been put away
        assert "The red beads." in summary(word)
        assert run("review", word, "--plain").code == 3
    other = word_plan(folder / "other.docx")
    assert "The red beads." not in summary(other), "another document of the same child"
    assert "Term 1" in summary(other)
