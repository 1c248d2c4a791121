"""Saving extractions: the article as a document, its quotations as proposed statements.

One transaction a chunk of articles, so that a run that is broken off goes on where it stopped: an
article saved before costs one look-up.  A revised text of the same page replaces the one kept
(which stays in the history); statements are found again in it, and only new ones are added.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from claims.articles.model import Article, Problem
from claims.articles.work import Read
from claims.errors import AmbiguousName
from claims.extract.model import Quotation, Span
from claims.keep import statements
from claims.keep.documents import Documents, text_hash
from claims.keep.quote import Quote, days
from claims.keep.roles import Roles
from claims.keep.slugs import speaker_key
from claims.keep.source import Source
from claims.keep.speakers import Speakers
from claims.keep.statements import Places
from claims.keep.store import Store
from claims.proposals import SCHEME
from claims.proposals.revise import Placed, move, placed
from claims.proposals.who import kind_of, name_of
from claims.proposals.words import around, clipped, verbatim
from claims.reader import Reader, Row
from claims.text import clean_line, content_hash, shorten
from claims.vocabulary import SpeakerKind, StatementStatus

if TYPE_CHECKING:
    from claims.dates import PartialDate
    from claims.journal import Journal

LONGEST_LINE = 2_000


class Outcome(StrEnum):
    """What became of an article."""

    NEW = "new"
    REVISED = "revised"
    UNCHANGED = "unchanged"


@dataclass(slots=True)
class Saved:
    """One article saved: its document, the statements proposed, those no longer in its text."""

    name: str
    outcome: Outcome
    document: int
    lang: str | None = None
    found: int = 0
    statements: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)


class ArticleSource(Source):
    """A document with its text; what has no address is known by its text."""

    @property
    def key(self) -> str:
        """As for any document, else outlet and text: two files of one title are two articles."""
        if self.url or (self.outlet and self.title and self.published):
            return super().key
        return f"{speaker_key(self.outlet or '')}|text:{content_hash(self.text)}"


def source_of(article: Article, lang: str | None = None) -> ArticleSource:
    """The document an article is."""
    return ArticleSource(
        article.outlet,
        article.title,
        article.url,
        article.published,
        article.lang or lang,
        text=article.text,
    )


def fingerprint(article: Article) -> str:
    """What an article is known by once saved: its document and its very text."""
    return content_hash(source_of(article).key, article.text)


def already_saved(reader: Reader, fingerprints: Sequence[str]) -> dict[str, int]:
    """The documents of articles saved before in these very words, by fingerprint."""
    sql = f"""SELECT key, document_id FROM xref
    WHERE scheme = :scheme AND document_id IS NOT NULL AND {reader.within("key", "keys")}"""
    found = reader.iterate(sql, scheme=SCHEME, keys=list(fingerprints))
    return {row["key"]: row["document_id"] for row in found}


def save(
    journal: Journal, reads: Sequence[Read], *, question: str | None = None
) -> list[Saved | Problem]:
    """Save some articles in one batch, in order; ``question`` is a slug to remember with each.

    Raises nothing for an article that cannot be kept: its place holds a ``Problem``.
    """
    return _Saver(journal, question).save(reads)


class _Saver:
    def __init__(self, journal: Journal, question: str | None) -> None:
        self.store = Store(journal)
        self.speakers = Speakers(self.store)
        self.roles = Roles(self.store)
        self.documents = Documents(self.store)
        self.question = question
        self.known: dict[str, int] = {}

    def save(self, reads: Sequence[Read]) -> list[Saved | Problem]:
        self.known = already_saved(self.store.reader, [fingerprint(read.article) for read in reads])
        self.speakers.look_up(name for read in reads for name in _names(read))
        self.documents.look_up(source_of(read.article).key for read in reads)
        self.roles.look_up(
            one
            for read in reads
            for quote in read.extraction.quotes
            for one in self.speakers.ids_of(name_of(quote))
        )
        done: list[Saved | Problem] = []
        for read in reads:
            try:
                done.append(self._article(read))
            except AmbiguousName as error:  # of its outlet: whose document it is, is not known
                done.append(Problem(read.article.name, error.message, error.hint))
        self.store.flush()
        return done

    def _article(self, read: Read) -> Saved:
        article, key = read.article, fingerprint(read.article)
        if key in self.known:
            return Saved(article.name, Outcome.UNCHANGED, self.known[key], article.lang)
        found = len(read.extraction.quotes)
        saved = Saved(article.name, Outcome.NEW, 0, read.extraction.lang, found)
        source = source_of(article, read.extraction.lang)
        outlet = self.speakers.keep(article.outlet).id if article.outlet else None
        kept = self.documents.keep(source, outlet)
        saved.document = kept.id
        there: list[Placed] = []
        row = self.documents.find(source.key) or {}
        if not kept.made:
            there = self._revise(row, article.text, saved)
        for quote in read.extraction.quotes:
            words = verbatim(article.text, quote, read.extraction.lang)
            if not any(one.covers(words) for one in there):
                saved.statements.append(self._statement(read, quote, words, row, key))
        self._xref(key, document=kept.id)
        self.known[key] = kept.id
        return saved

    def _revise(self, row: Row, text: str, saved: Saved) -> list[Placed]:
        """The statements the document has, in the text it has from now on."""
        self.store.flush()
        there = placed(self.store.reader, row["id"], text)
        if row["text"] != text:
            saved.outcome = Outcome.REVISED
            self.store.change("document", row["id"], text=text, sha256=text_hash(text))
            row.update(text=text, sha256=text_hash(text))
            saved.gone = move(self.store, there, text)
        return [one for one in there if one.start is not None]

    def _statement(self, read: Read, quote: Quotation, words: Span, row: Row, key: str) -> int:
        text, raw = read.article.text, _raw(quote, self.question)
        speaker = self._speaker(quote, raw)
        said = _date(quote.said)
        first, last = days(said, row.get("published_first"), row.get("published_last"))
        role = _line(quote.role)
        places = Places(
            row["id"],
            speaker,
            self.roles.at(speaker, first, last, printed=role, org=None),
            None,
            self._chain(quote, speaker),
            None,
        )
        kept = Quote(
            text[words.start : words.end],
            name_of(quote),
            lang=read.extraction.lang,
            kind=quote.kind,
            role=role,
            said=said,
            venue=_line(quote.medium),
            cue=_line(quote.cue),
            start=words.start,
            end=words.end,
        )
        prefix, suffix = around(text, words.start, words.end)
        inside = clipped(quote.insertions, words)
        marked = [[start - words.start, end - words.start] for start, end in inside]
        number = self.store.add(
            "statement",
            **{
                **statements.columns(kept, places, (first, last)),
                "status": StatementStatus.PROPOSED.value,
                "addressee": _line(quote.to),
                "prefix": prefix,
                "suffix": suffix,
                "spans": json.dumps(clipped(quote.spans, words)),
                "insertions": json.dumps(marked) if marked else None,
                "confidence": quote.confidence,
            },
        )
        for step, channel in enumerate(places.via, 1):
            self.store.add("via", statement_id=number, step=step, speaker_id=channel)
        self._xref(f"{key}:{quote.start}-{quote.end}", statement=number, raw=raw)
        return number

    def _xref(
        self,
        key: str,
        *,
        document: int | None = None,
        statement: int | None = None,
        raw: Row | None = None,
    ) -> None:
        self.store.add(
            "xref",
            scheme=SCHEME,
            key=key,
            document_id=document,
            statement_id=statement,
            raw=json.dumps(raw, ensure_ascii=False) if raw is not None else None,
        )

    # -- who -------------------------------------------------------------------------------

    def _speaker(self, quote: Quotation, raw: Row) -> int:
        """The speaker of a quotation; a name that several have is left for a person to settle."""
        name, kind = name_of(quote), kind_of(quote)
        if kind is SpeakerKind.UNNAMED:
            return self.speakers.make(name, kind=kind)
        try:
            return self.speakers.keep(name, kind=kind, prefer=kind).id
        except AmbiguousName as error:
            raw["candidates"] = error.candidates
            return self.speakers.make(name, kind=SpeakerKind.UNNAMED)

    def _chain(self, quote: Quotation, speaker: int) -> list[int]:
        """The go-betweens that are somebody else, each once; ambiguous ones are left out."""
        found: list[int] = []
        for name in map(_channel, quote.via):
            try:
                one = self.speakers.keep(name).id if speaker_key(name) else speaker
            except AmbiguousName:
                continue
            if one != speaker and one not in found:
                found.append(one)
        return found


def _channel(name: str) -> str:
    from claims.proposals.who import LONGEST_NAME

    return shorten(clean_line(name), LONGEST_NAME)


def _names(read: Read) -> list[str]:
    named = [read.article.outlet or ""]
    for quote in read.extraction.quotes:
        named += map(_channel, quote.via)
        if kind_of(quote) is not SpeakerKind.UNNAMED:
            named.append(name_of(quote))
    return named


def _raw(quote: Quotation, question: str | None) -> Row:
    """What the extraction said and no column holds."""
    raw: Row = {"stance": quote.stance.value}
    if question:
        raw["question"] = question
    if quote.speaker:
        raw |= {
            "speaker": quote.speaker,
            "speaker_start": quote.speaker_start,
            "speaker_end": quote.speaker_end,
        }
    if quote.via:
        raw["via"] = list(quote.via)
    return raw


def _line(text: str | None) -> str | None:
    return shorten(clean_line(text or ""), LONGEST_LINE) or None


def _date(text: str | None) -> PartialDate | None:
    from claims.dates import DateError, parse_date

    try:
        return parse_date(text) if text else None
    except DateError:
        return None
