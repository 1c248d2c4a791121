"""A context file: what quotes stand in, as one JSON object.

``questions`` (slug, parent, kind, mode, unit, cumulative, title, date), ``links`` between their
answers, ``speakers`` with parent, aliases, roles and Wikidata id.  What it says of a row that
exists already replaces what the row had, for a context is written by hand; nothing is taken away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from claims.dates import PartialDate, parse_date
from claims.errors import UnknownName
from claims.exchange.report import Flaw, ImportReport
from claims.exchange.sources import Raw
from claims.i18n import _
from claims.journal import Journal
from claims.keep.keeper import Keeper
from claims.keep.questions import Inquiry, keep_link, titles_json
from claims.keep.quote import FlawError
from claims.keep.slugs import parents_of, slug_of, title_of
from claims.keep.speakers import Details, keep_details
from claims.keep.store import Kept
from claims.keep.xrefs import add_xref
from claims.reader import Row
from claims.text import clean_line, name_key, shorten
from claims.vocabulary import LinkKind, Mode, QuestionKind, SpeakerKind

PARTS = ("questions", "speakers", "links")
"""What a context holds, in the order it is kept; ``about`` is for people."""

WIKIDATA = "wikidata"

_LONGEST = 300
_SHOWN = 40
_PAIR = 2

E = TypeVar("E", bound=StrEnum)


def import_context(
    journal: Journal, raws: Iterable[Raw], report: ImportReport, beside: Iterable[str] = ()
) -> None:
    """Keep the items of a context; every flaw goes into the report.

    Links are kept last, for what they join may stand anywhere.  ``beside`` names what stands
    beside the lists.
    """
    context = _Context(Keeper(journal), report)
    links = []
    for raw in raws:
        if raw.reason is None and raw.part == "links":
            links.append(raw.value)
        else:
            context.take(raw)
    for link in links:
        context.take(Raw(0, link, None, "links"))
    context.keeper.flush()
    report.made, report.made_counts = context.keeper.made, context.keeper.counts
    report.warnings += [
        _("the field {name} is not known").format(name=shorten(clean_line(name), _SHOWN))
        for name in beside
        if name not in (*PARTS, "about")
    ]


class _Fields:
    """One object's values, each checked as it is asked for."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    def text(self, name: str) -> str | None:
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            raise FlawError(name, _("must be text"))
        return self._clean(name, value)

    def _clean(self, name: str, value: str) -> str | None:
        if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
            raise FlawError(name, _("holds a character that cannot be kept"))
        text = clean_line(value)
        if len(text) > _LONGEST:
            raise FlawError(name, _("longer than {n} characters").format(n=_LONGEST))
        return text or None

    def required(self, name: str) -> str:
        text = self.text(name)
        if text is None:
            raise FlawError(name, _("is missing"))
        return text

    def name(self, name: str) -> str | None:
        text = self.text(name)
        if text is not None and not name_key(text):
            raise FlawError(name, _("has neither letter nor digit: {value}").format(value=text))
        return text

    def one_of(self, name: str, members: type[E]) -> E | None:
        text = self.text(name)
        if text is None:
            return None
        try:
            return members(text.lower())
        except ValueError:
            known = ", ".join(member.value for member in members)
            reason = _("{value} is none of {known}").format(value=text, known=known)
            raise FlawError(name, reason) from None

    def date(self, name: str) -> PartialDate | None:
        text = self.text(name)
        try:
            return parse_date(text) if text else None
        except ValueError as error:
            raise FlawError(name, str(error)) from None

    def flag(self, name: str) -> bool | None:
        value = self.values.get(name)
        if value is not None and not isinstance(value, bool):
            raise FlawError(name, _("must be true or false"))
        return value

    def titles(self, name: str) -> tuple[str | None, dict[str, str]]:
        """A title, and titles by language: given as one text or by language."""
        value = self.values.get(name)
        if not isinstance(value, dict):
            return self.text(name), {}
        found = {
            str(lang): text
            for lang, title in value.items()
            if isinstance(title, str) and (text := self._clean(name, title))
        }
        if not found:
            raise FlawError(name, _("must be text, or texts by language"))
        return found.get("en") or next(iter(found.values())), found

    def items(self, name: str) -> list[Any]:
        value = self.values.get(name)
        if value is not None and not isinstance(value, list):
            raise FlawError(name, _("must be a list"))
        return value or []


