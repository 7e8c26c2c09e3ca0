"""Pictures in the child's letter: beside the child's own lines and faces, and in no other paper."""

from __future__ import annotations

import base64
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from facilitator.pictures import small_picture
from facilitator.pictures.paper_drawing import svg_of_code
from facilitator.plan.entries import Entry
from facilitator.plan.manners import Band
from facilitator.plan.people import CHILD, ChildSetUp
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import HeldMeeting
from facilitator.plan.scores import Position
from facilitator.script.pictures import load_pictures
from facilitator.summary.audiences import audiences
from facilitator.summary.kept_back import review_in_sight
from facilitator.summary.kinds import Look
from facilitator.summary.letter import make_letter
from facilitator.summary.papers import Papers
from tests.making import agreed
from tests.summary.letters import mina, said, too_much, with_words
from tests.summary.page import read_page
from tests.summary.pdf_files import findings, text_of_pdf, words_of_pdf
from tests.summary.reviews import SECOND, second
from tests.summary.scripts import SCRIPT

CREDIT = "Pictures: OpenMoji (openmoji.org), licence CC BY-SA 4.0"
FACE = second(goals=[agreed("o1", 5, Position(person=CHILD, word="so_so"))])
SHOWING = ("html", "pdf")


def paper(
    kind: str,
    plan: Plan | None = None,
    review: HeldMeeting = FACE,
    *,
    audience: str = "child",
    prompts: Path | None = None,
    pictures: bool = True,
) -> bytes:
    look = Look(prompts, pictures=pictures)
    return Papers(plan or mina(), review, SCRIPT, look).paper(audience, kind)


def drawings(html: bytes) -> list[bytes]:
    """Return the SVGs of a page, each as often as it stands there."""
    tags = read_page(html.decode()).tags
    sources = [held["src"] or "" for tag, held in tags if tag == "img"]
    assert all(held["alt"] == "" for tag, held in tags if tag == "img"), "the words beside it say it already"
    return [base64.b64decode(str(one).removeprefix("data:image/svg+xml;base64,")) for one in sources]


def own_face(folder: Path, make: Callable[[Path], object]) -> Path:
    """Return a school's own folder, which has a face of its own for "so-so"."""
    (folder / "own").mkdir()
    make(folder / "own/face.png")
    picture = "{id: own-face, file: own/face.png, words: [our own face]}"
    (folder / "pictures.yaml").write_text(f"answers: {{so_so: own-face}}\npictures:\n  - {picture}\n")
    return folder


def red(path: Path) -> None:
    Image.new("RGB", (60, 60), (200, 30, 30)).save(path)


@pytest.mark.parametrize("band", ["4-7", "8-11"])
@pytest.mark.parametrize("kind", SHOWING)
def test_the_childs_own_face_is_drawn_with_its_word_and_its_makers_are_named_once(
    kind: str, band: Band
) -> None:
    made = paper(kind, mina(band))
    text = words_of_pdf(made) if kind == "pdf" else read_page(made.decode()).text
    assert "You said it is so-so." in text
    assert "(-_-)" not in text
    assert text.count(CREDIT) == 1
    if kind == "html":
        (svg,) = drawings(made)
        assert svg.startswith(b"<ns0:svg")


def test_the_html_fetches_nothing_and_lets_nothing_be_fetched() -> None:
    html = paper("html").decode()
    assert "img-src data:" in html
    assert not re.search(r'(?:src|href)="(?!data:)', html)
    assert not re.search(r"https?://", re.sub(r'src="[^"]*"', "", html))
    assert "img-src" not in paper("html", pictures=False).decode(), "nothing is allowed that is not needed"


@pytest.mark.parametrize("kind", SHOWING)
def test_without_pictures_the_letter_has_its_face_of_letters_and_names_nobody(kind: str) -> None:
    made = paper(kind, pictures=False)
    text = words_of_pdf(made) if kind == "pdf" else read_page(made.decode()).text
    assert "(-_-) You said it is so-so." in text
    assert "OpenMoji" not in text


