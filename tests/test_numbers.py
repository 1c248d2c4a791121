"""Numbers as people report them."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.number_words import LANGUAGES, MARKS, Hedge
from claims.numbers import LARGEST, Interval, NumberError, hedge_of, parse_number

PAGE = Path(__file__).parents[1] / "docs" / "numbers.md"

bounds = st.integers(-LARGEST, LARGEST) | st.floats(-1e9, 1e9) | st.integers(-5, 5)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(st.none() | bounds), draw(bounds)
    if low is not None and low > high:
        low, high = high, low
    opened = st.booleans() if low is None or high - low > 1e-3 else st.just(False)
    if draw(st.booleans()) or low is None:
        ends = [(None, high), (high, None)]
        low, high = draw(st.sampled_from(ends))  # type: ignore[assignment]
    return Interval(low, high, draw(opened), draw(opened))


tags = st.sampled_from([None, "fr", "en", "de", "fr-FR", "xx"])
# Words and signs that nearly make numbers.
FRAGMENTS = """
    12 .. ~ > < >= + - 300 000 1,200 1.5 k m million cent mille et un vingt quatre-vingt dix une
    vingtaine des dizaines de d' plus moins au environ entre à about at least dozen half a and to
    two hundred thousand several % , . 9999999999999999 zero é في ½ deux milliards jusqu'à or so
