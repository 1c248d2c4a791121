"""Whether two statements report one utterance: a score, and what speaks for and against it.

No model and no training: the rules of docs/similar.md, in tables.  The score, from 0 to 1, orders
proposals for a person; it is no probability.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from claims.similar.facts import Answer, Houses, Said
from claims.similar.words import cognates, figures, likeness, negated

NEAR_DAYS = 3
"""Days that two printed dates of one utterance may lie apart: time zones, "yesterday", weeklies."""

PUBLISHED_DAYS = 7
"""The same where one of the dates is only that of its document."""

WORDS = 0.5
"""Share of the words from which they are evidence."""

CHANCE = 0.25
"""Share of their words that two texts of one language have in common anyway: the small ones."""

FEWEST = 3
"""Words below which only the very same text is evidence."""

_ACCOUNT_DAYS = 1


class Sign(StrEnum):
    """One thing that speaks for or against."""

    SPEAKER = "speaker"  # the same
    MEMBER = "member"  # one belongs to the other: a ministry and its spokesman
    UNNAMED = "unnamed"  # one of the two has no name
    DAY = "day"  # the same, as printed
    DAYS = "days"  # so many days apart
    WITHIN = "within"  # one date is less precise, and holds the other
    UNDATED = "undated"
    WORDS = "words"  # so much of the words of both
    CONTAINED = "contained"  # so much of the shorter, in a stretch of the longer
    ORIGINAL = "original"  # the words of the original are those of the other
    ANSWERS = "answers"  # so many claims on which they take the same side
    COGNATES = "cognates"  # so much of the longer words, names above all
    FIGURES = "figures"  # the same
    OTHER_FIGURES = "other-figures"
    OTHER_NAMES = "other-names"
    NEGATION = "negation"  # only one of them says not
    OPPOSED = "opposed"  # opposite sides of one claim
    QUESTION = "question"  # two answers of one
    TITLES = "titles"  # so much of the words of the two questions


class Evidence(NamedTuple):
    """A sign, with its measure (a share, a count of days) where it has one."""

    sign: Sign
    value: float | None = None


AGAINST = {
    Sign.OTHER_FIGURES: 0.6, Sign.OTHER_NAMES: 0.6, Sign.NEGATION: 0.6, Sign.OPPOSED: 0.6,
}  # fmt: skip
"""What the score is multiplied by for each sign against."""

WEIGHTS = {
    Sign.SPEAKER: 1.0, Sign.MEMBER: 0.95, Sign.UNNAMED: 0.9,
    Sign.DAY: 1.0, Sign.DAYS: 0.95, Sign.WITHIN: 0.97, Sign.UNDATED: 0.9,
}  # fmt: skip
"""What the score is multiplied by for how the speakers and the dates lie to each other."""

ACCOUNT = {Sign.ANSWERS: 4.0, Sign.COGNATES: 4.0, Sign.FIGURES: 1.0}
"""How much each counts where the words are not the same: other languages, paraphrases."""


class Verdict(NamedTuple):
    """How likely two statements are one utterance, and why."""

    score: float
    evidence: tuple[Evidence, ...]


def judge(houses: Houses, a: Said, b: Said) -> Verdict | None:
    """What speaks for one utterance; none where speakers or dates exclude it.  Symmetric."""
    a, b = sorted((a, b), key=lambda said: said.id)
    speakers, dates = compare_speakers(houses, a.speaker, b.speaker), compare_dates(a, b)
    if speakers is None or dates is None:
        return None
    base, content = _content(houses, a, b)
    if a.document == b.document and base < WEIGHTS[Sign.UNNAMED]:
        return None  # two sentences of one article are two, unless one repeats the other
    against = tuple(_against(a, b))
    score = base * WEIGHTS[speakers.sign] * WEIGHTS[dates.sign]
    for one in against:
        score *= AGAINST[one.sign]
    return Verdict(round(score, 3), (speakers, dates, *content, *against))


def compare_speakers(houses: Houses, one: int, other: int) -> Evidence | None:
    """How two speakers can have said one thing; none where they cannot."""
    steps = houses.steps(one, other)
    if steps is not None:
        return Evidence(Sign.MEMBER if steps else Sign.SPEAKER)
    if one in houses.unnamed or other in houses.unnamed:
        return Evidence(Sign.UNNAMED)
    return None


def gap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Days between two spans of days; 0 where they share one."""
    return max(0, b[0] - a[1], a[0] - b[1])


def compare_dates(a: Said, b: Said) -> Evidence | None:
    """How two dates can be one; none where they cannot."""
    if a.undated or b.undated:
        return Evidence(Sign.UNDATED)
    days = gap((a.first, a.last), (b.first, b.last))
    if days > (NEAR_DAYS if a.printed and b.printed else PUBLISHED_DAYS):
        return None
    if days:
        return Evidence(Sign.DAYS, days)
    precise = a.first == a.last and b.first == b.last
    return Evidence(Sign.DAY if precise else Sign.WITHIN)


