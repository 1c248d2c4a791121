"""Where words stand, and what became of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claims.verify.places import Status, Wanted, find
from claims.verify.words import is_word, read

TEXT = (
    "Le ministère a parlé mardi. « Nos avions n'ont pas frappé le convoi », a dit le porte-parole, "
    "avant d'ajouter : « Nous n'en savons rien… » Le lendemain, rien de nouveau n'est venu de "
    "Moscou, où l'on attendait une réponse des Nations unies au sujet des dix-huit camions."
)  # fmt: skip


def quote(text: str, words: str, around: int = 32) -> Wanted:
    """Words as they are kept of a text."""
    start = text.index(words)
    end = start + len(words)
    return Wanted(words, start, end, text[max(0, start - around) : start], text[end : end + around])


WORDS = quote(TEXT, "Nos avions n'ont pas frappé le convoi")


def test_to_the_letter_is_exact() -> None:
    found = find(WORDS, read(TEXT))
    assert (found.status, found.spans) == (Status.EXACT, ((WORDS.start, WORDS.end),))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "Mis à jour à midi. " + text,
        lambda text: text.replace(" ", "\n"),
        lambda text: text.replace("« ", "“").replace(" »", "”"),
        lambda text: text.replace("'", "’"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("frappé", "frap\u00adpé"),
        lambda text: text.replace("é", "e\u0301"),
        lambda text: re.sub(r"Le ministère.*?«", "L'armée : «", text),
    ],
)
def test_set_otherwise_is_moved(change) -> None:
    text = change(TEXT)
    found = find(WORDS, read(text))
    assert found.status is Status.MOVED
    [(start, end)] = found.spans
    assert list(read(text[start:end]).tokens) == list(read(WORDS.text).tokens)


@pytest.mark.parametrize(
    ("was", "now", "differences"),
    [
        ("n'ont pas frappé", "n'ont pas visé", [("frappé", "visé")]),
        ("pas frappé le", "pas le", [("frappé", "")]),
        ("frappé le convoi", "frappé ni vu le convoi", [("", "ni vu")]),
        ("Nos avions", "nos avions", [("Nos", "nos")]),
        ("frappé", "frappe", [("frappé", "frappe")]),
        ("Nos avions n'ont pas frappé le convoi", "Rien", [(WORDS.text, "Rien")]),
    ],
)
def test_other_words_are_shown(was: str, now: str, differences: list[tuple[str, str]]) -> None:
    found = find(WORDS, read(TEXT.replace(was, now)))
    assert found.status is Status.ALTERED
    assert [(one.was, one.now) for one in found.differences if not one.same] == differences


def test_other_words_at_its_place_are_not_excused_by_the_same_words_elsewhere() -> None:
    text = "Interrogé, il a dit oui devant la presse. Plus tard, à Paris, elle a dit non."
    kept = quote(text, "oui")
    now = text.replace("oui", "peut-être") + " Oui ou non ? Un oui ferme."
    found = find(kept, read(now))
    assert found.status is Status.ALTERED
    assert found.differences[0].now == "peut-être"


def test_words_that_are_gone_are_absent() -> None:
    text = "Un tout autre article, sur la pluie et le beau temps dans le sud du pays."
    assert find(WORDS, read(text)).status is Status.ABSENT
    assert find(Wanted("Sans commentaire"), read("")).status is Status.ABSENT
    assert find(Wanted("…"), read(text)).status is Status.ABSENT


def test_a_part_changed_with_its_neighbours_gone() -> None:
    kept = Wanted("Nos avions n'ont pas frappé le convoi humanitaire dimanche soir")
    now = "Selon lui, nos avions n'ont pas frappé un convoi humanitaire dimanche soir. Fin."
    found = find(kept, read(now))
    assert found.status is Status.ALTERED
    assert [(one.was, one.now) for one in found.differences if not one.same] == [
        ("Nos", "nos"), ("le", "un"),
    ]  # fmt: skip
    assert found.alike == pytest.approx(8 / 10)


def test_interrupted_by_its_cue() -> None:
    text = "« Nous n'avons pas », a dit le général, « touché à ce convoi », hier."
    pieces = [
        (text.index("Nous"), text.index(" »,")),
        (text.index("touché"), text.index(" », hier")),
    ]
    kept = Wanted("Nous n'avons pas touché à ce convoi", pieces[0][0], pieces[1][1], pieces=pieces)
    assert find(kept, read(text)).status is Status.EXACT
    shifted = "A midi. " + text
    found = find(kept, read(shifted))
    assert found.status is Status.MOVED
    assert [shifted[a:b] for a, b in found.spans] == ["Nous n'avons pas", "touché à ce convoi"]
    assert find(kept, read(text.replace("pas »", "plus »"))).status is Status.ALTERED


def test_an_editors_words_need_not_stand_there() -> None:
    words = "Ils [les rebelles] ont frappé"
    kept = Wanted(words, insertions=[(4, 18)])
    assert find(kept, read("Il dit : Ils ont frappé, hier.")).status is Status.MOVED
    assert find(kept, read("Il dit : Ils [les rebelles] ont frappé.")).status is Status.EXACT


WORD = st.text("abcdeéèûîœ", min_size=1, max_size=7)
ARTICLE = st.lists(WORD, min_size=30, max_size=60)
BLANK = st.sampled_from([" ", "\n", "\u00a0", "  ", "\u202f", "\r\n\t"])


@given(
    ARTICLE, st.integers(5, 15), st.integers(1, 12), st.lists(BLANK, min_size=1), st.text("xyz ")
)
def test_whatever_typesetting_does_the_words_are_found(
    words: list[str], first: int, size: int, blanks: list[str], front: str
) -> None:
    text = " ".join(words)
    said = " ".join(words[first : first + size])
    start = len(" ".join(words[:first])) + 1
    end = start + len(said)
    kept = Wanted(said, start, end, text[max(0, start - 32) : start], text[end : end + 32])
    again = front
    for number, word in enumerate(words):
        again += blanks[number % len(blanks)] + (f"“{word}”" if number % 7 == 3 else word)
    assert find(kept, read(again)).status in (Status.MOVED, Status.EXACT)


@given(ARTICLE, st.integers(5, 15), st.integers(1, 12), st.data())
def test_a_changed_word_is_never_passed_over(
    words: list[str], first: int, size: int, data: st.DataObject
) -> None:
    assume(len(set(words)) > 20)
    text = " ".join(words)
    said = " ".join(words[first : first + size])
    start = len(" ".join(words[:first])) + 1
    end = start + len(said)
    kept = Wanted(said, start, end, text[max(0, start - 40) : start], text[end : end + 40])
    place = first + data.draw(st.integers(0, size - 1))
    again = [*words[:place], "autrement", *words[place + 1 :]]
    found = find(kept, read(" ".join(again)))
    if said not in " ".join(again):
        assert found.status is Status.ALTERED
        assert any("autrement" in one.now for one in found.differences)


@given(st.text(min_size=1, max_size=80), st.text(max_size=200), st.text(max_size=40))
def test_nothing_makes_it_raise(words: str, text: str, beside: str) -> None:
    found = find(Wanted(words, 3, 3 + len(words), beside, beside), read(text))
    assert all(0 <= start <= end <= len(text) for start, end in found.spans)


@given(st.text(max_size=100))
def test_places_are_of_the_text(text: str) -> None:
    words = read(text)
    assert all(text[start:end].strip() for start, end in words.places)
    flat = [place for pair in words.places for place in pair]
    assert flat == sorted(flat)
    for letters in re.findall(r"[a-zA-Z]+", text):
        assert any(letters in token for token in words.tokens if is_word(token))
