"""School's Word plans to hold reviews with: a sample of an invented child, as it is or with something odd."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from tests.word.packing import MAIN, SETTINGS, WORD, pack, parts_of, sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHILD = "Mina Farrow-Adeyemi"
SECOND_REVIEW = 6
"""Its table, counted from 0: the first empty one."""

DATE = b"04/12/2025"
CHILD_WORKING = (1, 1)
"""Row and box of what is working for the child."""

SCORE = (7, 4)
"""Row and box of the score of the first outcome."""


OTHER_NAME = "Tobi Winslow"


def word_plan(path: Path, *odd: str) -> Path:
    """Write a plan whose first review was held; `odd` is of `half`, `tracks`, `protected`, `undated`, `gone`.

    `names` = a second name stands on top that may be the child's.
    `half` = words stand in the next review already; `undated` = the first review has lost its date; `gone` =
    the second review was taken out of the document; `struck` = a line of provision is struck through.
    """
    parts = parts_of(sample(WORD))
    if "undated" in odd:
        assert DATE in parts[MAIN]
        parts[MAIN] = parts[MAIN].replace(DATE, b"")
    root = etree.fromstring(parts[MAIN])
    if "names" in odd:
        line = etree.SubElement(root[0], f"{W}p")
        etree.SubElement(etree.SubElement(line, f"{W}r"), f"{W}t").text = f"Child's name: {OTHER_NAME}"
        root[0].insert(0, line)
    if "half" in odd:
        put(root, SECOND_REVIEW, CHILD_WORKING, "Written in January.")
    if "struck" in odd:
        for text in root.iter(f"{W}t"):
            if (text.text or "").startswith("Check-in with colour cards"):
                run = text.getparent()
                assert run is not None
                run.insert(0, etree.fromstring(f'<w:rPr xmlns:w="{W[1:-1]}"><w:strike/></w:rPr>'))
    if "gone" in odd:
        table = list(root.iter(f"{W}tbl"))[SECOND_REVIEW]
        heading, body = table.getprevious(), table.getparent()
        assert heading is not None and body is not None  # noqa: PT018 - both are there or the sample is another
        body.remove(heading)
        body.remove(table)
    parts[MAIN] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    for word, setting in (
        ("tracks", b"<w:trackRevisions/>"),
        ("protected", b'<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'),
    ):
        if word in odd:
            start = parts[SETTINGS].index(b">", parts[SETTINGS].index(b"<w:settings")) + 1
            parts[SETTINGS] = parts[SETTINGS][:start] + setting + parts[SETTINGS][start:]
    path.write_bytes(pack(parts))
    return path


def put(root: etree._Element, table: int, box: tuple[int, int], words: str) -> None:
    """Put a paragraph of words at the start of a table's box."""
    row, column = box
    cell = list(list(root.iter(f"{W}tbl"))[table].iter(f"{W}tr"))[row].findall(f"{W}tc")[column]
    paragraph = cell.find(f"{W}p")
    assert paragraph is not None
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}t").text = words


def change(path: Path, table: int, box: tuple[int, int], words: str) -> None:
    """Add words to a box of a document, as somebody would in Word."""
    parts = parts_of(path.read_bytes())
    root = etree.fromstring(parts[MAIN])
    put(root, table, box, words)
    parts[MAIN] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    path.write_bytes(pack(parts))


def words_in(path: Path) -> str:
    """Return everything that can be read in a document, with single spaces."""
    root = etree.fromstring(parts_of(path.read_bytes())[MAIN])
    paragraphs = ("".join(text.text or "" for text in one.iter(f"{W}t")) for one in root.iter(f"{W}p"))
    return " ".join(" ".join(paragraphs).split())
