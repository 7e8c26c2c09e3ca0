"""Paragraphs and tables as they are made one after the other, in the body of a document or in a cell."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from facilitator.plan.letters import clean
from facilitator.word.document.runs import SPACE, make
from facilitator.word.document.xml import Element, Names
from facilitator.word.plain_document import RULE
from facilitator.word.staying_together import keep_together

STEP = 360
"""Twips: how far what belongs to something stands in from it."""

_LIKE_ALL = ("", "quote")
"""Styles whose words look as those around them do."""
_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}
_SHARES = {1: 1.6, 2: 1.3, 3: 1.12, 4: 1.0}
_NARROWEST = 600


class Piece(NamedTuple):
    """Words of one look; or, instead of them, the `number` of the page or of all pages.

    `to` is the name of a bookmark to which the words lead.
    """

    text: str
    strong: bool = False
    right_to_left: bool = False
    colour: str = ""
    framed: bool = False
    to: str = ""
    number: Literal["", "page", "pages"] = ""


@dataclass(frozen=True)
class Look:
    """What a paragraph is: `style` by its name, `level` that of a heading, 0 = none.

    `keep` = it stays with what follows. `share` = its letters as a share of the usual ones. `bookmark` is a
    name for others to lead to. `ends` = what stands behind a tab goes to the end of the line.
    """

    style: str = ""
    level: int = 0
    keep: bool = False
    right_to_left: bool = False
    colour: str = ""
    share: float = 1.0
    bookmark: str = ""
    ends: bool = False


_PLAIN = Look()


@dataclass
class Ink:
    """How the words of one document look: the ids of its styles by their names, and what has none.

    `near` is an element whose namespaces new ones write as it does. `size` is in half points. `language` is
    set on every word; empty = it is the document's own. `last_id` is that of its last bookmark.
    """

    near: Element
    styles: dict[str, str]
    usual_style: str
    usual_look: tuple[Element, ...]
    size: int
    language: str
    last_id: int = 0

    def of_part(self, root: Element) -> Ink:
        """Return the same for another part of the document."""
        return replace(self, near=root, usual_style="", usual_look=())

    def make(self, name: str, /, *children: Element, **attributes: str) -> Element:
        """Return a new element with children, and attributes of its namespace."""
        w = Names.of(self.near).w
        made = make(self.near, w(name))
        for key, said in attributes.items():
            made.set(w(key), said)
        made.extend(children)
        return made

    def edge(self, side: str) -> str:
        """Return the name of a side as the document's kind of XML has it."""
        strict = "purl.oclc.org" in Names.of(self.near).ns
        return {"left": "start", "right": "end"}.get(side, side) if strict else side

    def letters(self, piece: Piece, look: Look, *, styled: bool) -> Element | None:
        """Return the look of a run, in the order of the standard; None where it is the usual one."""
        made: dict[str, list[Element]] = {}
        if not look.level and look.style in _LIKE_ALL:
            for one in self.usual_look:
                made[_local(one)] = [deepcopy(one)]
        if piece.strong or (look.level and not styled):
            made["b"] = [self.make("b"), self.make("bCs")]
        colour = piece.colour or ("" if styled else look.colour)
        if colour:
            made["color"] = [self.make("color", val=colour)]
        share = _SHARES.get(look.level, look.share)
        if share != 1.0 and not styled:
            size = str(max(12, round(self.size * share)))
            made["sz"], made["szCs"] = [self.make("sz", val=size)], [self.make("szCs", val=size)]
        if piece.framed:
            made["bdr"] = [self.make("bdr", val="dashed", sz="6", space="0", color=RULE)]
        if piece.right_to_left:
            made["rtl"] = [self.make("rtl")]
        elif self.language:
            made["lang"] = [self.make("lang", val=self.language)]
        order = ("rFonts", "b", "color", "sz", "szCs", "bdr", "rtl", "lang")
        found = [one for name in order for one in made.get(name, ())]
        return self.make("rPr", *found) if found else None


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


