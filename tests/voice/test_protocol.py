"""Messages come out as they went in, and what is none is refused without a word of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.voice import protocol
from facilitator.voice.protocol import BadMessage, VoiceInfo, Voices, from_line, to_line

MESSAGES = [
    protocol.Say(7, "Où 😀\n“so”", 2, 120, "gmw/en", 0.5),
    protocol.Stop(),
    protocol.ListVoices(),
    protocol.Ping(3),
    protocol.Quit(),
    protocol.Ready("nsss", "", "the system's own", recycle=True),
    protocol.Started(7),
    protocol.Word(7, 4),
    protocol.Finished(7, completed=True),
    Voices((VoiceInfo("a", "Ä", ("en-gb", "cy"), "female"), VoiceInfo("b", "B"))),
    protocol.Trouble("no-sound", "why", fatal=False),
    protocol.Pong(3),
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.NAME)
def test_a_message_comes_out_as_it_went_in(message: protocol.Message) -> None:
    line = to_line(message)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert from_line(line) == message


@given(st.text())
def test_every_text_fits_on_one_line(text: str) -> None:
    assert from_line(to_line(protocol.Say(1, text))) == protocol.Say(1, text)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b"3",
        b"\xff",
        b'{"is": "sing"}',
        b'{"id": 1}',
        b'{"is": "say", "id": "secret", "text": "x"}',
        b'{"is": "say", "id": 1}',
        b'{"is": "say", "id": 1, "text": "secret", "loud": 1}',
        b'{"is": "word", "id": 1, "start": null}',
        b'{"is": "voice-list", "voices": [{"id": "secret"}]}',
    ],
)
def test_what_is_no_message_is_refused_without_quoting_it(line: bytes) -> None:
    with pytest.raises(BadMessage) as caught:
        from_line(line)
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
