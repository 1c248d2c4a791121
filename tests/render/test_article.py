"""An article with its quotations marked: pieces end to end, colours, numbers, a legend."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from claims.articles import Article
from claims.articles.work import Options, Read, find_quotes
from claims.dates import parse_date
from claims.extract.model import Extraction, Quotation, Span
from claims.render.article import COLOURS, draw, lines, pieces, voices
from claims.vocabulary import StatementKind
from tests.articles.samples import FERRY


def read(text=FERRY, **more):
    found = find_quotes(Article("a.txt", text, **more), Options())
    assert isinstance(found, Read)
    return found


def drawn(*reads, colour=True, width=80):
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, no_color=not colour, _environ={},
        color_system="standard" if colour else None, highlight=False,
    )  # fmt: skip
    draw(console, reads)
    return out.getvalue()


def quotation(start, end, text, name, **more):
    return Quotation(start, end, text[start:end], StatementKind.DIRECT, (Span(start, end),),
                     speaker=name, speaker_name=name, **more)  # fmt: skip


def test_one_voice_for_one_speaker_however_printed():
    known, own = voices(read())
    assert len(own) > len(known)
    (vasseur,) = [voice for voice in known if voice.name == "Hélène Vasseur"]
    assert vasseur.count == own.count(vasseur) >= 3
    assert vasseur.label == "Hélène Vasseur, ministre des Transports"
    (source,) = [voice for voice in known if voice.anonymous]
    assert source.label == "Un responsable portuaire"


def test_without_colour_numbers_follow_the_words():
    found = "\n".join(lines(read()))
    assert "« Nous ne céderons pas au chantage » [1], a-t-elle affirmé" in found
    assert "[1] Hélène Vasseur, ministre des Transports · 3 quotes" in found
    assert "· 1 quote · unnamed" in found


def test_what_the_text_does_not_say_of_itself_stands_above():
    more = {"outlet": "La Gazette", "title": "Titre à part", "published": parse_date("2024-03-12")}
    assert next(lines(read(**more))) == "La Gazette · 2024-03-12 · Titre à part"
    assert next(lines(read(title="Grève des ferries"))) == "Grève des ferries"


def test_an_article_without_quotations_says_so():
    assert list(lines(read("The bridge is closed.")))[-1] == "no quotation found"
    assert "no quotation found" in drawn(read("The bridge is closed."))


def test_speakers_have_colours_and_no_numbers():
    shown = drawn(read())
    assert "\x1b[36m« Nous ne céderons pas au chantage »\x1b[0m" in shown
    assert "[1]" not in shown
    assert "■" in shown
    assert max(len(line) for line in drawn(read(), colour=False).splitlines()) <= 80


def test_more_speakers_than_colours_are_numbered_too():
    names = [f"Speaker{chr(65 + n)}" for n in range(len(COLOURS) + 1)]
    text = "".join(f"“No,” said {name}.\n" for name in names)
    shown = drawn(Read(Article("a", text), Extraction("en", tuple(
        quotation(start, start + 5, text, name)
        for name, start in zip(names, (i for i, c in enumerate(text) if c == "“"), strict=True)
    ))))  # fmt: skip
    assert f"[{len(names)}]" in shown


def test_several_articles_are_told_apart():
    shown = drawn(read(), read("The bridge is closed."), colour=False)
    assert shown.count("a.txt ─") == 2


def test_what_steers_a_terminal_never_reaches_it():
    text = "“Go \x1b[31mred\x07,” said [bold]Ann\x1b]0;x\x07 Lee[/bold].\n"
    one = quotation(0, text.index("said") - 1, text, "Ann\x1b[2J Lee")
    found = Read(Article("a\x1b[1m", text), Extraction("en", (one,)))
    shown = drawn(found, colour=False) + "\n".join(lines(found))
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "[bold]" in shown


@given(st.text(max_size=80), st.data())
def test_pieces_are_the_text_end_to_end(text, data):
    def place():
        return data.draw(st.integers(0, len(text)))

    quotes = []
    for _count in range(data.draw(st.integers(0, 4))):
        start, end = sorted((place(), place()))
        named = sorted((place(), place()))
        quotes.append(quotation(start, end, text, "x", speaker_start=named[0],
                                speaker_end=named[1]))  # fmt: skip
    found = Read(Article("a", text), Extraction("en", tuple(quotes)))
    _known, own = voices(found)
    assert "".join(piece.text for piece in pieces(found, own)) == text