@dataclass
class _State:
    """What the next block of a column is to have; shared by all that stands in one."""

    new_page: bool = False
    ruled: bool = False
    behind_table: bool = False
    dot: int = 0

    def reset(self) -> None:
        """Forget all of it."""
        self.new_page = self.ruled = self.behind_table = False
        self.dot = 0


class Flow:
    """A column of paragraphs and tables, `width` twips wide, of which each stands `inset` twips in.

    `blocks` is what is in it. `cells` counts the cells, one in the other, in which it stands. `strong` = all
    its words are; `barred` = a bar stands beside all of it; `tight` = there is little room between its
    paragraphs.
    """

    def __init__(self, ink: Ink, blocks: list[Element], width: int) -> None:
        self.ink, self.blocks, self.width = ink, blocks, width
        self.inset = 0
        self.cells = 0
        self.strong = self.barred = self.tight = False
        self.state = _State()

    def inner(self, step: int = STEP, *, barred: bool = False) -> Flow:
        """Return the same column for what stands further in, as long as there is room."""
        made = Flow(self.ink, self.blocks, self.width)
        made.inset = self.inset + (step if self.width - self.inset - step > _NARROWEST else 0)
        made.strong, made.barred = self.strong, self.barred or barred
        made.cells, made.tight = self.cells, self.tight
        made.state = self.state
        return made

    # --- paragraphs ------------------------------------------------------------------------------

    def dot(self, level: int) -> None:
        """Let the next paragraph begin with a dot, as an item of a list of a level from 1."""
        self.state.dot = level

    def rule(self) -> None:
        """Let the next paragraph have a line above it."""
        self.state.ruled = bool(self.blocks)

    def new_page(self) -> None:
        """Let what follows begin a page; at the start, and in a cell, it does that or cannot."""
        self.state.new_page = bool(self.blocks) and not self.cells

    def paragraph(self, pieces: Iterable[Piece], look: Look = _PLAIN) -> None:
        """Add a paragraph."""
        made = self.ink.make("p")
        named = self._style_of(look)
        styled = bool(named) and named != self.ink.usual_style
        self._set_up(made, look, named, styled=styled)
        marks = self._bookmark(look.bookmark)
        made.extend(marks[:1])
        if self.state.dot and not self._has_dots:
            made.extend(self._runs(Piece("•\t"), look, styled=styled))
        for piece in pieces:
            strong = piece._replace(strong=piece.strong or self.strong)
            runs = self._runs(strong, look, styled=styled)
            if piece.to:
                runs = [self.ink.make("hyperlink", *runs, anchor=piece.to)]
            made.extend(runs)
        made.extend(marks[1:])
        self.blocks.append(made)
        self.state.reset()

    def _style_of(self, look: Look) -> str:
        name = f"heading {look.level}" if look.level else look.style
        if self.state.dot and not look.level:
            return self._dots_style
        return self.ink.styles.get(name.casefold(), "") or self.ink.usual_style

    @property
    def _dots_style(self) -> str:
        name = "list bullet" if self.state.dot == 1 else f"list bullet {self.state.dot}"
        return self.ink.styles.get(name, "") or self.ink.usual_style

    @property
    def _has_dots(self) -> bool:
        return bool(self.state.dot) and self._dots_style not in ("", self.ink.usual_style)

    def _set_up(self, paragraph: Element, look: Look, named: str, *, styled: bool) -> None:
        """Say how a paragraph stands, in the order of the standard."""
        make_one = self.ink.make
        found = [make_one("pStyle", val=named)] if named else []
        found += [make_one("keepNext")] if (look.keep or look.level) and not self.cells else []
        found += [make_one("pageBreakBefore")] if self.state.new_page else []
        edges = [make_one("top", val="single", sz="6", space="6", color=RULE)] if self.state.ruled else []
        if self.barred or (look.style == "quote" and (look.right_to_left or not styled)):
            side = "right" if look.right_to_left else "left"
            edges.append(make_one(side, val="single", sz="18", space="8", color=RULE))
        found += [make_one("pBdr", *edges)] if edges else []
        found += [make_one("tabs", make_one("tab", val="right", pos=str(self.width)))] if look.ends else []
        found += [make_one("bidi")] if look.right_to_left else []
        found += self._room(look, styled=styled)
        found += self._indent(look, styled=styled)
        found += [make_one("outlineLvl", val=str(look.level - 1))] if look.level and not styled else []
        if found:
            paragraph.append(make_one("pPr", *found))

    def _room(self, look: Look, *, styled: bool) -> list[Element]:
        """Return the room above and below, where it is not the style's."""
        above = 240 if look.level and not styled else 160 if self.state.behind_table and not look.level else 0
        room = {"before": str(above)} if above else {}
        room |= {"after": "40"} if self.tight else {}
        return [self.ink.make("spacing", **room)] if room else []

    def _indent(self, look: Look, *, styled: bool) -> list[Element]:
        at, left = self.inset, self.ink.edge("left")
        if self.state.dot:
            return [self.ink.make("ind", **{left: str(at + STEP), "hanging": str(STEP)})]
        if look.style == "quote":
            at += 284 if not styled or at else 0
        return [self.ink.make("ind", **{left: str(at)})] if at else []

    def _bookmark(self, name: str) -> list[Element]:
        if not name:
            return []
        self.ink.last_id += 1
        own = str(self.ink.last_id)
        return [self.ink.make("bookmarkStart", id=own, name=name), self.ink.make("bookmarkEnd", id=own)]

    def _runs(self, piece: Piece, look: Look, *, styled: bool) -> list[Element]:
        rest = self.ink.letters(piece, look, styled=styled)
        if piece.number:
            return self._field(_FIELDS[piece.number], rest)
        run = self._run(rest)
        for at, line in enumerate(clean(piece.text).split("\n")):
            run.extend([self.ink.make("br")] if at else [])
            for again, words in enumerate(line.split("\t")):
                run.extend([self.ink.make("tab")] if again else [])
                if words:
                    run.append(self._text("t", words))
        return [run] if len(run) > (rest is not None) else []

    def _run(self, look: Element | None, *children: Element) -> Element:
        return self.ink.make("r", *([] if look is None else [deepcopy(look)]), *children)

    def _text(self, name: str, words: str) -> Element:
        made = self.ink.make(name)
        made.text = words
        made.set(SPACE, "preserve")
        return made

    def _field(self, name: str, look: Element | None) -> list[Element]:
        """Return a number that Word counts itself."""

        def sign(kind: str) -> Element:
            return self._run(look, self.ink.make("fldChar", fldCharType=kind))

        asked, shown = (self._run(look, self._text(*one)) for one in (("instrText", f" {name} "), ("t", "1")))
        return [sign("begin"), asked, sign("separate"), shown, sign("end")]

    # --- what stands together, and the end -------------------------------------------------------

    def keep_together(self, since: int) -> None:
        """Keep the blocks that came after so many on one page, where they surely fit on one."""
        if not self.cells:  # there it would bind whole rows
            keep_together(self.blocks[since:], self.width - self.inset, self.ink.size)

    def gap(self) -> None:
        """Put in a small empty line."""
        room = self.ink.make("spacing", before="0", after="0", line="120", lineRule="exact")
        self.blocks.append(self.ink.make("p", self.ink.make("pPr", room)))
        self.state.behind_table = False

    def close_table(self) -> None:
        """Let something stand between a table and the next one, which Word would else make one."""
        if self.state.behind_table:
            self.gap()

    def end(self) -> None:
        """Close the column: it ends in a paragraph, as Word asks of a body and of each cell."""
        if not self.blocks:
            self.blocks.append(self.ink.make("p"))
        self.close_table()
