"""Documents of the pupil support plan and of the group intervention plan, part by part, and their reviews."""
# ruff: noqa: E501 - a row of a form stands as a line

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.people import CHILD, Person, Perspective
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import NeedsDecision
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Score
from facilitator.word.filled_document import Filled, fill
from facilitator.word.plan import WordPlan
from facilitator.word.writing_choices import Choices
from tests.word.shapes import Table, document

DAY, NEXT = date(2026, 3, 12), date(2026, 6, 11)
ALL_YES = Choices(append=True, add=True, tracked=False, unprotected=True)
Part = str | Table
Parts = dict[str, Part]
Facts = list[tuple[object, ...]]


def pupil_parts() -> Parts:
    """Return the parts of a pupil support plan as a school has it, filled in but for its review."""
    return {
        "title": "Pupil Support Plan",
        "child": [
            ["Surname", "Calloway"],
            ["Other names", "Juniper Rose"],
            ["Address", "9 Tannery Row\nMillbeck"],
            ["Date of birth", "22/03/2015"],
            ["Language at home", "English and BSL"],
        ],
        "parent": [
            ["Child/ young person’s parent/s or person responsible", "", "", ""],
            ["Address if different", "", "Relationship to pupil", "Mother (Mrs Calloway)"],
            ["Telephone", "01632 960 144", "Mobile", "07700 900 318"],
            ["Email", "ines@example.org", "", ""],
            ["Best time for contact", "After 4 pm", "Best method of contact", "Text"],
        ],
        "other": [["Any other important information e.g. medical, social, communication\nTwo hearing aids."]],
        "me-title": "This is me",
        "me": [["I am funny and I like facts."]],
        "about": [
            ["What I want to do/be in the future\nA marine biologist"],
            ["Things I am good at\nSwimming\nDrawing whales"],
            ["Things I find difficult\nHearing in assembly"],
            ["How I liked to be helped\nLook at me when you talk"],
            ["What is important to me now and in the future\nMy friend Odhran"],
        ],
        "by": [
            ["If this section has been completed by or with someone else please fill in the details below", "", "", ""],
            ["Name", "Mrs Pascoe", "Relationship", "Teaching assistant"],
        ],
        "family": [["What the family think is important now and in the future\nThat she is heard."]],
        "needs": [["Strengths and difficulties"], ["Summary: Science.\nSpelling; hearing in noise."]],
        "wanted": [["The outcomes we want to achieve\nJuniper writes as well as she talks."]],
        "people-title": "Key people involved:",
        "people": [
            ["Name", "Role", "Name", "Role"],
            ["Mrs Pascoe", "TA", "Mr Oduya", "Class teacher"],
            ["Gwen Tarrant", "Teacher of the deaf", "", ""],
        ],
        "responsible": [
            ["The person responsible for monitoring this provision", ""],
            ["On a daily basis", "Mr Oduya"],
            ["Responsible for support and additional provision", "Mrs Linklater (SENCO)"],
        ],
        "outcomes-title": "The outcomes we want to see this year",
        "outcomes": [
            ["No.", "What we want to achieve and what success will look like", "What approaches will be used",
             "What provision will be made available"],
            ["1", "Writes five linked sentences, in 4 lessons of 5.", "Planner", "Mrs Pascoe, 4 x 15 minutes a week"],
            ["2", "Says when she has not heard, every time.", "A card", "All staff\nGwen Tarrant once a month"],
            ["", "", "", ""],
        ],
        "review-title": "Review",
        "review": [
            ["When will this plan be reviewed", "12/03/2026"],
            ["Date of this review", ""],
            ["Date of next review", ""],
        ],
        "reached": [["No.", "Reached?", "What next"], ["1", "", ""], ["2", "", ""]],
        "consent": "☒ I agree that copies of this document may be shared with education and training providers"
        " who can help me.",
        "signatures-title": "Signatures",
        "signatures": [
            ["Party", "Signature", "Date"],
            ["Child/Young person", "", ""],
            ["Parent/s", "Ines Calloway", "14/01/2026"],
            ["School", "", ""],
        ],
    }  # fmt: skip


def group_parts() -> Parts:
    """Return the parts of a group intervention plan as a school has it, filled in but for its review."""
    return {
        "title": "Group Intervention Plan",
        "group": [
            ["Year /Tutor Group", "Year 5 / 5M"],
            ["Pupils involved", "Elowen Tapscott, Idris Bakare, Poppy Vance"],
            ["Reason the intervention is required", "Comprehension is behind."],
            ["Review date", "13/03/2026"],
            ["Intervention", "Inference group"],
            ["Delivered by", "Mrs Lovelock (HLTA), 3 x 25 minutes a week"],
            ["Reason for choosing this particular intervention", "It worked before."],
        ],
        "review-title": "Intervention Review",
        "pupils": [
            ["Pupil", "Pre Plan", "Post Plan", "Progress", "Further Action?"],
            ["Elowen Tapscott", "84", "", "", ""],
            ["Idris Bakare", "79", "", "", ""],
            ["Poppy Vance", "88", "", "", ""],
            ["", "", "", "", ""],
        ],
        "evaluation-title": "Intervention Evaluation",
        "evaluation": [
            ["Cost of intervention", ""],
            ["Progress made", ""],
            ["Pupil feedback", ""],
            ["Any suggested changes", ""],
        ],
        "by": [["Completed by", "", "Date", ""]],
    }


def _nothing(_unchanged: object) -> None:
    """Change nothing."""


