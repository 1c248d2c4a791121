"""What holds for any text at all: exact offsets, no overlap, no exception, work in proportion."""

from __future__ import annotations

import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extract import Extraction, extract
from claims.extract import cues as cue_finder
from claims.extract import tokens as tokeniser
from claims.extract.marks import most_of, regions
from claims.extract.pack import pack
from claims.extract.tokens import paragraphs, sentences

PIECES = [
    "«", "»", "“", "”", '"', "'", "’", "‘", "„", "(", ")", "[", "]", ",", ", ", ". ", ": ", "; ",
    "?", "! ", "…", "— ", "\n", "\r\n", "\n\n", "\xa0", "\u202f", "\u200f", "\u0301", "e\u0301",
    "🙂", "👩‍👧", "שלום", "مرحبا", "Le ministre ", "Paul Martin ", "M. ", "a déclaré ", "a dit ",
    "que ", "qu'", "l'", "a-t-il ", "-t-elle ", "selon ", "d'après ", "affirmant ", "avoir ", "de ",
    "il ", "elle ", "The mayor ", "said ", "says ", "that ", "told ", "according to ", "Dr. ",
    "she ", "“No,” ", "'90s ", "42 ", "OSDH", "(OSDH) ", "et ", "and ", "mais ", "but ", "jeudi ",
    "Monday ", "A: ", "B: ", "READ MORE: ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=120)


def check(text: str, found: Extraction) -> None:
    for quote in found.quotes:
        assert 0 <= quote.start < quote.end <= len(text)
        assert quote.text == text[quote.start : quote.end]
        assert quote.spans
        assert quote.spans[0].start == quote.start
        assert quote.spans[-1].end == quote.end
        for span in (*quote.spans, *quote.insertions):
            assert quote.start <= span.start < span.end <= quote.end
        if quote.speaker is not None:
            assert quote.speaker == text[quote.speaker_start : quote.speaker_end]
        assert 0 <= quote.confidence <= 1
    every = sorted((s.start, s.end) for q in found.quotes for s in q.spans)
    assert all(a[1] <= b[0] for a, b in pairwise(every))
    assert [q.start for q in found.quotes] == sorted(q.start for q in found.quotes)


@given(text=TEXTS, lang=st.sampled_from(["fr", "en", None]))
@settings(max_examples=400, deadline=None)
def test_any_text(text: str, lang: str | None) -> None:
    check(text, extract(text, lang=lang))


@given(text=TEXTS)
@settings(max_examples=50, deadline=None)
def test_same_text_same_answer(text: str) -> None:
    assert extract(text) == extract(text)


@given(text=TEXTS)
@settings(max_examples=200, deadline=None)
def test_regions_are_outermost_and_apart(text: str) -> None:
    found = regions(text, paragraphs(text))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(r.start <= r.inner.start <= r.inner.end <= r.end for r in found)


@given(text=TEXTS)
@settings(max_examples=200, deadline=None)
def test_tokens_keep_their_places(text: str) -> None:
    for sentence in sentences(text, pack("fr")):
        tokens = sentence.tokens
        assert all(a.end <= b.start for a, b in pairwise(tokens))
        assert all(t.region or text[t.start : t.end] == t.text for t in tokens)
        assert len(tokens) <= tokeniser.LONGEST_SENTENCE + 1


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_decomposed_accents_read_the_same(form: str) -> None:
    text = unicodedata.normalize(form, "«Ça ira», a répété l'élue Chloé Périer.")
    (quote,) = extract(text, lang="fr").quotes
    assert unicodedata.normalize("NFC", quote.speaker_name or "") == "Chloé Périer"
    assert quote.cue == unicodedata.normalize(form, "a répété")


@pytest.mark.parametrize("gap", [" ", "\xa0", "\u202f", "\r\n"])
def test_blanks_of_all_kinds(gap: str) -> None:
    text = f"«{gap}Nous{gap}partons{gap}», a dit Paul Martin."
    (quote,) = extract(text, lang="fr").quotes
    assert (quote.speaker, quote.text) == ("Paul Martin", text[: text.index(",")])


HOSTILE = {
    "guillemets": "«»" * 4000,
    "unclosed": "«" * 8000,
    "unclosed apart": "« a " * 4000,
    "straight": '"' * 8000,
    "nested": "«a" * 3000 + "»" * 3000,
    "one line": "Le maire a dit que oui, selon Paul Martin, " * 300,
    "verbs": "dit " * 4000,
    "commas": "a, " * 4000,
    "brackets": "(" * 4000 + ")" * 4000,
    "names": "Paul Martin " * 2000,
    "acronyms": "(ABC) " * 2000,
    "paragraphs": "«a\n" * 3000,
    "labels": "A: b\n\nB: c\n\n" * 800,
    "single": "‘a " * 4000,
    "initials": "A B. " * 3000,
    "one name": "Le ministre Paul Martin a dit que Paul Martin ira. " * 300,
}
#: Texts denser than any prose, of which most is left alone.
DENSE = {
    "letters": "a\n",
    "tiny quotations": "«a» ",
    "tiny paragraphs": "«a»\n",
    "straight": '"a" ',
    "no sentence": "Le maire a dit que oui, selon Paul Martin, ",
    "short sentences": "A. ",
}


def work(text: str) -> int:
    """Function calls one extraction makes: a count that no busy machine changes."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        extract(text, lang="fr")
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_with_the_text(name: str) -> None:
    text = HOSTILE[name]
    half, whole = work(text[: len(text) // 2]), work(text)
    assert whole <= 2.6 * half + 2000


@pytest.mark.parametrize("name", DENSE)
def test_most_of_a_text_without_prose_is_left_alone(name: str) -> None:
    """What is read is bounded, and so is the work for each character of the rest."""
    text = DENSE[name] * 20_000
    found = sentences(text, pack("fr"))
    assert len(found) <= most_of(text) + 1
    assert sum(len(s) for s in found) < 4 * most_of(text)
    assert len(regions(text, paragraphs(text))) <= most_of(text) // 2
    assert work(text) < 100 * most_of(text)


def test_the_bound_is_far_from_prose() -> None:
    """A long book of nothing but quotations is read to its end."""
    text = "« Nous irons jusqu'au bout du chemin », a dit l'élue Anne Leroy.\n\n" * 400
    assert len(extract(text, lang="fr").quotes) == 400
    assert most_of(text) > 4 * len(sentences(text, pack("fr")))


def test_a_sentence_has_bounded_cues() -> None:
    (sentence, *_) = sentences("il dit " * 500, pack("fr"))
    assert len(cue_finder.find(sentence, pack("fr"))) <= cue_finder.MOST_CUES
