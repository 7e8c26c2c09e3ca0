"""One thing wrong at a time with the invented format; `# HERE` marks the line that a finding must name."""

from __future__ import annotations

from typing import NamedTuple

FORM = "format.yaml"
DESK, JOURNEY, ROADS, STAMP = (f"segments/{name}.yaml" for name in ("desk", "journey", "roads", "stamp"))


class Broken(NamedTuple):
    """One thing that is broken: in a file, old text becomes new text with the marker in it."""

    code: str
    file: str
    old: str
    new: str


_ON_ONE_PAGE = "{id: road.on, turns: [road.show, road.agree, road.pack]}"

FLOW = [
    Broken("repeated-turn", STAMP, "- id: stamp.right", "- id: stamp.again # HERE"),
    Broken(
        "repeated-option",
        STAMP,
        '- {id: no, child: "No", adult: "No"}',
        '- {id: yes, child: "No", adult: "No"} # HERE',
    ),
    Broken("repeated-segment", STAMP, "id: stamp\n", "id: roads # HERE\n"),
    Broken("unknown-follow-up", ROADS, "- turn: road.apart", "- turn: road.nowhere # HERE"),
    Broken("never-followed", ROADS, "  - id: road.left-because", "  - id: road.alone # HERE"),
    Broken(
        "endless",
        ROADS,
        "  - id: road.left-because\n    to: everyone",
        "  - id: road.left-because\n    follow_ups:\n      - turn: road.decide # HERE\n    to: everyone",
    ),
    Broken(
        "item-without-loop",
        JOURNEY,
        "id: journey.adults-good\n    to: everyone",
        "id: x\n    to: item # HERE",
    ),
    Broken("loop-in-loop", ROADS, "- id: road.pack\n", "- id: road.pack\n    for_each: concerns # HERE\n"),
    Broken(
        "nothing-to-loop-over",
        JOURNEY,
        "- id: journey.good\n",
        "- id: journey.good\n    for_each: loose_actions # HERE\n",
    ),
    Broken("nothing-to-loop-over", STAMP, "for_each: present", "for_each: sent_in # HERE"),
    Broken("loop-in-loop", ROADS, "- id: road.pack\n", "- id: road.pack\n    for_each: outcome # HERE\n"),
    Broken("unknown-page-turn", ROADS, "[road.help, road.seen]}", "[road.help, road.sen]} # HERE"),
    Broken("unknown-page-turn", STAMP, "turns: [stamp.right]}", "turns: [road.show]} # HERE"),
    Broken("repeated-page", ROADS, _ON_ONE_PAGE, f"{{id: road.how, {_ON_ONE_PAGE.split(', ', 1)[1]} # HERE"),
    *(
        Broken("page-when", ROADS, _ON_ONE_PAGE, f"{{when: {when}, {_ON_ONE_PAGE[1:]} # HERE")
        for when in (
            "{score: {at_most: 2}}",
            "{present: child}",
            "{had_review: true}",
            "{minutes: {at_most: 30}, spread: {at_least: 1}}",
            "{answers: {road.show: anything}}",
        )
    ),
]

