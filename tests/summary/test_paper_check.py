"""Papers are tried by `facilitator formats check`: what is wrong in a template or its words, by its line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script import conformity
from facilitator.script.check import check_prompts
from facilitator.script.loading import find_prompts, format_ids, load_script
from facilitator.script.words_by_key import explain, speaking, use_prompts
from facilitator.summary.invented import Invented, invented
from facilitator.summary.paper_check import with_papers
from tests.cli.running import call
from tests.effort import effort
from tests.summary.rendering import make_paper
from tests.summary.reviews import PLAN, SECOND
from tests.summary.scripts import SCRIPT

FORMATS = Path(__file__).parents[1] / "formats"
OWN = "own"


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    """A folder of prompts with one sound format, and a paper of its own to be written."""
    return folder_of_prompts(tmp_path)


def folder_of_prompts(parent: Path) -> Path:
    folder = parent / "prompts"
    shutil.copytree(FORMATS / "two-reviews", folder / "two-reviews")
    (folder / "summaries").mkdir()
    with_words(folder, summary=f"summary.for.{OWN}: A page of our own\n")
    return folder


def with_words(folder: Path, **files: str) -> None:
    (folder / "words").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / "words" / f"{name}.yaml").write_text(text, encoding="utf-8")


def template(folder: Path, text: str, name: str = OWN) -> Path:
    path = folder / "summaries" / f"{name}.j2"
    path.write_text(text, encoding="utf-8")
    return path


def told(folder: Path) -> list[str]:
    """Return what the check says, without the folder."""
    found = with_papers(folder, check_prompts(folder))
    return [f"{one.file.name}:{one.line}: {explain(one.refusal())}" for one in found]


def test_nothing_but_the_check_asks_for_it() -> None:
    """A meeting and its papers do not wait for it."""
    package = find_prompts().parent / "facilitator"
    asking = {
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if re.search(r"summary\.(paper_check|invented|template_rules) import", path.read_text())
    }
    assert asking == {"cli/formats.py", "summary/paper_check.py"}


@pytest.mark.slow
def test_the_programs_own_papers_are_sound() -> None:
    assert with_papers(find_prompts(), []) == []


WRONG = {
    "no such block": ("{{ page.para('x') }}\n{{ page.paar('x') }}", 2, "Nothing in page is called paar"),
    "a block of the wrong parts": ("\n\n{{ page.heading('x') }}", 3, "{{ page.heading(level, text) }}"),
    "a block that holds others": ("{{ page.box('child') }}", 1, "{% call page.box(role) %} ... {% end"),
    "a block that holds none": ("{% call page.contents('x') %}{% endcall %}", 1, "{{ page.contents("),
    "no such name": ("{{ page.para(shet.child) }}", 1, "Nothing here is called shet"),
    "of another paper": ("\n{{ page.para(letter.foot) }}", 2, "Nothing here is called letter"),
    "no such field": ("{% if sheet.early %}\n{{ page.para(sheet.erly) }}{% endif %}", 2, "are early"),
    "no such field behind a thing": (
        "{% for a in sheet.tasks %}\n{{ page.para(a.wat) }}{% endfor %}",
        2,
        "'wat'",
    ),
    "no such words": ("{{ page.para(tell('family.nothing')) }}", 1, "no words called family.nothing"),
    "no such words of a summary": ("\n{{ page.para(say('nothing')) }}", 2, "no words called summary.nothing"),
    "of two words one": ("{{ page.para(tell('family.hard' if 1 else 'family.x')) }}", 1, "family.x"),
    "words that want more": ("{{ page.para(tell('family.title')) }}", 1, "as child=..."),
    "words outside": ("{{ page.para('x') }}\n\nDear family,\n", 3, "“Dear family,”"),
    "words outside in a loop": (
        "{% for a in sheet.tasks %}\n  {{ page.words(a.what) }}\nx{% endfor %}",
        3,
        "“x”",
    ),
    "words outside in a block": (
        "{% call page.box('child') %}\n\n{{ page.bold('x') }} Dear{% endcall %}",
        3,
        "Dear",
    ),
    "a value outside": ("{{ page.para('x') }}\n{{ sheet.child }}", 2, "Words stand outside of a block"),
    "a sentence outside": ("\n{{ tell('family.hard') }}", 2, "Words stand outside of a block"),
    "a macro that writes": ("{% macro a() %}x{% endmacro %}\n{{ a() }}", 1, "outside of a block: “x”"),
    "no such tone": ("\n{{ page.para('x', tone='loud') }}", 2, "tone cannot be used with “loud”"),
    "no such box": ("{% call page.box('odd') %}x{% endcall %}", 1, "“x”"),
    "no such level": ("{{ page.heading(5, 'x') }}", 1, "heading cannot be used with “5”"),
    "a part outside": ("\n{% call page.item() %}x{% endcall %}", 2, "outside of a block: “x”"),
    "a cell outside": ("\n{{ page.cell('x') }}", 2, "The block cell stands outside of the block row"),
    "no such file": ("\n{% from 'marcos.j2' import said %}", 2, "There is no file marcos.j2"),
    "not Jinja": ("{{ page.para('x') }}\n{% if %}", 2, "Expected an expression"),
    "no such filter": ("\n\n{{ page.para(sheet.child | shout) }}", 3, "No filter named 'shout'"),
    "no number": ("\n{{ page.para('x') if 1 / 0 }}", 2, "division by zero"),
    "without an end": (
        "\n{% for a in 'x' recursive %}{{ loop('x') }}{% endfor %}",
        1,
        "may not be recursive",
    ),
    "for ever": ("{% macro a() %}\n{{ a() }}{{ a() }}{% endmacro %}\n\n{{ a() }}", 2, ""),
    "no such pictures": ("{{ page.chart('x') }}", 1, "chart cannot be used with “x”"),
    "no such size": ("{{ page.set(size='large') }}", 1, "size cannot be used with “large”"),
    "no such setting": ("{{ page.set(colour='red') }}", 1, "{{ page.set("),
    "no such shares": (
        "\n{% call page.table(['a'], widths='b') %}{% endcall %}",
        2,
        "widths cannot be used with “b”",
    ),
}


@pytest.fixture(scope="module")
def told_of_wrong(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return what is said of all of them at once, each a paper of its own."""
    folder = folder_of_prompts(tmp_path_factory.mktemp("wrong"))
    for name, (text, _, _) in WRONG.items():
        template(folder, text, dashed(name))
    with_words(folder, summary="".join(f"summary.for.{dashed(name)}: {name}\n" for name in WRONG))
    return told(folder)


