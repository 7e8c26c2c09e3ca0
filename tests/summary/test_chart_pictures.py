"""A chart as SVG and in letters: sound, readable where it is narrow, with nothing that words have not."""

from __future__ import annotations

import json
import re
import subprocess
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from facilitator.plan.letters import clean
from facilitator.plan.people import Person
from facilitator.script.prompts_folder import find_prompts
from facilitator.script.words_by_key import say
from facilitator.summary.as_html import as_html
from facilitator.summary.as_text import as_text
from facilitator.summary.chart_svg import PER_ROW, svg
from facilitator.summary.chart_text import WIDTH, bar, cells, cut, picture, wrapped
from facilitator.summary.page import Block, Cell, Chart, Column, Heading, Page, Span
from tests.making import not_agreed
from tests.needs import browser
from tests.summary.printing import with_fonts
from tests.summary.progress_plans import CASES, Case, at, held, mina
from tests.summary.test_pages import contrast

CHARTS = {
    f"{name}-{one.about}-{number}": chart
    for name, case in CASES.items()
    for one in case.progress()
    for number, chart in enumerate(one.charts)
}
STYLES = find_prompts() / "summaries"
STYLE = (STYLES / "chart.css").read_text(encoding="utf-8")
SVG = "{http://www.w3.org/2000/svg}"


def read(chart: Chart, ident: str = "c1") -> ET.Element:
    """Return the picture as an XML reader has it."""
    return ET.fromstring(svg(chart, ident))  # noqa: S314 - our own