@pytest.mark.parametrize("kind", SHOWING)
def test_from_12_on_there_are_none_unless_somebody_wishes(kind: str) -> None:
    assert paper(kind, mina("12-18")) == paper(kind, mina("12-18"), pictures=False)
    wishing = mina("12-18", set_up=ChildSetUp(pictures="small"))
    assert paper(kind, wishing) != paper(kind, wishing, pictures=False)


@pytest.mark.parametrize("kind", SHOWING)
def test_a_child_who_wants_none_has_none(kind: str) -> None:
    without = mina("4-7", set_up=ChildSetUp(pictures="no"))
    assert paper(kind, without) == paper(kind, mina("4-7"), pictures=False)


# The child's own lines


def pictured(entry: Entry, picture: str) -> Entry:
    return entry.model_copy(update={"picture": picture})


LINES = (
    pictured(said(1, "I like football on Fridays"), "football"),
    pictured(said(2, "Maths is hard", "not_working"), "maths"),
    said(3, "My cat"),
    pictured(said(4, "The hall", "not_working"), "no-such-picture"),
)


def test_a_line_has_the_picture_that_it_was_recorded_with_and_none_is_found_anew() -> None:
    html = paper("html", mina("4-7"), with_words(*LINES))
    beside = re.findall(rb'<div class="pictured"><img alt="" src="[^"]*">(.*?)</div>', html, re.DOTALL)
    assert [re.sub(rb"<[^>]*>|[\n\xe2\x80\x9c\x9d]", b"", one).decode() for one in beside] == [
        "I like football on Fridays", "Maths is hard",
    ]  # fmt: skip
    football, maths = (load_pictures().by_id[name].code for name in ("football", "maths"))
    assert drawings(html) == [svg_of_code(football), svg_of_code(maths)]


def test_what_others_said_or_is_not_for_sharing_has_none() -> None:
    others = [one.model_copy(update={"by": "mum"}) for one in LINES]
    private = [one.model_copy(update={"not_shared": True}) for one in LINES]
    for entries in (others, private):
        plan, review = mina("4-7"), with_words(*entries)
        seen = review_in_sight(plan, review, SCRIPT)
        assert drawings(paper("html", plan, seen)) == []
        assert b"OpenMoji" not in paper("html", plan, seen)


@pytest.mark.parametrize("audience", ["everyone", "family"])
def test_a_childs_line_has_its_picture_in_the_letter_alone(audience: str) -> None:
    assert drawings(paper("html", mina("4-7"), with_words(*LINES), audience=audience)) == []


def test_many_lines_with_pictures_are_one_page_and_no_word_is_lost() -> None:
    fields = ("working", "not_working", "matters")
    many = [pictured(said(n, f"I like football ({n})", fields[n % 3]), "football") for n in range(14)]
    plan, review = mina("4-7"), with_words(*many)
    made = paper("pdf", plan, review)
    assert pages(made) == 1
    assert findings(made) == []
    told = words_of_pdf(made)
    assert all(one.text in told for one in many)
    assert len(drawings(paper("html", plan, review))) >= 3