CONDITIONS = [
    Broken(
        "no-such-consent",
        FORM,
        "review:\n",
        "plan:\n  listed: {type: tick, consent: listed} # HERE\nreview:\n",
    ),
    Broken(
        "cannot-hide",
        FORM,
        "travel_plans: {",
        "secret: {role: next, private: true} # HERE\n  travel_plans: {",
    ),
    Broken("reserved-field", FORM, "review:\n", "plan:\n  school: line # HERE\nreview:\n"),
    Broken(
        "unknown-route",
        ROADS,
        "- id: road.pack\n",
        "- id: road.pack\n    when: {offered: panel} # HERE\n",
    ),
    Broken(
        "route-not-asked",
        FORM,
        "segments:",
        "routes:\n  yes: # HERE\n    of: review.felt_heard\nsegments:",
    ),
    Broken("shows-no-route", ROADS, "- id: road.route\n", "- id: road.route\n    shows: routes # HERE\n"),
    *(
        Broken(
            f"need-{wrong}",
            FORM,
            "review:\n",
            "plan:\n  care: {type: tick, private: true}\nroutes:\n  yes:\n    of: review.felt_heard\n"
            f"    needs:\n      - {{words: Help, has: [{has}]}} # HERE\nreview:\n",
        )
        for wrong, has in (("unknown", "plan.more"), ("hidden", "plan.care"))
    ),
    *(
        Broken(
            "route-no-option",
            FORM,
            "segments:",
            f"routes:\n  {option}:\n    of: {of} # HERE\n    offered: [{{low: {{at_least: 1}}}}]\nsegments:",
        )
        for option, of in (
            ("maybe", "review.felt_heard"),
            ("yes", "review.travel_plans"),
            ("yes", "review.x"),
        )
    ),
    Broken(
        "unknown-condition-turn",
        ROADS,
        "when: {answers: {road.show: anything}}",
        "when: {answers: {road.x: yes}} # HERE",
    ),
    Broken(
        "unknown-condition-option",
        ROADS,
        "when: {answers: {road.route: turn_off}}",
        "when: {answers: {road.route: left}} # HERE",
    ),
    Broken(
        "empty-range",
        ROADS,
        "when: {spread: {at_least: 1}}",
        "when: {spread: {at_least: 2, at_most: 1}} # HERE",
    ),
    Broken("empty-range", ROADS, "when: {spread: {at_least: 1}}", "when: {spread: {at_least: 3}} # HERE"),
    Broken(
        "unknown-result",
        ROADS,
        "- id: road.pack\n",
        "- id: road.pack\n    when: {score_result: maybe} # HERE\n",
    ),
    Broken(
        "never-true",
        ROADS,
        "- id: road.pack\n",
        "- id: road.pack\n    when: {present: parent, absent: parent} # HERE\n",
    ),
    Broken(
        "never-true",
        JOURNEY,
        "- id: journey.good\n",
        "- id: journey.good\n    when: {absent: child} # HERE\n",
    ),
    Broken(
        "condition-too-early",
        ROADS,
        "- id: road.seen\n",
        "- id: road.seen\n    when: {answers: {road.pack: anything}} # HERE\n",
    ),
    Broken(
        "condition-too-early",
        ROADS,
        "- id: road.seen\n",
        "- id: road.seen\n    when: {score: {at_most: 2}} # HERE\n",
    ),
]

