"""Documents of other collections: found by their ids, else by outlet and address, else made."""

from __future__ import annotations

import json
from collections.abc import Iterable

from claims.errors import UnknownName
from claims.exchange.people import Work
from claims.exchange.people.check import digest
from claims.exchange.people.ids import Ids
from claims.exchange.report import Flaw, ImportReport
from claims.i18n import _
from claims.keep.keeper import Keeper
from claims.keep.quote import FlawError
from claims.keep.source import Source
from claims.vocabulary import SpeakerKind


class Works:
    """Keeps documents, chunk by chunk.  What a document lacked is filled in, nothing replaced."""

    def __init__(self, keeper: Keeper, ids: Ids, report: ImportReport) -> None:
        self.keeper, self.ids, self.report = keeper, ids, report

    def keep(self, works: Iterable[Work]) -> None:
        """Keep the documents of a chunk, whose ids were looked up."""
        fresh = [one for one in works if not self._unchanged(one)]
        self.keeper.documents.start()
        self.keeper.speakers.look_up(one.outlet for one in fresh if one.outlet)
        self.keeper.documents.look_up(_source(one).key for one in fresh)
        for one in fresh:
            try:
                self._keep(one)
            except FlawError as error:
                self._flaw(one.line, error.field, error.reason)
            except UnknownName as error:
                self._flaw(one.line, "outlet", f"{error.message}: {', '.join(error.candidates)}")

    def _unchanged(self, work: Work) -> bool:
        found = self.ids.get(work.refs[0]) if work.refs else None
        if not (found and found.table == "document" and found.digest == digest(work)):
            return False
        self.report.unchanged += 1
        return True

    def _keep(self, work: Work) -> None:
        means = [found for ref in work.refs if (found := self.ids.get(ref))]
        if any(one.table != "document" for one in means):
            raise FlawError("id", _("the id of something that is no document"))
        source, documents = _source(work), self.keeper.documents
        row = documents.find(source.key)
        if means and (row is None or row["id"] != means[0].id):
            # Known under another address: one account is wrong, nobody knows which.
            reason = _("another outlet, address or title than it has")
            self.report.noticed.oddities.note(work.line, "url", reason)
            self.report.unchanged += 1
            return
        completed = documents.completed
        kept = documents.keep(source, self._outlet(work))
        self.keeper.note("document", kept, work.title or work.url or "")
        changed = documents.completed > completed
        changed |= self._remember(work, kept.id)
        if kept.made:
            self.report.new += 1
        elif changed:
            self.report.revised += 1
        else:
            self.report.unchanged += 1

    def _outlet(self, work: Work) -> int | None:
        if not work.outlet:
            return None
        kept = self.keeper.speakers.keep(work.outlet, kind=SpeakerKind.ORG, prefer=SpeakerKind.ORG)
        self.keeper.note("outlet", kept, work.outlet)
        return kept.id

    def _remember(self, work: Work, document: int) -> bool:
        """Keep its ids; with the first whom it mentions, for which there is no other place."""
        changed = False
        mentions = json.dumps({"mentions": work.mentions}) if work.mentions else None
        for place, ref in enumerate(work.refs):
            if self.ids.get(ref) is None:
                first = (digest(work), mentions) if place == 0 else (None, None)
                self.ids.add(ref, "document", document, *first)
                changed = True
            elif place == 0:
                changed |= self.ids.redigest(ref, digest(work))
        return changed

    def _flaw(self, line: int, field: str | None, reason: str) -> None:
        self.report.flawed += 1
        self.report.flaws.append(Flaw(line, field, reason))


def _source(work: Work) -> Source:
    return Source(work.outlet, work.title, work.url, work.published, work.lang, text=work.text)
