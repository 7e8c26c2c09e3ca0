"""Starting a plan: what is not known yet is asked, question by question, and one can go back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from facilitator.dialogue.command_shapes import understood
from facilitator.dialogue.requests import UNTOLD, Ask, Asked, Do, Option, Typed
from facilitator.files.folders import typed_path
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import new_plan, refuse_new_name
from facilitator.meeting.dates import read_date
from facilitator.phrases.item import counted, inside, several
from facilitator.plan.letters import clean_line
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.formats_and_turns import FormatFile, Script
from facilitator.script.loading import find_prompts, format_ids, load_script
from facilitator.script.words_by_key import explain, say
from facilitator.work.new import Start, new_plan_from, worded_kind

DETAILS = ("known_as", "born", "class_name", "communication")
"""What is asked of a plan's only child beside the name, as the options are called."""


@dataclass(frozen=True)
class Told:
    """What is known of a plan before anything is asked; `start` is what a file says to start it from.

    `folder` is where a file lies whose name alone is typed, `suggested` such a name.
    """

    folder: Path
    path: Path | None = None
    format_id: str = ""
    names: Sequence[str] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    wordings: Sequence[str] = ()
    start: Start = field(default_factory=lambda: Start({}))
    suggested: str = ""


class _Question(NamedTuple):
    """What is asked; `read` returns the answer as it is kept, and raises the Refusal of one that is none."""

    id: str
    ask: Ask
    read: Callable[[str], str] = str


def start_plan(told: Told, today: date, prompts: Path | None = None) -> Asked[OpenPlan | None]:
    """Ask for what is missing and write the plan; None where the chair went back before the first question.

    Raises Refusal where what was told, or what was asked, is no plan.
    """
    answers: dict[str, str] = {}
    at, notice, refused = 0, "", ""
    while (question := _at(at, told, answers, today, prompts)) is not None:
        given = yield _with_words(question, notice, answers.get(question.id, ""), refused)
        notice = refused = ""
        if given is None or (isinstance(given, str) and understood(given, "back") is not None):
            if at == 0:
                return None
            at -= 1
            continue
        try:
            answers[question.id] = question.read("" if given is UNTOLD else str(given).strip())
            at += 1
        except Refusal as refusal:
            notice, refused = explain(refusal), str(given)
    asked = {question.id for question in _questions(told, answers, today, prompts)}  # one may have gone back
    answers = {name: answer for name, answer in answers.items() if name in asked}
    made: OpenPlan = yield Do(partial(_made, told, answers, today, prompts))
    return made


def _with_words(question: _Question, notice: str, words: str, refused: str) -> Ask:
    """Return what is asked with the words that were typed there before, to be put right or kept."""
    typed = question.ask.typed
    if typed:
        typed = typed._replace(text=words or typed.text, refused=refused)
    return question.ask._replace(notice=notice, typed=typed)


def _at(at: int, told: Told, answers: dict[str, str], today: date, prompts: Path | None) -> _Question | None:
    for place, question in enumerate(_questions(told, answers, today, prompts)):
        if place == at:
            return question
    return None


def _questions(told: Told, answers: dict[str, str], today: date, prompts: Path | None) -> Iterator[_Question]:
    """Yield what is asked, in order; each question may hang on the answers to those before it."""
    known = format_ids(prompts or find_prompts())
    if not _format_of(told, {}) and len(known) != 1:
        yield _Question("format", _which_format(known, prompts))
        if "format" not in answers:
            return
    form = _script(told, answers, prompts).format
    if told.path is None:
        yield _Question("file", _typed("ask-file", text=told.suggested), partial(_file, told.folder))
    if not (told.names or {"child", "children"} & told.start.given.keys()):
        yield from _of_children(told, answers, form, today)
        kind = worded_kind(form)
        if kind and not told.wordings:
            declared = form.items[kind]
            label = declared.fields[declared.role_field("wording") or ""].label or declared.label or kind
            yield from _several("item", answers, _typed("ask-item", optional=True, label=label))


def _of_children(told: Told, answers: dict[str, str], form: FormatFile, today: date) -> Iterator[_Question]:
    for number in range(form.children.least):
        yield _Question(f"name {number}", _typed("ask-name"), _name)
    if form.children.most != 1:
        yield from _several("child", answers, _typed("ask-child", optional=True))
        return
    for name in (one for one in DETAILS if not told.details.get(one)):
        read = partial(_born, today) if name == "born" else str
        yield _Question(name, _typed(f"ask-{name.replace('_', '-')}", optional=True), read)


