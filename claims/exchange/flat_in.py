"""Flat records on their way into the database, chunk by chunk.

A record of a key kept before with the same digest costs one look-up and no more.  A record whose
``same_act`` names one that comes later waits for it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from claims.collector import at_rest
from claims.confidential import is_hidden
from claims.errors import UnknownName
from claims.exchange.fields import Problem
from claims.exchange.kept_lines import Lines
from claims.exchange.prepared import Chunk, Prepared, Records, as_json, read
from claims.exchange.report import Flaw, ImportReport
from claims.i18n import _, ngettext
from claims.ids import format_id
from claims.journal import Journal
from claims.keep.alike import look_alikes
from claims.keep.keeper import Keeper
from claims.keep.many import Filed, Many
from claims.keep.plain import Plains
from claims.keep.quote import FlawError, Quote
from claims.keep.statements import join_act
from claims.keep.xrefs import FLAT, Known, add_xref, known_records
from claims.text import clean_line, shorten

FEW = 100
"""Fewer records are kept one by one, since columns win nothing: all that they make has its ids in
their order too."""
_MOST_WARNINGS = 100
_SHOWN = 60


class Ready(NamedTuple):
    """A record that has been read: what it was kept as before, and the quote it holds."""

    record: Prepared
    known: Known | None
    quote: Quote


class FlatImport:
    """One file's records into one batch; ``report`` hears of everything."""

    def __init__(self, journal: Journal, report: ImportReport) -> None:
        self.journal = journal
        self.report = report
        self.keeper = Keeper(journal)
        self.many = Many(self.keeper)
        self._lines = Lines()
        self._unkept: dict[int, int] = {}
        self._unknown: Counter[str] = Counter()
        self._acts: dict[str, int] = {}
        self._waiting: dict[str, list[Ready]] = {}
        self._reserved: dict[str | None, tuple[int, int]] = {}
        """The ids of new statements, and of what says that they were kept, by their keys."""
        self._unstored: set[str | None] = set()
        """The keys of plain records kept, but not handed over yet."""

    def run(self, records: Records, advance: Callable[[int], None]) -> None:
        """Check and keep every record, then say what was noticed on the way."""
        records.vectors = self.journal.dialect == "postgresql"
        self.keeper.documents.begin()
        # A load makes many objects and no circle; looking for one takes a twentieth of the time.
        with at_rest(), self.journal.first_load(), self.keeper.store.behind():
            for chunk in records:
                records.whole = self._chunk(chunk) > 0
                advance(len(chunk))
            self._hand_over()
        for one in [ready for waiting in self._waiting.values() for ready in waiting]:
            self._lost(one)
        self._report_rest()

    # -- one chunk -------------------------------------------------------------------------

    def _chunk(self, chunk: Chunk) -> int:
        """Keep a chunk of records; how many of them were new, or changed.

        All that it names is looked up before the last chunk is handed over: it is stored while
        this one is kept.
        """
        self.report.read += len(chunk)
        self._acts = {}
        plain, ready = self._changed(chunk)
        targets = {one.quote.same_act for one in ready if one.quote.same_act}
        self._acts.update((key, one.act) for key, one in self._known(sorted(targets)).items())
        self.keeper.prepare([one.quote for one in ready], plain)
        places = plain.places if plain is not None else []
        self._reserve(chunk, places, [one.record for one in ready if one.known is None])
        self._hand_over()
        plain_alone = not (ready or self._waiting or self.keeper.has_by_hand)
        self._keep_in_order(chunk, plain, ready)
        self.keeper.conclude()
        if plain_alone:
            self._unstored = {chunk.keys[place] for place in places}
        else:
            self._hand_over()
        return len(ready) + len(places)

    def _keep_in_order(self, chunk: Chunk, plain: Plains | None, ready: Iterable[Ready]) -> None:
        """Keep records in their order, since the first to name anybody tells what they are.

        Plain ones are kept together from one of the others to the next.
        """
        places = plain.places if plain is not None else []
        lines = [chunk.lines[place] for place in places]
        done = 0
        for one in sorted(ready, key=lambda one: one.record.line):
            end = bisect_left(lines, one.record.line)
            self._keep_run(chunk, plain, range(done, end))
            done = end
            self._place(one)
        self._keep_run(chunk, plain, range(done, len(places)))

    def _keep_run(self, chunk: Chunk, plain: Plains | None, run: range) -> None:
        """Keep plain records, by their places in the columns."""
        if plain is None or not run:
            return
        some = plain.at(run)
        left = some.places if self.keeper.has_by_hand else self._keep_plain(chunk, some)
        for place in left:
            one = self._read(chunk.record(place), None)
            if one is not None:
                self._place(one)

    def _hand_over(self) -> None:
        """Have stored what was kept."""
        self.keeper.flush()
        self._unstored = set()

    def _known(self, keys: Sequence[str]) -> dict[str, Known]:
        """The statements kept from records of these keys."""
        if not self._unstored.isdisjoint(keys):
            self._hand_over()
        return known_records(self.keeper.store.reader, keys) if keys else {}

    def _reserve(self, chunk: Chunk, places: Sequence[int], others: Iterable[Prepared]) -> None:
        """Reserve ids for the quotes of new records, in their order, whichever are kept first.

        Of those of one key the first counts.
        """
        told = [(chunk.lines[place], chunk.keys[place]) for place in places]
        if more := [(one.line, one.key) for one in others]:
            told = sorted(told + more, key=itemgetter(0))
        lines: dict[str | None, int] = {}
        for line, key in told:
            lines.setdefault(key, line)
        store, count = self.keeper.store, len(lines)
        statements, xrefs = (store.reserve(table, count) for table in ("statement", "xref"))
        self._reserved.update(zip(lines, zip(statements, xrefs, strict=True), strict=True))
        self._lines.add_all(xrefs, list(lines.values()))

    def _changed(self, chunk: Chunk) -> tuple[Plains | None, list[Ready]]:
        """The records that are not kept yet as they are, and came in no line before: the new ones
        that are plain, and report nobody else's utterance, then the others.
        """
        keys = chunk.keys
        known = self._known([key for key in keys if key])
        if known or self._unkept or None in keys or len(set(keys)) < len(keys):
            wanted = self._looked_for(chunk, known)
        else:
            wanted = dict.fromkeys(range(len(keys)))
        plain = chunk.plain if len(chunk) >= FEW else None
        if plain is not None:
            plain = plain.at(self._together(keys, plain, wanted))
            for place in plain.places:
                del wanted[place]
        read_now = (self._read(chunk.record(place), before) for place, before in wanted.items())
        ready = [one for one in read_now if one is not None]
        return plain if plain is not None and plain.places else None, ready

    def _together(
        self,
        keys: Sequence[str | None],
        plain: Plains,
        wanted: Mapping[int, Known | None],
    ) -> list[int]:
        """Which of the plain quotes are new, and wait for no record after their own."""
        targets = sorted({act for act in plain.acts if act is not None})
        self._acts = {key: one.act for key, one in self._known(targets).items()}
        before = set(self._acts)
        chosen = []
        for at, (place, act) in enumerate(zip(plain.places, plain.acts, strict=True)):
            if place in wanted and wanted[place] is None and (act is None or act in before):
                chosen.append(at)
                before.add(keys[place] or "")
        return chosen

    def _looked_for(self, chunk: Chunk, known: Mapping[str, Known]) -> dict[int, Known | None]:
        """The places of the records to be kept, and what they were kept as before."""
        wanted: dict[int, Known | None] = {}
        lines: dict[str, int] = {}
        told = zip(chunk.keys, chunk.lines, chunk.digests, strict=True)
        for place, (key, line, digest) in enumerate(told):
            if key is None:
                self._flawed(line, read(chunk.record(place)).problems)
                continue
            before = known.get(key)
            first = self._line_before(key, before)
            if first is None:
                first = lines.setdefault(key, line)
            if first != line:
                self._repeated(chunk.record(place), first)
            elif before is not None and before.digest == digest:
                self.report.unchanged += 1
                self._lines.add(before.xref, line)
            else:
                wanted[place] = before
        return wanted

    def _line_before(self, key: str, known: Known | None) -> int | None:
        """The line of an earlier chunk that brought a key."""
        found = self._unkept.get(hash(key)) if self._unkept else None
        return found if found or known is None else self._lines.find(known.xref)

    def _repeated(self, record: Prepared, first: int) -> None:
        if not record.own:
            self.report.unchanged += 1
            self._warn(_("line {n} repeats line {first}").format(n=record.line, first=first))
            return
        reason = _("{key} is the key of line {first} too")
        self._flaw(record.line, "key", reason.format(key=_shown(record.key or ""), first=first))
        self.report.flaws += [Flaw(record.line, *one) for one in read(record).problems]

    def _read(self, record: Prepared, known: Known | None) -> Ready | None:
        reading = read(record)
        quote = reading.quote
        for name in reading.unknown:
            self._unknown[name] += 1
        if quote is None:
            self._unkept[hash(record.key)] = record.line
            self._flawed(record.line, reading.problems)
            return None
        said, published = quote.said, quote.published
        # A day's difference is a matter of time zones.
        if said and published and said.first > published.last + 1:
            message = _("line {n}: said {said}, after it was published ({published})")
            self._warn(message.format(n=record.line, said=said, published=published))
        if record.reading is None:
            record = record._replace(reading=reading)
        return Ready(record, known, quote)

    def _keep_plain(self, chunk: Chunk, plain: Plains) -> list[int]:
        """Keep new quotes that are plain, then whatever waited for one of them.

        Left are the places of those that report the utterance of one refused.
        """
        mine = plain.places
        keys = [chunk.keys[place] or "" for place in mine]
        ids = [self._reserved[key] for key in keys]
        statements, xrefs = (list(column) for column in zip(*ids, strict=True))
        filed = Filed(keys, [chunk.digests[place] for place in mine], statements, xrefs)
        kept = self.many.keep(plain, filed, self._acts)
        for at in kept.places:
            del self._reserved[keys[at]]
        for at, error in kept.refused:
            self._refuse(chunk.record(mine[at]), error)
        self.report.new += len(kept.places)
        for at in kept.places if self._waiting else ():
            for one in self._waiting.pop(keys[at], ()):
                self._place(one)
        return [mine[at] for at in kept.left]

    # -- same act --------------------------------------------------------------------------

    def _place(self, ready: Ready) -> None:
        """Keep a record, and whatever waited for it, or let it wait itself."""
        line = [ready]
        while line:
            one = line.pop()
            target = one.quote.same_act
            act = self._acts.get(target) if target else None
            if target and act is None:
                self._unkept[hash(one.record.key)] = one.record.line
                self._waiting.setdefault(target, []).append(one)
            elif self._keep(one, act) and self._waiting:
                line += reversed(self._waiting.pop(one.record.key or "", []))

    def _keep(self, ready: Ready, act: int | None) -> bool:
        record, known = ready.record, ready.known
        try:
            if known is None:
                statement = self._keep_new(ready, act)
            else:
                statement = known.statement
                self.keeper.revise(statement, ready.quote, act=act)
                self.report.revised += 1
        except (FlawError, UnknownName) as error:
            self._refuse(record, error)
            return False
        self._remember(ready, statement)
        if act is not None and known is not None:
            # Whoever reported this one's utterance now reports that of the other.
            for key, head in self._acts.items():
                self._acts[key] = act if head == statement else head
        before = known.act if known else statement
        self._acts[record.key or ""] = act if act is not None else before
        return True

    def _refuse(self, record: Prepared, error: FlawError | UnknownName) -> None:
        self._unkept[hash(record.key)] = record.line
        self._reserved.pop(record.key, None)
        if isinstance(error, FlawError):
            self._flaw(record.line, error.field, error.reason)
        else:
            self._flaw(record.line, None, _with_candidates(error))

    def _keep_new(self, ready: Ready, act: int | None) -> int:
        statement = self.keeper.adopt(ready.quote) if self.keeper.has_by_hand else None
        if statement is None:
            number = self._reserved[ready.record.key][0]
            statement = self.keeper.keep(ready.quote, act=act, number=number)
            self.report.new += 1
            return statement
        self.report.revised += 1
        self._warn(
            _("line {n}: kept by hand as {id}; what that lacked was filled in").format(
                n=ready.record.line, id=format_id("statement", statement)
            )
        )
        if act is not None:
            join_act(self.keeper.store, statement, act)
        return statement

    def _remember(self, ready: Ready, statement: int) -> None:
        """Keep what the record was like."""
        record, known, store = ready.record, ready.known, self.keeper.store
        raw = as_json(record) if record.reading and record.reading.unknown else None
        if known is None:
            add_xref(
                store,
                FLAT,
                record.key or "",
                digest=record.digest,
                raw=raw,
                number=self._reserved.pop(record.key)[1],
                statement=statement,
            )
        else:
            store.change("xref", known.xref, digest=record.digest, raw=raw)
            self._lines.add(known.xref, record.line)

    def _lost(self, ready: Ready) -> None:
        """A record that waited for another until the end."""
        target = ready.quote.same_act or ""
        first = self._unkept.get(hash(target))
        if first is None:
            reason = _("no record has the key {key}").format(key=_shown(target))
        else:
            reason = _("{key} (line {n}) is flawed, or leads back here").format(
                key=_shown(target), n=first
            )
        self._flaw(ready.record.line, "same_act", reason)

    # -- what is said of it ----------------------------------------------------------------

    def _flawed(self, line: int, problems: Iterable[Problem]) -> None:
        self.report.flawed += 1
        self.report.flaws += [Flaw(line, *problem) for problem in problems]

    def _flaw(self, line: int, field: str | None, reason: str) -> None:
        self.report.flawed += 1
        self.report.flaws.append(Flaw(line, field, reason))

    def _warn(self, text: str) -> None:
        if len(self.report.warnings) < _MOST_WARNINGS:
            self.report.warnings.append(text)

    def _report_rest(self) -> None:
        report, keeper = self.report, self.keeper
        for name, count in sorted(self._unknown.items()):
            message = ngettext(
                "the field {name} is not known; {n} record has it, kept as it was",
                "the field {name} is not known; {n} records have it, kept as it was",
                count,
            )
            self._warn(message.format(name=name, n=count))
        for document, column, kept, told in keeper.documents.differing[:_MOST_WARNINGS]:
            if is_hidden(self.journal.reader, "document", document):
                continue
            message = _("D{id} keeps its {column} {kept}; a record has {read}")
            self._warn(
                message.format(id=document, column=column, kept=_shown(kept), read=_shown(told))
            )
        report.made, report.made_counts = keeper.made, keeper.counts
        report.flaws.sort(key=lambda flaw: flaw.line or 0)
        keeper.speakers.forget()  # the names of all who are kept come next
        report.look_alikes = look_alikes(self.journal.reader, keeper.speakers.made)


def _with_candidates(error: UnknownName) -> str:
    names = ", ".join(error.candidates)
    return f"{error.message}: {names}" if names else error.message


def _shown(text: str) -> str:
    return shorten(clean_line(text), _SHOWN)
