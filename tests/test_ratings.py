"""Labels and what they plainly mean."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.ratings import shipped
from claims.text import name_key
from claims.vocabulary import Rating

TABLE = json.loads(files("claims").joinpath("ratings.json").read_text("utf-8"))
LABELS = [
    (label, Rating(value))
    for value, languages in TABLE.items()
    for labels in languages.values()
    for label in labels
]


def test_every_verdict_has_labels_in_the_common_languages() -> None:
    assert TABLE.keys() == {rating.value for rating in Rating}
    for value in ("true", "false", "mixed"):
        missing = {"en", "fr", "es", "pt", "de", "it", "hi", "ar", "id", "tr", "pl", "nl"}
        assert not missing - TABLE[value].keys(), value


def test_no_label_means_two_things() -> None:
    meanings: dict[str, set[Rating]] = {}
    for label, rating in LABELS:
        assert name_key(label), label
        meanings.setdefault(name_key(label), set()).add(rating)
    assert [label for label, found in meanings.items() if len(found) > 1] == []


def test_a_label_is_known_however_it_is_written() -> None:
    for label, rating in LABELS:
        assert shipped(label) is rating
        assert shipped(f"  {label.upper()}. ") is rating, label


@pytest.mark.parametrize(
    ("label", "rating"),
    [
        ("FALSO: as imagens são de outro ano", Rating.FALSE),
        ("really_false", Rating.FALSE),
        ("Pants on Fire!", Rating.FALSE),
        ("Incorrect \r", Rating.FALSE),
        ("#Fake ❌", Rating.FALSE),
        ("Plutôt faux", Rating.MOSTLY_FALSE),
        ("part-true, part-false", Rating.MIXED),
        ("Verdict: False", Rating.FALSE),
        ("Fact check: true", Rating.TRUE),
        ("Mostly false and misleading", Rating.MOSTLY_FALSE),
        ("False & out of context", Rating.FALSE),
        ("FALSO, ENGAÑOSO", Rating.FALSE),
        ("Faux et trompeur", Rating.FALSE),
        ("Fake / Falso", Rating.FALSE),
        ("Fake. The photo shows another town", Rating.FALSE),
        ("Falso - o vídeo é de 2015", Rating.FALSE),
        ("False (digitally altered photo)", Rating.FALSE),
        ("錯誤：影片為舊影片", Rating.FALSE),
        ("Not true", Rating.FALSE),
        ("Неправда", Rating.FALSE),
        ("Правда", Rating.TRUE),
        ("सच नहीं", Rating.FALSE),
        ("ไม่จริง", Rating.FALSE),
        ("Hindi totoo", Rating.FALSE),
        ("Không đúng", Rating.FALSE),
        ("נכון ברובו", Rating.MOSTLY_TRUE),
        ("Напівправда", Rating.MIXED),
        ("نیمه‌درست", Rating.MIXED),
    ],
)
def test_labels_as_publishers_print_them(label: str, rating: Rating) -> None:
    assert shipped(label) is rating


@pytest.mark.parametrize(
    "label",
    [
        "", "1", "5/5", "-1", "0", "🙂", "True?", "Falso?", "صحيح؟", "❌ True", "T̶r̶u̶e̶",
        "Correct: it was five", "Vrai : mais en 2010", "True, but", "not so true",
        "Misleading", "Engañoso", "Enganoso", "Trompeur", "Missing context", "Satire", "Altered",
        "True and misleading", "True but misleading", "True/False", "False or true", "False, but",
        "False and not misleading", "Not false and misleading", "False and misattributed",
        "False. True", "Fake. But it is true of others", "False - not", "Verdict: not false",
        "Verdict: misleading", "Claim: false", "No. False", "Misleading and out of context",
        "não_é_bem_assim", "Inaccurate", "Unfounded", "Vale", "True - mostly", "Half false claim",
        "不是假的", "False flag", "It is false that it is false",
        "This photo shows a slave trader", "false positive", "x" * 10_000,
    ],
)  # fmt: skip
def test_what_is_not_plain_has_no_verdict(label: str) -> None:
    assert shipped(label) is None


SIGNS = {Rating.TRUE: 1, Rating.MOSTLY_TRUE: 1, Rating.MIXED: 0, Rating.UNPROVEN: 0, None: 0}
NEGATIONS = """not no never isn't non pas n'est|pas ne|pas nicht kein keine não nunca nao niet geen
nie nije inte ikke ej ei eivät нет не ни nem ne nu není nie|je δεν μη όχι לא אין ليس غير لا نہیں نه
نیست नहीं न না নয় இல்லை அல்ல కాదు ಅಲ್ಲ അല്ല නොවේ ไม่ ไม่ใช่ không chẳng bukan tidak hindi 不 不是 非
沒有 ない ではない 아님 아니다 değil deyil არ არ|არის
չէ si አይደለም nuk jo nav nėra ez im- un- in- non-
не- hardly anything|but far|from that|is|wrongly|called""".split()


def sign(label: str) -> int:
    return SIGNS.get(shipped(label), -1)


@settings(max_examples=500)
@given(
    st.sampled_from(LABELS), st.sampled_from(NEGATIONS), st.booleans(), st.sampled_from(" -_~\n")
)
def test_a_negation_never_leaves_the_polarity(
    given_: tuple[str, Rating], negation: str, before: bool, blank: str
) -> None:
    label = given_[0]
    words = [negation.replace("|", " "), label]
    negated = blank.join(words if before else reversed(words))
    assert sign(negated) * sign(label) <= 0, negated


@given(
    st.sampled_from(LABELS), st.sampled_from(LABELS), st.sampled_from([" and ", ", ", "/", ". "])
)
def test_two_labels_never_mean_what_one_of_them_denies(
    one: tuple[str, Rating], other: tuple[str, Rating], joint: str
) -> None:
    found = shipped(one[0] + joint + other[0])
    if found in (Rating.TRUE, Rating.MOSTLY_TRUE, Rating.FALSE, Rating.MOSTLY_FALSE):
        key = name_key(one[0] + joint + other[0])
        assert key in {name_key(label) for label, _rating in LABELS} or found in (one[1], other[1])
        assert sign(one[0]) * sign(other[0]) >= 0


@given(st.one_of(st.integers(), st.floats()).map(str))
def test_numbers_have_none(label: str) -> None:
    assert shipped(label) is None


@given(st.text())
def test_no_text_makes_it_raise(label: str) -> None:
    assert shipped(label) in (*Rating, None)
