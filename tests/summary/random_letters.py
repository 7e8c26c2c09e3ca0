"""Letters of made-up words in many scripts and shapes, each from its number: the same in every run."""

from __future__ import annotations

import string
from datetime import date
from random import Random

from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, EVERYONE
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Position, Score
from tests.making import agreed, chosen, outcome, said
from tests.summary.letters import BORN
from tests.summary.reviews import PEOPLE, PLAN, second

TEXTS = {
    "English": "Then we went out to the pond and I saw two ducks, a frog and my friend's coat. ",
    "small and wide": "mum swam home warm www mmm hmm mummy wow boo moon hook noon good ",
    "capitals": "WOW MUM NO WWW HQ OK DOGS GO UP & DOWN @ ",
    "narrow": "ill lit I'll jilt till fit it, is it? - i l 1 ",
    "Welsh and Polish": "Dŵr a tŷ, ŵyn; zażółć gęślą jaźń; naïve façade, Zoë Ó Briain ",
    "Vietnamese and Yoruba": "Nguyễn thích chơi đàn bầu; Ọlọ́runtóbi fẹ́ràn bọ́ọ̀lù ",
    "Greek and Cyrillic": "Θέλω να παίξω μπάλα. Я люблю читать книжки и Щёголя ЖУК ",
    "Arabic": "أحب المدرسة وأصدقائي كثيرا، هل نلعب اليوم؟ ",
    "Urdu": "وہ سکول میں خوش ہے۔ مجھے ریاضی پسند نہیں۔ ",
    "Hindi": "मुझे झूले पसंद हैं और दोपहर का शोर नहीं। ",
    "Bengali and Gujarati": "আমি দোলনা ভালোবাসি। મને હીંચકા ગમે છે. ",
    "Tamil and Malayalam": "எனக்கு ஊஞ்சல் பிடிக்கும். എനിക്ക് ഊഞ്ഞാൽ ഇഷ്ടമാണ്. ",
    "Thai": "ฉันชอบชิงช้าที่โรงเรียนและเพื่อนของฉัน ",
    "Amharic": "ትምህርት ቤት እወዳለሁ። ጓደኞቼ ጥሩ ናቸው። ",
    "Chinese": "我喜欢学校的秋千和滑梯，但是午饭时间太吵了！「真的？」",
    "Japanese": "ブランコがすきです。きょうはともだちとあそんだよ、ちょっとだけ。",
    "Korean": "나는 학교의 그네를 좋아해요. 점심시간은 시끄러워요. ",
    "pictures": "I like 🏊 and 👩‍👩‍👧 ☀️ ⚽️ 🇵🇱 ✔ → ½ km² ",
    "an address": "https://www.example.org/a/very/long/address?with=many&parts=12345678901234567890 ",
    "hyphens": "well-known-",
    "one word": "Mmmmaaaarvellous" * 3,
    "typography": "“So”—he said…‘no’ – ½ × 2 ≠ 3 • €5 ‰ ",
    "lines": "one\n\ntwo\tand  three   \nfour ",
}
"""What is put together again and again; letters of the Latin alphabet are in most of them."""

DRAWN = string.ascii_letters + string.digits + string.punctuation + "        éüñłşžßøæœ’—…"


def random_letter(number: int) -> tuple[Plan, Review]:
    """Return the plan and the review of a letter."""
    draw = Random(number)  # noqa: S311 - nothing is secret about it
    people = [one.model_copy(update={"name": _name(draw, one.name)}) for one in PEOPLE]
    names = {one.id: one.name for one in people}
    ids = [one.id for one in people]
    outcomes = [one for n in range(1, draw.randint(1, 10)) for one in outcome(n, _words(draw))]
    goals = [part for one in outcomes if draw.random() < 0.9 for part in _goal(draw, one)]
    fields = ("working", "not_working", "matters")
    words = [
        said(
            _words(draw),
            CHILD,
            draw.choice(fields),
            id=f"s{n}",
            how="with_help" if draw.random() < 0.2 else "own_words",
            helper="mum",
        )
        for n in range(draw.choice((0, 3, 8, 30)))
    ]
    actions = []
    for n in range(draw.choice((0, 2, 6, 30))):
        person = draw.choice(ids)
        actions.append(
            Action(
                id=f"a{n}",
                what=_words(draw),
                who=names[person],
                person=person,
                by=date(2027, 3, 1 + n % 28),
                about=f"o{n}" if n % 2 else None,
            )
        )
    review = second(said=words, goals=goals, actions=actions, people=people, put_aside=[])
    child = PLAN.child.model_copy(
        update={
            "date_of_birth": BORN[draw.choice(list(BORN))],
            "full_name": _name(draw, PLAN.child.full_name),
            "known_as": draw.choice(("", _name(draw, "Mina")[:300])),
        }
    )
    return PLAN.with_child(child).model_copy(update={"items": outcomes, "reviews": [review]}), review


def _goal(draw: Random, goal: Item) -> list[Entry | Score]:
    return [
        said(_words(draw), CHILD, "achieved", goal.id, id=f"c{goal.number}"),
        said(_words(draw), EVERYONE, "next", goal.id, id=f"n{goal.number}"),
        agreed(goal.id, 3, Position(person=CHILD, word="so_so", reason=_words(draw))),
        chosen("decision", draw.choice(("keep", "amend")), goal.id, review="r2"),
    ]


def _words(draw: Random) -> str:
    """Return a text in one script, in several or of letters by chance, from a word to most of a page."""
    length = draw.choice((3, 20, 60, 60, 150, 400, 1500))
    if draw.random() < 0.3:
        return "".join(draw.choices(DRAWN, k=length)).strip() or "So."
    text = draw.choice(list(TEXTS.values())) * 100
    if draw.random() < 0.3:
        text = "".join(f"{draw.choice(list(TEXTS.values()))} " for _ in range(30))
    start = draw.randrange(20)
    return text[start : start + length].strip() or "So."


def _name(draw: Random, own: str) -> str:
    """Return somebody's own name, or one in any script; at times it is as long as a name may be."""
    if draw.random() < 0.5:
        return own
    text = draw.choice(list(TEXTS.values())) * 20
    return " ".join(text[: draw.choice((8, 20, 40, 300))].split()) or own
