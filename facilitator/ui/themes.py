"""Our own two themes, light and dark; every text on every ground is 7:1 or better."""

from __future__ import annotations

from textual.theme import Theme

DAY: dict[str, str] = {
    "paper": "#fffdf6",
    "raised": "#f1ecdd",
    "ink": "#12161c",
    "quiet": "#3f464f",
    "accent-ink": "#123a7a",
    "on-accent": "#ffffff",
    "alarm": "#7d0f14",
    "on-alarm": "#ffffff",
    "line": "#6b6f76",
}
NIGHT: dict[str, str] = {
    "paper": "#0f1318",
    "raised": "#1c232d",
    "ink": "#f7f4ec",
    "quiet": "#c3c8d0",
    "accent-ink": "#ffd479",
    "on-accent": "#0f1318",
    "alarm": "#ffb4a8",
    "on-alarm": "#1a0402",
    "line": "#8b929c",
}


def _theme(name: str, colours: dict[str, str], *, dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=colours["accent-ink"],
        secondary=colours["accent-ink"],
        accent=colours["accent-ink"],
        warning=colours["alarm"],
        error=colours["alarm"],
        success=colours["accent-ink"],
        foreground=colours["ink"],
        background=colours["paper"],
        surface=colours["raised"],
        panel=colours["raised"],
        boost=colours["raised"],
        dark=dark,
        text_alpha=1.0,
        variables=colours
        | {
            "text-muted": colours["quiet"],
            "text-disabled": colours["quiet"],
            "foreground-muted": colours["quiet"],
            "block-cursor-background": colours["accent-ink"],
            "block-cursor-foreground": colours["on-accent"],
            "block-hover-background": colours["raised"],
            "input-cursor-background": colours["ink"],
            "input-cursor-foreground": colours["paper"],
            "input-selection-background": colours["accent-ink"],
            "input-selection-foreground": colours["on-accent"],
            "border": colours["accent-ink"],
            "border-blurred": colours["line"],
        },
    )


LIGHT = _theme("facilitator-day", DAY, dark=False)
DARK = _theme("facilitator-night", NIGHT, dark=True)
