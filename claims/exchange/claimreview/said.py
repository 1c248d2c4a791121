"""Who made a reviewed claim and where: speakers, documents and statements that assert it."""

from __future__ import annotations

import re
from typing import Any

from claims.exchange.claimreview.read import Claimant, Review
from claims.keep import statements
from claims.keep.keeper import Keeper
from claims.keep.quote import Bearing, Quote, days
from claims.keep.slugs import normal_url
from claims.keep.source import Source
from claims.keep.statements import Places
from claims.keep.store import Kept, Store
from claims.reader import Row
from claims.text import content_hash
from claims.vocabulary import (
    DocumentKind,
    SpeakerKind,
    Stance,
    StatementKind,
    StatementStatus,
)

STATEMENTS = "claimreview-statement"
"""The scheme of the statements made for a review."""
WIKIDATA, ADDRESS = "wikidata", "url"
"""The schemes of a claimant's external ids."""

UNKNOWN = "unknown"
"""The unnamed speaker of a claim that appeared somewhere, by nobody the review names."""
_MOST_STATEMENTS = 100
_LONGEST_ID = 500
_WIKIDATA = re.compile(r"(?:[a-z]+\.)?wikidata\.org/(?:wiki|entity)/(Q[1-9]\d{0,15})", re.ASCII)


def page_of(review: Review) -> Source:
    """The page of a review."""
    return Source(
        outlet=review.publisher or review.reviewer,
        title=review.title,
        url=review.url,
        published=review.rated,
        lang=review.lang,
        kind=DocumentKind.REVIEW,
    )


def places_of(review: Review) -> list[Source]:
    """The documents in which the claim appeared, the first one first."""
    return [
        Source(one.outlet, one.title, one.url, one.published, kind=one.kind)
        for one in review.appearances
    ]


def keep_document(keeper: Keeper, source: Source, outlet: int | None) -> int:
    """The document of a source, made where it is missing."""
    kept = keeper.documents.keep(source, outlet)
    keeper.note("document", kept, source.title or source.url or source.outlet or "")
    return kept.id


def keep_outlet(keeper: Keeper, name: str | None) -> int | None:
    """An outlet, made where nobody is called so."""
    if not name:
        return None
    kept = keeper.speakers.keep(name, kind=SpeakerKind.ORG)
    keeper.note("outlet", kept, name)
    return kept.id


def add_xref(store: Store, scheme: str, key: str, **values: Any) -> int:
    """Keep what a key means here: a statement, speaker, claim or verdict."""
    columns = ("speaker_id", "statement_id", "claim_id", "verdict_id", "digest", "raw")
    return store.add("xref", scheme=scheme, key=key, **{name: values.get(name) for name in columns})


