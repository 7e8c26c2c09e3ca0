"""Awkward Word plans: how schools number, print and fill in the boxes of their forms."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from tests.word.awkward import WORD, Document, retype, w, x
from tests.word.judging import FIELD_PROMPT, PROMPTS, words_in
from tests.word.varying import VARIANTS, Variant, variant

# Labels with numbers before them

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def _letter(number: int) -> str:
    return chr(ord("a") + number % 26)


def _numbering(number_of: Callable[[int], str]) -> Callable[[Document], None]:
    """Return what puts a number before each label, counted from 0."""

    def vary(d: Document) -> None:
        numbers = count()
        for one in list(d.labels()):
            retype(one, f"{number_of(next(numbers))}{words_in(one)}")

    return vary


for _name, _number_of in {
    "figures": lambda at: f"{at + 1}. ",
    "figures_in_brackets": lambda at: f"({at + 1}) ",
    "figures_and_a_tab": lambda at: f"{at + 1}\t",
    "figures_and_a_dash": lambda at: f"{at + 1} – ",
    "parts_of_a_section": lambda at: f"2.{at + 1} ",
    "parts_of_parts": lambda at: f"2.{at + 1}.1. ",
    "letters": lambda at: f"{_letter(at)}) ",
    "letters_in_brackets": lambda at: f"({_letter(at)}) ",
    "capitals": lambda at: f"{_letter(at).upper()}. ",
    "figures_with_letters": lambda at: f"3{_letter(at)}) ",
    "roman": lambda at: f"{_ROMAN[at % 10]}. ",
    "questions": lambda at: f"Q{at + 1} ",
    "questions_with_a_colon": lambda at: f"Q{at + 1}: ",
    "questions_in_words": lambda at: f"Question {at + 1}. ",
    "sections": lambda at: f"Section {at + 1}: ",
}.items():
    VARIANTS.append(Variant(f"numbered_by_{_name}", WORD, _numbering(_number_of)))

# Scales that are printed in the boxes

SCALES = {
    "figures": "1 2 3 4 5",
    "figures_from_the_best": "5  4  3  2  1",
    "figures_with_slashes": "1/2/3/4/5",
    "figures_with_commas": "1, 2, 3, 4, 5",
    "figures_in_brackets_each": "(1) (2) (3) (4) (5)",
    "circles": "① ② ③ ④ ⑤",
    "figures_to_circle": "Please circle: 1 2 3 4 5",
    "figures_and_what_to_do": "1 2 3 4 5 (please circle)",
    "figures_below_each_other": "1\n2\n3\n4\n5",
    "boxes": "☐1 ☐2 ☐3 ☐4 ☐5",
    "boxes_behind": "1 ☐ 2 ☐ 3 ☐ 4 ☐ 5 ☐",
    "boxes_below_each_other": "☐ 1\n☐ 2\n☐ 3\n☐ 4\n☐ 5",
    "boxes_of_other_make": "□ 1  □ 2  □ 3  □ 4  □ 5",
    "typed_boxes": "[ ] 1 [ ] 2 [ ] 3 [ ] 4 [ ] 5",
    "points": "1 – No progress 2 – Limited progress 3 – Moderate progress "
    "4 – Significant progress 5 – Achieved",
    "points_with_boxes": "☐ No progress or worse\n☐ Limited progress\n☐ Moderate progress\n"
    "☐ Significant progress\n☐ Achieved",
    "points_of_their_own": "1 = poor 2 = fair 3 = good 4 = very good 5 = excellent",
    "the_range": "(1-5)",
    "the_range_in_words": "Score (1 to 5)",
    "out_of": "    /5",
    "words_of_others": "☐ Achieved ☐ Partly ☐ Not yet",
}
"""What forms print into the box of a score for people to mark; none of it is an answer."""


for _name, _printed in SCALES.items():

    def _with_scale(d: Document, printed: str = _printed) -> None:
        for block in ("r2", "r3"):
            for number in (1, 2, 3):
                d.say(f"{block}.o{number}.score", *printed.split("\n"))

    VARIANTS.append(Variant(f"scale_of_{_name}", WORD, _with_scale))


@variant()
def boxes_in_boxes_of_words(d: Document) -> None:
    for block in ("r2", "r3"):
        d.say(f"{block}.child.working", "☐ happy ☐ ok ☐ sad")
        d.say(f"{block}.school.working", "[ ] Yes [ ] No")
        for number in (1, 2, 3):
            d.say(f"{block}.o{number}.achieved", "☐ Achieved ☐ Partly ☐ Not yet")


@variant()
def boxes_to_click_for_the_score(d: Document) -> None:
    box = "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='0'/></w14:checkbox></w:sdtPr><w:sdtContent>"
    for block in ("r2", "r3"):
        for number in (1, 2, 3):
            line = next(d.cell(f"{block}.o{number}.score").iter(w("p")))
            for point in range(1, 6):
                line.append(x(f"{box}<w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"))
                line.append(x(f"<w:r><w:t xml:space='preserve'> {point} </w:t></w:r>"))


# What only asks for words, and the fields of old forms


for _prompt in PROMPTS:

    def _with_prompts(d: Document, prompt: str = _prompt) -> None:
        for block in ("r2", "r3"):
            for purpose in ("date", "child.working", "school.not_working", "o1.achieved", "o2.score"):
                d.say(f"{block}.{purpose}", prompt)

    VARIANTS.append(Variant(f"prompt_{_prompt}", WORD, _with_prompts))


def text_field(default: str, shown: str | None) -> str:
    """Return the runs of an old form's text field; `shown` None = it has no result yet."""
    result = (
        ""
        if shown is None
        else f"<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>{shown}</w:t></w:r>"
    )
    given = f"<w:default w:val='{default}'/>" if default else ""
    return (
        f"<w:x><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:textInput>{given}</w:textInput></w:ffData>"
        f"</w:fldChar></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r>{result}"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:x>"
    )


for _name, _field in {
    "empty": text_field("", "\u2002" * 5),
    "with_a_prompt": text_field(FIELD_PROMPT, FIELD_PROMPT),
    "without_a_result": text_field("", None),
}.items():

    def _with_fields(d: Document, field: str = _field) -> None:
        for purpose in ("date", "child.working", "school.not_working", "o1.achieved", "o2.score"):
            line = next(d.cell(f"r2.{purpose}").iter(w("p")))
            line.extend(x(field))

    VARIANTS.append(Variant(f"text_field_{_name}", WORD, _with_fields))


@variant()
def text_field_that_is_filled_in(d: Document) -> None:
    next(d.cell("r2.school.working").iter(w("p"))).extend(x(text_field("Write here", "She reads well.")))
    d.asked.append("word.half-filled")