RECORDS = [
    Broken("records-nothing", STAMP, "answer: date\n    records: review.next_date", "answer: date # HERE"),
    Broken("wrong-answer", STAMP, "answer: date\n", "answer: lines # HERE\n"),
    Broken("wrong-loop", JOURNEY, "records: review.working", "records: action.note # HERE"),
    Broken(
        "wrong-option",
        ROADS,
        '- {id: no, child: "No", adult: "No"}',
        '- {id: nope, child: "No", adult: "No"} # HERE',
    ),
    Broken(
        "needless-key",
        STAMP,
        "records: review.next_date",
        "records: review.next_date\n    suggests: {what: Meet} # HERE",
    ),
    Broken(
        "needless-key",
        STAMP,
        "records: review.next_date",
        "records: review.next_date\n    suggests: {weeks: 6, school_days: 3} # HERE",
    ),
    *(
        Broken(
            code, ROADS, "records: outcome.ended_because", f"records: {records}\n    with: {{{fixed}}} # HERE"
        )
        for code, records, fixed in (
            ("needless-key", "outcome.ended_because", "place: education"),
            ("unknown-path", "new.provision", "spot: education"),
            ("unknown-path", "new.provision", "what: reading"),
            ("wrong-option", "new.provision", "place: moon"),
        )
    ),
    Broken("unknown-path", JOURNEY, "review.travel_plans", "review.holidays # HERE"),
    Broken("unknown-path", STAMP, "review.felt_heard", "review.felt_heard.first # HERE"),
    Broken("unknown-path", ROADS, "outcome.progress.first", "outcome.progress.third # HERE"),
    Broken("unknown-path", ROADS, "outcome.seen", "step.seen # HERE"),
    Broken("unknown-path", ROADS, "outcome.seen", "plan.seen # HERE"),
    Broken("unknown-loop", ROADS, "for_each: outcome", "for_each: bridge # HERE"),
    Broken("unknown-loop", STAMP, "for_each: present", "for_each: bridge # HERE"),
    Broken(
        "too-few-options",
        STAMP,
        "options:\n      - {id: watch, child: Look out for it, adult: Keep an eye on it}\n",
        "options: # HERE\n",
    ),
    Broken("apart-untold", ROADS, "records: outcome.progress\n", "records: outcome.progress # HERE\n"),
    Broken("records-any", ROADS, "records: outcome.ended_because", "records: any.provision.who # HERE"),
    Broken("delivered-missing", ROADS, "- id: road.show", "- id: road.show # HERE"),
    Broken("delivered-late", ROADS, "  - id: road.help\n", "  - id: road.first # HERE\n"),
]

DECLARED = [
    Broken("unknown-kind", FORM, "    under: outcome\n", "    under: bridge # HERE\n"),
    Broken("kind-under-itself", FORM, "    under: outcome\n", "    under: step # HERE\n"),
    Broken("kind-under-itself", FORM, "    label: Outcome\n", "    under: step # HERE\n    label: Outcome\n"),
    Broken("unknown-kind", FORM, "  action:\n    status", "  bridge: # HERE\n    status"),
    Broken(
        "no-wording",
        FORM,
        "  step:\n    label: Step\n    child: Step\n    role: step\n    under: outcome\n    fields:\n"
        "      wording: {type: words, role: wording,",
        "  step: # HERE\n    label: Step\n    child: Step\n    role: step\n    under: outcome\n    fields:\n"
        "      wording: {type: words,",
    ),
    Broken("reserved-kind", FORM, "  provision:\n", "  child: # HERE\n"),
    Broken("reserved-kind", FORM, "  provision:\n", "  concerns: # HERE\n"),
    Broken("no-options", FORM, "options: [yes, turn_off], label", "options: [], # HERE\n      label"),
    Broken(
        "no-options",
        FORM,
        "felt_heard: {type: choice, options: [yes, no],",
        "felt_heard: {type: several, # HERE\n   ",
    ),
    Broken(
        "no-options",
        FORM,
        "place: {type: choice, role: place, options: [{id: education, label: In education}, "
        "{id: outside, label: Outside education}],",
        "place: {type: choice, role: place, # HERE\n       ",
    ),
    Broken("repeated-key", FORM, "    pack: {role", "    seen: {label: Again} # HERE\n    pack: {role"),
    Broken("repeated-key", FORM, "  travel_plans: {", "  working: {label: Again} # HERE\n  travel_plans: {"),
    Broken("repeated-key", FORM, "  step:\n", "  outcome: {fields: {}} # HERE\n  step:\n"),
    Broken(
        "score-of-nothing",
        FORM,
        "  working: {role: working,",
        "  working: {type: score, role: working, # HERE\n   ",
    ),
    Broken("score-of-nothing", FORM, "advice: {type: words,", "advice: {type: score, # HERE\n       "),
    Broken(
        "two-of-role",
        FORM,
        "    delivered: {type: choice, role: delivered, options: [yes, partly, no],",
        "    there: {type: choice, role: delivered, options: [yes, no]}\n    delivered: # HERE\n"
        "      {type: choice, role: delivered, options: [yes, partly, no],",
    ),
    Broken(
        "two-of-role",
        FORM,
        "how_often: {type: line, role: how_often,",
        "often: {type: line, role: who, # HERE\n       ",
    ),
    Broken(
        "links-nothing",
        FORM,
        "      advice: {type: words,",
        "      serves: {type: several, options_from: thread} # HERE\n      advice: {type: words,",
    ),
    Broken(
        "no-such-need",
        FORM,
        "options: [{id: education, label: In education}, ",
        "options: [ # HERE\n        {id: education, need: elsewhere, label: In education}, ",
    ),
    Broken(
        "two-scores",
        FORM,
        "    progress: {type: score",
        "    before: {type: score, options: [low, high]}\n    progress: # HERE\n      {type: score",
    ),
]

