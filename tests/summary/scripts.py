"""A small plan format that has one of everything, so that no test here leans on a real one."""

from __future__ import annotations

from facilitator.script.models import Script

_OUTCOME = {
    "achieved": {"role": "achieved", "label": "What has been achieved"},
    "barriers": {"role": "barriers", "label": "Barriers to progress"},
    "next": {"role": "next", "label": "What we do next"},
    "ended_because": {"role": "because", "label": "The reason it ended"},
    "right_outcome": {"type": "choice", "options": ["yes", "no"], "label": "Is it still the right outcome?"},
    "delivered": {
        "type": "choice",
        "role": "delivered",
        "label": "Was the support given?",
        "options": [
            {"id": "yes", "label": "Yes, as planned"},
            {"id": "partly", "label": "Some of it"},
            {"id": "no", "label": "No"},
        ],
        "low": ["no"],
    },
    "amended_wording": {"type": "words", "role": "new_wording"},
    "decision": {
        "type": "choice",
        "role": "decision",
        "options": [
            "keep",
            {"id": "amend", "ends": "amended"},
            {"id": "remove", "ends": "removed"},
            {"id": "achieved", "ends": "achieved"},
        ],
    },
    "progress": {"type": "score", "role": "progress", "label": "Progress"},
}

SCRIPT = Script.model_validate(
    {
        "format": {
            "id": "small-plan",
            "name": "Small Plan",
            "description": "A plan for tests.",
            "period": {"noun": "term", "names": ["Term 1", "Term 2", "Term 3"]},
            "when_used_up": "Start a new plan.",
            "items": {
                "outcome": {
                    "label": "Outcome",
                    "child": "Goal",
                    "role": "outcome",
                    "numbered": True,
                    "ends": True,
                    "fields": {"wording": {"type": "words", "role": "wording"}},
                },
            },
            "review": {
                "working": {"role": "working", "label": "What's working"},
                "not_working": {"role": "concern", "label": "What's not working"},
                "admire": {"label": "What people like and admire"},
                "matters": {"label": "What matters most to me"},
                "put_right": {"label": "Put right at the read-back"},
                "disagree": {"role": "disagreement", "label": "What is not agreed"},
                "will_know": {"role": "will_know", "label": "How I will know it is done"},
                "plan_future": {
                    "type": "choice", "options": ["carry_on", "more"], "label": "The plan from here",
                },
                "read_back": {"type": "choice", "role": "read_back", "options": ["yes", "yes_but", "no"]},
            },
            "about": {
                "outcome": _OUTCOME,
                "action": {
                    "status": {
                        "type": "choice", "role": "status",
                        "options": ["done", "part", "not_done", "not_needed"],
                    },
                    "note": {},
                },
            },
            "scale": {
                "label": "Progress, 1 to 5",
                "low": 2,
                "points": [
                    {"number": 1, "adult": "No progress or worse"},
                    {"number": 2, "adult": "Limited progress"},
                    {"number": 3, "adult": "Moderate progress"},
                    {"number": 4, "adult": "Significant progress"},
                    {"number": 5, "adult": "Achieved"},
                ],
                "faces": [{"id": "so_so", "word": "so-so", "drawing": "(-_-)"}],
            },
            "agendas": [{"minutes": 60, "segments": {"child": 8, "outcomes": 15, "close": 3}}],
            "segments": ["child", "outcomes", "close"],
        },
        "segments": [
            {
                "id": "child",
                "title": {"adult": "{{ child.called }}'s turn"},
                "turns": [
                    {"id": "child.well", "to": "child", "adult": "What goes well?", "answer": "lines",
                     "records": "review.working"},
                ],
            },
            {
                "id": "outcomes",
                "title": {"adult": "Outcomes"},
                "for_each": "outcome",
                "turns": [
                    {"id": "goal.achieved", "to": "everyone", "answer": "lines",
                     "records": "outcome.achieved",
                     "adult": "What can {{ child.called }} do now for outcome {{ outcome.number }}?"},
                    {"id": "goal.right", "to": "everyone", "adult": "Is it still right?", "answer": "choice",
                     "records": "outcome.right_outcome",
                     "options": [{"id": "yes", "adult": "Yes, it is"}, {"id": "no", "adult": "No"}]},
                    {"id": "goal.decision", "to": "everyone", "adult": "Keep it?", "answer": "choice",
                     "records": "outcome.decision", "options": [{"id": "keep", "adult": "Keep it"}]},
                ],
            },
            {
                "id": "close",
                "title": {"adult": "Read-back"},
                "turns": [
                    {"id": "close.plan", "to": "everyone", "adult": "What happens to the plan?",
                     "answer": "choice", "records": "review.plan_future",
                     "options": [{"id": "carry_on", "adult": "It carries on"},
                                 {"id": "more", "adult": "We ask for more than it can give"}]},
                    {"id": "close.right", "to": "item", "adult": "{{ person.name }}, is this right?",
                     "for_each": "present", "answer": "choice", "records": "review.read_back",
                     "options": [{"id": "yes", "adult": "Yes"}, {"id": "no", "adult": "No"}],
                     "follow_ups": [{"turn": "close.put-right"}]},
                ],
                "pool": [
                    {"id": "close.put-right", "to": "item", "adult": "What shall we change?",
                     "answer": "lines", "records": "review.put_right"},
                ],
            },
        ],
    }
)  # fmt: skip
