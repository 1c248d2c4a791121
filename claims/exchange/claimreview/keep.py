"""Reviews on their way into the database, chunk by chunk.

A review becomes a claim, a verdict by its reviewer where it has a label, and, for each claimant
and each place the claim appeared, a statement that asserts it.  The object is kept whole beside
the verdict (``xref.raw``), under a key that the same review has by feed, by page and by interface:
normalised address and folded claim.  What says nothing new changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from claims.errors import UnknownName
from claims.exchange.claimreview.find import Found
from claims.exchange.claimreview.read import Review, read_review
from claims.exchange.claimreview.said import (
    Said,
    add_xref,
    keep_document,
    keep_outlet,
    page_of,
    places_of,
)
from claims.exchange.labels import meaning
from claims.exchange.report import Flaw, ImportReport
from claims.i18n import _
from claims.journal import Journal
from claims.keep.alike import look_alikes
from claims.keep.keeper import Keeper
from claims.keep.questions import Inquiry
from claims.keep.quote import Bearing, days
from claims.keep.slugs import claim_key, speaker_key
from claims.keep.verdicts import Judgement, keep_verdict
from claims.reader import Reader, chunks
from claims.text import clean_line, content_hash, name_key, shorten
from claims.vocabulary import Mode, QuestionKind, Rating, SpeakerKind, Stance

SCHEME = "claimreview"
"""The scheme of a review's key."""
TOPIC = "claimreview"
"""The topic under which every reviewed claim has its question."""

CHUNK = 500
_SLUG_WORDS = 60
_TITLE = 200
_HASH = 8


class Known(NamedTuple):
    """A review kept before: its xref, verdict (none without a label), claim, digest, object."""

    xref: int
    verdict: int | None
    claim: int
    digest: str | None
    raw: str | None


class Entry(NamedTuple):
    """One review in hand: where it stood, itself, its object, whether an interface told it."""

    line: int
    review: Review
    raw: dict[str, Any]
    thin: bool


def known_reviews(reader: Reader, keys: Iterable[str]) -> dict[str, Known]:
    """The reviews kept under these keys."""
    sql = f"""SELECT x.id, x.key, x.digest, x.raw, x.verdict_id,
    COALESCE(v.claim_id, x.claim_id) AS claim_id
    FROM xref x LEFT JOIN verdict v ON v.id = x.verdict_id
    WHERE x.scheme = :scheme AND {reader.within("x.key", "keys")}"""
    return {
        row["key"]: Known(row["id"], row["verdict_id"], row["claim_id"], row["digest"], row["raw"])
        for row in reader.iterate(sql, scheme=SCHEME, keys=sorted(set(keys)))
    }


def question_of(claim: str) -> str:
    """The slug of a reviewed claim's question: its first words, and a hash of all."""
    key = claim_key(claim)
    words = "-".join(name_key(shorten(key, _SLUG_WORDS)).split()) or "claim"
    return f"{TOPIC}/{words}-{content_hash(key)[:_HASH]}"


