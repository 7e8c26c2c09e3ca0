"""Ways on that can be offered, each an option of a choice, and stages that can be told from a plan."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.script.format_declaration import PLAN, SIGNED, Path
from facilitator.script.routes import Route
from facilitator.script.turns_in_order import Form
from facilitator.script.yaml_source import Finding


def findings(form: Form) -> Iterator[Finding]:
    """Yield ways on that are no option of a choice or that nobody asks, and conditions that wait for none."""
    for option, route in form.file.routes.items():
        declared = form.file.field(route.path)
        known = declared.option_ids if declared and declared.type == "choice" else []
        if option not in known:
            values = {"route": option, "of": route.of, "known": ", ".join(known)}
            yield form.finding("script.route-no-option", "routes", option, "of", **values)
        elif not form.planning and route.asked:
            yield from _not_asked(option, route, form)
        yield from _needs(option, route, form)
    yield from _stages(form)
    for place in form.everywhere:
        for given in place.turn.when.offered:
            if given not in form.file.routes:
                values = {"given": given, "known": ", ".join(form.file.routes)}
                yield place.finding("script.unknown-route", "when", "offered", **values)
        if place.turn.shows == "routes" and place.turn.path not in {
            one.path for one in form.file.routes.values()
        }:
            yield place.finding("script.shows-no-route", "shows", of=str(place.turn.path))


def _not_asked(option: str, route: Route, form: Form) -> Iterator[Finding]:
    """Yield that a review of some length decides without showing a way on, or does not offer it."""
    for agenda, way in form.ways:
        asked = (one.turn for one in way if one.turn.path == route.path and one.turn.shows == "routes")
        if not any(option in {one.id for one in turn.options} for turn in asked):
            values = {"route": option, "of": route.of, "minutes": agenda.minutes}
            yield form.finding("script.route-not-asked", "routes", option, **values)
            return


def _needs(option: str, route: Route, form: Form) -> Iterator[Finding]:
    """Yield what a way on needs that no plan has, or that would be told though it is hidden."""
    for place, need in enumerate(route.needs):
        for at, name in enumerate(need.has):
            loc = ("routes", option, "needs", place, "has", at)
            if name not in (known := _in_a_plan(form)):
                values = {"route": option, "given": name, "known": ", ".join(sorted(known))}
                yield form.finding("script.need-unknown", *loc, **values)
            elif form.file.is_hidden(Path.read(name)):
                yield form.finding("script.need-hidden", *loc, route=option, given=name)


def _in_a_plan(form: Form) -> set[str]:
    """Return what may stand in a plan: boxes of its own, signatures, kinds of items."""
    file = form.file
    return {*(f"{PLAN}.{name}" for name in file.plan), *(f"{SIGNED}.{to}" for to in file.signs), *file.items}


def _stages(form: Form) -> Iterator[Finding]:
    """Yield what a stage asks for and no plan of the format has."""
    file, known = form.file, _in_a_plan(form)
    for index, stage in enumerate(file.stages):
        at = ("stages", index)
        for place, name in enumerate(stage.has):
            if name not in known:
                values = {"stage": stage.id, "given": name, "known": ", ".join(sorted(known))}
                yield form.finding("script.stage-unknown", *at, "has", place, **values)
        for name, wanted in stage.only.items():
            declared = file.field(Path.read(name))
            options = declared.option_ids if declared else []
            for given in (one for one in wanted if one not in options):
                values = {"stage": stage.id, "given": f"{name}: {given}", "known": ", ".join(options)}
                yield form.finding("script.stage-unknown", *at, "only", name, **values)