FORMAT = [
    Broken("format-id", FORM, "id: two-reviews", "id: other # HERE"),
    Broken(
        "scale-gap", FORM, "{number: 3, adult: There, child: I am there}", "{number: 4, adult: There} # HERE"
    ),
    Broken("scale-low", FORM, "low: 1", "low: 3 # HERE"),
    Broken(
        "repeated-face",
        FORM,
        '- {id: cloud, word: cloudy, drawing: "(~~)"}',
        "- {id: sun, word: s, drawing: x} # HERE",
    ),
    Broken(
        "unknown-segment",
        FORM,
        "segments: [desk, journey, roads, stamp]",
        "segments: [desk, sea, journey, roads, stamp] # HERE",
    ),
    Broken(
        "agenda-unknown",
        FORM,
        "{journey: 15, roads: 20, stamp: 5}",
        "{journey: 15, roads: 20, sea: 3, stamp: 2} # HERE",
    ),
    Broken("agenda-sum", FORM, "- minutes: 40", "- minutes: 41 # HERE"),
    Broken(
        "agenda-repeated",
        FORM,
        "- minutes: 25\n    segments: {journey: 15, roads: 7, stamp: 3}",
        "- minutes: 40 # HERE\n    segments: {journey: 15, roads: 20, stamp: 5}",
    ),
    Broken(
        "cut-short", FORM, "{journey: 15, roads: 7, stamp: 3}", "{journey: 12, roads: 10, stamp: 3} # HERE"
    ),
    Broken(
        "never-recorded",
        FORM,
        "{label: Where I want to go next, child: Where I want to go}",
        "{label: Next}\n  sea: {label: Sea, required: true} # HERE",
    ),
]

SENTENCES = [
    Broken(
        "unfillable",
        STAMP,
        "adult: When do we meet for the next stamp?",
        'adult: "When is it, {{ child.called }?" # HERE',
    ),
    Broken(
        "unfillable",
        STAMP,
        "adult: When do we meet for the next stamp?",
        'adult: "When, {{ child.nickname }}?" # HERE',
    ),
    Broken(
        "unknown-variable",
        STAMP,
        "adult: When do we meet for the next stamp?",
        'adult: "When, {{ pupil }}?" # HERE',
    ),
    Broken(
        "variable-elsewhere",
        STAMP,
        "adult: When do we meet for the next stamp?",
        'adult: "When, {{ person.name }}?" # HERE',
    ),
    Broken(
        "no-child-words",
        STAMP,
        "- id: stamp.again\n    to: everyone\n    child: When do we meet again?\n",
        "- id: stamp.again # HERE\n    to: everyone\n",
    ),
    Broken(
        "no-child-words",
        STAMP,
        "{id: not_now, child: Not now, adult: Not now}",
        "{id: not_now, adult: Not now} # HERE",
    ),
    Broken(
        "child-long",
        STAMP,
        "child: When do we meet again?",
        "child: When do you and I and all of us meet here again? # HERE",
    ),
    Broken(
        "child-hard",
        STAMP,
        "child: When do we meet again?",
        "child: When is your subsequent evaluation? # HERE",
    ),
    Broken("child-why", STAMP, "child: When do we meet again?", "child: Why do we meet? # HERE"),
    Broken("child-two-questions", STAMP, "child: When do we meet again?", "child: Do we meet? When? # HERE"),
    Broken(
        "adult-long",
        STAMP,
        "adult: When do we meet for the next stamp?",
        "adult: When do we all meet here in this room for the next stamp of this fine book? # HERE",
    ),
    Broken(
        "adult-hard",
        STAMP,
        "adult: When do we meet for the next stamp?",
        "adult: Determine the subsequent multidisciplinary evaluation. # HERE",
    ),
    Broken(
        "tip-long",
        STAMP,
        "adult: When do we meet for the next stamp?",
        "adult: When do we meet?\n    tip: Wait. Then ask. # HERE",
    ),
    Broken(
        "acronym", STAMP, "adult: When do we meet for the next stamp?", "adult: When does the EP come? # HERE"
    ),
]

