"""Documents: what makes two records one document, and what a later record may add to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from claims.bloom import BloomFilter
from claims.keep.source import Source, Sources
from claims.keep.store import Kept, Store
from claims.reader import Row, chunks
from claims.vocabulary import DocumentKind

_CHUNK = 5000
_MOST_DIFFERING = 1000
_ARTICLE = DocumentKind.ARTICLE.value
_COLUMNS = (
    "kind", "key", "outlet_id", "title", "url", "published", "published_first", "published_last",
    "lang", "text", "sha256", "note",
)  # fmt: skip


class Documents:
    """Documents by key, looked up in bulk; ``start`` begins a chunk.

    Those of the chunk before, of which some may not be stored yet, are remembered until the next.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.made = 0
        self.first_made: int | None = None
        """The lowest id of those made: all from it on were."""
        self.completed = 0
        self.differing: list[tuple[int, str, str, str]] = []
        """What records told otherwise than what is kept: the first thousand."""
        self._known: dict[str, Row | None] = {}
        self._before: dict[str, Row] = {}
        self._told: dict[int, tuple[Source, int | None]] = {}
        self._all: BloomFilter | None = None
        """The keys of all there are, where there were none at the beginning."""

    def begin(self) -> None:
        """Remember which documents are made, if there are none yet: none else is looked for."""
        if self.store.reader.value("SELECT 1 FROM document LIMIT 1") is None:
            self._all = BloomFilter()

    def look_up(self, keys: Iterable[str]) -> None:
        """Fetch the documents of these keys in one go."""
        strange = {key for key in keys if key not in self._known}
        self._known.update((key, self._before.get(key)) for key in strange)
        wanted = sorted(key for key in strange if key not in self._before)
        if self._all is not None:
            wanted = self._all.likely(wanted)
        if not wanted:
            return  # what is being stored is waited for only where something is to be read
        reader, columns = self.store.reader, ", ".join(("id", *_COLUMNS))
        for chunk in chunks(wanted, _CHUNK):
            sql = f"SELECT {columns} FROM document WHERE {reader.within('key', 'keys')}"
            for row in reader.iterate(sql, keys=chunk):
                self._known[row["key"]] = row

    def start(self) -> None:
        """Forget what was looked up for the chunk before the last."""
        self._before = {key: row for key, row in self._known.items() if row is not None}
        self._known.clear()
        self._told.clear()

    def ids_of(self, keys: Iterable[str]) -> set[int]:
        """The documents of these keys, of those looked up."""
        return {row["id"] for key in keys if (row := self._known.get(key))}

    def find(self, key: str) -> Row | None:
        """The document of a key, none where it is not kept yet."""
        if key not in self._known:
            self.look_up([key])
        return self._known[key]

    def by_id(self) -> dict[int, Row]:
        """The documents found or made since ``start``, as they are now."""
        return {row["id"]: row for row in self._known.values() if row}

    def keep(self, source: Source, outlet: int | None) -> Kept:
        """The document of a source, made, or completed with what it lacked.

        What it has stays: a difference is noted in ``differing`` (id, column, kept, read).
        """
        return self.keep_row(source, outlet)[0]

    def keep_row(self, source: Source, outlet: int | None) -> tuple[Kept, Row]:
        """The same, with its row as it is now."""
        row = self.find(source.key)
        told = source, outlet
        if row is None:
            row = _values(source, outlet)
            number = self.store.put("document", row)  # one row: completed here, it is there too
            self._remember(row)
            self.made += 1
            self.first_made = self.first_made or number
            self._told[number] = told
            return Kept(number, True), row
        number = row["id"]
        if self._told.get(number) != told:  # a record of the same article may have said the same
            self._complete(row, _values(source, outlet))
            self._told[number] = told
        return Kept(number, False), row

    def keep_all(
        self, sources: Sources, wanted: Collection[int], outlets: Mapping[str | None, int | None]
    ) -> tuple[dict[int, Row], list[int]]:
        """The documents of articles, by their places in the columns, and which of them were made.

        ``outlets`` are ids by name.
        """
        rows = dict(zip(wanted, _articles(sources, wanted, outlets), strict=True))
        self.look_up(row["key"] for row in rows.values())
        made, others = [], []
        for number, values in rows.items():
            row = self._known[values["key"]]
            if row is None:
                self._remember(values)
                made.append(number)
            else:
                others.append((number, row))
        self.store.put_all("document", [rows[number] for number in made])
        if made:
            self.made += len(made)
            self.first_made = self.first_made or rows[made[0]]["id"]
        for number, row in others:
            self._complete(row, rows[number])
            rows[number] = row
        return rows, made

    def _remember(self, made: Row) -> None:
        self._known[made["key"]] = made
        if self._all is not None:
            self._all.add(made["key"])

    def _complete(self, row: Row, values: Row) -> None:
        filled = {}
        for name in ("outlet_id", "title", "url", "published", "lang", "text", "note"):
            if values[name] is None or row[name] == values[name]:
                continue
            if row[name] is None:
                filled[name] = values[name]
            elif name in ("title", "published") and len(self.differing) < _MOST_DIFFERING:
                self.differing.append((row["id"], name, str(row[name]), str(values[name])))
        if "published" in filled:
            filled |= {name: values[name] for name in ("published_first", "published_last")}
        if "text" in filled:
            filled["sha256"] = values["sha256"]
        if not filled:
            return
        self.completed += 1
        self.store.change("document", row["id"], **filled)
        row.update(filled)
        if "published" in filled:
            self._date_statements(row)

    def _date_statements(self, row: Row) -> None:
        """Statements without a date said are as old as their document."""
        self.store.flush()
        sql = "SELECT id FROM statement WHERE document_id = :id AND said IS NULL"
        for statement in self.store.reader.values(sql, id=row["id"]):
            self.store.change(
                "statement",
                statement,
                said_first=row["published_first"],
                said_last=row["published_last"],
            )


def _values(source: Source, outlet: int | None) -> Row:
    published = source.published
    return {
        "kind": str(source.kind),
        "key": source.key,
        "outlet_id": outlet,
        "title": source.title,
        "url": source.url,
        "published": published.text if published else None,
        "published_first": published.first if published else None,
        "published_last": published.last if published else None,
        "lang": source.lang,
        "text": source.text,
        "sha256": text_hash(source.text),
        "note": source.note,
    }


def _articles(
    sources: Sources, wanted: Iterable[int], outlets: Mapping[str | None, int | None]
) -> list[Row]:
    """The rows of articles, by their places."""
    rows = list(zip(*sources, strict=True))
    return [
        {
            "kind": _ARTICLE,
            "key": key,
            "outlet_id": outlets[outlet],
            "title": title,
            "url": url,
            "published": published,
            "published_first": first,
            "published_last": last,
            "lang": lang,
            "text": None,
            "sha256": None,
            "note": None,
        }
        for outlet, title, url, published, first, last, lang, key in map(rows.__getitem__, wanted)
    ]


def text_hash(text: str | None) -> str | None:
    """SHA-256 of a text in UTF-8, hexadecimal."""
    if text is None:
        return None
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()
