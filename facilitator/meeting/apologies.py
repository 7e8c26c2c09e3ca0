"""Who of the people of last time is away this time, by what was written down before the meeting.

Words such as "Apologies: Ms Okafor, Mr Lee", "Ms Okafor sent apologies" and "Dad (cannot come)". Who is not
named beside them is there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from facilitator.plan.people import Person
from facilitator.script.vocabulary import Vocabulary

_CLAUSES = re.compile(
    r"[\n;!?]|(?<!\bmr)(?<!\bmrs)(?<!\bms)(?<!\bdr)(?<!\bprof)(?<!\brev)(?<!\b\w)\.(?:\s|$)"
)
_AND = re.compile(r"\s*(?:(?:,\s*)?\band\b|&|/)\s*")
_ALONE = re.compile(r"[(\[\u2013\u2014-]\s*$")
"""What stands before a word that is only of the name right before it: "Dad (apologies)"."""
_ENDS = r"(?=\s*(?:$|[,.:;()\[\]\u2013\u2014-]|{after}))"


class _Name(NamedTuple):
    person: str
    start: int
    end: int


def away(text: str, people: Sequence[Person], vocabulary: Vocabulary) -> set[str]:
    """Return the ids of those people whose apologies stand in a text; a child's never do."""
    adults = [person for person in people if person.perspective != "child"]
    found: set[str] = set()
    for clause in _CLAUSES.split(" ".join(text.split(" ")).casefold().replace("\u2019", "'")):
        names = list(_names_in(clause, adults))
        if names:
            found |= set(_away_in(clause, names, vocabulary))
    return found


def _away_in(clause: str, names: list[_Name], vocabulary: Vocabulary) -> Iterator[str]:
    """Yield who is away by one clause: those named before the words for it, else those named after them."""
    begin = 0
    for said in _absences(vocabulary).finditer(clause):
        before = [one for one in names if begin <= one.start and one.end <= said.start()]
        start = max(
            [begin, *(there.end() for there in _presences(vocabulary).finditer(clause, begin, said.start()))]
        )
        before = [one for one in before if one.start >= start and ":" not in clause[one.end : said.start()]]
        if before:
            alone = _ALONE.search(clause[: said.start()])
            yield from (one.person for one in (_chain(clause, before) if alone else before))
        else:
            end = _end_of_list(clause, said.end(), vocabulary)
            yield from (one.person for one in names if said.end() <= one.start and one.end <= end)
        begin = said.end()


def _chain(clause: str, names: list[_Name]) -> list[_Name]:
    """Return the last of some names, with those that an "and" joins to it."""
    chain = [names[-1]]
    for one in reversed(names[:-1]):
        if not _AND.fullmatch(clause[one.end : chain[0].start]):
            break
        chain.insert(0, one)
    return chain


def _end_of_list(clause: str, start: int, vocabulary: Vocabulary) -> int:
    """Return where the names end that follow a word for being away: before those who are said to come."""
    there = _presences(vocabulary).search(clause, start)
    if there is None:
        return len(clause)
    comma = clause.rfind(",", start, there.start())
    return comma if comma >= 0 else there.start()


def _names_in(clause: str, people: Sequence[Person]) -> Iterator[_Name]:
    """Yield where people are named, by their whole name, their surname, or a role that nobody else has."""
    surnames = Counter(person.name.split()[-1].casefold() for person in people if person.name.strip())
    roles = Counter(person.role.casefold() for person in people if person.role)
    found: dict[int, _Name] = {}
    for person in people:
        ways = [person.name.casefold()]
        last = ways[0].split()[-1:] if len(ways[0].split()) > 1 else []
        ways += [one for one in last if surnames[one] == 1 and len(one) > 2]
        ways += [person.role.casefold()] if person.role and roles[person.role.casefold()] == 1 else []
        for way in ways:
            for match in re.finditer(rf"(?<!\w){re.escape(way)}(?!\w)", clause):
                found.setdefault(match.start(), _Name(person.id, match.start(), match.end()))
    return iter(sorted(found.values(), key=lambda one: one.start))


def _absences(vocabulary: Vocabulary) -> re.Pattern[str]:
    return _of_words(vocabulary.away, vocabulary.after_away)


def _presences(vocabulary: Vocabulary) -> re.Pattern[str]:
    return _of_words(vocabulary.there, [])


def _of_words(words: Sequence[str], after: Sequence[str]) -> re.Pattern[str]:
    each = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"
    ends = _ENDS.format(after="|".join(rf"{re.escape(one)}(?!\w)" for one in after)) if after else r"(?!\w)"
    return re.compile(rf"(?<!\w)(?:{each}){ends}")