@pytest.mark.parametrize("kind", SHOWING)
def test_without_the_extra_the_letter_is_the_same_as_without_pictures(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = paper(kind, pictures=False)
    monkeypatch.setattr(small_picture, "can_draw", lambda: False)
    assert paper(kind) == bare


@pytest.mark.parametrize("kind", ["html", "pdf", "txt"])
@pytest.mark.parametrize("audience", [one for one in audiences() if one not in ("child", "panel")])
def test_no_other_paper_has_a_picture(audience: str, kind: str) -> None:
    bare = paper(kind, SECOND_PLAN, SECOND, audience=audience, pictures=False)
    assert paper(kind, SECOND_PLAN, SECOND, audience=audience) == bare


SECOND_PLAN = mina().model_copy(update={"reviews": [*mina().reviews[:1], SECOND]})


def test_plain_text_and_the_text_of_an_email_have_none() -> None:
    assert paper("txt") == paper("txt", pictures=False)
    assert b"OpenMoji" not in paper("txt")
    assert b"Pictures:" not in paper("eml").partition(b"Content-Disposition: attachment")[0]


@pytest.mark.parametrize("kind", SHOWING)
def test_a_schools_own_picture_alone_names_nobody_else(kind: str, tmp_path: Path) -> None:
    folder = own_face(tmp_path, red)
    made = paper(kind, prompts=folder)
    text = words_of_pdf(made) if kind == "pdf" else read_page(made.decode()).text
    assert "OpenMoji" not in text
    assert "(-_-)" not in text
    if kind == "html":
        (svg,) = drawings(made)
        assert b"data:image/png;base64," in svg


@pytest.mark.parametrize(
    "make",
    [
        lambda path: Image.new("RGB", (9000, 9000)).save(path),
        lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n and no more"),
        lambda path: path.write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
        lambda path: path.mkdir(),
    ],
    ids=["huge", "broken", "an SVG", "a folder"],
)
@pytest.mark.parametrize("kind", SHOWING)
def test_with_a_bad_file_of_the_schools_the_letter_has_its_words(
    kind: str, make: Callable[[Path], object], tmp_path: Path
) -> None:
    made = paper(kind, prompts=own_face(tmp_path, make))
    text = words_of_pdf(made) if kind == "pdf" else read_page(made.decode()).text
    assert "(-_-) You said it is so-so." in text


@pytest.mark.parametrize("band", ["4-7", "8-11"])
def test_the_pdf_is_one_page_that_can_be_heard_as_before(band: Band) -> None:
    made, bare = (paper("pdf", mina(band), SECOND, pictures=one) for one in (True, False))
    assert findings(made) == []
    assert pages(made) == pages(bare) == 1
    told, without = (
        " ".join(text_of_pdf(one, "-raw").partition("Pictures:")[0].replace("(-_-) ", "").split())
        for one in (made, bare)
    )
    assert told == without.removesuffix(told_at_foot(bare))


def told_at_foot(pdf: bytes) -> str:
    return f" {text_of_pdf(pdf, '-raw').strip().splitlines()[-1]}"


def pages(pdf: bytes) -> int:
    read = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True)
    found = re.search(rb"Pages:\s+(\d+)", read.stdout)
    assert found is not None
    return int(found[1])


def test_in_a_grey_print_of_the_pdf_the_face_stands_out(tmp_path: Path) -> None:
    made = paper("pdf")
    box = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=made, capture_output=True, check=True)
    found = re.search(
        r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">so-so', box.stdout.decode()
    )
    start = re.search(
        r'xMin="([\d.]+)" yMin="([\d.]+)" [^>]*>You</word>',
        box.stdout.decode().rpartition("so-so")[0].rpartition("said</word>")[0],
    )
    assert found is not None
    assert start is not None
    subprocess.run(["pdftoppm", "-gray", "-r", "144", "-", tmp_path / "page"], input=made, check=True)
    (path,) = tmp_path.glob("page*.pgm")
    left, top, bottom = float(start[1]), float(found[2]), float(found[3])
    face = Image.open(path).crop((2 * left - 76, 2 * top - 16, 2 * left - 4, 2 * bottom + 16))
    dark = sum(face.histogram()[:100])
    assert dark > 150, "lines of 3 to 1 on white and more"


def test_what_has_no_room_for_pictures_loses_them_before_a_word() -> None:
    plan, review = too_much()
    whole = make_letter(plan, review, SCRIPT)
    assert pages(paper("pdf", plan, review)) == 1
    bare = read_page(paper("html", plan, review, pictures=False).decode()).words
    assert read_page(paper("html", plan, review).decode()).words == bare
    assert len(whole.said) == 3
