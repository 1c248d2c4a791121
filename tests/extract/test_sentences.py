"""Every sentence of the tables yields what the table says, and nothing else."""

from __future__ import annotations

import pytest

from claims.extract import Quotation, extract
from tests.extract import cases_en, cases_fr
from tests.extract.cases import Case, Expected

LANGUAGES = {"fr": cases_fr.CASES, "en": cases_en.CASES}
ROWS = [
    pytest.param(lang, case, id=f"{lang}{number}")
    for lang, cases in LANGUAGES.items()
    for number, case in enumerate(cases)
]


def told(quote: Quotation, wanted: Expected) -> dict[str, str | None]:
    """What a quotation says of the points a case names."""
    found = {
        "name": quote.speaker_name,
        "role": quote.role,
        "via": ",".join(quote.via),
        "medium": quote.medium,
        "to": quote.to,
        "stance": quote.stance.value,
        "anon": "yes" if quote.anonymous else "no",
    }
    return {point: found[point] for point in wanted.more}


@pytest.mark.parametrize(("lang", "case"), ROWS)
def test_statements(lang: str, case: Case) -> None:
    found = extract(case.text, lang=lang).quotes
    assert [q.text for q in found] == [case.text[e.start : e.end] for e in case.expected]
    for quote, wanted in zip(found, case.expected, strict=True):
        assert (quote.start, quote.end) == (wanted.start, wanted.end)
        assert (quote.kind.value, quote.cue, quote.speaker) == (
            wanted.kind,
            wanted.cue,
            wanted.speaker,
        )
        assert told(quote, wanted) == wanted.more


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_pattern_is_covered(lang: str) -> None:
    """The tables are as large as they claim to be."""
    assert len(LANGUAGES[lang]) >= {"fr": 120, "en": 80}[lang]
    assert {e.kind for case in LANGUAGES[lang] for e in case.expected} == {
        "direct",
        "indirect",
        "mixed",
    }
