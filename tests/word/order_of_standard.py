"""The order in which the standard lets elements stand in each other (ECMA-376 part 1, annex A)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from facilitator.word.document.xml import parse

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd"
    " tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi"
    " adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection"
    " textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof"
    " snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText"
    " vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc"
    " tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "trPr": "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing"
    " jc hidden",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign"
    " hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders"
    " lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat"
    " locked personal rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr checkbox text",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "p": "pPr r sdt",
    "body": "p tbl sectPr",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol"
    " listSeparator",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "pBdr": "top left bottom right between bar",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
}
"""The order of children in the standard (ECMA-376 part 1, annex A): Word refuses or drops what breaks it."""
MIXED = {"p", "body"}
"""Here the children may come in any order; only their kinds are held to the list."""


def kinds_in_order(
    parts: Mapping[str, bytes], order: Mapping[str, str], mixed: Iterable[str] = MIXED
) -> set[str]:
    """See that the children of each element in a Word file stand as the standard has it; return which had."""
    looked_at: set[str] = set()
    for part, data in parts.items():
        if not part.startswith("word/") or part.endswith(".rels"):
            continue
        for element in parse(data).iter(etree.Element):
            kind = etree.QName(element).localname
            if kind not in order:
                continue
            looked_at.add(kind)
            places = order[kind].split()
            children = [etree.QName(child).localname for child in element]
            assert set(children) <= set(places), f"{part}: {kind}: {children}"
            if kind not in mixed:
                assert children == sorted(children, key=places.index), f"{part}: {kind}: {children}"
    return looked_at