def texts(root: ET.Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{SVG}text")]


def rectangles(root: ET.Element, kind: str) -> list[ET.Element]:
    return [one for one in root.iter(f"{SVG}rect") if one.get("class") == f"c-{kind}"]


def column(boxes: str, head: str = "Term 1", **more: str) -> Column:
    """Return a column from letters: `#`, `/`, `.` or a space for each box."""
    kinds = {"#": "full", "/": "range", ".": "empty", " ": "none"}
    given = tuple(Cell(kinds[one]) for one in boxes)  # type: ignore[arg-type]
    return Column(head=head, under=more.get("under", ""), note=more.get("note", ""), cells=given)


@pytest.mark.parametrize("name", CHARTS)
def test_it_is_sound_xml_with_a_name_and_its_words_and_without_colours_or_lines_of_its_own(name: str) -> None:
    chart = CHARTS[name]
    root = read(chart)
    assert root.get("role") == "img"
    named, told = (root.get(f"aria-{one}") for one in ("labelledby", "describedby"))
    found = {one.get("id"): one.text for one in root.iter() if one.get("id") in (named, told)}
    assert found == {named: chart.title, told: " ".join(chart.alt.split())}
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {
        "svg", "title", "desc", "defs", "pattern", "rect", "text",
    }  # fmt: skip
    assert not any({"style", "stroke", "onload", "href"} & set(one.attrib) for one in root.iter())
    assert {one.get("fill") for one in root.iter()} <= {None, "url(#c1-s)"}


@pytest.mark.parametrize("name", CHARTS)
def test_it_has_a_box_for_each_step_that_was_judged_and_none_where_nothing_was(name: str) -> None:
    root = read(CHARTS[name])
    kinds = [cell.kind for one in CHARTS[name].columns for cell in one.cells]
    for kind in ("full", "range", "empty"):
        assert len(rectangles(root, kind)) == kinds.count(kind)
    assert len(rectangles(root, "note")) == len([one for one in CHARTS[name].columns if one.note])


def test_what_is_agreed_fills_from_below_and_boxes_of_one_step_stand_in_one_line() -> None:
    root = read(Chart("Outcome 1", "x", ("low", "mid", "high"), (column("##."), column(".//", "Term 2"))))
    full = {float(one.get("y") or 0) for one in rectangles(root, "full")}
    striped = {float(one.get("y") or 0) for one in rectangles(root, "range")}
    empty = {float(one.get("y") or 0) for one in rectangles(root, "empty")}
    low, mid, high = sorted(full | striped | empty, reverse=True)
    assert (full, striped, empty) == ({low, mid}, {mid, high}, {low, high})


def test_more_reviews_than_have_room_stand_in_a_further_row_of_the_same_picture() -> None:
    columns = tuple(column("#.", f"Term {number}") for number in range(1, PER_ROW + 2))
    root = read(Chart("Outcome 1", "x", ("low", "high"), columns))
    assert [one for one in texts(root) if one.startswith("Term")] == [one.head for one in columns]
    assert texts(root).count("low") == 2
    assert len({one.get("y") for one in rectangles(root, "full")}) == 2


def test_a_count_of_more_people_is_never_cut_off_its_box() -> None:
    drawn = " ".join(texts(read(CHARTS["many-at-one-o1-0"])))
    assert "… +3" in drawn


NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(
    lambda text: bool(text.strip()) and text.isprintable()
)


@given(st.text(max_size=80), NAMES)
def test_whatever_people_are_called_it_stays_xml_with_their_letters_as_letters(title: str, name: str) -> None:
    people = [Person(id="a", name=name, perspective="parent"), Person(id="b", name="B", perspective="school")]
    (one,) = Case(mina(held([not_agreed("o1", at("a", 1), at("b", 4))], people=people))).progress()
    (chart,) = one.charts
    root = read(Chart(title, chart.alt, chart.scale, chart.columns))
    told = "".join(root.itertext())
    assert " ".join(clean(chart.alt).split()) in " ".join(told.split())
    for line in picture(chart):
        assert cells(line) <= WIDTH


def test_two_pictures_of_a_page_share_no_id() -> None:
    chart = CHARTS["not-agreed-o1-0"]
    ids = [one.get("id") for name in ("c1", "c2") for one in read(chart, name).iter() if one.get("id")]
    assert len(ids) == len(set(ids)) == 6


# How it looks


def colours(style: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", style))


PALETTES = {"its own": dict(re.findall(r"var\(--([a-z]+), (#[0-9a-f]{6})\)", STYLE))}
for _file in sorted(STYLES.glob("page.css")):  # the page's own, light and dark
    for _number, _block in enumerate(re.findall(r":root \{(.*?)\}", _file.read_text(encoding="utf-8"))):
        PALETTES[f"{_file.name} {_number}"] = PALETTES["its own"] | colours(_block)


@pytest.mark.parametrize("name", PALETTES)
def test_letters_stand_out_from_their_ground_and_boxes_from_the_page(name: str) -> None:
    found = PALETTES[name]
    assert contrast(found["ground"], found["deep"]) >= 7, "a number in a full box"
    assert contrast(found["ink"], found["ground"]) >= 7, "all other letters, also between stripes"
    assert contrast(found["line"], found["ground"]) >= 3, "an empty box"
    assert set(re.findall(r"var\(--([a-z]+)", STYLE)) <= set(found)


_MEASURE = """<script>
const found = [];
const inside = (box, x, y) => box.left < x && x < box.right && box.top < y && y < box.bottom;
for (const svg of document.querySelectorAll("svg")) {
  const all = svg.getBoundingClientRect();
  const boxes = [...svg.querySelectorAll(".c-full, .c-range, .c-empty, rect.c-note")]
    .filter(one => one.tagName === "rect" && !one.closest("defs")).map(one => one.getBoundingClientRect());
  for (const text of svg.querySelectorAll("text")) {
    const at = text.getBoundingClientRect();
    const box = boxes.find(one => inside(one, (at.left + at.right) / 2, (at.top + at.bottom) / 2));
    const place = box || all, size = parseFloat(getComputedStyle(text).fontSize);
    found.push([text.textContent, Math.max(place.left - at.left, at.right - place.right), size,
                Math.max(all.top - at.top, at.bottom - all.bottom)]);
  }
}
const sideways = document.documentElement.scrollWidth - innerWidth;
document.body.textContent = "QX" + JSON.stringify([sideways, found]) + "XQ";
</script>"""


@pytest.mark.sampled(3)
@pytest.mark.needs("browser", "fonts")
@pytest.mark.parametrize("width", [320, 900])
@pytest.mark.parametrize("fonts", ["few", "broader", "Noto", "many", "Chinese first"])
def test_in_a_real_browser_letters_stay_in_their_boxes(fonts: str, width: int, tmp_path: Path) -> None:
    """A page of every picture, at the width of a telephone and of a desk."""
    drawn = "".join(svg(chart, f"c{number}") for number, chart in enumerate(CHARTS.values()))
    style = f"body {{ margin: 0 auto; max-width: 48rem; padding: 16px; font-size: 19px; }}{STYLE}"
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>x</title>'
    html = f'<!DOCTYPE html><html lang="en-GB"><head>{head}<style>{style}</style></head>'
    page = tmp_path / "page.html"
    page.write_text(f"{html}<body>{drawn}{_MEASURE}</body></html>", encoding="utf-8")
    command = [browser(), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    command += [
        f"--user-data-dir={tmp_path}/browser",
        f"--window-size={width},900",
        "--dump-dom",
        page.as_uri(),
    ]
    done = subprocess.run(
        command, env=with_fonts(fonts, tmp_path), check=True, capture_output=True, timeout=120
    )
    measured = re.search(r"QX(.*)XQ", done.stdout.decode(), re.DOTALL)
    assert measured
    sideways, found = json.loads(unescape(measured[1]))
    assert sideways <= 0
    assert len(found) > 150
    assert {size for _, _, size, _ in found} == {13 if width == 900 else 12}
    assert not [one for one in found if one[1] > 0.5 or one[3] > 0.5]


# In letters


def test_in_letters_each_review_is_a_line_with_its_boxes_and_short_words() -> None:
    assert picture(CHARTS["three-years-o1-1"]) == [
        "Term 1  ████······  agreed: 2 of 5",
        "Term 2  ··░░░░░░··  not agreed: 2, 4",
        "Term 3  ████████··  agreed: 4 of 5",
    ]
    assert picture(CHARTS["support-not-given-o1-0"]) == [
        "Term 1  ██········  agreed: 1 of 5 [support not given]"
    ]
    assert picture(CHARTS["none-o1-0"])[0] == "Term 1              not judged"
    assert picture(CHARTS["ten-steps-o1-0"])[1] == "Term 2  ··░░░░░░░░  not agreed: 3, 10"


@pytest.mark.parametrize("width", [20, 36, 40, 78, 120])
@pytest.mark.parametrize("name", CHARTS)
def test_in_letters_no_line_is_too_long_and_no_picture_is_cut(name: str, width: int) -> None:
    lines = picture(CHARTS[name], width)
    assert max(map(cell_len, lines)) <= max(width, 20)
    for one in CHARTS[name].columns:
        assert any(bar(one) in f"{line}{' ' * 20}" for line in lines)


NAMED = ["李小龙", "محمد احمد", "é", "e\u0301", "Ọ̀ṣun", "Łukasz", "\u200e", "한국", "ﷺ", "日本語テスト"]


@pytest.mark.parametrize("text", NAMED)
def test_letters_are_as_wide_as_a_terminal_makes_them(text: str) -> None:
    assert cells(text) == cell_len(text)


@given(st.text(st.sampled_from("ab 李é\u0301ع"), max_size=60), st.integers(2, 30))
def test_words_are_wrapped_whole_and_cut_words_fit(text: str, room: int) -> None:
    rows = wrapped(text, room)
    assert "".join("".join(rows).split()) == "".join(text.split())
    assert all(cells(row) <= room for row in rows)
    assert cells(cut(text, room)) <= room


def test_how_it_is_read_is_said_with_the_signs_that_it_has() -> None:
    legend = say("progress.legend-in-text")
    assert {bar(column("#")).strip()[0], bar(column("/")).strip()[0]} <= set(legend)


# On a page


def a_page(*blocks: Block) -> Page:
    return Page("Progress", (Heading(1, (Span("Progress"),)), *blocks))


def test_on_a_page_of_html_each_picture_stands_between_its_title_and_its_words() -> None:
    charts = list(CHARTS.values())[:3]
    html = as_html(a_page(*charts), [STYLES])
    assert [unescape(one) for one in re.findall(r'<p class="label"><bdi>(.*?)</bdi></p>\n<svg', html)] == [
        one.title for one in charts
    ]
    assert html.count("</svg>\n<figcaption") == 3
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert ".chart " in html
    assert ".chart " not in as_html(a_page(), [STYLES])


def test_on_a_page_of_text_the_words_come_before_the_picture() -> None:
    text = as_text(a_page(CHARTS["not-agreed-o1-0"]))
    assert text.index("Mr Lacey: 4") < text.index("Term 1  ··░░░░░░··  not agreed: 2, 4")
