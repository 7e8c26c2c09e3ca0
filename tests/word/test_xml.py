"""Parts of a Word file are read safely, and written as they were written."""

from __future__ import annotations

import pytest
from lxml import etree

from facilitator.plan.refusal import Refusal
from facilitator.word.document import xml
from facilitator.word.document.xml import STRICT, Names, W, parse, serialise
from tests.effort import effort_below
from tests.word.packing import MAIN, READABLE, parts_of, sample


@pytest.mark.parametrize("name", READABLE)
def test_an_unchanged_tree_says_the_same_again(name: str) -> None:
    original = parts_of(sample(name))[MAIN]
    again = serialise(parse(original), original)
    assert etree.tostring(parse(again), method="c14n") == etree.tostring(parse(original), method="c14n")
    assert again.split(b"?>")[0] == original.split(b"?>")[0]


def test_what_word_wrote_comes_back_to_the_byte() -> None:
    original = parts_of(sample())[MAIN]
    assert serialise(parse(original), original) == original


@pytest.mark.parametrize(
    "original",
    [
        b"<a>x</a>",
        b"<a>x</a>\n",
        b"\xef\xbb\xbf<?xml version='1.0' encoding='utf-8' standalone='no'?>\n<a>x</a>\r\n",
        b'<?xml version="1.0"?><!--before--><a>x<![CDATA[<]]></a><!--behind-->',
    ],
)
def test_mark_declaration_and_ends_stay(original: bytes) -> None:
    assert serialise(parse(original), original).replace(b"\n<a>", b"<a>") == original.replace(
        b"\n<a>", b"<a>"
    )


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('\ufeff<?xml version="1.0" encoding="UTF-16"?>', "utf-16-le"),
        ('\ufeff<?xml version="1.0" encoding="UTF-16"?>', "utf-16-be"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>', "latin-1"),
        ('<?xml version="1.0" encoding="US-ASCII"?>', "ascii"),
        ('<?xml version="1.0" encoding="UTF-8"?>', "utf-8"),
        ("", "utf-8"),
    ],
)
def test_letters_of_every_script_come_through_every_encoding(head: str, encoding: str) -> None:
    original = f"{head}<a>x</a>".encode(encoding)
    root = parse(original)
    root.text = "Zoë, Łukasz, 学校, \U0001f642"
    after = serialise(root, original)
    assert parse(after).text == root.text
    assert after.startswith(head.encode(encoding))


def test_an_encoding_that_python_does_not_know_becomes_utf_8() -> None:
    original = b'<?xml version="1.0" encoding="VISCII"?><a>x</a>'
    root = parse(original)
    root.text = "Zoë"
    assert b'encoding="UTF-8"' in serialise(root, original)
    assert parse(serialise(root, original)).text == "Zoë"


LAUGHS = b"<!DOCTYPE a [<!ENTITY a 'ha'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (97 + n, b"&%c;" % (96 + n) * 10) for n in range(1, 20)
)


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE a><a/>",
        b"<!DOCTYPE a SYSTEM 'http://example.invalid/a.dtd'><a/>",
        b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        LAUGHS + b"]><a b='&t;'>&t;</a>",
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <a> --> <!DOCTYPE a><a/>",
        "\ufeff<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>".encode("utf-16-le"),
    ],
    ids=["plain", "from the net", "from the disk", "laughs", "behind a comment", "in UTF-16"],
)
def test_a_document_type_is_refused_at_once(data: bytes) -> None:
    with effort_below(400), pytest.raises(Refusal) as refused:
        parse(data, "word/document.xml")
    assert refused.value.code == "word.unsafe"


def test_the_words_document_type_in_a_text_are_only_words() -> None:
    assert parse(b"<a><!-- <!DOCTYPE x> -->&lt;!DOCTYPE a></a>")[0].tail == "<!DOCTYPE a>"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"<a",
        b"<a><b></a>",
        b"<a>\xff</a>",
        b"<a>&nothing;</a>",
        b"x<a/>",
        b"<a/><a/>",
        b"<a>" * 5000,
    ],
)
def test_what_is_not_xml_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        parse(data, "word/document.xml")
    assert (refused.value.code, refused.value.values["part"]) == ("word.damaged", "word/document.xml")


@pytest.mark.parametrize(
    "data",
    [
        b"<a>" + b"<b/>" * xml.MOST_MARKS + b"</a>",
        b"<a" + b"".join(b" b%d=''" % n for n in range(xml.MOST_MARKS)) + b"/>",
        b"<a>" + b" " * xml.MOST_BYTES + b"</a>",
    ],
    ids=["tags", "attributes", "letters"],
)
def test_a_part_far_beyond_any_plan_is_refused_before_it_is_read(data: bytes) -> None:
    with effort_below(400), pytest.raises(Refusal) as refused:
        parse(data)
    assert refused.value.code == "word.part-too-large"


@pytest.mark.parametrize("namespace", [W, STRICT])
def test_names_follow_the_document(namespace: str) -> None:
    root = parse(f'<w:document xmlns:w="{namespace}"><w:body/></w:document>'.encode())
    assert root.find(Names.of(root).w("body")) is not None
