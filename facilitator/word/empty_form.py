"""A format's empty form, `form.docx`, kept beside its layout: every new Word plan grows from it."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from facilitator.plan.refusal import Refusal
from facilitator.script.layouts import LAYOUT_FILE, LabelledField, Layout, load_layout
from facilitator.script.loading import format_ids
from facilitator.script.prompts_folder import find_prompts
from facilitator.script.words_by_key import explain
from facilitator.script.yaml_source import Finding
from facilitator.word.document.container import Package, as_document, open_package
from facilitator.word.document.controls import with_words
from facilitator.word.document.inline import TICKED, UNTICKED
from facilitator.word.document.view import view_of
from facilitator.word.document.xml import MOST_WORK, work_of
from facilitator.word.form.form_contents import Reading
from facilitator.word.form.form_reader import read
from facilitator.word.form.prepared_layout import Form, called, quoted

FORM_FILE = "form.docx"
_MOST_BYTES = 16 * 1024 * 1024
_SHOWN = 4


def open_form(format_id: str, layout: Layout, prompts: Path, child: str) -> tuple[Package, Reading]:
    """Open the form that a new plan grows from, with the child's name in its margins where it asks for it.

    A folder's own form comes first; without one, the program's own, if the folder's layout finds all of it.
    Raises Refusal: there is none, it cannot be opened, or it holds answers, which are another child's.
    """
    own, ours = (folder / format_id / FORM_FILE for folder in (prompts, find_prompts()))
    for path in (own, ours):
        if path.is_file():
            package, reading = _opened(path, format_id, layout)
            if path == own or not _not_found(reading):
                _refuse_answers(path, reading)
                named = with_words(package, {"child.name": child})
                return named, read(format_id, reading.form, view_of(named.root))
    raise Refusal("word.no-form-file", format=format_id, file=str(own))


def form_findings(prompts: Path) -> Iterator[Finding]:
    """Yield what would keep the forms of a folder of prompts from being grown into plans.

    A format that has none, or whose layout cannot be read, is passed over.
    """
    for format_id in format_ids(prompts):
        path = prompts / format_id / FORM_FILE
        try:
            layout = load_layout(format_id, prompts)
        except Refusal:  # the check of the layout says it, with its line
            continue
        if layout and path.exists():
            yield from _findings(path, format_id, layout)
        elif path.exists():
            yield Finding(path, 1, "word.form-without-layout", {"layout": LAYOUT_FILE})


def _findings(path: Path, format_id: str, layout: Layout) -> Iterator[Finding]:
    try:
        reading = _opened(path, format_id, layout)[1]
        _refuse_answers(path, reading)
    except Refusal as refusal:
        yield Finding.of(refusal, path)
        return
    labels = _not_found(reading)
    if labels:
        values = {"labels": quoted(labels, _SHOWN), "count": len(labels), "layout": LAYOUT_FILE}
        yield Finding(path, 1, "word.form-not-whole", values)


def _opened(path: Path, format_id: str, layout: Layout) -> tuple[Package, Reading]:
    try:
        package = _package(path)
    except Refusal as refusal:
        raise Refusal("word.form-unopened", file=str(path), why=explain(refusal)) from refusal
    return package, read(format_id, Form(layout), view_of(package.root))


def _package(path: Path) -> Package:
    package = open_package(_bytes_of(path))
    if package.template:
        package = open_package(as_document(package))
    if work_of(package.root) > MOST_WORK:
        raise Refusal("word.part-too-large", part=package.main)
    return package


def _bytes_of(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for ever
            raise Refusal("script.not-a-file", file=str(path))
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise Refusal("script.not-readable", file=str(path)) from error
    if len(data) > _MOST_BYTES:
        raise Refusal("script.file-too-large", file=str(path), most=_MOST_BYTES // 1024)
    return data


def _refuse_answers(path: Path, reading: Reading) -> None:
    """Raise Refusal where somebody has filled the form in; numbers and boxes to be ticked are printed."""
    labels = [
        reading.found[key][0].label
        for key in reading.found
        if not key.is_number and not _is_printed(reading.text(key))
    ]
    if labels:
        raise Refusal("word.form-filled", file=str(path), labels=quoted(labels, _SHOWN), count=len(labels))


def _is_printed(text: str) -> bool:
    return not text or (UNTICKED in text and TICKED not in text)


def _not_found(reading: Reading) -> list[str]:
    """Return the labels of the layout that a form should have and has not."""
    places = [spec.place for spec in reading.missing]
    return [called(place) for place in places if not isinstance(place, LabelledField) or place.new]
