"""Whatever is typed, the meeting goes on, and can be carried on and written."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.files.plans import open_plan
from tests.plain import talk

NAMES = st.sampled_from(
    ["Mum", "orla", "Mr Lindqvist", "holroyd", "Ms Petrova", "everyone", "Nobody Known", "m"]
)
WORDS = st.sampled_from(
    ["I like art.", "2", "5 because of the bus", "good", "yes", "no", "k", "[x] {{ y }}", "é", "نور"]
)
NUMBERS = st.integers(0, 12).map(str)
WHOLE = st.sampled_from(
    ["next", "next", "next", "back", "skip", "pass", "park", "undo", "redo", "another way", "again", "agenda",
     "said", "actions", "open", "people", "help", "pause", "go on", "cover", "close", "write", "not agreed",
     "today", "Friday", "in six weeks", "1/1/2020", "all", "none", "part", "60", "30", "done", "action",
     "watch", "outcome",
     "not_now", "keep", "amend", "remove", "end early because of tea", "skip because of tea",
     "1", "2", "3", "partly", "not_done", ":", "|", "{name} left", "edit", "save in /nowhere"]
)  # fmt: skip
LINE = st.one_of(
    WHOLE,
    WHOLE,
    WORDS,
    st.builds("{}: {}".format, NAMES, WORDS),
    st.builds("{} for {}: {}".format, NAMES, NAMES, WORDS),
    st.builds("{} {}".format, NAMES, WORDS),
    st.builds("{} left".format, NAMES),
    st.builds("{} came back".format, NAMES),
    st.builds("{}:".format, NAMES),
    st.builds("speaking {}".format, NAMES),
    st.builds("add {}, {}".format, NAMES, st.sampled_from(["nurse", "teacher", "x, parent", ""])),
    st.builds("rename {}: {}".format, NAMES, NAMES),
    st.builds("take off {}".format, NAMES),
    st.builds("park {}: {}".format, NAMES, WORDS),
    st.builds(
        "go to {}".format, st.one_of(NUMBERS, st.sampled_from(["home", "outcome 2", "read", "school"]))
    ),
    st.builds("settle {}".format, NUMBERS),
    st.builds("edit {}: {}".format, NUMBERS, WORDS),
    st.builds("remove {}".format, NUMBERS),
    st.builds("remove action {}".format, NUMBERS),
    st.builds("by {}: {}".format, NUMBERS, NAMES),
    st.builds("how {}: {}".format, NUMBERS, st.sampled_from(["own words", "with help from Mum", "x"])),
    st.builds("action {} who: {}".format, NUMBERS, NAMES),
    st.builds("action {} by: {}".format, NUMBERS, WORDS),
    st.text(max_size=30),
)
A_MEETING = st.lists(LINE, max_size=120)


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=A_MEETING, second=A_MEETING)
def test_whatever_is_typed_the_meeting_can_be_carried_on_and_written(
    first: list[str], second: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setenv("FACILITATOR_DATA", f"{folder}/data")
        path = talk.demo(Path(folder))
        for typed in (first, second):
            code, said = talk.hold(path, "\n".join(line.replace("\n", " ") for line in typed) + "\n")
            assert code in (0, 3)
            assert "\x1b" not in said
        if len(open_plan(path).plan.reviews) == 1:
            typed = ["go on", "cover", "go on", "end early because it is late", "write", "write"]
            code, _ = talk.hold(path, "\n".join(typed) + "\n")
            assert code == 0
        assert len(open_plan(path).plan.reviews) >= 2