def dashed(name: str) -> str:
    return name.replace(" ", "-")


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_in_a_template_is_told_with_its_line(name: str, told_of_wrong: list[str]) -> None:
    _, line, says = WRONG[name]
    (sentence,) = [one for one in told_of_wrong if one.startswith(f"{dashed(name)}.j2:")]
    assert sentence.startswith(f"{dashed(name)}.j2:{line}: ")
    assert says in sentence


def test_what_is_wrong_in_a_part_that_papers_share_is_told_where_it_stands(prompts: Path) -> None:
    template(prompts, "\n{% macro said(items) %}\n{{ page.para(1 / 0) }}{% endmacro %}", "macros")
    template(prompts, "{% from 'macros.j2' import said with context %}\n{{ said([]) }}")
    sentences = told(prompts)
    assert sum(one.startswith("macros.j2:3: ") for one in sentences) == 1
    assert "division by zero" in " ".join(sentences)


def test_a_paper_is_tried_without_what_has_no_room(prompts: Path) -> None:
    template(
        prompts,
        "{% for one in room.some('a', sheet.tasks) %}{{ page.words(one.what) }}{% endfor %}\n"
        "{% if room.left('a') %}\n{{ page.para(1 / 0) }}{% endif %}",
    )
    assert [one.partition(" ")[0] for one in told(prompts)] == [f"{OWN}.j2:3:"]


WAYS = (
    "sheet.early",
    "not sheet.present",
    "sheet.things and not sheet.early",
    "not sheet.things",
    "sheet.disputed",
    "sheet.decided[1:]",
    "sheet.away",
    "sheet.progress",
    "sheet.checks",
    "sheet.standing",
    "sheet.left_open",
)


def test_each_way_through_a_template_is_tried_by_some_meeting(prompts: Path) -> None:
    names = [f"way-{number}" for number, _ in enumerate(WAYS)]
    with_words(prompts, summary="".join(f"summary.for.{name}: x\n" for name in names))
    for name, when in zip(names, WAYS, strict=True):
        template(prompts, f"{{% if {when} %}}{{{{ page.para(1 / 0) }}}}{{% endif %}}", name)
    assert sorted(one.partition(":")[0] for one in told(prompts)) == sorted(f"{name}.j2" for name in names)


def test_a_sound_paper_of_a_schools_own_is_sound_with_words_of_its_own(prompts: Path) -> None:
    with_words(
        prompts, summary=f"summary.for.{OWN}: Ours\n", ours='ours.title: "Of {child}"\nours.of: "By {day}"\n'
    )
    template(
        prompts,
        "{{ page.heading(1, tell('ours.title', child=sheet.called)) }}\n"
        "{% macro when(day) %}{{ page.para(tell('ours.of', day=day)) }}{% endmacro %}\n"
        "{% set rest = 'x' %}{% for one in sheet.tasks %}{{ when(one.by ~ rest) }}{% endfor %}",
    )
    assert told(prompts) == []
    template(prompts, "{{ page.heading(1, tell('ours.title', child=sheet.called)) }}")
    assert [one.partition(": The")[0] for one in told(prompts)] == [
        f"ours.yaml:2: {prompts}/words/ours.yaml, line 2"
    ]


DECLARED = {
    "summary.for.panel-of-ours: Ours": "There is no panel-of-ours.j2 from which",
    "summary.for.a/b: Ours": "summary.for.a/b is a/b. Use letters",
    "summary.set.nobody: pdf": "No paper is for nobody. Use one of everyone, actions, own,",
    "summary.set.own: pdf hmtl": "cannot be made as hmtl. Use only html pdf",
    "summary.set.child: pdf ics": "cannot be made as ics",
}