class ReviewImport:
    """One file's reviews into one batch; ``report`` hears of everything."""

    def __init__(self, journal: Journal, report: ImportReport) -> None:
        self.journal = journal
        self.report = report
        self.keeper = Keeper(journal)
        self.store = self.keeper.store
        self.said = Said(self.keeper)
        self._seen: set[int] = set()
        self._known: dict[str, Known] = {}

    def run(self, found: Iterator[Found], advance: Callable[[int], None]) -> None:
        """Read and keep every review, then say what was noticed on the way."""
        for chunk in chunks(found, CHUNK):
            self._chunk(chunk)
            advance(len(chunk))
        report, keeper = self.report, self.keeper
        report.made, report.made_counts = keeper.made, keeper.counts
        report.look_alikes = look_alikes(self.journal.reader, keeper.speakers.made)

    # -- one chunk -------------------------------------------------------------------------

    def _chunk(self, found: list[Found]) -> None:
        self.report.read += len(found)
        entries = [entry for one in found for entry in self._entries(one)]
        self._known = known_reviews(self.store.reader, [one.review.key for one in entries])
        self._look_up(entries)
        for entry in entries:
            self._place(entry)
        self.keeper.flush()

    def _entries(self, found: Found) -> Iterator[Entry]:
        """The reviews of an object."""
        if found.reason is not None:
            self._flaw(found.line, None, found.reason)
            return
        reading = read_review(found.value)
        noticed = self.report.noticed
        for name in found.repeated:
            noticed.oddities.note_reason(
                found.line, clean_line(name), _("given twice, the last is read")
            )
        for field, reason in reading.oddities:
            noticed.oddities.note_reason(found.line, field, reason)
        for name, reason in reading.suspicious:
            noticed.claimants.note(found.line, name, reason)
        for field, reason in reading.flaws:
            self.report.flaws.append(Flaw(found.line, field, reason))
        self.report.flawed += bool(reading.flaws)
        for review in reading.reviews:
            if self._storable(found):
                yield Entry(found.line, review, found.value, found.thin)

    def _storable(self, found: Found) -> bool:
        try:
            json.dumps(found.value)
        except (RecursionError, ValueError):
            self._flaw(found.line, None, _("nested too deeply"))
            return False
        return True

    def _look_up(self, entries: list[Entry]) -> None:
        """Fetch in a few queries what a chunk names."""
        reviews = [one.review for one in entries]
        self.keeper.documents.start()
        self.keeper.speakers.look_up(name for one in reviews for name in _names(one))
        self.keeper.documents.look_up(
            source.key for one in reviews for source in (page_of(one), *places_of(one))
        )
        self.keeper.questions.look_up(
            Bearing(question_of(one.text), one.claim, Stance.ASSERTS) for one in reviews
        )

    def _place(self, entry: Entry) -> None:
        """Keep a review, unless it says nothing new or the file told it before."""
        key = entry.review.key
        again = hash(key) in self._seen
        self._seen.add(hash(key))
        if again:
            self.store.flush()
            self._known.update(known_reviews(self.store.reader, [key]))
        known = self._known.get(key)
        merged = self._merged(entry, known) if known else entry
        if merged is None or (again and known):
            self.report.unchanged += 1
            if merged is not None:
                reason = _("reviewed before in the file, and told otherwise: the first counts")
                self.report.noticed.oddities.note_reason(entry.line, "url", reason)
            return
        try:
            self._refuse_ambiguous(merged.review)
        except UnknownName as error:
            names = ", ".join(error.candidates)
            reason = _("{message}: {names}").format(message=error.message, names=names)
            self._flaw(entry.line, "author", reason)
            return
        if known is None:
            self.report.new += 1
        else:
            self.report.revised += 1
        self._keep(merged, known)

    def _refuse_ambiguous(self, review: Review) -> None:
        """Raise ``AmbiguousName`` before anything is made for a review."""
        find = self.keeper.speakers.find
        for name in (review.publisher, *(place.outlet for place in review.appearances)):
            if name:
                find(name)
        find(review.reviewer, kind=review.reviewer_kind)
        for one in review.claimants:
            if one.kind is not SpeakerKind.UNNAMED:
                find(one.name, kind=one.kind)

    # -- one review ------------------------------------------------------------------------

    def _keep(self, entry: Entry, known: Known | None) -> None:
        review = entry.review
        house = keep_outlet(self.keeper, review.publisher)
        reviewer = self._reviewer(review, house)
        page = keep_document(self.keeper, page_of(review), house or reviewer)
        claim = known.claim if known else self._claim(review)
        verdict = self._verdict(entry, known, claim, reviewer, page)
        self._remember(entry, known, claim, verdict)
        if known is not None and known.verdict not in (None, verdict):
            self._drop(known.verdict)
        self.said.keep(review, claim, page, revised=known is not None)

    def _reviewer(self, review: Review, house: int | None) -> int:
        """Who reviewed; a new one belongs to the house that publishes."""
        kind = review.reviewer_kind
        same = review.publisher and speaker_key(review.publisher) == speaker_key(review.reviewer)
        parent = None if same else house
        kept = self.keeper.speakers.keep(review.reviewer, kind=kind, parent=parent, prefer=kind)
        self.keeper.note("speaker", kept, review.reviewer)
        return kept.id

    def _claim(self, review: Review) -> int:
        questions = self.keeper.questions
        slug = question_of(review.text)
        questions.keep(TOPIC, Inquiry(kind=QuestionKind.TOPIC, title=_("Reviewed claims")))
        inquiry = Inquiry(mode=Mode.OPEN, title=shorten(review.claim, _TITLE))
        questions.keep(slug, inquiry)
        self.keeper.note_questions()
        row = questions.find(slug)
        if row is None:
            raise LookupError(slug)
        kept = questions.keep_claim(row, review.claim, lang=review.lang)
        self.keeper.note("claim", kept, review.claim)
        return kept.id

    # -- the verdict -----------------------------------------------------------------------

    def _verdict(
        self, entry: Entry, known: Known | None, claim: int, reviewer: int, page: int
    ) -> int | None:
        review = entry.review
        if review.label is None:
            return known.verdict if known else None
        self.store.flush()
        value = self._value(review.label, reviewer)
        if value is None:
            self.report.noticed.unmapped.note(entry.line, review.reviewer, review.label)
        judgement = Judgement(
            label=review.label,
            value=value,
            rated=review.rated,
            document=page,
            explanation=review.explanation,
            url=review.url,
            lang=review.lang,
            rating=json.dumps(dict(review.rating)) if review.rating else None,
        )
        if known is not None and known.verdict is not None:
            return self._revise_verdict(known.verdict, reviewer, judgement)
        return keep_verdict(self.store, claim, reviewer, judgement).id

    def _value(self, label: str, reviewer: int) -> Rating | None:
        sql = """SELECT k.id, k.parent_id FROM speaker s
        JOIN speaker k ON k.id = COALESCE(s.merged_into, s.id) WHERE s.id = :id"""
        row = self.store.reader.row(sql, id=reviewer) or {"id": reviewer, "parent_id": None}
        return meaning(self.store, label, row["id"], row["parent_id"])

    def _revise_verdict(self, verdict: int, reviewer: int, judgement: Judgement) -> int:
        """Make a verdict what a revised review says; one that says so already takes its place."""
        before = self.journal.row("verdict", verdict) or {}
        first, last = days(judgement.rated, None, None)
        sql = """SELECT id FROM verdict WHERE claim_id = :claim AND reviewer_id = :reviewer
        AND label = :label AND rated_first = :first AND id <> :id"""
        other: int | None = self.store.reader.value(
            sql, claim=before["claim_id"], reviewer=reviewer, label=judgement.label, first=first,
            id=verdict,
        )  # fmt: skip
        if other is not None:
            return other
        same = (before["label"], before["reviewer_id"]) == (judgement.label, reviewer)
        value = before["value"] if same and before["value"] else judgement.value
        self.store.change(
            "verdict",
            verdict,
            reviewer_id=reviewer,
            document_id=judgement.document,
            label=judgement.label,
            lang=judgement.lang,
            value=value,
            explanation=judgement.explanation,
            url=judgement.url,
            rated=judgement.rated.text if judgement.rated else None,
            rated_first=first,
            rated_last=last,
            rating=judgement.rating,
        )
        return verdict

    def _drop(self, verdict: int | None) -> None:
        """Take away a verdict that another took the place of, unless something refers to it."""
        sql = """SELECT (SELECT count(*) FROM xref WHERE verdict_id = :id)
        + (SELECT count(*) FROM flag WHERE verdict_id = :id)"""
        if verdict is not None and not self.store.reader.value(sql, id=verdict):
            self.journal.delete("verdict", verdict)

    def _remember(self, entry: Entry, known: Known | None, claim: int, verdict: int | None) -> None:
        subject = {"verdict_id": verdict, "claim_id": None if verdict else claim}
        told = {"digest": entry.review.digest, "raw": json.dumps(entry.raw)}
        if known is not None:
            self.store.flush()
            self.store.change("xref", known.xref, **subject, **told)
        else:
            add_xref(self.store, SCHEME, entry.review.key, **subject, **told)

    def _merged(self, entry: Entry, known: Known) -> Entry | None:
        """A review kept before as it is to be now, none where nothing is new.

        An interface tells less than a publisher: of what it says only another label counts.
        """
        if known.digest == entry.review.digest or known.raw is None:
            return None if known.raw else entry
        raw = json.loads(known.raw)
        before = _of_key(raw, entry.review.key)
        if before is None or not entry.thin:
            return entry if before is None or entry.review.adds_to(before) else None
        label = entry.review.label
        if label is None or label == before.label:
            return None
        raw["reviewRating"] = {"@type": "Rating", "alternateName": label}
        review = _of_key(raw, entry.review.key)
        return entry._replace(review=review, raw=raw) if review else None

    def _flaw(self, line: int, field: str | None, reason: str) -> None:
        self.report.flawed += 1
        self.report.flaws.append(Flaw(line, field, reason))


def _of_key(raw: dict[str, Any], key: str) -> Review | None:
    """The review of a key in an object."""
    return next((one for one in read_review(raw).reviews if one.key == key), None)


def _names(review: Review) -> Iterator[str]:
    yield review.reviewer
    for name in (review.publisher, *(place.outlet for place in review.appearances)):
        if name:
            yield name
    for one in review.claimants:
        if one.kind is not SpeakerKind.UNNAMED:
            yield one.name
