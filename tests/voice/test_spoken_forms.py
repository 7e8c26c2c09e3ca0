"""What is written in short is heard as a person would say it, by the sounds of the voice itself."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.script.spoken import load_spoken
from facilitator.voice.spans import WordTracker, word_spans
from facilitator.voice.speakable import Speaking
from tests.voice.heard import SPEAKING
from tests.voice.phonemes import is_by_code, phonemes

FORMS = [
    # whose it is, and several
    ("the SENCO's plan", "the senko's plan"),
    ("the SENCO’s plan", "the senko's plan"),
    ("the SENCo's plan", "the senko's plan"),
    ("THE SENCO'S PLAN", "the senko's plan"),
    ("the SENDCo's plan", "the send ko's plan"),
    ("the TA's chair", "the teaching assistant's chair"),
    ("the TAs' chairs", "the teaching assistants' chairs"),
    (
        "two SaLTs and a SaLT's report",
        "two speech and language therapists and a speech and language therapist's report",
    ),
    ("the GP's letter", "the gee pee's letter"),
    ("both GPs came", "both gee pees came"),
    ("the EP's and the LA's view", "the educational psychologist's and the local authority's view"),
    ("CAMHS's advice", "cams' advice"),
    ("the NHS's own", "the en aitch esses own"),
    ("two PDFs", "two pee dee effs"),
    ("the MAT's rules", "the mat's rules"),
    ("MUM's view", "mum's view"),
    ("J.S's idea", "jay esses idea"),
    # years of school
    ("Year 3/4", "Year three and four"),
    ("Years 3/4", "Years three and four"),
    ("in Yr 3", "in Year three"),
    ("in Yr. 3 now", "in Year three now"),
    ("in Yr3", "in Year three"),
    ("Y3/4 and Y5-6", "Year three and four and Year five to six"),
    ("Yrs 3-6", "Years three to six"),
    ("Y3–Y6", "Year three to Year six"),
    ("the Y6s", "the Year sixes"),
    ("KS 2, KS1/2", "Key Stage two, Key Stage one and two"),
    ("Class 3/4", "Class three and four"),
    ("5 yrs old, 8yr old", "five years old, eight years old"),
    # days
    ("by 27/11", "by 27th of November"),
    ("27/11", "27th of November"),
    ("on 5/11 we met", "on 5th of November we met"),
    ("on 4/5 days", "on four out of five days"),
    ("w/b 3/4", "week beginning 3rd of April"),
    ("w/c 27/11/26", "week beginning 27th of November 2026"),
    ("Mon 27/11", "Monday 27th of November"),
    ("by Sept. Then we look", "by September. Then we look"),
    ("wb 3/4", "week beginning 3rd of April"),
    ("27-11-2026", "27th of November 2026"),
    ("27/11-3/12", "27th of November to 3rd of December"),
    ("Sat 28 Nov, then Sun 29th", "Saturday 28 November, then Sunday 29th"),
    ("Mon-Fri", "Monday to Friday"),
    ("Sat/Sun", "Saturday or Sunday"),
    ("every Tues and Thurs", "every Tuesday and Thursday"),
    ("Sept–Dec, mid-Nov", "September to December, mid-November"),
    ("Sat down, Jan's mum and Dec", "Sat down, Jan's mum and Dec"),
    ("Thu 3 Dec", "Thursday 3 December"),
    ("by 12 Mar", "by 12 March"),
    # times of day
    ("at 9.30", "at nine thirty"),
    ("9.30am", "nine thirty in the morning"),
    ("9.30 am", "nine thirty in the morning"),
    ("9 a.m. today", "nine in the morning today"),
    ("at 7pm", "at seven in the evening"),
    ("14:30", "two thirty in the afternoon"),
    ("9-10am", "nine to ten in the morning"),
    ("9:30-10:15", "nine thirty to ten fifteen"),
    ("at 9.30-10.15", "at nine thirty to ten fifteen"),
    ("a mean of 2.50", "a mean of 2.50"),
    ("2 p.m. on Tues. 3 Feb.", "two in the afternoon on Tuesday three February"),
    ("10am - 11am, Mon – Fri", "10 in the morning to 11 in the morning, Monday to Friday"),
    # parts and numbers
    ("2½", "two and a half"),
    ("2½ hrs", "two and a half hours"),
    ("1½hrs", "one and a half hours"),
    ("2 1/2 hours", "two and a half hours"),
    ("½ of it, ⅔ of it, ⅛ of it", "a half of it, two thirds of it, an eighth of it"),
    ("3/4 of it", "three quarters of it"),
    ("from 2/5 to 4/5", "from two out of five to four out of five"),
    ("2 – 3 weeks", "two to three weeks"),
    ("1:8 in class", "one to eight in class"),
    ("1:1, 1-1 and 2:1", "one to one, one to one and two to one"),
    ("no. 4 and No.5", "number four and number five"),
    ("see p. 3, pp. 3-5", "see page three, pages three to five"),
    (
        "1,200-1,500 words, 1st-3rd",
        "one thousand two hundred to one thousand five hundred words, first to third",
    ),
    ("2/3rds", "two thirds"),
    ("page 3/4", "page three and four"),
    ("Ring 0800 123 4567", "Ring zero eight zero zero one two three four five six seven"),
    ("Ring 01632 960000", "Ring zero one six three two nine six zero zero zero zero"),
    # units
    ("2hrs", "two hours"),
    ("½ hr, 1 1/2 hrs", "a half hour, one and a half hours"),
    ("1hr", "one hour"),
    ("1 hr", "one hour"),
    ("20 min a day", "twenty minutes a day"),
    ("20mins", "twenty minutes"),
    ("a 30-min slot", "a thirty minute slot"),
    ("10-15mins", "ten to fifteen minutes"),
    ("3wks, 6 wks", "three weeks, six weeks"),
    ("1.5hrs", "one point five hours"),
    ("15hrs/wk", "fifteen hours a week"),
    ("15 hrs/week", "fifteen hours a week"),
    ("2x/week", "two times a week"),
    ("5 days/week", "five days a week"),
    ("3 x 10 mins", "three times ten minutes"),
    ("2x weekly", "two times weekly"),
    (
        "a 25m swim, 50cm, 2kg, 200ml",
        "a 25 metres swim, fifty centimetres, two kilograms, two hundred millilitres",
    ),
    # slashes and other signs
    ("SALT/OT", "speech and language therapist or occupational therapist"),
    ("SaLT/OT's", "speech and language therapist or occupational therapist's"),
    ("TA/LSA time", "teaching assistant or learning support assistant time"),
    ("SALT & OT", "speech and language therapist and occupational therapist"),
    ("SALT+OT", "speech and language therapist plus occupational therapist"),
    ("TA-led, non-SEN", "teaching assistant-led, non-special educational needs"),
    ("Mum/Dad", "Mum or Dad"),
    ("w/o help, w/ help", "without help, with help"),
    ("w/e 4/12", "week ending 4th of December"),
    ("p/t or F/T", "part time or full time"),
    ("s/he, y/n, b/c", "she or he, yes or no, because"),
    ("~30, ≤5, ≥ 3, −2", "about thirty, at most five, at least three, minus two"),
    ("38°C", "thirty eight degrees C"),
    ("*good* and **bold**", "good and bold"),
    ("24/7 and 50/50", "twenty-four seven and fifty fifty"),
    # money and per cent
    ("50 %", "fifty per cent"),
    ("50-60%", "fifty to sixty per cent"),
    ("50%-60%", "fifty per cent to sixty per cent"),
    (">80%", "more than eighty per cent"),
    ("2.5%", "two point five per cent"),
    ("£ 50 and £50", "fifty pounds and fifty pounds"),
    ("£6k, £1.2m", "six thousand pounds, one point two million pounds"),
    ("£3-5, £3-£5", "three to five pounds, three pounds to five pounds"),
    ("£15/hr", "fifteen pounds an hour"),
    ("£0.50, €20 and $1", "fifty p, twenty euros and one dollar"),
    # abbreviations
    ("has ADHD", "has eh dee aitch dee"),
    ("EBSA and DLD", "emotionally based school avoidance and developmental language disorder"),
    ("SpLD", "specific learning difficulties"),
    ("the EHCNA", "the education, health and care needs assessment"),
    ("GCSEs, PDAs and TVs", "gee sea ess ease, pee dee A's and tee vees"),
    ("the S.E.N.C.O. said", "the senko said"),
    ("https://www.example.org", "www.example.org"),
    ("Prof. Lee", "Professor Lee"),
    ("Mrs J. Smith", "Missus J Smith"),
    ("plan B. Then", "plan B. Then"),
    ("J.S. came", "jay ess came"),
]


@pytest.mark.needs("espeak")
@pytest.mark.parametrize(("written", "heard"), FORMS)
def test_it_is_heard_as_a_person_would_say_it(written: str, heard: str) -> None:
    spoken = SPEAKING.speakable(written).spoken
    assert phonemes(spoken) == phonemes(f"{heard}."), spoken


def test_the_title_of_a_known_person_is_said_and_the_name_is_kept() -> None:
    speaking = Speaking(load_spoken(), ["Mrs Sen", "EP", "Dec Sat"])
    assert speaking.speakable("Mrs. Lee, EP, Dec's").spoken == "Missus Lee, EP, Dec's."


@pytest.mark.parametrize("written", [written for written, _ in FORMS])
def test_every_written_word_lights_up_once_and_in_order(written: str) -> None:
    text = SPEAKING.speakable(written)
    tracker = WordTracker(written)
    lit = [tracker.heard(text.written_at(word.start)) for word in word_spans(text.spoken)]
    assert [written[slice(*word)] for word in lit if word] == [w for w in written.split() if w != "£"]


_WRITTEN = """
Łukasz Michał Świętosława Wójcik Łódź Żółć Grzegorz Šárka Dvořák Jiří Vlček Krč Žygimantas Agnė Ģirts Ķekava
Ēriks Ștefan Țepeș Ţiriac Gheorghiță Ağa Çağla Şahin Işık İbrahim Özgür Gökçe Ülkü Đorđe Žižić Čapek Ćosić
Ő Kővári Győző Zoë Chloë Siân Llŷr Ŵyn Tŷ Siobhán Ó Áine É Éanna Māori Tāne ʻIolani Øyvind Åse Æthelred Þórdís
Ðóra Bjørn Björn Jürgen Groß Straße STRAẞE Peña Ñandú MUÑOZ Íñigo José RENÉE François ÇELİK Gonçalves João
Œuvre Ġorġ Ħal Nguyễn Trần Đặng Phạm Đỗ Vũ Huỳnh Ọlá Ṣadé Ẹniọlá Adébáyò Ɓello Ɗan Ƙarami Yɛboah Kɔfi
Məmməd Ħ Ł Zoe\u0308 E\u0301anna Nguye\u0302\u0303n
Иван Мария Олена Київ Ђорђе Щербак Ильич Ελένη Γιώργος Ψαρρού Ωμέγα
"""


@pytest.mark.needs("espeak")
@pytest.mark.parametrize("name", _WRITTEN.split())
@pytest.mark.parametrize("known", [False, True])
def test_no_letter_of_a_name_is_called_by_its_code_or_its_mark(name: str, known: bool) -> None:
    speaking = Speaking(load_spoken(), [name] if known else [])
    for written in (name, f"{name}'s mum", f"({name})", f"{name}/TA", name.upper(), name.lower()):
        spoken = speaking.speakable(written).spoken
        assert not is_by_code(spoken), spoken


@pytest.mark.needs("espeak")
@pytest.mark.parametrize(
    ("name", "heard"),
    [
        ("Zoë", "Zoe"),
        ("Zoe\u0308", "Zoe"),
        ("Łukasz", "Lukasz"),
        ("Şahin", "Shahin"),
        ("Žaneta", "Zhaneta"),
        ("Čapek", "Chapek"),
        ("Nguyễn", "Nguyen"),
        ("Đặng", "Dang"),
        ("Straße", "Strasse"),
        ("Ṣadé's", "Shadé's"),
        ("Иван", "Ivan"),
        ("Щербак", "Shcherbak"),
        ("Ελένη", "Eleni"),
        ("ŁUKASZ", "LUKASZ"),
        ("É. Martin", "E. Martin"),
    ],
)
def test_a_name_is_heard_as_it_would_be_written_without_its_marks(name: str, heard: str) -> None:
    assert phonemes(SPEAKING.speakable(name).spoken) == phonemes(f"{heard}.")


_KIND = re.compile(
    r"LATIN (SMALL|CAPITAL) LETTER (SHARP S|DOTLESS I|LONG S|OPEN [EO]|([A-Z]|AE|OE|IJ|DZ|LJ|NJ)( WITH .*)?)"
)
_MARKED = [
    letter
    for letter in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)))
    if _KIND.fullmatch(unicodedata.name(letter, ""))
]
"""All but letters of phonetics, of tones and of clicks."""
_OTHER = [chr(code) for code in (*range(0x386, 0x3CF), *range(0x400, 0x460)) if chr(code).isalpha()]


@pytest.mark.needs("espeak")
@given(st.text(alphabet=st.sampled_from([*_MARKED, *_OTHER, *"abeiklmnorstuAEKS"]), min_size=1, max_size=8))
def test_no_letter_of_any_european_alphabet_is_called_by_its_code_or_its_mark(word: str) -> None:
    for written in (word, unicodedata.normalize("NFD", word)):
        spoken = SPEAKING.speakable(written).spoken
        assert not is_by_code(spoken), spoken


@pytest.mark.needs("espeak")
def test_each_letter_is_read_alone_and_in_a_word() -> None:
    words = ("{}", "{}ana", "ma{}a", "an{}", "b{}b", "Mc{}i")
    spoken = [SPEAKING.speakable(word.format(one)).spoken for one in (*_MARKED, *_OTHER) for word in words]
    assert [one for one in spoken if is_by_code(one)] == []
