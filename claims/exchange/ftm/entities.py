"""followthemoney (OpenSanctions, OCCRP Aleph): what its entities are here.

    for item in read(raws): ...     # Entity, Position, Tenure, Work, Flaw, Odd

Entities come in any order: a role's holder and organisation may follow it, and so may the position
it is of, for which it waits on disk.  Nothing of more than one entity is held in memory.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import islice, product
from typing import Any, TypeVar

from claims.dates import DateError, PartialDate
from claims.exchange.fields import (
    LONGEST_NAME,
    LONGEST_TEXT,
    NOWHERE,
    Context,
    Wrong,
    read_key,
    read_line,
    read_name,
    read_words,
    shown,
)
from claims.exchange.ftm.dates import HISTORIC, joined, read_date
from claims.exchange.ftm.proxy import Proxy, looks, proxies
from claims.exchange.ftm.terms import (
    DATASET,
    DOCUMENTS,
    IDENTIFIERS,
    INTERESTS,
    KINDS,
    NAMES,
    SCHEME,
    WIKIDATA,
    kind_of,
    short_language,
)
from claims.exchange.ftm.terms import LONGEST_TEXT as LONGEST_VALUE
from claims.exchange.ftm.waiting import Waiting
from claims.exchange.people import Alias, Entity, Odd, Position, Ref, Tenure, Work
from claims.exchange.report import Flaw
from claims.exchange.sources import Raw
from claims.i18n import _
from claims.keep.slugs import speaker_key
from claims.text import clean_line, clean_text, shorten

__all__ = ["Item", "items", "looks", "read"]

Item = Entity | Tenure | Position | Work | Flaw | Odd | Raw

_MOST_NAMES = 200
_MOST_HELD = 50
_LONGEST_IDENTIFIER = 64
_SHOWN_DATASETS = 20
_QID = re.compile(r"Q[1-9]\d{0,11}", re.A)
_URL = re.compile(r"https?://\S+", re.A | re.I)
T = TypeVar("T")
_Reader = Callable[[Any, Context], str | None]


def read(raws: Iterator[Raw]) -> Iterator[Item]:
    """What there is in entities, one a line or the items of a list."""
    return items(found for raw in raws for found in _proxies(raw))


def _proxies(raw: Raw) -> Iterator[Proxy | Flaw | Odd | Raw]:
    return iter([raw]) if raw.reason is not None else proxies(raw.line, raw.value)


def items(found: Iterator[Proxy | Flaw | Odd | Raw]) -> Iterator[Item]:
    """What there is in entities, wherever they were read."""
    with closing(Waiting()) as waiting:
        for proxy in found:
            if isinstance(proxy, Proxy):
                yield from _Reading(proxy, waiting).items()
            else:
                yield proxy
        yield from waiting.rest()


class _Reading:
    """One entity being read; ``odds`` is what was passed over in it."""

    def __init__(self, proxy: Proxy, waiting: Waiting) -> None:
        self.proxy = proxy
        self.waiting = waiting
        self.line = proxy.line
        self.odds: list[Odd] = []

    def items(self) -> Iterator[Item]:
        """What it is here, then what was passed over."""
        try:
            yield from self._made()
        except Wrong as wrong:
            yield Flaw(self.line, None, str(wrong))
        yield from self.odds

    def _made(self) -> Iterator[Item]:
        schema = self.proxy.schema
        make = _MAKERS.get(schema)
        if make is None:
            words = _("{schema} is passed over")
            self.odds.append(Odd(self.line, "schema", words.format(schema=shown(schema))))
            return iter(())
        return make(self)

    # -- who speaks ------------------------------------------------------------------------

    def speaker(self) -> Iterator[Item]:
        """A person or an organisation, and the roles that only its own entity names."""
        proxy = self.proxy
        kind = kind_of(proxy.schema, proxy.texts("legalForm"))
        name, aliases = self._names()
        parent = self._first_ref("parent")
        refs = self._refs()
        if parent in refs:
            self._pass_over("parent", _("is itself"))
            parent = None
        yield Entity(self.line, refs, kind, name, aliases, parent, self._note())
        for title in self._all("position", read_name)[:_MOST_HELD]:
            yield Tenure(self.line, refs[0], title)

    def _names(self) -> tuple[str, tuple[Alias, ...]]:
        """The name it goes by and the others; ``Wrong`` where there is none."""
        langs: dict[str, str | None] = {}
        counts: Counter[str] = Counter()
        for prop in NAMES:
            for value in self.proxy.props.get(prop, ()):
                name = self._take(prop, read_name, value.text)
                if name is not None:
                    langs.setdefault(name, short_language(value.lang or ""))
                    if prop == "name":
                        counts[name] += 1
        if not langs:
            given = self.proxy.texts("firstName")[:1] + self.proxy.texts("lastName")[:1]
            name = self._take("name", read_name, " ".join(given))
            if name is None:
                raise Wrong(_("{field} is missing").format(field="name"))
            langs[name] = None
        chosen = self._chosen(counts or Counter(langs))
        keys = {speaker_key(chosen)}
        aliases = []
        for name, lang in langs.items():
            key = speaker_key(name)
            if key not in keys:
                keys.add(key)
                aliases.append(Alias(name, lang))
        if len(aliases) > _MOST_NAMES:
            self._pass_over("alias", _("names beyond the first {n}").format(n=_MOST_NAMES))
        return chosen, tuple(aliases[:_MOST_NAMES])

    def _chosen(self, counts: Counter[str]) -> str:
        """The caption if it is a name, else what most say, in Latin letters where there is one."""
        caption = self.proxy.caption
        if caption is not None and caption in counts:
            return caption
        return max(counts, key=lambda name: (_is_latin(name), counts[name]))

    def _refs(self) -> tuple[Ref, ...]:
        """Its own id, those put together in it, and its ids in other collections."""
        refs = [Ref(SCHEME, key) for key in self._keys()]
        refs += [Ref(WIKIDATA, ref.key) for ref in refs if _QID.fullmatch(ref.key)]
        for prop, scheme in IDENTIFIERS.items():
            for text in self.proxy.texts(prop):
                key = self._take(prop, _read_identifier, text)
                if key and scheme == WIKIDATA and not _QID.fullmatch(key):
                    self._pass_over(prop, _("not an id of Wikidata: {value}").format(value=key))
                elif key:
                    refs.append(Ref(scheme, key))
        return tuple(dict.fromkeys(refs))

    def _keys(self) -> list[str]:
        others = (self._take("referents", read_key, key) for key in self.proxy.others)
        return list(dict.fromkeys([self.proxy.id, *filter(None, others)]))

    def _note(self) -> str | None:
        """Notes, then the data sets it is of and since when: what changes daily is left out."""
        notes = [self._long("notes", "\n")] if self.proxy.texts("notes") else []
        found = [one for one in self.proxy.datasets if one != DATASET][:_SHOWN_DATASETS]
        if found:
            # Stored, so not in the language of whoever imports.
            since = self._date_of([self.proxy.first_seen] if self.proxy.first_seen else [], "")
            seen = f" (since {since.text[:10]})" if since else ""
            notes.append(_one_line(f"followthemoney: {', '.join(found)}") + seen)
        return _cleaned(notes)

    # -- roles -----------------------------------------------------------------------------

    def post(self) -> Iterator[Item]:
        """A position: what those who held it were."""
        names = self._all("name", read_name)
        if not names:
            raise Wrong(_("{field} is missing").format(field="name"))
        title = self.proxy.caption if self.proxy.caption in names else names[0]
        self.waiting.add_post(self._keys(), title, self._first_ref("organization"))
        yield Position(self.line, Ref(SCHEME, self.proxy.id), title)

    def occupancy(self) -> Iterator[Item]:
        """Somebody in a position; until the position is known it waits."""
        holders, held = self._needed("holder"), self._needed("post", _read_post)
        single = len(holders) == len(held) == 1
        for holder in holders:
            for post in held:
                yield from self.waiting.filled(
                    self._tenure(
                        holder, post.key, position=post, loose=True,
                        ref=Ref(SCHEME, self.proxy.id) if single else None,
                    )
                )  # fmt: skip

    def interest(self) -> Iterator[Item]:
        """A membership, directorship or employment."""
        terms = INTERESTS[self.proxy.schema]
        titles = self._all("role", read_name)[:_MOST_HELD] or [terms.title]
        holders, orgs = self._needed(terms.holder), self._needed(terms.org)
        ref: Ref | None = Ref(SCHEME, self.proxy.id)
        for holder, org, title in islice(product(holders, orgs, titles), _MOST_HELD):
            yield self._tenure(holder, title, org=org, ref=ref)
            ref = None

    def _tenure(self, holder: Ref, title: str, **more: Any) -> Tenure:
        since = self._date("startDate") or self._date("periodStart")
        until = self._date("endDate") or self._date("periodEnd")
        if since and until and since.first > until.last:
            self._pass_over("endDate", _("ends before it begins"))
            until = None
        status = [] if until else self._all("status", read_line)
        summary = self._long("summary", "\n")
        note = _cleaned([summary, *(f"status: {one}" for one in status[:1])])
        return Tenure(self.line, holder, title, since=since, until=until, note=note, **more)

    # -- documents -------------------------------------------------------------------------

    def work(self) -> Iterator[Item]:
        """A document."""
        langs = map(short_language, self.proxy.texts("language", "detectedLanguage"))
        urls = [url for url in self._all("sourceUrl", read_line) if self._is_url(url)]
        published = (self._date(prop) for prop in ("publishedAt", "date", "authoredAt"))
        titles = self._all("title", read_line) + self._all("fileName", read_line)
        work = Work(
            self.line,
            tuple(Ref(SCHEME, key) for key in self._keys()),
            title=next(iter(titles), None),
            url=next(iter(urls), None),
            outlet=next(iter(self._all("publisher", read_name)), None),
            published=next(filter(None, published), None),
            lang=next(filter(None, langs), None),
            text=self._long("bodyText", "\n\n"),
        )
        if not (work.title or work.url or work.text):
            raise Wrong(_("neither title, address nor text"))
        self.waiting.add_work(work)
        return iter(())

    def mention(self) -> Iterator[Item]:
        """A speaker named in a document, where somebody said which."""
        resolved, documents = self._some_refs("resolved"), self._needed("document")
        if not resolved:
            self._pass_over("resolved", _("a name that nobody resolved is passed over"))
        self.waiting.add_mentions(self.line, documents, resolved)
        return iter(())

    def _is_url(self, text: str) -> bool:
        found = _URL.fullmatch(text) is not None
        if not found:
            self._pass_over("sourceUrl", _("not a web address: {value}").format(value=shown(text)))
        return found

    # -- values ----------------------------------------------------------------------------

    def _pass_over(self, field: str, reason: str) -> None:
        self.odds.append(Odd(self.line, field, reason))

    def _take(self, field: str, reader: Callable[[Any, Context], T], text: str) -> T | None:
        """A value as a reader takes it; none, and passed over, where it cannot be."""
        try:
            return reader(text, NOWHERE)
        except Wrong as wrong:
            self._pass_over(field, str(wrong))
            return None

    def _all(self, prop: str, reader: Callable[[Any, Context], T | None]) -> list[T]:
        found = (self._take(prop, reader, text) for text in self.proxy.texts(prop))
        return list(dict.fromkeys(value for value in found if value))

    def _long(self, prop: str, separator: str) -> str | None:
        """A text that may stand in several values: one cut at their limit goes on in the next."""
        text = ""
        for value in self.proxy.props.get(prop, ()):
            begun = text and len(text) % LONGEST_VALUE
            text += (separator if begun else "") + value.text
            if len(text) > LONGEST_TEXT:
                break
        return self._take(prop, read_words, text) if text else None

    def _some_refs(self, prop: str, reader: _Reader = read_key) -> list[Ref]:
        return [Ref(SCHEME, key) for key in self._all(prop, reader)[:_MOST_HELD]]

    def _first_ref(self, prop: str) -> Ref | None:
        return next(iter(self._some_refs(prop)), None)

    def _needed(self, prop: str, reader: _Reader = read_key) -> list[Ref]:
        found = self._some_refs(prop, reader)
        if not found:
            raise Wrong(_("{field} is missing").format(field=prop))
        return found

    def _date(self, prop: str) -> PartialDate | None:
        return self._date_of(self.proxy.texts(prop), prop)

    def _date_of(self, texts: list[str], prop: str) -> PartialDate | None:
        found = []
        for text in texts:
            try:
                date = read_date(text)
            except DateError as error:
                self._pass_over(prop, str(error))
                continue
            if date is None:
                self._pass_over(prop, _("not a date: {value}").format(value=shown(text)))
            elif not text.startswith(HISTORIC):
                found.append(date)
        return joined(found)


_MAKERS: dict[str, Callable[[_Reading], Iterator[Item]]] = {
    **dict.fromkeys(KINDS, _Reading.speaker),
    **dict.fromkeys(DOCUMENTS, _Reading.work),
    **dict.fromkeys(INTERESTS, _Reading.interest),
    "Position": _Reading.post,
    "Occupancy": _Reading.occupancy,
    "Mention": _Reading.mention,
}
"""What reads an entity of a schema; those of others are passed over."""


def _read_identifier(value: Any, context: Context) -> str | None:
    found = read_key(value, context)
    if found and len(found) > _LONGEST_IDENTIFIER:
        words = _("longer than {longest} characters ({length})")
        raise Wrong(words.format(longest=_LONGEST_IDENTIFIER, length=len(found)))
    return found


def _read_post(value: Any, context: Context) -> str | None:
    """The id of a position, which is its title until that is known."""
    return read_key(value, context) if read_name(value, context) else None


def _cleaned(notes: Iterable[str | None]) -> str | None:
    """Notes as they are kept."""
    return clean_text("\n".join(filter(None, notes))).strip()[:LONGEST_TEXT] or None


def _one_line(text: str) -> str:
    return shorten(clean_line(text), LONGEST_NAME)


def _is_latin(name: str) -> bool:
    """Whether most letters of a name are Latin."""
    if name.isascii():
        return True
    letters = [char for char in name if char.isalpha()]
    latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters)
    return latin * 2 > len(letters)
