"""A plain Word document of ours, for a school without a letterhead: A4, with styles of the usual names."""

from __future__ import annotations

import io
import zipfile

from facilitator.word.document.container import Package, open_package
from facilitator.word.document.xml import W

FONT = "Arial"
INK, GREY, RULE = "1F3864", "3B4A5E", "6B7C93"
"""The colours of headings, of what stands aside, and of lines: 7:1 or more against each ground, lines 3:1."""

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DAY = (2000, 1, 1, 0, 0, 0)
_MARGIN, _SMALL_MARGIN = 1134, 794
"""Twips: 2 cm, and 1.4 cm where the pages are counted."""

_HEADINGS = ((1, 1.6, 0), (2, 1.3, 300), (3, 1.12, 240), (4, 1.0, 200))
"""The level of a heading, its letters as a share of the usual ones, and the twips of room above it."""


def plain_document(size: float, language: str, *, letter: bool = False, short: bool = False) -> Package:
    """Return an empty document whose letters have a size in points.

    That of a letter has more room in it; a `short` one has little, as its pages are counted.
    """
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/document.xml": _document(_SMALL_MARGIN if short else _MARGIN),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("settings", "settings.xml"), ("numbering", "numbering.xml")
        ),
        "word/styles.xml": _styles(max(2, round(size * 2)), language, letter=letter, short=short),
        "word/settings.xml": _settings(language),
        "word/numbering.xml": _numbering(),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DAY), _HEAD + content, zipfile.ZIP_DEFLATED)
    return open_package(stream.getvalue())


def _types() -> str:
    named = {part: part for part in ("styles", "settings", "numbering")} | {"document": "document.main"}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for part, kind in named.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


def _document(margin: int) -> str:
    head = f'w:header="{margin // 2}" w:footer="{margin // 2}" w:gutter="0"'
    edges = " ".join(f'w:{edge}="{margin}"' for edge in ("top", "right", "bottom", "left"))
    return (
        f'<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body><w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        f"<w:pgMar {edges} {head}/></w:sectPr></w:body></w:document>"
    )


def _settings(language: str) -> str:
    uri = "http://schemas.microsoft.com/office/word"
    return (
        f'<w:settings xmlns:w="{W}"><w:defaultTabStop w:val="720"/>'
        f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}"/></w:settings>'
    )


def _styles(size: int, language: str, *, letter: bool, short: bool) -> str:
    """Return the styles; sizes are in half points, as Word has them."""
    fonts = " ".join(f'w:{kind}="{FONT}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    after, line = (30, 250) if short else (200, 300) if letter else (120, 264)
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>{_size(size)}"
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:spacing w:after="{after}" w:line="{line}" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    quote = (
        f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{RULE}"/></w:pBdr>'
        '<w:ind w:left="284"/>'
    )
    bullet = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr><w:contextualSpacing/>'
    others = (
        _style("Quote", "Quote", quote, ""),
        _style("footer", "Footer", "", f'<w:color w:val="{GREY}"/>{_size(max(16, size - 6))}'),
        _style("List Bullet", "ListBullet", bullet.format(0), ""),
        _style("List Bullet 2", "ListBullet2", bullet.format(1), ""),
    )
    headings = (
        _heading(level, round(size * share), above // (3 if short else 1), 40 if short else 100)
        for level, share, above in _HEADINGS
    )
    return (
        f'<w:styles xmlns:w="{W}">{defaults}'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"</w:style>{''.join(headings)}{''.join(others)}</w:styles>"
    )


def _heading(level: int, size: int, above: int, below: int) -> str:
    paragraph = (
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{above}" w:after="{below}" w:line="252"'
        f' w:lineRule="auto"/><w:outlineLvl w:val="{level - 1}"/>'
    )
    letters = f'<w:b/><w:bCs/><w:color w:val="{INK}"/>{_size(size)}'
    return _style(f"heading {level}", f"Heading{level}", paragraph, letters)


def _style(name: str, own_id: str, paragraph: str, letters: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{own_id}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        f'<w:pStyle w:val="ListBullet{"" if level == 0 else level + 1}"/><w:lvlText w:val="{dot}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{360 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for level, dot in enumerate("•◦")
    )
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
