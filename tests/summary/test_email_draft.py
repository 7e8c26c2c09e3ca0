"""An e-mail that is not sent yet: it opens as a draft, to nobody, and says the page to the letter."""

from __future__ import annotations

import shutil
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from facilitator.files.open_plan import OpenPlan
from facilitator.script.loading import find_prompts, load_script
from facilitator.summary.email_draft import as_letter, email_draft
from facilitator.summary.page import Page
from facilitator.work.papers_of_plan import PapersOfPlan
from tests.meeting.plans import a_plan
from tests.summary.random_letters import TEXTS

PAGE = Page("Summary of a review, Term 2, Friday 12 March 2027", ())
TEXT = "Mina’s review\n=============\n\n  .\n.\nFrom here on میں اسکول 🏊\n" + "w" * 2000 + "\n"


def read(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    assert [one for part in message.walk() for one in part.defects] == []
    return message


def body(message: EmailMessage) -> str:
    part = message.get_body()
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_it_is_a_draft_to_nobody_with_the_pages_title_and_words() -> None:
    message = read(email_draft(PAGE, TEXT))
    assert message["Subject"] == PAGE.title
    assert message["X-Unsent"] == "1"
    assert [part["Content-Language"] for part in message.walk()] == ["en-GB"]
    assert not {"To", "Cc", "Bcc", "From", "Date", "Message-ID", "Reply-To"} & set(message.keys())
    assert body(message) == TEXT


def test_the_pdf_goes_with_it_as_it_is_under_the_pages_title() -> None:
    pdf = b"%PDF-1.7\n\x00\xff"
    message = read(email_draft(PAGE, TEXT, pdf))
    assert body(message) == TEXT
    (part,) = message.iter_attachments()
    assert (part.get_filename(), part.get_payload(decode=True)) == (f"{PAGE.title}.pdf", pdf)
    assert part.get_content_type() == "application/pdf"


def test_the_same_page_gives_the_same_bytes_and_another_one_others() -> None:
    assert email_draft(PAGE, TEXT, b"x") == email_draft(PAGE, TEXT, b"x")
    assert email_draft(PAGE, TEXT, b"x") != email_draft(PAGE, TEXT, b"y")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\x00"])
def test_a_line_end_in_a_head_line_makes_no_further_one(end: str) -> None:
    hostile = f"Summary{end}Bcc: somebody@example.org{end}{end}<p>body"
    data = email_draft(Page(hostile, (), language=hostile), TEXT, b"x")
    message = read(data)
    assert set(message.keys()) == {"Subject", "X-Unsent", "MIME-Version", "Content-Type"}
    heads = [head for part in message.iter_parts() for head in part]
    assert all(head.startswith("Content-") or head == "MIME-Version" for head in heads)
    assert body(message) == TEXT


def test_a_name_of_a_file_leads_to_no_folder() -> None:
    (part,) = read(email_draft(Page("../../a\\b:c", ()), "x", b"x")).iter_attachments()
    assert part.get_filename() == "..-..-a-b-c.pdf"


@pytest.mark.parametrize("kind", TEXTS)
def test_words_of_every_script_come_through_in_subject_and_body(kind: str) -> None:
    words = TEXTS[kind].strip()
    message = read(email_draft(Page(words * 5, ()), words))
    assert body(message) == f"{words}\n"
    assert " ".join(str(message["Subject"]).split()) == " ".join((words * 5).split())


def test_every_line_end_is_as_e_mails_want_it_and_no_line_is_long() -> None:
    data = email_draft(Page("w" * 1000, ()), TEXT, bytes(5000))
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) < 998
    data.decode("ascii")


def test_it_greets_and_closes_over_the_schools_name_and_contacts() -> None:
    text = as_letter(TEXT, ("Hill Primary", "The office, 0121 496 0000"))
    assert text.startswith("Hello,\n\n")
    assert text.endswith("Kind regards,\nHill Primary\nThe office, 0121 496 0000\n")
    assert TEXT.strip("\n") in text
    assert as_letter(TEXT, ()).endswith("Kind regards,\n")


def test_the_contacts_for_disagreements_are_not_the_schools_own(tmp_path: Path) -> None:
    shutil.copytree(find_prompts(), tmp_path / "prompts")
    (tmp_path / "prompts" / "school.yaml").write_text(
        "name: Hill Primary\ncontacts:\n- {name: The office, telephone: 0121 496 0000}\n"
        "- {name: SENDIASS, email: help@example.org, for_disagreements: true}\n",
        encoding="utf-8",
    )
    plan = a_plan(reviews=1)
    script = load_script("support-plan")
    opened = OpenPlan(Path("a.plan.json"), plan, base="")
    home = PapersOfPlan(opened, plan, plan.reviews[0], script, tmp_path / "prompts")
    words = body(read(home.write("family", "eml", target=tmp_path / "a.eml").read_bytes()))
    assert words.startswith("Hello,")
    assert "Hill Primary\nThe office, 0121 496 0000\n" in words
    assert "help@example.org" not in words.partition("Kind regards")[2]