def test_lines_of_the_words_that_come_to_nothing_are_told(prompts: Path) -> None:
    template(prompts, "{{ page.para('x') }}")
    lines = [f"summary.for.{OWN}: A page of our own", *DECLARED]
    with_words(prompts, summary="\n".join(lines), evidence="evidence.for.deep: Ours\n")
    first, *others = told(prompts)
    assert first.startswith("evidence.yaml:1: ")
    assert "There is no deep.j2" in first
    assert len(others) == len(DECLARED)
    for number, (sentence, says) in enumerate(zip(others, DECLARED.values(), strict=True), start=2):
        assert sentence.startswith(f"summary.yaml:{number}: ")
        assert says in sentence


def test_a_paper_without_a_template_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with_words(tmp_path, summary="summary.for.own: A page of our own\n")
    with speaking(tmp_path), pytest.raises(Refusal) as refused:
        make_paper(PLAN, SECOND, SCRIPT, kind="html", audience="own", prompts=tmp_path)
    with speaking(tmp_path):
        told = explain(refused.value)
    assert told == "A page of our own has no page of its own yet. Add own.j2 to the folder summaries."


def test_a_template_that_is_nobodys_is_told_but_not_one_that_others_take_from(prompts: Path) -> None:
    template(prompts, "{{ page.para('x') }}")
    for name in ("spare", "macros"):
        shutil.copy(find_prompts() / "summaries" / "macros.j2", prompts / "summaries" / f"{name}.j2")
    (sentence,) = told(prompts)
    assert sentence.startswith("spare.j2:1: ")
    assert "summary.for.spare" in sentence


def test_a_file_that_cannot_be_read_is_told(prompts: Path) -> None:
    template(prompts, "").write_bytes(b"\xff\xfe\x00")
    (sentence,) = told(prompts)
    assert "cannot be read. Save it as plain text" in sentence


HEAVY = {
    "words again and again": "{% set t = 'abcdefgh ' %}"
    + "{% set t = t ~ t %}" * 15
    + "{% for c in t %}{{ page.words(t) }}{% endfor %}",
    "blocks without an end": "{% set t = 'ab' %}"
    + "{% set t = t ~ t %}" * 15
    + "{% for c in t %}{{ page.para('x') }}{% endfor %}",
    "boxes in boxes": "{% macro a() %}{% call page.box('thing') %}{{ page.para('x') }}{{ a() }}{% endcall %}"
    "{% endmacro %}{{ a() }}",
}


@pytest.mark.parametrize("name", HEAVY)
def test_a_template_that_makes_too_much_is_told_at_once(name: str, prompts: Path) -> None:
    template(prompts, HEAVY[name])
    found: list[str] = []
    assert effort(lambda: found.extend(told(prompts))) < 3_000
    assert len(set(found)) == 1
    assert found[0].startswith(f"{OWN}.j2:1: ")


def test_papers_are_tried_though_a_format_or_the_words_are_not_sound(prompts: Path) -> None:
    template(prompts, "{{ 1 / 0 }}")
    (prompts / "two-reviews" / "format.yaml").write_text("id: two-reviews\n", encoding="utf-8")
    assert any(one.startswith(f"{OWN}.j2:1: ") for one in told(prompts))
    with_words(prompts, summary="summary.for.own: [\n")
    sentences = told(prompts)
    assert any("summary.yaml" in one for one in sentences)
    assert not any(one.startswith(f"{OWN}.j2") for one in sentences)


def test_the_command_tells_it_and_speaks_as_before_after(prompts: Path) -> None:
    template(prompts, "\n{{ page.paar('x') }}")
    done = call("formats", "check", prompts)
    use_prompts(None)
    assert done.code == 1
    assert f"{prompts / 'summaries' / 'own.j2'}:2: Nothing in page is called paar." in done.out
    assert "Traceback" not in done.out + done.err


def test_a_folder_of_words_and_templates_alone_is_checked(tmp_path: Path) -> None:
    (tmp_path / "summaries").mkdir()
    template(tmp_path, "{{ page.para(sheet.nothing) }}", "family")
    done = call("formats", "check", tmp_path)
    use_prompts(None)
    assert done.code == 1
    assert "family.j2:1: " in done.out


def of_format(prompts: Path, name: str) -> list[Invented]:
    reviews = load_script(name, prompts)
    return list(
        invented(reviews, load_script(name, prompts, planning=True) if reviews.format.planning else None)
    )


@pytest.mark.parametrize(("prompts", "name"), [
    (folder, name) for folder in (find_prompts(), FORMATS) for name in format_ids(folder)
])  # fmt: skip
def test_invented_meetings_are_ones_that_a_format_could_have(prompts: Path, name: str) -> None:
    made = of_format(prompts, name)
    assert len(made) >= 3
    for plan, _, script in made:
        assert Plan.model_validate_json(plan.model_dump_json(by_alias=True)) == plan
        assert [one.code for one in conformity.misfits(plan, script.format)] == []
