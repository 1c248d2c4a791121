"""Folding, tokens, cleaning and hashes."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import (
    TOKEN_LENGTH,
    clean_line,
    clean_text,
    content_hash,
    fold,
    name_key,
    shorten,
    token_spans,
    tokens,
)

# Texts rich in what folding and cleaning treat: dots, marks, joiners, escapes, ligatures.
awkward = st.text(
    st.sampled_from(
        "aAéÉeı İßœŒ.·'’-‑ \n\t\r1½²٣ﬁ\u0301\u0323\u0345\u0338\u093c\u094d\u200d\u200c\u00ad"
        "कषिקָ\u05b8بَغカガ\u3099한ς\u1e9e\ufe0f❤👩💻\x1b[]m\x07\\\x9b\x9cP0;\ud800\u202e\u2066𝐀"
    )
)
texts = st.text(st.characters()) | awkward


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Cessez-le-feu à Alep", "cessez-le-feu a alep"),
        ("L’armée", "l'armee"),
        ("Œuvre, œil, ex æquo", "oeuvre, oeil, ex aequo"),
        ("300\u00a0000\u202fmorts", "300 000 morts"),
        ("Łódź Øresund Đorđe Þór", "lodz oresund dorde thor"),
        ("İstanbul ılık", "istanbul ilik"),
        ("STRASSE Straße", "strasse strasse"),
        ("ﬁn Ⅳ ①", "fin iv 1"),
        ("e\u0301te\u0301", "ete"),
        ("«\u00a0oui\u00a0»", '" oui "'),
        ("Ёлкин, Конашенков", "елкин, конашенков"),
        ("الأُمَمُ", "الامم"),
        ("שָׁלוֹם", "שלום"),
        ("ᾳ Σίσυφος", "α σισυφοσ"),
        ("mar\u00adché", "marche"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_folding_keeps_the_vowel_signs_that_spell_a_word() -> None:
    assert fold("हिन्दी") == "हिन्दी"
    assert fold("ガ") != fold("カ")
    assert fold("ไทยน้ำ") != fold("ไทยนำ")


def test_folding_any_character_twice_changes_nothing_more() -> None:
    for point in range(sys.maxunicode + 1):
        folded = fold(chr(point))
        assert fold(folded) == folded, f"U+{point:04X}"


@given(texts)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_folding_does_not_see_normal_forms(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(texts, texts)
def test_folding_ascii_alone_or_among_others_is_the_same(text: str, other: str) -> None:
    ascii_only = "".join(filter(str.isascii, text))
    assert fold(ascii_only + "\u3042" + other).startswith(fold(ascii_only) + "\u3042")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Jean-Yves Le Drian", "jean yves le drian"),
        ("Valéry Giscard d’Estaing", "valery giscard d estaing"),
        ("  Ban   Ki-moon ", "ban ki moon"),
        ("J.K. Rowling", "jk rowling"),
        ("J. K. Rowling", "jk rowling"),
        ("O.N.U.", "onu"),
        ("l’O.N.U.", "l onu"),
        ("U.S. State Department", "us state department"),
        ("Malcolm X", "malcolm x"),
        ("Ursula von der Leyen", "ursula von der leyen"),
        ("—…«»", ""),
        ("\u200b\u202e", ""),
        ("", ""),
    ],
)
def test_name_keys(name: str, key: str) -> None:
    assert name_key(name) == key


@given(texts)
def test_a_name_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@given(texts)
def test_a_name_has_a_key_exactly_when_it_has_tokens(name: str) -> None:
    assert bool(name_key(name)) == bool(tokens(name))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'armée", ["l", "armee"]),
        ("l’armée", ["l", "armee"]),
        ("cessez-le-feu", ["cessez", "le", "feu"]),
        ("L'O.N.U. a dit", ["l", "onu", "a", "dit"]),
        ("the U.S. and U.S.A", ["the", "us", "and", "usa"]),
        ("É.-U. et S.N.C.F.", ["e", "u", "et", "sncf"]),
        ("J.K.Rowling", ["jk", "rowling"]),
        ("U.S.A.next", ["usa", "next"]),
        ("fin. A. B", ["fin", "a", "b"]),
        ("300 000, 300,000 et 3.5", ["300", "000", "300", "000", "et", "3", "5"]),
        ("snake_case", ["snake", "case"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("x" * 100, ["x" * TOKEN_LENGTH]),
        ("… ❤️ !", []),
        ("", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@given(texts)
def test_spans_give_the_same_tokens(text: str) -> None:
    assert [token for token, _start, _end in token_spans(text)] == tokens(text)


@given(texts)
def test_folding_changes_no_token(text: str) -> None:
    assert tokens(fold(text)) == tokens(text)


@given(texts)
def test_tokens_joined_by_blanks_are_the_same_tokens(text: str) -> None:
    assert tokens(" ".join(tokens(text))) == tokens(text)


@given(texts)
def test_spans_go_forward_and_hold_their_token(text: str) -> None:
    last = 0
    for token, start, end in token_spans(text):
        assert last <= start < end <= len(text)
        assert fold(text[start:end]).replace(".", "")[: len(token)]
        last = start


@pytest.mark.parametrize(
    ("text", "word", "printed"),
    [
        ("Œuvre d'art", "art", "art"),
        ("ﬁn de l’e\u0301te\u0301 !", "ete", "e\u0301te\u0301"),
        ("dit l'O.N.U. hier", "onu", "O.N.U"),
        ("dit l'O.N.U. hier", "hier", "hier"),
        ("Straße\u00a0neuf", "strasse", "Straße"),
    ],
)
def test_spans_count_in_the_text_as_given(text: str, word: str, printed: str) -> None:
    places = {token: text[start:end] for token, start, end in token_spans(text)}
    assert places[word] == printed


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("\x1b[31mrouge\x1b[0m", "rouge"),
        ("\x9b31mrouge", "rouge"),
        ("\x1b]8;;http://x.example\x07lien\x1b]8;;\x07", "lien"),
        ("\x1b]8;;http://x.example\x1b\\lien\x1b]8;;\x1b\\", "lien"),
        ("\x1b]52;c;ZXZpbA==\x07suite", "suite"),
        ("\x9d0;titre\x9csuite", "suite"),
        ("\x1bPq#0\x1b\\suite", "suite"),
        ("\x1b]52;la suite reste", "52;la suite reste"),
        ("\x1b\x1b[31m[31mx", "[31mx"),
        ("\x1bcx\x1b(By\x1b", "xy"),
        ("abc\x00\x08\x7fd", "abcd"),
        ("gauche\u202edroite\u202c \u2066x\u2069", "gauchedroite x"),
        ("zéro\u200bblanc\ufeff", "zéroblanc"),
        ("a\u200db\u200cc", "abc"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("a\ud800b", "a\ufffdb"),
        ("un\r\ndeux\rtrois\u2028quatre\tcinq", "un\ndeux\ntrois\nquatre\tcinq"),
        ("300\u202f000 «\u00a0été\u00a0»", "300\u202f000 «\u00a0été\u00a0»"),
    ],
)
def test_cleaning(text: str, clean: str) -> None:
    assert clean_text(text) == clean


def test_one_line() -> None:
    assert clean_line("  un \n\n deux\t\ttrois\r\n") == "un deux trois"
    assert clean_line("deux  blancs") == "deux  blancs"


@given(texts)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(texts)
def test_nothing_clean_steers_a_terminal(text: str) -> None:
    steering = [c for c in clean_text(text) if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert set(steering) <= {"\n", "\t"}
    assert not set(clean_line(text)) & {"\n", "\t"}
    clean_text(text).encode()


@given(st.lists(st.none() | texts), st.lists(st.none() | texts))
def test_hashes_tell_lists_apart(left: list[str | None], right: list[str | None]) -> None:
    assert (content_hash(*left) == content_hash(*right)) == (left == right)


def test_hashes_keep_parts_apart() -> None:
    assert content_hash("a", "bc") != content_hash("ab", "c")
    assert content_hash(None) != content_hash("")
    assert content_hash("a", None) != content_hash("a")


def test_a_hash_stays_what_it_was() -> None:
    # Stored in databases: a change here breaks every import key.
    assert content_hash("été", None, "") == "ecbffec64969cb30892400119b40e649"


@pytest.mark.parametrize(
    ("width", "short"),
    [
        (30, "un cessez-le-feu est en place"),
        (29, "un cessez-le-feu est en place"),
        (28, "un cessez-le-feu est en…"),
        (4, "un…"),
        (2, "u…"),
        (1, "…"),
        (0, ""),
    ],
)
def test_shortening(width: int, short: str) -> None:
    assert shorten("un cessez-le-feu est en place", width) == short


@given(texts, st.integers(0, 40))
def test_shortened_text_fits(text: str, width: int) -> None:
    assert len(shorten(text, width)) <= width