@dataclass
class Variant:
    """One awkward document: how it differs, and what is expected of the program with it.

    `change` works on the parts, `edit` on the bytes; `facts` on what must be read of the plan. `gone` are
    fields of a review that this document has no box for, `unread` words that it does not know, `told` codes
    of what the chair hears, `refused` the code of a refusal to open it.
    """

    name: str
    change: Callable[[Parts], object] = _nothing
    edit: Callable[[bytes], bytes] = lambda data: data
    facts: Callable[[Facts], object] = _nothing
    gone: frozenset[str] = field(default_factory=frozenset)
    unread: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    refused: str = ""

    def data(self, parts: Parts) -> bytes:
        """Return the document, made of parts that are its own."""
        self.change(parts)
        return self.edit(document(*parts.values()))


def facts_of(plan: Plan) -> Facts:
    """Return all that a plan says outside its reviews, by what it says and not by ids."""
    items = {item.id: item for item in plan.items}
    children = {child.id: child.full_name for child in plan.children}
    people = children | {one.id: one.name for one in plan.people}
    return [
        *(("child", one.full_name, one.surname, one.class_name, str(one.date_of_birth)) for one in plan.children),
        *((one.field, one.value, children.get(one.about or ""), people.get(one.by, "")) for one in plan.entries),
        *(
            (one.kind, one.number, *one.fields.values(), items[one.under].number if one.under else None)
            for one in plan.items
        ),
        *((one.to, one.party, one.name, str(one.on)) for one in plan.signatures),
    ]  # fmt: skip


def pupil_review(plan: Plan) -> Review:
    """Return a review that says something in every box of a pupil support plan."""
    people = _people(plan)
    mum, school, other = "mum", "oduya", "tarrant"
    entries = [
        entry("admire", f"admired by {by}", by=by) for by in (mum, school, other)
    ] + [entry(name, f"{name} of {by}", by=by) for name in ("working", "our_part", "not_working")
         for by in (CHILD, mum, school, other)]  # fmt: skip
    scores, actions = [], [Action(id="a0", what="Call the clinic", who="Mrs Calloway", by=NEXT)]
    for place, one in enumerate(plan.of("outcome"), 1):
        entries += [
            entry("delivered", "partly", one.id),
            entry("seen", f"seen of {place}", one.id),
            entry("barriers", f"in the way of {place}", one.id),
            entry("next", f"next of {place}", one.id),
        ]
        option = ("partly", "reached", "not_yet")[(place - 1) % 3]
        scores.append(Score(field="reached", about=one.id, result="agreed", option=option))
        actions.append(
            Action(id=f"a{place}", what=f"Do it for {place}", who="Mr Oduya", by=NEXT, about=one.id)
        )
    return review_of(people, entries, scores, actions)


def group_review(plan: Plan) -> Review:
    """Return a review that says something in every box of a group intervention plan."""
    entries = [
        entry("cost", "£180"),
        entry("progress_made", "All have gained.", by="oduya"),
        entry("changes", "A room with a door."),
        entry("completed_by", "Mrs Lovelock"),
    ]
    for place, child in enumerate(plan.children, 1):
        entries += [
            entry("feedback", f"I say {place}", by=child.id),
            entry("after", str(90 + place), child.id),
            entry("progress", f"gained by {place}", child.id, by="oduya"),
            entry("further", f"more for {place}", child.id),
        ]
    return Review(id="new", period=1, date=DAY, people=_people(plan, mum=False), entries=entries)


def _people(plan: Plan, *, mum: bool = True) -> list[Person]:
    known: list[tuple[str, str, Perspective]] = [("oduya", "Mr Oduya", "school")]
    known += [("mum", "Mrs Calloway", "parent"), ("tarrant", "Gwen Tarrant", "practitioner")] if mum else []
    people = [Person(id=one, name=name, perspective=side) for one, name, side in known]
    return people + [
        Person(id=one.id, name=one.on_record, perspective="child", present=[]) for one in plan.children
    ]


def review_of(
    people: list[Person], entries: list[Entry], scores: list[Score], actions: list[Action]
) -> Review:
    """Return the review that is written into a form."""
    return Review(
        id="new",
        period=1,
        date=DAY,
        next_date=NEXT,
        people=people,
        entries=entries,
        scores=scores,
        actions=actions,
    )


def entry(field: str, value: object, about: str | None = None, by: str = "everyone") -> Entry:
    """Return what somebody gives for a field."""
    made = {"id": f"{field}-{about}-{by}", "field": field, "value": value, "about": about, "by": by}
    return Entry.model_validate(made)


def written(word: WordPlan, review: Review) -> Filled:
    """Write a review into a document; where something is asked, the first answer is taken."""
    plan = word.plan.model_copy(update={"reviews": [*word.plan.reviews, review]})
    choices = ALL_YES
    for _ in range(3):
        try:
            return fill(word, plan, choices)
        except NeedsDecision as decision:
            choices = choices.answering(decision.options[0])
    raise AssertionError("it is asked again and again")


def told_of(plan: Plan, review: Review) -> Facts:
    """Return all that a review says, by what it says and not by ids."""
    names = {child.id: child.full_name for child in plan.children}
    names |= {item.id: f"{item.kind} {item.number}" for item in plan.items}
    people = {person.id: person.name for person in review.people}
    people |= {child.id: "a child" if len(plan.children) == 1 else child.full_name for child in plan.children}
    return sorted(
        [
            *((one.field, names.get(one.about or ""), people.get(one.by, ""), one.value) for one in review.entries),
            *(("reached", names.get(one.about), one.option, one.result) for one in review.scores),
            *(("action", names.get(one.about or ""), one.what, one.who, str(one.by)) for one in review.actions),
            ("date", str(review.date)),
            ("next_date", str(review.next_date)),
        ],
        key=str,
    )  # fmt: skip
