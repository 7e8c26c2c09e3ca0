"""Words go into a content control that stands round a whole line of the form, and the control stays."""

from __future__ import annotations

import pytest

from facilitator.word.document.cell_writer import ClosedPlace, put
from facilitator.word.document.runs import Manner
from facilitator.word.document.slots import CellSlot, lines_of
from facilitator.word.document.words_out import reword, take_out_words
from tests.word.bench import PLAIN, bench, sdt
from tests.word.test_filling import ID5, ITEMS, one_cell


@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize("kind", ["<w:text/>", "<w:richText/>", "", "<w:date/>"])
def test_words_go_into_a_control_that_has_words_on_both_sides(kind: str, *, tracked: bool) -> None:
    line = "<w:r><w:t xml:space='preserve'>Date:       (R2)</w:t></w:r>"
    desk = bench(f"<w:p>{sdt(ID5 + kind, line)}</w:p>")
    main = desk.fill(
        desk.after("Date:", "(R2)"), "12/03/2026", manner=Manner(tracked=tracked, author="Mrs Hollis")
    )
    assert desk.paragraph("Date").text == "Date: 12/03/2026      (R2)"
    assert main.index("<w:sdtContent>") < main.index("12/03/2026") < main.index("</w:sdtContent>")
    assert ('w:fullDate="2026-03-12T00:00:00Z"' in main) is ("date" in kind)


def test_words_go_into_the_control_that_both_sides_stand_in_and_into_none_beside() -> None:
    label = sdt("<w:text/>", "<w:r><w:t>Date:</w:t></w:r>")
    line = f"{label}<w:r><w:t xml:space='preserve'>      (R2)</w:t></w:r>"
    desk = bench(f"<w:p>{sdt(ID5, line)}</w:p>")
    main = desk.fill(desk.after("Date:", "(R2)"), "12/03/2026")
    inner, outer = main.index("</w:sdt>"), main.rindex("</w:sdt>")
    assert inner < main.index("12/03/2026") < outer


@pytest.mark.parametrize(
    "kind",
    [
        f"<w:dropDownList>{ITEMS}</w:dropDownList>",
        '<w:dataBinding w:xpath="/a" w:storeItemID="{1}"/><w:text/>',
        '<w:lock w:val="contentLocked"/><w:text/>',
    ],
)
def test_no_words_go_between_those_of_a_control_that_has_its_own(kind: str) -> None:
    line = "<w:r><w:t xml:space='preserve'>Date:       (R2)</w:t></w:r>"
    for body in (f"<w:p>{sdt(kind, line)}</w:p>", sdt(kind, f"<w:p>{line}</w:p>")):
        desk = bench(body)
        with pytest.raises(ClosedPlace):
            put(desk.after("Date:", "(R2)"), ["12/03/2026"], PLAIN, desk.changes)
        assert "12/03/2026" not in desk.held()


def test_a_day_that_is_taken_out_goes_from_its_picker_too() -> None:
    picker = '<w:date w:fullDate="2026-03-12T00:00:00Z"/>'
    run = "<w:r><w:t>12/03/2026</w:t></w:r>"
    for cell in (f"<w:p>{sdt(picker, run)}</w:p>", sdt(picker, f"<w:p>{run}</w:p>")):
        desk = one_cell(cell)
        take_out_words(CellSlot(desk.cell()), PLAIN, desk.changes)
        assert "fullDate" not in desk.held()


def test_a_word_is_changed_inside_a_control_round_its_line() -> None:
    desk = one_cell(f"<w:p>{sdt('<w:text/>', '<w:r><w:t>Asks one friend</w:t></w:r>')}</w:p>")
    slot = CellSlot(desk.cell())
    reword(slot, lines_of(slot), PLAIN, desk.changes, "Asks two friend")
    main = desk.held()
    assert desk.texts() == ["Asks two friend"]
    assert main.index("two") < main.index("</w:sdtContent>")