def _several(name: str, answers: dict[str, str], ask: Ask) -> Iterator[_Question]:
    """Yield a question again and again, until nothing is typed."""
    number = 0
    while number == 0 or answers.get(f"{name} {number - 1}"):
        yield _Question(f"{name} {number}", ask)
        number += 1


def _typed(key: str, *, optional: bool = False, text: str = "", **values: object) -> Ask:
    """Return a question that is answered in words; an optional one is put only to who types by hand."""
    words = say(f"commands.new.{key}", **values)
    sentence = say("commands.new.go-back", question=words)
    typed = Typed(text, optional=optional)
    if optional:
        return Ask(words, typed=typed, sentence=sentence, stays=True, unasked=UNTOLD)
    return Ask(words, typed=typed, sentence=sentence, stays=True)


def _which_format(known: Sequence[str], prompts: Path | None) -> Ask:
    options = tuple(
        Option(one, load_script(one, prompts).format.name, typed="format-named", given={"name": one})
        for one in known
    )
    needs = NeedsDecision("commands.new.which-format", tuple(known))
    return Ask(say("commands.new.ask-format"), options, at=None, stays=True, needs=needs)


def _file(folder: Path, typed: str) -> str:
    path = folder / typed_path(typed)
    refuse_new_name(path)
    return str(path)


def _name(typed: str) -> str:
    if not clean_line(typed):
        raise Refusal("commands.new.a-name")
    return typed


def _born(today: date, typed: str) -> str:
    """Return a date of birth as the plan has it, or nothing; raises Refusal."""
    born = read_date(typed, today) if typed else None
    if typed and (born is None or born >= today):
        raise Refusal("commands.new.not-born", day=typed)
    return born.isoformat() if born else ""


# What comes of it


def _format_of(told: Told, answers: dict[str, str]) -> str:
    return str(answers.get("format") or told.format_id or told.start.given.get("format") or "")


def _script(told: Told, answers: dict[str, str], prompts: Path | None) -> Script:
    known = format_ids(prompts or find_prompts())
    return load_script(_format_of(told, answers) or known[0], prompts)


def _made(told: Told, answers: dict[str, str], today: date, prompts: Path | None) -> OpenPlan:
    script = _script(told, answers, prompts)
    names = [*told.names, *_all("name", answers), *_all("child", answers)]
    details = {name: told.details.get(name) or answers.get(name, "") for name in DETAILS}
    made = new_plan_from(
        told.start,
        script,
        today,
        children=_children(names, details, script.format, today),
        wordings=[*told.wordings, *_all("item", answers)],
    )
    return new_plan(told.path or Path(answers["file"]), made, prompts=prompts)


def _all(name: str, answers: dict[str, str]) -> list[str]:
    numbered = (answers.get(f"{name} {number}", "") for number in range(len(answers)))
    return [answer for answer in numbered if answer]


def _children(
    names: Sequence[str], details: Mapping[str, str], form: FormatFile, today: date
) -> list[dict[str, Any]]:
    """Return what was told of the children; only of one child more than the name can be told."""
    told = {("date_of_birth" if name == "born" else name): value for name, value in details.items() if value}
    if "date_of_birth" in told:
        told["date_of_birth"] = _born(today, told["date_of_birth"])
    if form.children.most != 1:
        if told:
            raise Refusal("commands.new.of-one-child")
        return [{"full_name": name} for name in names]
    named = [{"full_name": name} for name in names] or ([{}] if told else [])
    return [{**one, **(told if not at else {})} for at, one in enumerate(named)]


def started_lines(opened: OpenPlan, form: FormatFile) -> list[str]:
    """Say where the plan is, what it begins with, what has no place there, and how to go on."""
    parts = counted((item for item in opened.plan.items if item.under is None), form)
    key = "commands.new.written" if parts else "commands.new.written-empty"
    lines = [say(key, path=opened.path.absolute(), parts=parts)]
    lines += [say("commands.new.left-out", what=line) for line in opened.left_out]
    lines += [say("next.kept-here")] if opened.word and opened.plan.continues else []
    kind = worded_kind(form)
    if kind is not None and not opened.plan.of(kind):
        lines.append(say("commands.new.no-items-yet", kinds=inside(several(kind, form))))
    if form.planning:
        lines.append(say("commands.new.to-plan", path=opened.path))
    return [*lines, say("commands.new.go-on", path=opened.path)]
