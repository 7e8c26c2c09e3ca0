"""A small plan format that has one of everything, so that no test here leans on a real one."""

from __future__ import annotations

from facilitator.script.models import Script

SCRIPT = Script.model_validate(
    {
        "format": {
            "id": "small-plan",
            "name": "Small Plan",
            "about": "A plan for tests.",
            "period": {"noun": "term", "names": ["Term 1", "Term 2", "Term 3"]},
            "when_used_up": "Start a new plan.",
            "topics": {
                "working": {"label": "What's working"},
                "not_working": {"label": "What's not working"},
                "admire": {"label": "What people like and admire"},
                "matters": {"label": "What matters most to me"},
                "put_right": {"label": "Put right at the read-back"},
                "disagree": {"label": "What is not agreed"},
            },
            "outcome_fields": {
                "achieved": {"label": "What has been achieved"},
                "barriers": {"label": "Barriers to progress"},
                "next": {"label": "What we do next"},
                "ended_because": {"label": "The reason it ended"},
            },
            "choices": {
                "plan_future": {"label": "The plan from here"},
                "right_outcome": {"label": "Is it still the right outcome?"},
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
                     "records": "statement", "topic": "working"},
                ],
            },
            {
                "id": "outcomes",
                "title": {"adult": "Outcomes"},
                "for_each": "outcomes",
                "turns": [
                    {"id": "goal.achieved", "to": "everyone", "answer": "lines",
                     "records": "outcome_statement", "topic": "achieved",
                     "adult": "What can {{ child.called }} do now for outcome {{ outcome.number }}?"},
                    {"id": "goal.right", "to": "everyone", "adult": "Is it still right?", "answer": "choice",
                     "records": "outcome_choice", "field": "right_outcome",
                     "options": [{"id": "yes", "adult": "Yes, it is"}, {"id": "no", "adult": "No"}]},
                    {"id": "goal.decision", "to": "everyone", "adult": "Keep it?", "answer": "choice",
                     "records": "decision", "options": [{"id": "keep", "adult": "Keep it"}]},
                ],
            },
            {
                "id": "close",
                "title": {"adult": "Read-back"},
                "turns": [
                    {"id": "close.plan", "to": "everyone", "adult": "What happens to the plan?",
                     "answer": "choice", "records": "choice", "field": "plan_future",
                     "options": [{"id": "carry_on", "adult": "It carries on"},
                                 {"id": "more", "adult": "We ask for more than it can give"}]},
                    {"id": "close.right", "to": "item", "adult": "{{ person.name }}, is this right?",
                     "for_each": "present", "answer": "choice", "records": "read_back",
                     "options": [{"id": "yes", "adult": "Yes"}, {"id": "no", "adult": "No"}],
                     "follow_ups": [{"turn": "close.put-right"}]},
                ],
                "pool": [
                    {"id": "close.put-right", "to": "item", "adult": "What shall we change?",
                     "answer": "lines", "records": "statement", "topic": "put_right"},
                ],
            },
        ],
    }
)  # fmt: skip