# -- the words -----------------------------------------------------------------------------


def _content(houses: Houses, a: Said, b: Said) -> tuple[float, list[Evidence]]:
    """The best of: the same words, the original's words, the same account."""
    score, evidence = _words(a, b)
    original = _originals(a, b)
    if original > score:
        score, evidence = original, [Evidence(Sign.ORIGINAL, round(original, 2))]
    account, signs = _account(houses, a, b)
    if account > score:
        shown = [one for one in evidence if one.value is not None and one.value >= WORDS]
        return account, [*shown, *signs]
    return score, evidence


def _words(a: Said, b: Said) -> tuple[float, list[Evidence]]:
    if min(len(a.words), len(b.words)) < FEWEST:
        same = a.words == b.words and a.words != ()
        return (1.0, [Evidence(Sign.WORDS, 1.0)]) if same else (0.0, [])
    found = likeness(a.words, b.words)
    sign = Sign.CONTAINED if found.contained > found.shared else Sign.WORDS
    value = found.contained if sign is Sign.CONTAINED else found.shared
    return _above_chance(found.score), [Evidence(sign, round(value, 2))]


def _above_chance(share: float) -> float:
    """A share of words as a score: what any two texts of one language share counts nothing."""
    return max(0.0, share - CHANCE) / (1 - CHANCE)


def _originals(a: Said, b: Said) -> float:
    """How alike an original is to the other text, or to its original."""
    pairs = [*product((a.original,), (b.words, b.original)), (a.words, b.original)]
    return max(
        (
            _above_chance(likeness(one, other).score)
            for one, other in pairs
            if min(len(one), len(other)) >= FEWEST
        ),
        default=0.0,
    )


# -- the account: other words for the same thing -------------------------------------------


def _account(houses: Houses, a: Said, b: Said) -> tuple[float, list[Evidence]]:
    """Whether two texts in other words, perhaps another language, tell the same of the same day.

    Only of one house and of days that are known and touch: names, figures and answers are shared
    by all who speak of one event.
    """
    near = gap((a.first, a.last), (b.first, b.last)) <= _ACCOUNT_DAYS
    if a.undated or b.undated or not near or houses.steps(a.speaker, b.speaker) is None:
        return 0.0, []
    answers = _answers(a.answers, b.answers)
    if answers is None and _one_language(a, b):
        return 0.0, []  # the words have said all there is to say
    names = cognates(a.words, b.words)
    measures = {Sign.ANSWERS: answers, Sign.COGNATES: names}
    if figures(a.words) or figures(b.words):
        measures[Sign.FIGURES] = float(bool(figures(a.words) & figures(b.words)))
    known = {sign: value for sign, value in measures.items() if value is not None}
    total = sum(ACCOUNT[sign] for sign in known)
    score = sum(ACCOUNT[sign] * value for sign, value in known.items()) / total
    if answers is None:
        score *= WEIGHTS[Sign.UNNAMED]  # nobody has said yet what either bears on
    evidence = [Evidence(sign, round(value, 2)) for sign, value in known.items() if value]
    return score, evidence


def _answers(ours: tuple[Answer, ...], theirs: tuple[Answer, ...]) -> float | None:
    """The share of the one's answers that the other gives too; none where either gives none."""
    if not ours or not theirs:
        return None
    fewer, more = sorted((ours, theirs), key=len)
    return sum(any(_agree(one, other) for other in more) for one in fewer) / len(fewer)


def _agree(one: Answer, other: Answer) -> bool:
    if one.claim == other.claim:
        return one.stance is other.stance
    return one.question == other.question and one.stance is other.stance and _overlap(one, other)


def _overlap(one: Answer, other: Answer) -> bool:
    """Whether two figures can be one number."""
    if not (one.is_figure and other.is_figure):
        return False
    return not _below(one, other) and not _below(other, one)


def _below(one: Answer, other: Answer) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low


# -- against -------------------------------------------------------------------------------


def _against(a: Said, b: Said) -> Iterator[Evidence]:
    ours, theirs = figures(a.words), figures(b.words)
    if ours - theirs and theirs - ours:
        yield Evidence(Sign.OTHER_FIGURES)
    if _one_language(a, b) and negated(a.words) != negated(b.words):
        yield Evidence(Sign.NEGATION)
    for one, other in product(a.answers, b.answers):
        if one.claim == other.claim and one.sign * other.sign < 0:
            yield Evidence(Sign.OPPOSED)
            return


def _one_language(a: Said, b: Said) -> bool:
    codes = {(said.lang or "").split("-")[0].lower() for said in (a, b)} - {""}
    return len(codes) <= 1
