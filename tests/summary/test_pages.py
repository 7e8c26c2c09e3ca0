"""What a summary looks like: one golden text, a page that is sound, and sentences for what goes wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from facilitator.plan.actions import Confirmation
from facilitator.plan.people import Person
from facilitator.plan.refusal import Refusal
from facilitator.plan.scores import Position
from facilitator.script.words_by_key import explain, use_prompts
from facilitator.summary.audiences import audiences
from tests.making import agreed, not_agreed, said
from tests.summary.page import read_page
from tests.summary.rendering import TEXTS, render
from tests.summary.reviews import EMPTY, PEOPLE, PLAN, SECOND, second
from tests.summary.scripts import SCRIPT

GOLDEN = Path(__file__).parent / "mina-term-2.txt"
PROJECT = Path(__file__).parents[2]
TEMPLATES = PROJECT / "prompts" / "summaries"


def page() -> str:
    return render(PLAN, SECOND, SCRIPT, kind="html")


def text() -> str:
    return render(PLAN, SECOND, SCRIPT, kind="txt")


def test_the_text_of_a_believable_review() -> None:
    """To renew it: write `text()` to the file, and read every line of the difference."""
    assert text() == GOLDEN.read_text(encoding="utf-8")


def test_text_keeps_to_78_columns_and_has_no_trailing_spaces() -> None:
    assert max(map(len, text().split("\n"))) <= 78
    assert [line for line in text().split("\n") if line != line.rstrip()] == []
    assert "\n\n\n\n" not in text()


def test_the_same_review_gives_the_same_page() -> None:
    assert page() == page()


# The page


def test_the_page_is_one_file_that_runs_and_fetches_nothing() -> None:
    tags = read_page(page()).tags
    assert {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in tags} == set()
    names = {name for _, attributes in tags for name in attributes}
    assert not names & {"src", "href", "action", "style"}
    assert not any(name.startswith("on") for name in names)
    assert not re.search(r"url\((?!#)", page()), "but for stripes of its own picture"
    assert "default-src 'none'" in page()


def test_the_page_can_be_read_aloud() -> None:
    tags = read_page(page()).tags
    assert ("html", {"lang": "en-GB"}) in tags
    levels = [int(tag[1]) for tag, _ in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all("scope" in attributes for tag, attributes in tags if tag == "th")
    count = {tag: [held for held, _ in tags].count(tag) for tag in ("table", "thead", "tbody")}
    assert count["table"] == count["thead"] == count["tbody"] > 5


def test_peoples_words_find_their_own_direction() -> None:
    words = "وہ سکول میں خوش ہے۔"
    person = Person(id="ammi", name="امی", perspective="parent", role="والدہ")
    review = second(people=[*PEOPLE, person], said=[said(words, "ammi", how="with_help", helper="mum")])
    html = render(PLAN, review, SCRIPT, kind="html")
    assert f'<p class="words" dir="auto">{words}</p>' in html
    assert "<bdi>امی</bdi>, <bdi>والدہ</bdi>" in html
    assert words in render(PLAN, review, SCRIPT, kind="txt")
    assert all(
        attributes.get("dir") == "auto" or tag == "h3"
        for tag, attributes in read_page(html).tags
        if "words" in (attributes.get("class") or "").split()
    )


def test_a_sentence_sets_each_name_apart() -> None:
    assert '<span class="how">with help from <bdi>Mum</bdi></span>' in page()
    assert "&lt;bdi" not in page()


def test_the_title_of_the_page_names_no_child() -> None:
    """A browser makes the name of a saved or printed page from it."""
    title = re.search("<title>(.*)</title>", page())
    assert title is not None
    assert title[1] == "Summary of a review, Term 2, Friday 12 March 2027"


def test_colours_stand_out_by_seven_to_one() -> None:
    style = page().partition("<style>")[2].partition("</style>")[0]
    declared = re.findall(r":root \{(.*--ink.*)\}", style)
    schemes = [dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", one)) for one in declared]
    assert [sorted(one) for one in schemes] == [sorted(schemes[0])] * 2
    for colours in schemes:
        grounds = [colours[name] for name in ("ground", "wash", "warm")]
        for name in ("ink", "soft", "deep", "open"):
            assert min(contrast(colours[name], ground) for ground in grounds) >= 7, name


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 has it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


# What it says


def test_the_childs_words_stand_before_all_others() -> None:
    assert read_page(page()).said[0] == ("Mina", "own words", "I like my cards. Mr Lacey comes.")


def test_the_advice_service_is_named_where_people_did_not_agree() -> None:
    for kind in ("html", "txt"):
        told = render(PLAN, SECOND, SCRIPT, kind=kind)
        assert "SENDIASS" in told
        assert "Disagreement resolution" in told
        assert "SENDIASS" not in render(PLAN, EMPTY, SCRIPT, kind=kind)


def test_two_people_of_one_name_are_told_apart() -> None:
    people = [
        *PEOPLE,
        Person(id="n1", name="Mrs Khan", perspective="school", role="teacher"),
        Person(id="n2", name="Mrs Khan", perspective="school", role="mentor"),
    ]
    review = second(people=people, said=[said(one, one, id=f"k{one}") for one in ("n1", "n2")])
    told = render(PLAN, review, SCRIPT, kind="txt")
    assert "Mrs Khan (teacher), own words:\n      n1" in told
    assert "Mrs Khan (mentor), own words:\n      n2" in told


def test_a_childs_number_is_kept_beside_the_score_and_out_of_it() -> None:
    shown = [Position(person="child", number=1), Position(person="mum", number=4)]
    review = second(goals=[not_agreed("o1", *shown, result="not_settled")])
    told = render(PLAN, review, SCRIPT, kind="txt")
    assert "Shown, but not settled (Mum 4)" in told
    assert "Mina's own answer: 1" in told


def test_an_amended_outcome_keeps_its_earlier_scores() -> None:
    review = EMPTY.model_copy(update={"people": PEOPLE, "scores": [agreed("r2.o4", 4)]})
    told = " ".join(render(PLAN, review, SCRIPT, kind="txt").split())
    assert "2027: 3 of 5, Moderate progress, agreed after talking (under its earlier words)" in told
    assert "2027: 4 of 5, Significant progress" in told


def test_a_number_that_is_not_on_the_scale_is_shown_as_it_is() -> None:
    assert "9 of 5" in render(PLAN, second(goals=[agreed("o1", 9)]), SCRIPT, kind="txt")


# What goes wrong


def test_jinja2_is_not_imported_before_it_is_needed() -> None:
    program = (
        "import sys, facilitator.summary; assert not {'jinja2', 'markupsafe'} & set(sys.modules);"
        "from tests.summary.test_pages import page; page(); assert 'jinja2' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], cwd=PROJECT, check=True)


@pytest.mark.parametrize(
    ("audience", "kind", "code"),
    [("governors", "html", "summary.unknown-audience"), ("everyone", "exe", "summary.unknown-kind")],
)
def test_what_there_is_not_is_refused(audience: str, kind: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        render(PLAN, SECOND, SCRIPT, kind=kind, audience=audience)
    assert refused.value.code == code
    assert "Choose one of these" in explain(refused.value)


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("one\n{{ sheet.nothing }}\n", 2),
        ("{% if %}", 1),
        ("\nDear family,\n", 1),
        ("{{ page.para('x', tone='loud') }}", 1),
        ("\n{% call page.table(['a', 'b']) %}{% call page.row() %}{% endcall %}{% endcall %}", 2),
        ("\n\n{{ say('no-such-words') }}", 3),
        ("{{ ''.__class__.__mro__ }}", 1),
        ("{% include '../words/summary.yaml' %}", 1),
    ],
)
def test_a_schools_own_template_that_fails_is_refused_with_its_line(
    template: str, line: int, tmp_path: Path
) -> None:
    (tmp_path / "summaries").mkdir()
    (tmp_path / "summaries" / "everyone.j2").write_text(template)
    with pytest.raises(Refusal) as refused:
        render(PLAN, SECOND, SCRIPT, kind="txt", prompts=tmp_path)
    assert (refused.value.code, refused.value.values["line"]) == ("summary.template", line)
    assert "everyone.j2" in explain(refused.value)


def test_a_school_may_lay_out_its_own_summary(tmp_path: Path) -> None:
    (tmp_path / "summaries").mkdir()
    template = '{{ page.para("Dear family of " ~ sheet.child ~ ",") }}'
    (tmp_path / "summaries" / "everyone.j2").write_text(template)
    assert render(PLAN, SECOND, SCRIPT, kind="txt", prompts=tmp_path).startswith("Dear family of Mina,\n")
    assert "Dear family of Mina," in render(PLAN, SECOND, SCRIPT, kind="html", prompts=tmp_path)


def test_a_schools_own_words_that_fail_are_refused(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "summary.yaml").write_text('summary.disagreed.score: "Goal {nothing}"\n')
    use_prompts(tmp_path)
    try:
        with pytest.raises(Refusal) as refused:
            text()
    finally:
        use_prompts(None)
    assert refused.value.code == "summary.words"


def test_a_schools_own_words_are_text_and_never_tags(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "summary.yaml").write_text('summary.title: "<b>Ben & {child}</b>"\n')
    use_prompts(tmp_path)
    try:
        assert "<h1>&lt;b&gt;Ben &amp; <bdi>Mina</bdi>&lt;/b&gt;</h1>" in page()
    finally:
        use_prompts(None)


def test_every_refusal_of_this_room_has_its_sentence() -> None:
    package = PROJECT / "facilitator"
    paths = [
        *(package / "summary").glob("*.py"),
        package / "work/paper_files.py",
        package / "files/os_errors.py",
    ]
    sources = "".join(path.read_text() for path in paths)
    codes = set(re.findall(r'"(summary\.[a-z-]+)"', sources)) - {
        "summary.mark",
        "summary.file-name",
        "summary.folder-name",
        "summary.credit",
        "summary.language",
        "summary.between",
        "summary.answer",
        "summary.answer-asked",
        "summary.heading-under",
        "summary.for-one",
    }
    assert len(codes) > 8
    values = dict.fromkeys(
        (
            "audience",
            "known",
            "kind",
            "reason",
            "file",
            "line",
            "paper",
            "problem",
            "words",
            "name",
            "value",
            "of",
        ),
        "x",
    )
    for code in codes:
        assert len(explain(Refusal(code, **values)).split(". ")) >= 2, code


@pytest.mark.parametrize("kind", TEXTS)
def test_an_owner_whom_nobody_asks_yet_has_not_agreed(kind: str) -> None:
    action = SECOND.actions[1].model_copy(update={"confirm": Confirmation()})
    summary = render(PLAN, SECOND.model_copy(update={"actions": [action]}), SCRIPT, kind=kind)
    words = read_page(summary).text if kind == "html" else " ".join(summary.split())
    assert "Not agreed yet. Somebody asks them by a day that is not set yet." in words


@pytest.mark.parametrize("audience", sorted(set(audiences()) - {"panel"}))
def test_no_label_has_two_colons(audience: str) -> None:
    disagreed = SECOND.model_copy(
        update={"scores": [one.model_copy(update={"next_step": ""}) for one in SECOND.scores]}
    )
    for review in (SECOND, disagreed, EMPTY):
        assert "::" not in render(PLAN, review, SCRIPT, kind="txt", audience=audience)


def test_a_template_that_is_changed_meanwhile_is_used(tmp_path: Path) -> None:
    (tmp_path / "summaries").mkdir()
    own = tmp_path / "summaries" / "everyone.j2"
    for words in ("One", "Two"):
        own.write_text(f'{{{{ page.heading(1, "{words}") }}}}', encoding="utf-8")
        assert words in render(PLAN, SECOND, SCRIPT, kind="txt", prompts=tmp_path)
    own.unlink()
    assert "Mina" in render(PLAN, SECOND, SCRIPT, kind="txt", prompts=tmp_path)