"""
awkward = st.lists(st.sampled_from(FRAGMENTS.split()), max_size=7).map(" ".join)


@given(intervals(), tags)
def test_every_interval_reads_back_from_its_canonical_text(interval: Interval, lang: str) -> None:
    assert parse_number(interval.as_text(), lang=lang) == interval


@given(st.text(max_size=120) | awkward, tags)
def test_any_text_is_an_interval_or_a_number_error(text: str, lang: str | None) -> None:
    hedge = hedge_of(text, lang)
    assert hedge is None or hedge in text
    try:
        found = parse_number(text, lang=lang)
    except NumberError:
        return
    assert found.low is None or found.high is None or found.low <= found.high
    assert parse_number(found.as_text()) == found


@given(intervals(), intervals())
def test_overlapping_is_mutual(left: Interval, right: Interval) -> None:
    assert left.overlaps(right) == right.overlaps(left)
    assert left.overlaps(left)


@given(intervals(), intervals(), bounds)
def test_what_lies_in_both_makes_them_overlap(left: Interval, right: Interval, at: float) -> None:
    if left.contains(at) and right.contains(at):
        assert left.overlaps(right)


@pytest.mark.parametrize(
    ("left", "right", "overlap"),
    [
        ("12", "12..", True),
        ("12", ">12", False),
        ("18..23", "23..30", True),
        ("18..<23", "23..30", False),
        ("..5", "6..", False),
        ("18..22", "19..23", True),
        (">12", "<13", True),
    ],
)
def test_overlaps(left: str, right: str, *, overlap: bool) -> None:
    assert parse_number(left).overlaps(parse_number(right)) == overlap


@pytest.mark.parametrize(
    ("low", "high", "opened"),
    [
        (12, 9, False),
        (12, 12, True),
        (None, None, False),
        (math.nan, 1, False),
        (math.inf, None, False),
        (0, LARGEST + 1, False),
        (10**400, None, False),
    ],
)
def test_intervals_without_a_number(low: float | None, high: float | None, *, opened: bool) -> None:
    with pytest.raises(NumberError):
        Interval(low, high, high_open=opened)


# -- spelled cardinals: the spellers know nothing of the reader's tables --------------------

_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_EN_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()


def english(number: int) -> str:
    if number < 20:
        return _EN[number]
    if number < 100:
        ten, unit = divmod(number, 10)
        return _EN_TENS[ten] + (f"-{_EN[unit]}" if unit else "")
    if number < 1000:
        hundred, rest = divmod(number, 100)
        return f"{_EN[hundred]} hundred" + (f" and {english(rest)}" if rest else "")
    for size, name in ((10**6, "million"), (1000, "thousand")):
        if number >= size:
            count, rest = divmod(number, size)
            joint = " and " if rest < 100 else " "
            return f"{english(count)} {name}" + (joint + english(rest) if rest else "")
    raise AssertionError


_FR = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
).split()
_FR_TENS = "- - vingt trente quarante cinquante soixante".split()


def french(number: int, *, last: bool = True) -> str:
    if number < 20:
        return _FR[number]
    if number < 100:
        return _french_tens(number, last=last)
    if number < 1000:
        hundred, rest = divmod(number, 100)
        head = "cent" if hundred == 1 else f"{_FR[hundred]} cent"
        if rest:
            return f"{head} {french(rest, last=last)}"
        return head + ("s" if hundred > 1 and last else "")
    if number < 10**6:
        count, rest = divmod(number, 1000)
        head = "mille" if count == 1 else f"{french(count, last=False)} mille"
        return head + (f" {french(rest)}" if rest else "")
    count, rest = divmod(number, 10**6)
    head = f"{french(count)} million" + ("s" if count > 1 else "")
    return head + (f" {french(rest)}" if rest else "")


def _french_tens(number: int, *, last: bool) -> str:
    if number == 71:
        return "soixante et onze"
    if number >= 80:
        rest = number - 80
        return f"quatre-vingt-{_FR[rest]}" if rest else "quatre-vingt" + ("s" if last else "")
    if number >= 70:
        return f"soixante-{_FR[number - 60]}"
    ten, unit = divmod(number, 10)
    if unit == 0:
        return _FR_TENS[ten]
    return f"{_FR_TENS[ten]} et un" if unit == 1 else f"{_FR_TENS[ten]}-{_FR[unit]}"


cardinals = st.integers(0, 1_000_000) | st.integers(0, 2_000) | st.integers(10**6, 999_999_999)


@given(cardinals)
def test_english_cardinals_read_back(number: int) -> None:
    for text in (english(number), english(number).replace("-", " ").replace(" and ", " ")):
        assert parse_number(text, lang="en") == Interval(number, number), text


@given(cardinals)
def test_french_cardinals_read_back(number: int) -> None:
    for text in (french(number), french(number).replace(" ", "-"), french(number).upper()):
        assert parse_number(text, lang="fr") == Interval(number, number), text


def test_every_cardinal_below_two_thousand_in_either_language() -> None:
    for number in range(2_000):
        assert parse_number(english(number)).as_text() == str(number)
        assert parse_number(french(number)).as_text() == str(number)


@given(st.integers(1, 999_999_999), st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", "'", "’"]))
def test_thousands_apart(number: int, mark: str) -> None:
    assert parse_number(f"{number:,}".replace(",", mark)) == Interval(number, number)


# -- phrases -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", "12"),
        ("12..", "12.."),
        ("18..23", "18..23"),
        ("..5", "..5"),
        ("~20", "18..22"),
        ("≈ 20", "18..22"),
        ("≥12", "12.."),
        ("12+", "12.."),
        ("<12", "<12"),
        ("18–23", "18..23"),
        ("-5", "-5"),
        ("une vingtaine", "18..22"),
        ("environ 21", "19..23"),
        ("~21", "19..23"),
        ("about 21", "19..23"),
        ("around twenty", "18..22"),
        ("20 or so", "18..22"),
        ("~5", "4..6"),
        ("~-20", "-22..-18"),
        ("des dizaines", "20..99"),
        ("dozens", "20..99"),
        ("several dozen", "20..99"),
        ("des centaines", "200..999"),
        ("hundreds", "200..999"),
        ("several hundred", "200..999"),
        ("des milliers", "2000..9999"),
        ("thousands", "2000..9999"),
        ("des dizaines de milliers", "20000..99999"),
        ("hundreds of thousands", "200000..999999"),
        ("au moins 12", "12.."),
        ("at least 12", "12.."),
        ("12 au moins", "12.."),
        ("AU MOINS UNE VINGTAINE", "20.."),
        ("au moins des dizaines", "20.."),
        ("plus de 300 000", ">300000"),
        ("more than 300,000", ">300000"),
        ("over 300,000", ">300000"),
        ("plus d’une centaine", ">100"),
        ("près de 300", "270..<300"),
        ("nearly 21", "18.9..<21"),
        ("almost twenty", "18..<20"),
        ("up to 40", "0..40"),
        ("jusqu'à 40", "0..40"),
        ("au plus 40", "0..40"),
        ("moins de 12", "0..<12"),
        ("fewer than 12", "0..<12"),
        ("no fewer than 12", "12.."),
        ("exactement 12", "12"),
        ("entre 18 et 23", "18..23"),
        ("between 18 and 23", "18..23"),
        ("18 à 23", "18..23"),
        ("18 to 23", "18..23"),
        ("de 18 à 23", "18..23"),
        ("entre vingt et un et trente", "21..30"),
        ("between one hundred and two and three hundred", "102..300"),
        ("2 à 3 millions", "2000000..3000000"),
        ("two to three hundred", "200..300"),
        ("900 à 1,2 million", "900..1200000"),
        ("une dizaine", "9..11"),
        ("une douzaine", "11..13"),
        ("deux centaines", "180..220"),
        ("une centaine de milliers", "90000..110000"),
        ("un millier", "900..1100"),
        ("quatre-vingt-dix-sept", "97"),
        ("deux mille seize", "2016"),
        ("soixante-et-onze", "71"),
        ("septante", "70"),
        ("nonante-neuf", "99"),
        ("three hundred and four", "304"),
        ("a hundred", "100"),
        ("a dozen", "12"),
        ("two dozen", "24"),
        ("half a dozen", "6"),
        ("half a million", "500000"),
        ("un million et demi", "1500000"),
        ("one and a half million", "1500000"),
        ("1.2 million", "1200000"),
        ("3,5 millions", "3500000"),
        ("2 milliards", "2000000000"),
        ("5k", "5000"),
        ("12 %", "12"),
        ("12,5 pour cent", "12.5"),
        ("plus de 12 %", ">12"),
        ("1 234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("zero", "0"),
        ("aucune", "0"),
    ],
)
def test_what_is_read(text: str, expected: str) -> None:
    assert parse_number(text).as_text() == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("12..9", "12..9: leaves no number"),
        ("12..x", "x: not a number"),
        ("", "(nothing): not a number"),
        ("beaucoup", "beaucoup: not a number"),
        ("12 morts", "not a number"),
        ("a", "not a number"),
        ("..", "at least one bound"),
        ("twenty thirty", "not a number"),
        ("dix-deux", "not a number"),
        ("mille million", "not a number"),
        ("one thousand thousand", "not a number"),
        ("12 00", "not a number"),
        ("1,23,456", "not a number"),
        ("1 234'567", "not a number"),
        ("~>12", "not a number"),
        ("٣", "not a number"),
        ("9" * 17, "beyond the largest"),
        ("1" * 200, "not a number"),
        ("moins de 0", "0..<0: leaves no number"),
        ("près de plusieurs dizaines", "too vague"),
        ("300.000", "could be 300000 or 300.000"),
    ],
)
def test_what_is_refused_and_why(text: str, reason: str) -> None:
    with pytest.raises(NumberError, match=re.escape(reason)) as caught:
        parse_number(text)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("300,000", None, "300000"),
        ("300,000", "en", "300000"),
        ("300.125", "en", "300.1250"),
        ("300.000", "de", "300000"),
        ("300.000", "it-IT", "300000"),
        ("3,5", "fr", "3.5"),
        ("0,125", "fr", "0.1250"),
        ("300 000,125", "fr", "300000.1250"),
        ("2 billions", "fr", "2000000000000"),
        ("2 billion", "en", "2000000000"),
    ],
)
def test_the_language_settles_what_a_mark_is(text: str, lang: str | None, expected: str) -> None:
    assert parse_number(text, lang=lang).as_text() == expected


@pytest.mark.parametrize(
    ("text", "lang"), [("1,200", "fr"), ("1.200", "fr"), ("1,200", "de"), ("1.200", None)]
)
def test_a_mark_that_could_be_either_is_refused(text: str, lang: str | None) -> None:
    with pytest.raises(NumberError, match=r"could be 1200 or 1\.200"):
        parse_number(text, lang=lang)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Au moins 12 personnes ont été tuées", "Au moins"),
        ("plus d’une vingtaine de civils", "plus d’"),
        ("Une vingtaine de civils", "Une vingtaine"),
        ("some 20 trucks were hit", "some"),
        ("at least a dozen", "at least"),
        ("des dizaines de morts", "des dizaines"),
        ("killed around twenty people", "around"),
        ("~20 camions", "~"),
        ("several hundred people", "several hundred"),
        ("nearly\u00a0300,000", "nearly"),
        ("12 morts", None),
        ("he spoke about the convoy, over and over", None),
        ("il n'est plus de ce monde", None),
        ("", None),
    ],
)
def test_hedges_in_running_text(text: str, hedge: str | None) -> None:
    assert hedge_of(text) == hedge


# -- the page ------------------------------------------------------------------------------


def tables() -> str:
    """The tables of docs/numbers.md, from the data."""
    lines = ["| Hedge | Means | English | French |", "|---|---|---|---|"]
    for hedge in Hedge:
        cells = [hedge.name.lower().replace("_", " "), hedge.value]
        for pack in LANGUAGES.values():
            after = (f"… {phrase}" for phrase in pack.after.get(hedge, ()))
            cells.append(", ".join((*pack.before[hedge], *after)))
        lines.append("| " + " | ".join(cells) + " |")
    for title, name in (("About", "rounds"), ("Exactly", "dozens")):
        lines += ["", f"| {title} | Read as |", "|---|---|"]
        for pack in LANGUAGES.values():
            for word, size in getattr(pack, name).items():
                phrase = f"une {word}" if word in LANGUAGES["fr"].rounds else f"a {word}"
                phrase = phrase.replace("une millier", "un millier")
                assert parse_number(phrase).contains(size)
                lines.append(f"| `{phrase}` | `{parse_number(phrase)}` |")
    lines += ["", "| Some | Read as |", "|---|---|"]
    for pack in LANGUAGES.values():
        for word, (low, high) in pack.plurals.items():
            lines.append(f"| `{word}` | `{low}..{high}` |")
    lines += ["", "| Language | 1,200 | 1.200 |", "|---|---|---|"]
    for lang, marks in MARKS.items():
        shown = {"thousands": "1200", "decimal": "1.2", "either": "refused"}
        lines.append(f"| {lang or 'none given'} | {shown[marks[',']]} | {shown[marks['.']]} |")
    return "\n".join(lines)


def test_the_page_shows_the_tables() -> None:
    page = PAGE.read_text(encoding="utf-8")
    start, end = "<!-- tables -->\n", "\n<!-- end of tables -->"
    assert page.partition(start)[2].partition(end)[0] == tables()


def test_the_page_shows_what_is_true() -> None:
    rows = re.findall(r"^\| `(.+?)` \| `(.+?)` \|$", PAGE.read_text(encoding="utf-8"), re.M)
    assert len(rows) > 20
    for text, expected in rows:
        assert parse_number(text).as_text() == expected, text


def test_a_hedge_before_nothing_but_marks_is_no_number() -> None:
    with pytest.raises(NumberError):
        parse_number("au moins .\x1b]8;;https://evil.example\x07")
