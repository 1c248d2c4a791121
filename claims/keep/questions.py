"""Questions, and the answers given to them: claims, and how claims bear on each other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from claims.dates import PartialDate
from claims.i18n import _
from claims.keep.quote import Bearing, FlawError
from claims.keep.slugs import claim_key, figure_key, parents_of, slug_of, title_of
from claims.keep.store import Kept, Store
from claims.numbers import Interval, parse_number
from claims.reader import Row
from claims.text import clean_line
from claims.vocabulary import LinkKind, Mode, QuestionKind

_MOST_KNOWN = 20_000
"""Questions remembered before starting afresh: some 14 MB."""
_MOST_CLAIMS = 30_000
"""Claims remembered before starting afresh: some 8 MB."""
_QUESTION_COLUMNS = """id, slug, parent_id, kind, mode, unit, cumulative, title, titles,
happened, happened_first, happened_last"""


@dataclass(slots=True)
class Inquiry:
    """What is told of a new question; without ``parent`` its slug tells what it lies under."""

    kind: QuestionKind = QuestionKind.QUESTION
    mode: Mode = Mode.EXCLUSIVE
    title: str | None = None
    titles: Mapping[str, str] | None = None
    unit: str | None = None
    cumulative: bool = False
    happened: PartialDate | None = None
    parent: int | None = None
    note: str | None = None


class Questions:
    """Questions by slug and claims by question and key, looked up in bulk."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.fresh: list[tuple[int, str]] = []
        """Questions made since somebody last looked: id and slug."""
        self._known: dict[str, Row | None] = {}
        self._claims: dict[tuple[int, str], int | None] = {}
        self._new: set[int] = set()
        """Questions made since claims were last forgotten: of these all claims are remembered."""

    def look_up(self, bearings: Iterable[Bearing]) -> None:
        """Fetch the questions and claims that positions name, in one go each."""
        if len(self._known) > _MOST_KNOWN:
            self.store.flush()
            self._known.clear()
        if len(self._claims) > _MOST_CLAIMS:
            self.store.flush()
            self._claims.clear()
            self._new.clear()
        wanted = list(bearings)
        self._fetch({one.slug for one in wanted})
        pairs = {
            (row["id"], answer_key(row, one.key, one.number))
            for one in wanted
            if (row := self._known[one.slug]) and row["id"] not in self._new
        }
        # A set less the keys of a dictionary looks at each of those.
        self._fetch_claims({pair for pair in pairs if pair not in self._claims})

    def _fetch(self, slugs: set[str]) -> None:
        reader = self.store.reader
        unknown = {slug for slug in slugs if slug not in self._known}
        if not unknown:
            return
        above = {parent for slug in unknown for parent in parents_of(slug)}
        unknown |= {slug for slug in above if slug not in self._known}
        self._known.update((slug, None) for slug in unknown)
        sql = f"SELECT {_QUESTION_COLUMNS} FROM question WHERE {reader.within('slug', 'slugs')}"
        for row in reader.iterate(sql, slugs=sorted(unknown)):
            self._known[row["slug"]] = row

    def _fetch_claims(self, pairs: set[tuple[int, str]]) -> None:
        if not pairs:
            return
        self._claims.update(dict.fromkeys(pairs))
        reader = self.store.reader
        sql = f"""SELECT c.id, c.question_id, c.key FROM {reader.pairs("pairs")} p
        CROSS JOIN claim c WHERE c.question_id = p.number AND c.key = p.word"""
        for number, question, key in reader.tuples(sql, pairs=json.dumps(sorted(pairs))):
            self._claims[question, key] = number

    # -- questions -------------------------------------------------------------------------

    def find(self, text: str) -> Row | None:
        """The question of a slug, none where there is none."""
        return self.of_slug(slug_of(text))

    def of_slug(self, slug: str) -> Row | None:
        """The same of a slug as it is kept."""
        if slug not in self._known:
            self._fetch({slug})
        return self._known[slug]

    def keep(self, text: str, inquiry: Inquiry) -> Kept:
        """The question of a slug, made with those above it where it is missing.

        What is above a question is an event, what is above an event a topic.
        """
        row = self.find(text)
        if row is not None:
            return Kept(row["id"], made=False)
        return Kept(self.make(text, inquiry), made=True)

    def make(self, text: str, inquiry: Inquiry) -> int:
        """A new question, with those above it that are missing."""
        slug = slug_of(text)
        kind, happened = inquiry.kind, inquiry.happened
        parent = inquiry.parent if inquiry.parent is not None else self._above(slug, kind)
        title = title_of(slug) if clean_line(text) == slug else clean_line(text)
        values = {
            "slug": slug,
            "parent_id": parent,
            "kind": kind.value,
            "mode": inquiry.mode.value if kind is QuestionKind.QUESTION else None,
            "unit": inquiry.unit,
            "cumulative": inquiry.cumulative,
            "title": inquiry.title or title,
            "titles": titles_json(inquiry.titles),
            "happened": happened.text if happened else None,
            "happened_first": happened.first if happened else None,
            "happened_last": happened.last if happened else None,
        }
        number = self.store.add("question", **values, note=inquiry.note)
        self._known[slug] = {"id": number, **values}
        self._new.add(number)
        self.fresh.append((number, slug))
        return number

    def _above(self, slug: str, kind: QuestionKind) -> int | None:
        """The question right above a slug, made as far as it is missing."""
        above = parents_of(slug)
        if not above:
            return None
        row = self.find(above[-1])
        if row is not None:
            number: int = row["id"]
            return number
        higher = QuestionKind.EVENT if kind is QuestionKind.QUESTION else QuestionKind.TOPIC
        return self.make(above[-1], Inquiry(kind=higher))

    def change(self, row: Row, **values: Any) -> bool:
        """Change a question's columns; false where they are so already."""
        values = {name: value for name, value in values.items() if row[name] != value}
        if values:
            self.store.change("question", row["id"], **values)
            row.update(values)
        return bool(values)

    # -- claims ----------------------------------------------------------------------------

    def _find_claim(self, pair: tuple[int, str]) -> int | None:
        """The answer to a question under a key, none where nobody gave it."""
        if pair not in self._claims:
            if pair[0] in self._new:
                return None
            self._fetch_claims({pair})
        return self._claims[pair]

    def keep_claim(
        self,
        question: Row,
        text: str,
        *,
        number: Interval | None = None,
        lang: str | None = None,
        about: int | None = None,
        note: str | None = None,
        key: str | None = None,
    ) -> Kept:
        """An answer to a question, made where nobody gave it yet.

        Where figures answer, its interval is ``number``, else what its words say; the same
        interval in other words is the same answer, and keeps its first words.  ``key`` is that of
        its words, for whoever knows it.
        """
        figures = question["mode"] == Mode.NUMBER
        number = (number or number_in(text, lang)) if figures else None
        key = answer_key(question, key or claim_key(text), number)
        known = self._find_claim((question["id"], key))
        if known is not None:
            return Kept(known, made=False)
        values = {
            "question_id": question["id"],
            "text": clean_line(text),
            "key": key,
            "lang": lang,
            **interval_columns(number),
            "about_id": about,
            "note": note,
        }
        claim = self.store.add("claim", **values)
        self._claims[question["id"], key] = claim
        return Kept(claim, made=True)


