"""Keeping quotes: names, documents and answers found or made, then the statement itself.

``add quote`` keeps one, an import many: ``prepare`` looks up in a few queries what a chunk of
quotes names, ``keep`` and ``revise`` then ask the database next to nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from claims.fulltext import Indexed
from claims.i18n import _
from claims.journal import Journal
from claims.keep import statements
from claims.keep.documents import Documents
from claims.keep.identities import Identities
from claims.keep.indexing import Indexing
from claims.keep.plain import Names, Plains
from claims.keep.questions import Inquiry, Questions
from claims.keep.quote import Bearing, Days, FlawError, Quote
from claims.keep.quote import days as days_of
from claims.keep.roles import Roles
from claims.keep.source import Source, Sources, source_of
from claims.keep.speakers import Speakers
from claims.keep.statements import Places
from claims.keep.store import Kept, Store
from claims.keep.whom import UNNAMED, Found, Whom, document_key, kind_of, names_of
from claims.keep.xrefs import FLAT
from claims.reader import Row
from claims.vocabulary import Mode, SpeakerKind, Stance

_MOST_LISTED = 1000


class Made(NamedTuple):
    """A row made on the way: what it is to the quote, its id, how it reads."""

    what: str
    id: int
    label: str


class Keeper:
    """Keeps quotes in one batch, and remembers what it made for them."""

    def __init__(self, journal: Journal) -> None:
        self.store = Store(journal)
        self.speakers = Speakers(self.store)
        self.identities = Identities(self.store)
        self.roles = Roles(self.store)
        self.documents = Documents(self.store)
        self.questions = Questions(self.store)
        self.made: list[Made] = []
        self.counts: Counter[str] = Counter()
        self.makes_roles = False
        """Whether a role printed that no role of the speaker reads like becomes one."""
        self._figures: dict[str, bool] = {}
        self.indexing = Indexing(self.store, self.documents, self.roles)
        self._by_hand: dict[tuple[int, str], list[Row]] = {}
        self._entries: dict[int, Indexed] = {}

    # -- many at a time --------------------------------------------------------------------

    def prepare(self, quotes: Sequence[Quote], plain: Plains | None = None) -> None:
        """Look up what these quotes name.

        Of those before, plain quotes at most may not have been flushed yet: whatever they name is
        remembered.
        """
        self.documents.start()
        self.speakers.start()
        names = {name for quote in quotes for name in names_of(quote)}
        speakers = {quote.speaker for quote in quotes if quote.speaker_kind is not UNNAMED}
        keys = {source_of(quote).key for quote in quotes}
        bearings = [bearing for quote in quotes for bearing in quote.positions]
        if plain is not None:
            speakers |= plain.all_speakers()
            names |= speakers | plain.all_others()
            keys.update(plain.sources.keys)
            bearings += chain.from_iterable(plain.positions.values())
        self.speakers.look_up(name for name in names if name)
        identified = [quote for quote in quotes if quote.speaker_wikidata]
        self.identities.look_up(
            [quote.speaker_wikidata or "" for quote in identified],
            [one for quote in identified for one in self.speakers.ids_of(quote.speaker)],
        )
        self.documents.look_up(keys)
        self._by_hand = self._kept_by_hand(keys)
        self._figures = {}
        for bearing in bearings:
            slug = bearing.slug
            self._figures[slug] = self._figures.get(slug, True) and bearing.number is not None
        self.questions.look_up(bearings)
        settled = self.speakers.named  # they hold no role
        holders = [name for name in speakers if name not in settled]
        self.roles.look_up(one for name in holders for one in self.speakers.ids_of(name))

    def conclude(self) -> None:
        """Note what the index takes of the quotes kept, as long as all that it takes is known."""
        self._entries |= self.indexing.entries()

    def flush(self) -> None:
        """Hand what was kept to the journal, by the store's thread where it has one."""
        self.conclude()
        entries, self._entries = self._entries, {}

        def after() -> None:
            self.store.journal.stored(entries)
            self.store.journal.keep_up()

        self.store.flush_behind(after)

    # -- one quote -------------------------------------------------------------------------

    def keep(self, quote: Quote, *, act: int | None = None, number: int | None = None) -> int:
        """Keep a quote as a new statement; the id, which is ``number`` where that was reserved.

        ``act`` is a statement that stands for the same utterance.  Raises ``FlawError`` or
        ``AmbiguousName`` before anything is made for it.
        """
        places, days = self._places(quote, act)
        number = statements.add(self.store, quote, places, days, number)
        if quote.positions:
            self.bear(number, quote.positions, quote.lang)
        return number

    def bear(self, statement: int, bearings: Iterable[Bearing], lang: str | None) -> None:
        """Keep what a new statement does to claims, made where they are missing."""
        for claim, bearing in self._claims(bearings, lang):
            statements.add_position(self.store, statement, claim, bearing)

    def revise(self, statement: int, quote: Quote, *, act: int | None = None) -> None:
        """Make a statement what a revised record says; raises as ``keep`` does."""
        self.store.flush()
        places, days = self._places(quote, act, statement)
        self.store.flush()
        statements.revise(self.store, statement, quote, places, days)
        claims = self._claims(quote.positions, quote.lang)
        self.store.flush()
        statements.revise_positions(self.store, statement, claims)

    @property
    def has_by_hand(self) -> bool:
        """Whether any of the quotes looked up may have been kept by hand before."""
        return bool(self._by_hand)

    def adopt(self, quote: Quote) -> int | None:
        """The statement of a quote that was kept by hand, now that a record brings it too.

        What it lacked is filled in and the record's positions are added; what it says otherwise
        stays.  None where there is no such statement, or ``prepare`` did not see the quote.
        """
        document = self.documents.find(document_key(quote))
        rows = self._by_hand.get((document["id"], quote.text), []) if document else []
        if not rows:
            return None
        unnamed = quote.speaker_kind is UNNAMED
        speaker = None if unnamed else self._known_speaker(quote)
        for row in rows:
            if row["name"] == quote.speaker if unnamed else row["speaker_id"] == speaker:
                rows.remove(row)
                self._fill(row["id"], quote)
                return int(row["id"])
        return None

    def _kept_by_hand(self, keys: Iterable[str]) -> dict[tuple[int, str], list[Row]]:
        """Statements without a record in the documents of these keys, by document and words."""
        # What is kept here of a document made here has its record.
        first = self.documents.first_made
        documents = {one for one in self.documents.ids_of(keys) if first is None or one < first}
        found: dict[tuple[int, str], list[Row]] = {}
        if not documents:
            return found
        reader = self.store.reader
        sql = f"""SELECT s.id, s.document_id, s.text, COALESCE(k.merged_into, k.id) AS speaker_id,
        CASE WHEN k.kind = 'unnamed' THEN k.name END AS name
        FROM statement s JOIN speaker k ON k.id = s.speaker_id
        WHERE {reader.within("s.document_id", "ids")} AND NOT EXISTS
        (SELECT 1 FROM xref x WHERE x.statement_id = s.id AND x.scheme = :scheme) ORDER BY s.id"""
        for row in reader.iterate(sql, ids=sorted(documents), scheme=FLAT):
            found.setdefault((row["document_id"], row["text"]), []).append(row)
        return found

    def _fill(self, statement: int, quote: Quote) -> None:
        places, days = self._places(quote, None, statement)
        self.store.flush()
        statements.fill(self.store, statement, quote, places, days)
        for claim, bearing in self._claims(quote.positions, quote.lang):
            statements.keep_position(self.store, statement, claim, bearing)

    def find(self, quote: Quote) -> int | None:
        """The statement of the same words by the same speaker in the same document, if kept."""
        document = self.documents.find(document_key(quote))
        unnamed = quote.speaker_kind is UNNAMED
        speaker = None if unnamed else self.speakers.find(quote.speaker, kind=quote.speaker_kind)
        if document is None or (speaker is None and not unnamed):
            return None
        whose = (
            "COALESCE(k.merged_into, k.id) = :speaker"
            if not unnamed
            else "k.kind = 'unnamed' AND k.name = :name"
        )
        sql = f"""SELECT s.id FROM statement s JOIN speaker k ON k.id = s.speaker_id
        WHERE s.document_id = :document AND s.text = :text AND {whose} ORDER BY s.id"""
        whom = {"name": quote.speaker} if unnamed else {"speaker": speaker}
        found: int | None = self.store.reader.value(
            sql, document=document["id"], text=quote.text, **whom
        )
        return found

    # -- what a quote refers to ------------------------------------------------------------

    def _places(
        self, quote: Quote, act: int | None, revised: int | None = None
    ) -> tuple[Places, Days]:
        """What a statement refers to, and its days."""
        whom = self.whom(quote, revised)
        org, outlet, speaker, via = whom.org, whom.outlet, whom.speaker, whom.via
        document = self.document(source_of(quote), outlet)
        published = document["published_first"]
        days = quote.days or days_of(None, published, document["published_last"])
        if self.makes_roles and quote.role and quote.speaker_kind is not UNNAMED:
            self._role(speaker, quote.role, org, days)
        role = None
        # Of a quote that nothing dates, only the role it prints is known; nobody just made has any.
        dated = quote.days is not None or published is not None
        if (dated or quote.role) and (self.makes_roles or not whom.fresh):
            role = self.roles.at(speaker, *days, printed=quote.role, org=org)
        if quote.confidential:
            self._confide(quote.confidential, speaker, role, org, outlet, via)
        return Places(document["id"], speaker, role, org, via, act), days

    def whom(self, quote: Quote | Names, revised: int | None = None) -> Whom:
        """Whom a quote names, made where they are missing; raises as ``keep`` does."""
        org, outlet, known, channels = self._find(quote)
        if org is None and quote.org:
            org = self._organisation("organisation", quote.org)
        speaker, fresh = self._speaker(quote, org, revised) if known is None else (known, False)
        if quote.speaker_wikidata:
            self.identities.keep(quote.speaker_wikidata, speaker)
        if quote.speaker_kind is not None and quote.speaker_kind is not UNNAMED:
            self.speakers.tell_kind(speaker, quote.speaker_kind)
        via = tuple(one or self._organisation("channel", name) for one, name in channels)
        if outlet is None and quote.outlet:
            outlet = self._organisation("outlet", quote.outlet)
        return Whom(org, outlet, speaker, fresh, via)

    def document(self, source: Source, outlet: int | None) -> Row:
        """The document of a source, as ``Documents.keep_row`` finds or makes it."""
        kept, row = self.documents.keep_row(source, outlet)
        if kept.made:
            self.note("document", kept, source.title or source.url or source.outlet or "")
        return row

    def documents_of(self, sources: Sources, wanted: Collection[int]) -> dict[int, Row]:
        """The documents of articles whose outlets are known, by their places in the columns."""
        names = {sources.outlets[number] for number in wanted}
        outlets = {name: self.speakers.find(name) if name else None for name in names}
        rows, made = self.documents.keep_all(sources, wanted, outlets)
        for number in made:
            label = sources.titles[number] or sources.urls[number] or sources.outlets[number] or ""
            self.note("document", Kept(rows[number]["id"], made=True), label)
        return rows

    def _confide(
        self,
        what: frozenset[str],
        speaker: int,
        role: int | None,
        org: int | None,
        outlet: int | None,
        via: Sequence[int],
    ) -> None:
        """Mark whom a record says to be confidential; the statement bears its own mark."""
        whom: dict[str, int | None] = {"speaker": speaker, "org": org, "outlet": outlet}
        whom |= {f"via{step}": one for step, one in enumerate(via, 1)}
        self.store.flush()
        for name, number in whom.items():
            if name in what and number is not None:
                self.store.change("speaker", number, confidential=True)
        if "role" in what and role is not None:
            self.store.change("role", role, confidential=True)

    def _find(self, quote: Quote | Names) -> Found:
        """Who of those named is known; raises for a name that means several, a chain that comes
        back and a place beyond the text, before anything is made.
        """
        find = self.speakers.find
        org = find(quote.org) if quote.org else None
        outlet = find(quote.outlet) if quote.outlet else None
        speaker = None
        if quote.speaker_kind is not UNNAMED:
            speaker = self._known_speaker(quote, org)
        via = [(find(name), name) for name in quote.via] if quote.via else []
        if via:
            statements.check_chain(speaker, via)
        if quote.end is not None:
            text = (self.documents.find(document_key(quote)) or {}).get("text")
            if text is not None and quote.end > len(text):
                reason = _("{end} is beyond the document's text, which has {length} characters")
                raise FlawError("end", reason.format(end=quote.end, length=len(text)))
        return Found(org, outlet, speaker, via)

    def _known_speaker(self, quote: Quote | Names, org: int | None = None) -> int | None:
        """Whom a quote means by id, else by name: of namesakes not one that has another id."""
        wikidata = quote.speaker_wikidata
        if wikidata is not None:
            found = self.identities.find(wikidata)
            if found is not None:
                return found
            self.speakers.look_up([quote.speaker])
            namesakes = self.speakers.ids_of(quote.speaker)
            free = [one for one in namesakes if not self.identities.has_one(one)]
            if len(free) < 2:
                return free[0] if free else None
        return self.speakers.find(quote.speaker, kind=quote.speaker_kind, parent=org)

    def _organisation(self, what: str, name: str) -> int:
        kept = self.speakers.keep(name, kind=SpeakerKind.ORG)
        if kept.made:
            self.speakers.guessed.add(kept.id)
        self.note(what, kept, name)
        return kept.id

    def _speaker(self, quote: Quote | Names, org: int | None, revised: int | None) -> Kept:
        if quote.speaker_kind is UNNAMED:
            return self._unnamed(quote, org, revised)
        if quote.speaker_wikidata:
            # Nobody of the name is meant: the id tells this one apart from its namesakes.
            namesakes = self.speakers.ids_of(quote.speaker)
            qualifier = quote.speaker_wikidata if namesakes else ""
            number = self.speakers.make(
                quote.speaker, kind=kind_of(quote), parent=org, qualifier=qualifier
            )
            kept = Kept(number, made=True)
        else:
            kept = self.speakers.keep(
                quote.speaker, kind=kind_of(quote), parent=org, prefer=quote.speaker_kind
            )
        if kept.made:
            self.roles.none_of(kept.id)
            if quote.speaker_kind is None:
                self.speakers.guessed.add(kept.id)
        self.note("speaker", kept, quote.speaker)
        return kept

    def _unnamed(self, quote: Quote | Names, org: int | None, revised: int | None) -> Kept:
        """An unnamed speaker is of one record alone, and stays that of the record revised."""
        if revised is not None:
            sql = """SELECT k.id FROM statement s JOIN speaker k ON k.id = s.speaker_id
            WHERE s.id = :id AND k.kind = 'unnamed'"""
            number: int | None = self.store.reader.value(sql, id=revised)
            if number is not None:
                self.store.flush()
                self.store.change("speaker", number, name=quote.speaker, parent_id=org)
                return Kept(number, made=False)
        made = self.speakers.make(quote.speaker, kind=SpeakerKind.UNNAMED, parent=org)
        kept = Kept(made, made=True)
        self.note("speaker", kept, quote.speaker)
        return kept

    def _role(self, speaker: int, printed: str, org: int | None, days: Days) -> None:
        if not self.roles.reads_like(speaker, printed, *days):
            self.note("role", self.roles.keep(speaker, printed, org=org), printed)

    def _claims(self, bearings: Iterable[Bearing], lang: str | None) -> list[tuple[int, Bearing]]:
        """The claims a quote bears on, made where they are missing, with what it does to each."""
        found: dict[tuple[int, Stance], Bearing] = {}
        for bearing in bearings:
            row = self.questions.of_slug(bearing.slug) or self._question(bearing)
            claim = self.questions.keep_claim(
                row, bearing.claim, number=bearing.number, lang=lang, key=bearing.key
            )
            self.note("claim", claim, bearing.claim)
            # Two wordings of one figure are one answer, which a statement gives once.
            found.setdefault((claim.id, bearing.stance), bearing)
        return [(claim, bearing) for (claim, _stance), bearing in found.items()]

    def _question(self, bearing: Bearing) -> Row:
        """A new question, of figures where all that is known to bear on it brings some."""
        slug = bearing.slug
        figures = self._figures.get(slug, bearing.number is not None)
        mode = Mode.NUMBER if figures else Mode.EXCLUSIVE
        self.questions.make(bearing.question, Inquiry(mode=mode))
        self.note_questions()
        row = self.questions.of_slug(slug)
        if row is None:
            raise LookupError(slug)
        return row

    def note_questions(self) -> None:
        """Remember the questions made since last time, those above others included."""
        for number, slug in self.questions.fresh:
            self.note("question", Kept(number, made=True), slug)
        self.questions.fresh.clear()

    def note(self, what: str, kept: Kept, label: str) -> None:
        """Remember what was made; the first thousand by name, all by number."""
        if kept.made:
            self.counts[what] += 1
            if len(self.made) < _MOST_LISTED:
                self.made.append(Made(what, kept.id, label))