class Said:
    """Keeps the statements of reviews in one batch."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper
        self.store = keeper.store
        self._ids: dict[tuple[str, str], int] = {}

    def keep(self, review: Review, claim: int, page: int, *, revised: bool) -> None:
        """Make the statements of a review what it says; those it no longer has are rejected.

        Each claimant said it at every place, one utterance told several times; where no place is
        known the review's own page reports it.
        """
        before = self._before(review.key) if revised else []
        documents = [self._place(source) for source in places_of(review)] or [(page, None)]
        claimants = review.claimants
        if not claimants and review.appearances:
            claimants = (Claimant(UNKNOWN, SpeakerKind.UNNAMED),)
        kept: list[int] = []
        for claimant in claimants:
            speaker = self._speaker(claimant, before)
            act: int | None = None
            for document, source in documents[: _MOST_STATEMENTS // len(claimants)]:
                days = self._days(review, source or page_of(review))
                quote = _quote(review, claimant)
                number = self._statement(quote, speaker, document, claim, act, days)
                act = act or self._head(number)
                kept.append(number)
        self._remember(review, kept, before)

    def _place(self, source: Source) -> tuple[int, Source | None]:
        return keep_document(self.keeper, source, keep_outlet(self.keeper, source.outlet)), source

    def _days(self, review: Review, source: Source) -> tuple[int, int]:
        row = self.keeper.documents.find(source.key) or {}
        return days(review.said, row.get("published_first"), row.get("published_last"))

    def _before(self, key: str) -> list[Row]:
        """The statements made for a review when it was kept last, with their speakers."""
        self.store.flush()
        reader = self.store.reader
        sql = f"""SELECT x.key, s.id, k.kind, k.name, k.id AS speaker_id FROM xref x
        JOIN statement s ON s.id = x.statement_id JOIN speaker k ON k.id = s.speaker_id
        WHERE x.scheme = :scheme AND {reader.within("x.key", "keys")} ORDER BY s.id"""
        keys = [_key(key, number) for number in range(_MOST_STATEMENTS)]
        return reader.rows(sql, scheme=STATEMENTS, keys=keys)

    # -- speakers --------------------------------------------------------------------------

    def _speaker(self, claimant: Claimant, before: list[Row]) -> int:
        if claimant.kind is SpeakerKind.UNNAMED:
            for row in before:
                if row["kind"] == SpeakerKind.UNNAMED and row["name"] == claimant.name:
                    return int(row["speaker_id"])
            number = self.keeper.speakers.make(claimant.name, kind=SpeakerKind.UNNAMED)
            self.keeper.note("speaker", Kept(number, made=True), claimant.name)
            return number
        kept = self.keeper.speakers.keep(claimant.name, kind=claimant.kind, prefer=claimant.kind)
        self.keeper.note("speaker", kept, claimant.name)
        for url in claimant.same_as:
            self._same_as(kept.id, url)
        return kept.id

    def _same_as(self, speaker: int, url: str) -> None:
        """An external id of a speaker; what is another's already stays theirs."""
        address = normal_url(url)
        found = _WIKIDATA.fullmatch(address)
        scheme, key = (WIKIDATA, found[1]) if found else (ADDRESS, address)
        if len(key.encode()) > _LONGEST_ID:
            key = content_hash(key)
        if (scheme, key) in self._ids:
            return
        sql = "SELECT speaker_id FROM xref WHERE scheme = :scheme AND key = :key"
        self._ids[scheme, key] = speaker
        if not self.store.reader.rows(sql, scheme=scheme, key=key):
            add_xref(self.store, scheme, key, speaker_id=speaker)

    # -- statements ------------------------------------------------------------------------

    def _statement(
        self, quote: Quote, speaker: int, document: int, claim: int, act: int | None,
        days: tuple[int, int],
    ) -> int:  # fmt: skip
        """The statement of a speaker in a document that asserts a claim, made or completed."""
        role = self.keeper.roles.at(speaker, *days, printed=quote.role, org=None)
        places = Places(document, speaker, role, None, (), act)
        found = self._find(speaker, document, claim)
        if found is None:
            number = statements.add(self.store, quote, places, days)
            bearing = Bearing("", "", Stance.ASSERTS)
            statements.add_position(self.store, number, claim, bearing)
            return number
        columns = statements.columns(quote, places, days)
        told = {
            name: columns[name]
            for name in ("role_printed", "said", "said_first", "said_last", "lang")
            if columns["said" if name.startswith("said") else name] is not None
        }
        if told:
            self.store.change("statement", found, **told)
        return found

    def _find(self, speaker: int, document: int, claim: int) -> int | None:
        self.store.flush()
        sql = """SELECT s.id FROM position p JOIN statement s ON s.id = p.statement_id
        JOIN speaker k ON k.id = s.speaker_id
        WHERE p.claim_id = :claim AND p.stance = 'asserts' AND s.document_id = :document
        AND (k.id = :speaker OR k.merged_into = :speaker) ORDER BY s.id"""
        found: int | None = self.store.reader.value(
            sql, claim=claim, document=document, speaker=speaker
        )
        return found

    def _head(self, statement: int) -> int:
        self.store.flush()
        return statements.head_of_act(self.store, statement)

    def _remember(self, review: Review, kept: list[int], before: list[Row]) -> None:
        known = {row["id"] for row in before}
        taken = {row["key"] for row in before}
        free = (_key(review.key, number) for number in range(2 * _MOST_STATEMENTS))
        keys = (key for key in free if key not in taken)
        for number in dict.fromkeys(kept):
            if number not in known:
                add_xref(self.store, STATEMENTS, next(keys), statement_id=number)
        for row in before:
            if row["id"] not in kept and not self._of_another(row["id"], taken):
                status = StatementStatus.REJECTED.value
                self.store.change("statement", row["id"], status=status)

    def _of_another(self, statement: int, keys: set[str]) -> bool:
        """Whether another review brought a statement too."""
        sql = "SELECT key FROM xref WHERE scheme = :scheme AND statement_id = :id"
        found = self.store.reader.values(sql, scheme=STATEMENTS, id=statement)
        return bool(set(found) - keys)


def _key(review: str, number: int) -> str:
    return f"{content_hash(review)}#{number}"


def _quote(review: Review, claimant: Claimant) -> Quote:
    return Quote(
        text=review.text,
        speaker=claimant.name,
        lang=review.lang,
        kind=StatementKind.PARAPHRASE,
        role=claimant.job,
        said=review.said,
    )
