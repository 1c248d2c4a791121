"""Paragraphs, sentences and tokens; what stands between quotation marks is one token.

Masking the quoted words this way lets sentences split and clauses match as if the quotation were a
single noun, and keeps every offset.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import islice, pairwise

from claims.extract.marks import Region, most_of, regions
from claims.extract.model import Span
from claims.extract.pack import Pack

TERMINAL = frozenset(".!?…")
_BLANK_LINE = re.compile(r"\r?\n[^\S\n]*\r?\n")
_LETTER = re.compile(r"[^\W\d_]")
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]{2,}(?:[ ,/.][A-ZÀ-Þ][\w.'’-]*){0,4}(?:,? \([^()]{2,30}\))?\s*"
    r"(?:--|[—–]|\s-)\s+"
    r"|[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2} \((?:[A-Z]{2,5}|[Rr]euters)\)\s*(?:--|[—–-])\s+"
)
#: A longer sentence is cut, so that work grows with the text and not with its square.
LONGEST_SENTENCE = 240
#: How many such pieces of one sentence are read.
_PIECES = 8
#: Tokens of a paragraph that are always read, and one more for so many characters of it.
_FEW_TOKENS, _SHORTEST = 1000, 3
_WRAP = 100
_CREDIT = 4
#: Quoted words that make a statement of a line without a full stop.
_SAID = 5
_HEADING = 160


class Kind(IntEnum):
    """What a token is."""

    WORD = 0
    NUMBER = 1
    PUNCT = 2
    QUOTE = 3


@dataclass(slots=True)
class Token:
    """One word, mark or masked quotation; ``norm`` is what packs are looked up with."""

    start: int
    end: int
    text: str
    norm: str
    kind: Kind
    cap: bool = False
    region: Region | None = None


@dataclass(slots=True)
class Sentence:
    """Tokens of one sentence, with the bracket depth of each."""

    tokens: list[Token]
    depth: list[int]
    paragraph: int
    index: int = 0
    heading: bool = False
    caption: bool = False

    def __len__(self) -> int:
        return len(self.tokens)


def paragraphs(text: str) -> list[Span]:
    """Stretches between line breaks; in text wrapped by hand, between blank lines."""
    breaks = _BLANK_LINE if _wrapped(text) else re.compile(r"[\r\n\u2028\u2029]+")
    found, at, most = [], 0, most_of(text)
    for gap in breaks.finditer(text):
        found.append((at, gap.start()))
        at = gap.end()
        if len(found) == most:
            break
    else:
        found.append((at, len(text)))
    return [span for start, end in found if (span := _strip(text, start, end))]


def _strip(text: str, start: int, end: int) -> Span | None:
    inner = text[start:end]
    left = len(inner) - len(inner.lstrip())
    right = len(inner.rstrip())
    return Span(start + left, start + right) if right > left else None


def _wrapped(text: str) -> bool:
    """Whether single line breaks fall inside sentences: short lines, few ending one."""
    if not _BLANK_LINE.search(text):
        return False
    lines = [line.rstrip() for line in text.splitlines()]
    inside = [a for a, b in pairwise(lines) if a and b]
    if len(inside) < 3 or max(map(len, lines)) > _WRAP:
        return False
    return sum(line[-1] not in '.!?…:"»”' for line in inside) * 2 > len(inside)


@lru_cache(maxsize=1 << 16)
def normal(word: str) -> str:
    """The form packs are looked up with: composed, lower case, straight apostrophe."""
    if word.endswith(".") and word.count(".") == 1 and len(word) > 1:
        word = word[:-1]
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word).lower().replace("’", "'")


def tokenise(text: str, span: Span, quoted: Sequence[Region], pack: Pack) -> list[Token]:
    """Tokens of one paragraph; ``quoted`` are the regions that touch it, in order."""
    tokens: list[Token] = []
    at, most = span.start, _FEW_TOKENS + (span.end - span.start) // _SHORTEST
    for region in quoted:
        start, end = max(region.start, span.start), min(region.end, span.end)
        tokens.extend(islice(_words(text, at, start, pack), most - len(tokens)))
        if len(tokens) >= most:
            return tokens
        if region.start >= span.start:
            tokens.append(Token(start, region.end, "", "", Kind.QUOTE, region=region))
        at = max(at, end)
    tokens.extend(islice(_words(text, at, span.end, pack), most - len(tokens)))
    return tokens


def _words(text: str, start: int, end: int, pack: Pack) -> Iterator[Token]:
    for match in pack.token.finditer(text, start, end):
        word = match.group()
        first = word[0]
        if first.isalpha():
            yield Token(match.start(), match.end(), word, normal(word), Kind.WORD, first.isupper())
        elif first.isdigit():
            yield Token(match.start(), match.end(), word, word, Kind.NUMBER)
        elif len(word) > 1 and word[1].isalpha():
            yield Token(match.start(), match.end(), word, normal(word), Kind.WORD)
        else:
            yield Token(match.start(), match.end(), word, word, Kind.PUNCT)


def sentences(text: str, pack: Pack) -> list[Sentence]:
    """The whole article, in order."""
    blocks = paragraphs(text)
    quoted = regions(text, blocks)
    blocks = _joined(blocks, quoted)
    found: list[Sentence] = []
    at, most = 0, most_of(text)
    for number, block in enumerate(blocks):
        if len(found) >= most:
            break
        while at < len(quoted) and quoted[at].end <= block.start:
            at += 1
        last = at
        while last < len(quoted) and quoted[last].start < block.end:
            last += 1
        if not _LETTER.search(text, block.start, block.end):
            continue
        tokens = tokenise(text, _after_dateline(text, block), quoted[at:last], pack)
        heading = _is_heading(text, block, tokens)
        caption = _is_caption(text, block, pack)
        for part in _split(text, tokens, pack):
            _restore_accent(part[0], pack)
            found.append(
                Sentence(part, _depths(part), number, len(found), heading=heading, caption=caption)
            )
        at = max(at, last - 1)
    return found


def _after_dateline(text: str, block: Span) -> Span:
    """Past "OTTAWA —" or "PARIS (Reuters) -" at the head of a paragraph."""
    found = _DATELINE.match(text, block.start, block.end)
    return Span(found.end(), block.end) if found and found.end() < block.end else block


def _restore_accent(token: Token, pack: Pack) -> None:
    """A Paris: capitals lose accents that tell a preposition from a verb."""
    if token.cap:
        token.norm = pack.options.get("opening", {}).get(token.norm, token.norm)


def _joined(blocks: Sequence[Span], quoted: Sequence[Region]) -> list[Span]:
    """Paragraphs that one quotation runs over count as one."""
    found: list[Span] = []
    at = 0
    for block in blocks:
        while at < len(quoted) and quoted[at].end <= block.start:
            at += 1
        if (
            found
            and at < len(quoted)
            and quoted[at].start < found[-1].end < block.start < quoted[at].end
        ):
            found[-1] = Span(found[-1].start, block.end)
        else:
            found.append(block)
    return found


def _is_caption(text: str, block: Span, pack: Pack) -> bool:
    """Whether a paragraph ends in a picture credit or is a link to another article."""
    if block.end - block.start < _CREDIT:
        return False
    ending = text[max(block.start, block.end - 200) : block.end]
    return bool(pack.boilerplate.match(text, block.start) or pack.caption.search(ending))


def _is_heading(text: str, block: Span, tokens: Sequence[Token]) -> bool:
    last = text[block.end - 1]
    if len(tokens) == 1 and (region := tokens[0].region):
        inner = text[region.inner.start : region.inner.end].strip()
        return len(inner.split()) <= 6 and inner[-1:] not in TERMINAL and inner[-1:] != ","
    if last in "\"»”’'" and tokens and tokens[-1].region:
        return _titles(text, block, tokens)
    if block.start and any(len(_inner(text, t).split()) >= _SAID for t in tokens if t.region):
        return False
    return last not in '.!?…:;"»”)' and block.end - block.start < _HEADING


def _titles(text: str, block: Span, tokens: Sequence[Token]) -> bool:
    """A line that ends in a few quoted words without a full stop, with more text below it."""
    inner = _inner(text, tokens[-1]).rstrip()
    alone = len(tokens) == 1 or tokens[-2].kind is Kind.PUNCT
    below = block.end < len(text.rstrip())
    short = block.end - block.start < _HEADING and len(inner.split()) < _SAID
    return below and short and not alone and inner[-1:] not in TERMINAL


def _inner(text: str, token: Token) -> str:
    return text[token.region.inner.start : token.region.inner.end] if token.region else ""


def _depths(tokens: Sequence[Token]) -> list[int]:
    depths, depth = [], 0
    for token in tokens:
        if token.kind is Kind.PUNCT and token.text in "([":
            depth += 1
            depths.append(depth)
        elif token.kind is Kind.PUNCT and token.text in ")]":
            depths.append(depth)
            depth = max(0, depth - 1)
        else:
            depths.append(depth)
    return [0] * len(depths) if depth else depths


def _split(text: str, tokens: Sequence[Token], pack: Pack) -> Iterator[list[Token]]:
    start, pieces = 0, 0
    for at in range(len(tokens)):
        ended = _ends_sentence(text, tokens, at, pack)
        if ended or at - start >= LONGEST_SENTENCE:
            if pieces < _PIECES:
                yield list(tokens[start : at + 1])
            pieces = 0 if ended else pieces + 1
            start = at + 1
    if start < len(tokens) and pieces < _PIECES:
        yield list(tokens[start:])


def _ends_sentence(text: str, tokens: Sequence[Token], at: int, pack: Pack) -> bool:
    if at + 1 >= len(tokens):
        return False
    token, following = tokens[at], tokens[at + 1]
    if token.region:
        return _quote_ends(text, tokens, at, pack)
    if token.kind is not Kind.PUNCT or token.text[0] not in TERMINAL:
        return False
    apart = following.start > token.end or following.region is not None
    return apart and _may_open(token, following) and not _abbreviated(tokens, at, pack)


def _may_open(token: Token, following: Token) -> bool:
    """Whether a sentence can begin with a token after a terminal mark."""
    if following.cap or following.region:
        return True
    if following.kind is Kind.WORD:
        return False
    return following.text[0] not in ",;:.)]!?" and (
        token.text[0] != "." or following.kind is Kind.PUNCT or following.kind is Kind.NUMBER
    )


def _abbreviated(tokens: Sequence[Token], at: int, pack: Pack) -> bool:
    if tokens[at].text != "." or not at or tokens[at - 1].end != tokens[at].start:
        return False
    word = tokens[at - 1]
    return word.norm in pack.abbreviations or (len(word.text) == 1 and word.cap)


def _quote_ends(text: str, tokens: Sequence[Token], at: int, pack: Pack) -> bool:
    region = tokens[at].region
    assert region is not None  # noqa: S101 - the caller looked
    inner = text[region.inner.start : region.inner.end].rstrip()
    following = tokens[at + 1]
    if inner[-1:] not in TERMINAL or not inner:
        return False
    if following.region:
        return True
    if following.kind is not Kind.WORD or not following.cap:
        return False
    return not (inner[-1] in "!?…" and _attribution_follows(tokens, at + 1, pack))


def _attribution_follows(tokens: Sequence[Token], at: int, pack: Pack) -> bool:
    for token in tokens[at : at + 7]:
        if token.kind is not Kind.WORD:
            return False
        form = pack.forms.get(token.norm)
        if form and form.finite and not token.cap:
            return True
    return False