FOR_CHILDREN = [
    Broken(
        "no-other-way",
        JOURNEY,
        "    another_way:\n      simpler: What do you like at school?\n",
        "    another_way: # HERE\n",
    ),
    Broken(
        "needless-key",
        STAMP,
        "      simpler: Which day is good?\n",
        "      simpler: Which day is good?\n      yes_no: Is it soon? # HERE\n",
    ),
    Broken(
        "no-words-for-age",
        STAMP,
        "child: When do we meet again?",
        'child: {"4-7": When do we meet?, "12-18": When do we meet?} # HERE',
    ),
    Broken(
        "child-long",
        STAMP,
        "child: When do we meet again?",
        'child:\n      all: When?\n      "12-18": When do you and I and all of us meet here again? # HERE',
    ),
    Broken(
        "child-hard",
        STAMP,
        "child: When do we meet again?",
        'child: {all: When?, "12-18": When is your subsequent evaluation?} # HERE',
    ),
    Broken(
        "unknown-key",
        STAMP,
        "child: When do we meet again?",
        'child: {all: When?, "11-18": When is that?} # HERE',
    ),
    Broken("too-few-columns", STAMP, "answer: date\n", "answer: board\n    columns: [] # HERE\n"),
    Broken(
        "child-not-first",
        FORM,
        "segments: {journey: 15, roads: 20, stamp: 5}",
        "segments: {journey: 15, roads: 20, stamp: 5} # HERE",
    ),
    Broken(
        "no-words-for-age",
        FORM,
        "scale:\n",
        'cards:\n  - {"4-7": Lunch} # HERE\nscale:\n',
    ),
    Broken(
        "child-long",
        FORM,
        "scale:\n",
        "cards:\n  - All that we do at lunch and then play and talk and run # HERE\nscale:\n",
    ),
]

SHAPE = [
    Broken(
        "not-yaml", STAMP, "adult: When do we meet for the next stamp?", "adult: When: do we meet? # HERE"
    ),
    Broken("repeated-key", STAMP, "answer: date\n", "answer: date\n    answer: lines # HERE\n"),
    Broken("unknown-key", STAMP, "answer: date\n", "answer: date\n    anwser: date # HERE\n"),
    Broken("missing-key", STAMP, "- id: stamp.again\n    to: everyone\n", "- id: stamp.again # HERE\n"),
    Broken("not-one-of", STAMP, "answer: date\n", "answer: speech # HERE\n"),
    Broken("not-a-number", FORM, "low: 1", "low: one # HERE"),
    Broken("not-an-id", STAMP, "- id: stamp.again", '- id: "stamp, again" # HERE'),
    Broken(
        "not-yes-or-no", STAMP, "for_each: concerns\n", "for_each: concerns\n    required: perhaps # HERE\n"
    ),
]

EVERYTHING = FLOW + CONDITIONS + RECORDS + DECLARED + FORMAT + SENTENCES + FOR_CHILDREN + SHAPE