class _Context:
    """Keeps one context, item by item."""

    def __init__(self, keeper: Keeper, report: ImportReport) -> None:
        self.keeper = keeper
        self.report = report
        self._places: Counter[str] = Counter()
        self._keep: dict[str, Callable[[_Fields], Kept | bool]] = {
            "questions": self._question,
            "speakers": self._speaker,
            "links": self._link,
        }

    def take(self, raw: Raw) -> None:
        """Keep one item, or report what is wrong with it."""
        self.report.read += 1
        part, item = raw.part, raw.value
        self._places[part] += 1
        where = f"{part}[{self._places[part]}]" if part else None
        if raw.reason is not None or part not in self._keep:
            self._no_item(raw)
            return
        if not isinstance(item, dict):
            self._flaw(where, _("must be an object"))
            return
        try:
            kept = self._keep[part](_Fields(item))
        except FlawError as error:
            self._flaw(f"{where}.{error.field}" if error.field else where, error.reason)
        except UnknownName as error:
            self._flaw(where, error.message)
        else:
            self._count(kept)

    def _no_item(self, raw: Raw) -> None:
        lists = [name for name in PARTS if isinstance(raw.value, dict) and name in raw.value]
        for name in lists:
            self._flaw(name, _("must be a list"))
        if not lists:
            self._flaw(None, raw.reason or _("neither a context nor a list of records"))

    def _flaw(self, where: str | None, reason: str) -> None:
        self.report.flawed += 1
        self.report.flaws.append(Flaw(None, where, reason))

    def _count(self, kept: Kept | bool) -> None:
        """A row made is new; of a row found, whether it changed."""
        if isinstance(kept, Kept):
            self.report.new += kept.made
            self.report.unchanged += not kept.made
        else:
            self.report.revised += kept
            self.report.unchanged += not kept

    # -- questions and links ---------------------------------------------------------------

    def _question(self, fields: _Fields) -> Kept | bool:
        questions = self.keeper.questions
        slug = slug_of(fields.required("slug"))
        if not slug:
            raise FlawError("slug", _("has neither letter nor digit"))
        title, titles = fields.titles("title")
        kind = fields.one_of("kind", QuestionKind)
        mode = fields.one_of("mode", Mode)
        row = questions.find(slug)
        parent = self._above(fields.text("parent"), slug)
        if row is None:
            inquiry = Inquiry(
                kind=kind or QuestionKind.QUESTION,
                mode=mode or Mode.EXCLUSIVE,
                title=title or title_of(slug),
                titles=titles,
                unit=fields.text("unit"),
                cumulative=bool(fields.flag("cumulative")),
                happened=fields.date("date"),
                parent=parent,
                note=fields.text("note"),
            )
            number = questions.make(slug, inquiry)
            made = Kept(number, made=True)
            self.keeper.note_questions()
            return made
        return questions.change(row, **self._changes(row, fields, parent))

    def _above(self, parent: str | None, slug: str) -> int | None:
        questions = self.keeper.questions
        if parent is None:
            above = parents_of(slug)
            row = questions.find(above[-1]) if above else None
        else:
            row = questions.find(parent)
            if row is None:
                reason = _("no question is called {name}").format(name=parent)
                raise FlawError("parent", reason)
        if row is not None and (row["slug"] == slug or row["slug"].startswith(slug + "/")):
            raise FlawError("parent", _("{name} lies under it").format(name=row["slug"]))
        return row["id"] if row else None

    def _changes(self, row: Row, fields: _Fields, parent: int | None) -> dict[str, Any]:
        """What a context says of a question that exists."""
        title, titles = fields.titles("title")
        kind = fields.one_of("kind", QuestionKind) or QuestionKind(row["kind"])
        mode = fields.one_of("mode", Mode) or Mode(row["mode"] or Mode.EXCLUSIVE)
        happened = fields.date("date")
        cumulative = fields.flag("cumulative")
        said = {
            "kind": kind.value,
            "mode": mode.value if kind is QuestionKind.QUESTION else None,
            "parent_id": parent,
            "title": title,
            "titles": titles_json(titles),
            "unit": fields.text("unit"),
            "happened": happened.text if happened else None,
            "happened_first": happened.first if happened else None,
            "happened_last": happened.last if happened else None,
            "cumulative": bool(row["cumulative"]) if cumulative is None else cumulative,
        }
        always = ("kind", "mode", "cumulative")
        return {name: value for name, value in said.items() if value is not None or name in always}

    def _link(self, fields: _Fields) -> Kept | bool:
        kind = fields.one_of("kind", LinkKind)
        if kind is None:
            raise FlawError("kind", _("is missing"))
        a, b = (self._claim(side, fields.items(side)) for side in ("a", "b"))
        return keep_link(self.keeper.store, a, kind, b, fields.text("note"))

    def _claim(self, side: str, pair: list[Any]) -> int:
        """A claim given as question and answer, made where it is missing."""
        if len(pair) != _PAIR or not all(isinstance(part, str) and part.strip() for part in pair):
            raise FlawError(side, _("must be a list of a question and an answer"))
        question = self.keeper.questions.find(pair[0])
        if question is None:
            raise FlawError(side, _("no question is called {name}").format(name=pair[0]))
        words = _Fields({side: pair[1]}).required(side)
        kept = self.keeper.questions.keep_claim(question, words)
        self.keeper.note("claim", kept, words)
        return kept.id

    # -- speakers --------------------------------------------------------------------------

    def _speaker(self, fields: _Fields) -> Kept | bool:
        name = fields.name("name")
        if name is None:
            raise FlawError("name", _("is missing"))
        kind = fields.one_of("kind", SpeakerKind)
        if kind is SpeakerKind.UNNAMED:
            raise FlawError("kind", _("an unnamed speaker belongs to one quote alone"))
        parent_name = fields.name("parent")
        parent = self._org(parent_name) if parent_name else None
        speakers = self.keeper.speakers
        kept = speakers.keep(name, kind=kind or SpeakerKind.PERSON, parent=parent, prefer=kind)
        self.keeper.note("speaker", kept, name)
        changed = self._details(kept, kind, parent, fields)
        return kept if kept.made else changed

    def _org(self, name: str) -> int:
        kept = self.keeper.speakers.keep(name, kind=SpeakerKind.ORG)
        self.keeper.note("organisation", kept, name)
        return kept.id

    def _details(
        self, kept: Kept, kind: SpeakerKind | None, parent: int | None, fields: _Fields
    ) -> bool:
        """Kind, parent, aliases, roles and Wikidata id; whether any was new.

        Kind and parent of a speaker that existed too: a quote could only guess them.
        """
        aliases = [_Fields({"aliases": alias}).name("aliases") for alias in fields.items("aliases")]
        details = Details(kind, parent, list(filter(None, aliases)), fields.text("note"))
        changed = keep_details(self.keeper.speakers, kept.id, details)
        speaker = kept.id
        for role in fields.items("roles"):
            if not isinstance(role, dict):
                raise FlawError("roles", _("must be objects"))
            changed |= self._role(speaker, _Fields(role))
        wikidata = fields.text("wikidata")
        if wikidata:
            changed |= self._xref(speaker, wikidata)
        return changed

    def _role(self, speaker: int, fields: _Fields) -> bool:
        title = fields.required("title")
        titles = {
            name.removeprefix("title_"): text
            for name in fields.values
            if name.startswith("title_") and (text := fields.text(name))
        }
        org = fields.name("org")
        kept = self.keeper.roles.keep(
            speaker,
            title,
            org=self._org(org) if org else None,
            since=fields.date("from"),
            until=fields.date("to"),
            titles=titles,
            note=fields.text("note"),
        )
        self.keeper.note("role", kept, title)
        return kept.made

    def _xref(self, speaker: int, key: str) -> bool:
        store = self.keeper.store
        store.flush()
        sql = "SELECT speaker_id FROM xref WHERE scheme = :scheme AND key = :key"
        known = store.reader.value(sql, scheme=WIKIDATA, key=key)
        if known is not None and known != speaker:
            self.report.warnings.append(
                _("{key} is P{id} already, not P{other}").format(key=key, id=known, other=speaker)
            )
        if known is None:
            add_xref(store, WIKIDATA, key, speaker=speaker)
        return known is None