def answer_key(question: Row, key: str, number: Interval | None) -> str:
    """The key of an answer: that of its words, or where figures answer of its interval."""
    if question["mode"] == Mode.NUMBER and number is not None:
        return figure_key(number.as_text())
    return key


def number_in(text: str, lang: str | None) -> Interval | None:
    """The interval that words say, none where they say none."""
    try:
        return parse_number(text, lang=lang)
    except ValueError:
        return None


def interval_columns(number: Interval | None) -> Row:
    """The columns of a claim that hold its interval."""
    return {
        "number": number.as_text() if number else None,
        "low": number.low if number else None,
        "high": number.high if number else None,
        "low_open": number.low_open if number else False,
        "high_open": number.high_open if number else False,
    }


def keep_link(store: Store, a: int, kind: LinkKind, b: int, note: str | None = None) -> Kept:
    """A link between two claims; a symmetric one is stored once, whichever comes first.

    Raises ``FlawError`` for a claim linked to itself.
    """
    if a == b:
        raise FlawError("link", _("both ends are the same claim"))
    if kind.symmetric and a > b:
        a, b = b, a
    store.flush()
    sql = "SELECT id FROM link WHERE kind = :kind AND a_id = :a AND b_id = :b"
    found = store.reader.value(sql, kind=kind.value, a=a, b=b)
    if found is not None:
        return Kept(found, made=False)
    number = store.add("link", kind=kind.value, a_id=a, b_id=b, note=note)
    return Kept(number, made=True)


def titles_json(titles: Mapping[str, str] | None) -> str | None:
    """Titles by language as the column holds them."""
    return json.dumps(titles, ensure_ascii=False, sort_keys=True) if titles else None
