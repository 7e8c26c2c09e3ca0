"""A review laid out as a page by the templates of `prompts/summaries/`, in a sandbox."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.meeting.child_set_up import pictures_wanted
from facilitator.phrases.field import labelled
from facilitator.phrases.person import with_role
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import HeldMeeting
from facilitator.script.declared_fields import FieldRole
from facilitator.script.formats_and_turns import Script
from facilitator.script.school import Contact
from facilitator.script.words_by_key import explain, say
from facilitator.script.yaml_source import text_of
from facilitator.summary.as_much_as_fits import fitted as fitted_page
from facilitator.summary.as_pdf import press_of_run
from facilitator.summary.audiences import EVERYONE, LaidOutFrom, audience_of, template_folders
from facilitator.summary.drawings import Drawings, drawings_of
from facilitator.summary.evidence import make_evidence
from facilitator.summary.evidence_shapes import HeldPlan
from facilitator.summary.letter import make_letter
from facilitator.summary.letter_on_one_page import fitted
from facilitator.summary.page import Page
from facilitator.summary.page_builder import PageBuilder, nothing_between
from facilitator.summary.progress import PlanBefore
from facilitator.summary.review_summary import make_sheet
from facilitator.summary.room import Room
from facilitator.summary.sentences import of_summary, told

if TYPE_CHECKING:
    from facilitator.script.sandbox import Sandbox

LABELS = ("working", "not_working", "would_change")
"""What a template finds in `labels`: what the form calls two sides of a view, and what would change minds."""


def make_page(  # noqa: PLR0913 - what a page is made of, each by its name
    plan: Plan,
    review: HeldMeeting,
    script: Script,
    *,
    audience: str = EVERYONE,
    prompts: Path | None = None,
    contacts: Sequence[Contact] = (),
    before: Sequence[PlanBefore] = (),
    pictures: bool = True,
) -> Page:
    """Return the page of a review for an audience, ready for every kind of file; letters are cut to one page.

    `prompts` is a school's own folder, whose templates come before the program's; `contacts` are the
    school's own; `before` are the plans that this one follows; `pictures` says whether a child's papers have
    any. What people said is only ever a value, kept to the letter. Raises Refusal: no such audience, or a
    template that fails.
    """
    wanted = audience_of(audience)
    if wanted.for_one and len(plan.children) > 1:
        raise Refusal("summary.for-one-child", paper=wanted.paper)
    band = plan.child.band(review.date)
    wants = pictures and pictures_wanted(plan.child, band) != "no"
    drawings = drawings_of(band, prompts, wanted=wants and wanted.of == "letter")
    values = values_of(plan, review, script, wanted.of, contacts=contacts, before=before, drawings=drawings)
    return fitted_page(partial(_filled, f"{audience}.j2", wanted.paper, values, prompts), press_of_run)


def make_evidence_page(plans: Sequence[HeldPlan], *, audience: str, prompts: Path | None = None) -> Page:
    """Return the page of the last of these plans as evidence, with those that it follows before it.

    Raises Refusal: no such audience, a plan of several children, or a template that fails.
    """
    values = values_of_evidence(plans)
    return _filled(f"{audience}.j2", audience_of(audience).paper, values, prompts, Room())


def _labels(script: Script) -> dict[str, str]:
    would_change = labelled("progress.would_change", script.format)
    return dict(
        zip(LABELS, (_label("working", script), _label("concern", script), would_change), strict=True)
    )


def values_of(  # noqa: PLR0913 - what a page is made of, each by its name
    plan: Plan,
    review: HeldMeeting,
    script: Script,
    of: LaidOutFrom,
    *,
    contacts: Sequence[Contact] = (),
    before: Sequence[PlanBefore] = (),
    drawings: Drawings | None = None,
) -> dict[str, object]:
    """Return what a template may use, by its name there, of a paper that is laid out from that."""
    if of == "evidence":
        return values_of_evidence([HeldPlan(plan, script)])
    near = {"contacts": told_contacts([one for one in contacts if one.for_disagreements])}
    if of == "letter":
        return near | {"letter": fitted(make_letter(plan, review, script, drawings))}
    return near | {"sheet": make_sheet(plan, review, script, told, before), "labels": _labels(script)}


def values_of_evidence(plans: Sequence[HeldPlan]) -> dict[str, object]:
    """Return what a template of a paper on a whole plan may use; see `values_of`."""
    return {"pack": make_evidence(plans, told), "labels": _labels(plans[-1].script)}


def told_contacts(contacts: Sequence[Contact]) -> list[str]:
    """Return whom to turn to, each in one line."""
    parts = [(one.name, one.telephone, one.email, one.website, one.address) for one in contacts]
    return [", ".join(filter(None, each)) for each in parts]


def _label(role: FieldRole, script: Script) -> str:
    """Return the label of the form's own column for a side of each view; nothing where it has none."""
    fields = script.format.names(role, "review")
    return labelled(fields[0], script.format, "review") if fields else ""


def _filled(name: str, title: str, values: dict[str, object], prompts: Path | None, room: Room) -> Page:
    try:
        return lay_out(name, title, values, prompts, room)
    except Exception as error:  # what somebody wrote in Jinja can raise anything: {{ 1/0 }}
        path, line = place_of(error, Path(name))
        problem = explain(error) if isinstance(error, Refusal) else str(error)
        raise Refusal("summary.template", file=path.name, line=line, problem=problem) from error


def lay_out(
    name: str, title: str, values: dict[str, object], prompts: Path | None, room: Room, share: float = 1
) -> Page:
    """Return what a template puts on a page, at the cost of a share of what a page may cost.

    Raises whatever somebody's Jinja can raise; see `place_of`.
    """
    from facilitator.script.sandbox import rendered

    page = PageBuilder(title=title, language=say("summary.language"))
    template = environment(prompts).get_template(name)
    nothing_between(rendered(template, values | {"page": page, "room": room}, share))
    return page.made()


def place_of(error: BaseException, template: Path) -> tuple[Path, int]:
    """Return the template and the line in which an error came up; line 1 of `template` if nobody knows."""
    place, trace = (template, getattr(error, "lineno", None) or 1), error.__traceback__
    while trace:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.suffix == template.suffix:
            place = path, trace.tb_lineno
        trace = trace.tb_next
    return place


@cache
def environment(prompts: Path | None) -> Sandbox:
    """Return the sandbox in which templates run; jinja2 is dear to import, so it is made on first use."""
    from jinja2 import FunctionLoader
    from jinja2.loaders import split_template_path

    from facilitator.script.sandbox import Sandbox

    folders = template_folders(prompts)

    def read(name: str) -> tuple[str, str]:
        paths = (folder.joinpath(*split_template_path(name)) for folder in folders)
        path = next((path for path in paths if path.is_file()), None)
        return (text_of(path), str(path)) if path else ("", "")

    def source(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        found = read(name)
        return (*found, lambda: read(name) == found) if found[1] else None

    environment = Sandbox(autoescape=False, loader=FunctionLoader(source), blocks=True)
    environment.globals["say"] = of_summary(told)
    environment.globals["tell"] = told
    environment.globals["with_role"] = partial(with_role, tell=told)
    return environment
