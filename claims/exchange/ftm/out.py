"""Speakers, roles, documents and who is quoted in them, as entities of followthemoney.

Speakers come first, then the positions, then who held them, then each document with those it
mentions, then the quotes: everything after what it refers to, but for parents.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from claims.exchange.flat_out import Selection, condition
from claims.exchange.ftm import made as ftm_made
from claims.exchange.ftm.ids import Names, names_of
from claims.exchange.ftm.made import Made
from claims.exchange.ftm.proxy import Value
from claims.exchange.ftm.terms import SCHEME, long_language
from claims.ids import Kind
from claims.reader import Reader, Row
from claims.scene import CANONICAL

_PAGE = 1000

_SPEAKERS = f"""
SELECT k.id, k.kind, k.name, k.key, k.note, {CANONICAL.format("p")} AS parent, p.kind AS parent_kind
FROM speaker k LEFT JOIN speaker p ON p.id = k.parent_id
WHERE k.id > :after AND k.merged_into IS NULL AND k.kind <> 'unnamed' AND {{wanted}}
ORDER BY k.id LIMIT :page
"""
_ALIASES = f"""
SELECT {CANONICAL.format("k")} AS speaker, a.name, a.key, a.lang
FROM alias a JOIN speaker k ON k.id = a.speaker_id WHERE {{own}} OR {{others}}
UNION ALL
SELECT k.merged_into AS speaker, k.name, k.key, NULL AS lang FROM speaker k
WHERE {{others}} AND k.key IS NOT NULL
"""
_ROLES = f"""
FROM role r JOIN speaker o ON o.id = r.speaker_id
JOIN speaker k ON k.id = {CANONICAL.format("o")}
LEFT JOIN speaker g ON g.id = r.org_id LEFT JOIN speaker h ON h.id = {CANONICAL.format("g")}
WHERE k.kind <> 'unnamed' AND {{wanted}}
"""
_ORG = "CASE WHEN h.kind IN ('org', 'state') THEN h.id END"
_HELD = f"""
SELECT r.id, r.title, r.since, r.until, r.note, k.id AS holder, k.kind, {_ORG} AS org
{_ROLES} AND r.id > :after ORDER BY r.id LIMIT :page
"""
_POSTS = f"""
INSERT INTO ftm_post SELECT MIN(r.id), r.title, {_ORG}
{_ROLES} AND k.kind = 'person' GROUP BY r.title, {_ORG}
"""
_DOCUMENTS = f"""
SELECT d.id, d.title, d.url, d.published, d.lang, d.text, h.name AS outlet
FROM document d LEFT JOIN speaker g ON g.id = d.outlet_id
LEFT JOIN speaker h ON h.id = {CANONICAL.format("g")}
WHERE d.id > :after AND {{quoted}} ORDER BY d.id LIMIT :page
"""
_QUOTING = "EXISTS (SELECT 1 FROM statement s WHERE s.document_id = d.id AND {condition})"
_QUOTED = f"""
SELECT DISTINCT s.document_id, k.id, k.name, k.kind FROM statement s
JOIN speaker o ON o.id = s.speaker_id JOIN speaker k ON k.id = {CANONICAL.format("o")}
WHERE {{within}} AND k.kind <> 'unnamed' AND {{condition}}
"""
_MENTIONED = "SELECT document_id, raw FROM xref WHERE scheme = :scheme AND raw <> '' AND {within}"
_MEANT = f"""
SELECT x.scheme, x.key, k.id, k.name, k.kind FROM xref x JOIN speaker o ON o.id = x.speaker_id
JOIN speaker k ON k.id = {CANONICAL.format("o")} WHERE {{within}} AND k.kind <> 'unnamed'
"""
_STATEMENTS = f"""
SELECT s.id, s.text, s.lang, s.said, s.status, s.role_printed, s.document_id, k.id AS speaker,
       k.name, k.kind, d.url, h.name AS outlet
FROM statement s JOIN document d ON d.id = s.document_id
JOIN speaker o ON o.id = s.speaker_id JOIN speaker k ON k.id = {CANONICAL.format("o")}
LEFT JOIN speaker g ON g.id = d.outlet_id LEFT JOIN speaker h ON h.id = {CANONICAL.format("g")}
WHERE s.id > :after AND {{condition}} ORDER BY s.id LIMIT :page
"""
_CHAINS = f"""
SELECT v.statement_id, h.name FROM via v JOIN speaker g ON g.id = v.speaker_id
JOIN speaker h ON h.id = {CANONICAL.format("g")} WHERE {{within}} ORDER BY v.statement_id, v.step
"""
# The speakers of a selection, then level by level the parents and organisations above them.
_SEEDS = f"""
SELECT {CANONICAL.format("k")} FROM statement s JOIN speaker k ON k.id = s.speaker_id
WHERE {{condition}}
UNION
SELECT {CANONICAL.format("k")} FROM statement s JOIN document d ON d.id = s.document_id
JOIN speaker k ON k.id = d.outlet_id WHERE {{condition}}
"""
_ABOVE = f"""
SELECT {CANONICAL.format("p")} FROM speaker k JOIN speaker p ON p.id = k.parent_id WHERE {{ids}}
UNION
SELECT {CANONICAL.format("g")} FROM role r JOIN speaker o ON o.id = r.speaker_id
JOIN speaker g ON g.id = r.org_id WHERE {{holders}}
"""


class FtmExport:
    """The entities of a selection, read page by page; call within a snapshot."""

    def __init__(self, reader: Reader, selection: Selection) -> None:
        self.reader = reader
        self._condition, self._bound = condition(reader, selection)
        chosen = (selection.speaker, selection.question, selection.first, selection.last)
        self._narrow = any(one is not None for one in chosen)
        self._wanted: list[int] = self._above() if self._narrow else []

    def count(self) -> int:
        """How many speakers, roles, documents and quotes there are."""
        reader, quotes = self.reader, f"SELECT count(*) FROM statement s WHERE {self._condition}"
        found: int = reader.value(quotes, **self._bound)
        if self._narrow:
            documents = (
                f"SELECT count(DISTINCT document_id) FROM statement s WHERE {self._condition}"
            )
            return found + len(self._wanted) + int(reader.value(documents, **self._bound))
        tables = ("speaker", "role", "document")
        return found + sum(int(reader.value(f"SELECT count(*) FROM {one}")) for one in tables)

    def entities(self) -> Iterator[Made]:
        """Every entity, in the order of the rows it is made of."""
        yield from self._speakers()
        yield from self._posts()
        yield from self._roles()
        yield from self._documents()
        yield from self._quotes()

    def _above(self) -> list[int]:
        """The speakers of the selection, their outlets, and what they are part of, all the way."""
        within = self.reader.within
        found: set[int] = set()
        sql = _SEEDS.format(condition=self._condition)
        level = set(self.reader.values(sql, **self._bound))
        sql = _ABOVE.format(ids=within("k.id", "ids"), holders=within(CANONICAL.format("o"), "ids"))
        while level:
            found |= level
            level = set(self.reader.values(sql, ids=sorted(level))) - found
        return sorted(found)

    def _pages(self, sql: str, **bound: Any) -> Iterator[list[Row]]:
        after = 0
        while rows := self.reader.rows(sql, after=after, page=_PAGE, **bound):
            yield rows
            after = rows[-1]["id"]

    def _those_wanted(self) -> tuple[str, dict[str, Any]]:
        """The condition on the speaker ``k``, and what is bound in it."""
        if not self._narrow:
            return "1 = 1", {}
        return self.reader.within("k.id", "wanted"), {"wanted": self._wanted}

    def _names(self, kind: Kind, rows: Iterable[int | None]) -> dict[int, Names]:
        return names_of(self.reader, kind, (one for one in rows if one is not None))

    # -- speakers --------------------------------------------------------------------------

    def _speakers(self) -> Iterator[Made]:
        wanted, bound = self._those_wanted()
        for rows in self._pages(_SPEAKERS.format(wanted=wanted), **bound):
            ids = [row["id"] for row in rows]
            aliases = self._aliases({row["id"]: row["key"] for row in rows})
            names = self._names(Kind.SPEAKER, [*ids, *(row["parent"] for row in rows)])
            for row in rows:
                yield ftm_made.speaker(row, names, aliases[row["id"]])

    def _aliases(self, keys: dict[int, str]) -> dict[int, list[Value]]:
        """The other names of speakers, those of whoever was merged into them among these."""
        within = self.reader.within
        sql = _ALIASES.format(own=within("k.id", "ids"), others=within("k.merged_into", "ids"))
        found: dict[int, dict[str, Value]] = {number: {} for number in keys}
        rows = self.reader.rows(sql, ids=list(keys))
        for row in sorted(rows, key=lambda row: (row["name"], row["lang"] or "")):
            if row["key"] != keys[row["speaker"]]:
                alias = Value(row["name"], long_language(row["lang"]))
                found[row["speaker"]].setdefault(row["key"], alias)
        return {number: list(names.values()) for number, names in found.items()}

    # -- roles -----------------------------------------------------------------------------

    def _posts(self) -> Iterator[Made]:
        wanted, bound = self._those_wanted()
        self.reader.execute(
            "CREATE TEMPORARY TABLE ftm_post (id BIGINT PRIMARY KEY, title TEXT, org BIGINT)"
        )
        self.reader.execute(_POSTS.format(wanted=wanted), **bound)
        sql = "SELECT id, title, org FROM ftm_post WHERE id > :after ORDER BY id LIMIT :page"
        for rows in self._pages(sql):
            names = self._names(Kind.SPEAKER, (row["org"] for row in rows))
            for row in rows:
                org = names[row["org"]].id if row["org"] else ""
                yield ftm_made.post(row["title"], org)

    def _roles(self) -> Iterator[Made]:
        wanted, bound = self._those_wanted()
        for rows in self._pages(_HELD.format(wanted=wanted), **bound):
            names = self._names(
                Kind.SPEAKER, [row[name] for row in rows for name in ("holder", "org")]
            )
            own = self._names(Kind.ROLE, [row["id"] for row in rows])
            for row in rows:
                yield from ftm_made.role(row, own[row["id"]].id, names)

    # -- documents -------------------------------------------------------------------------

    def _documents(self) -> Iterator[Made]:
        quoted = (
            f"EXISTS (SELECT 1 FROM statement s WHERE s.document_id = d.id AND {self._condition})"
        )
        sql = _DOCUMENTS.format(quoted=quoted if self._narrow else "1 = 1")
        for rows in self._pages(sql, **(self._bound if self._narrow else {})):
            ids = [row["id"] for row in rows]
            names = self._names(Kind.DOCUMENT, ids)
            mentions = self._mentions(ids)
            speakers = self._names(
                Kind.SPEAKER, [one["id"] for some in mentions.values() for one in some]
            )
            for row in rows:
                document = names[row["id"]]
                yield ftm_made.document(row, document)
                made = [ftm_made.mention(one, document.id, speakers) for one in mentions[row["id"]]]
                yield from sorted(made, key=lambda one: one.id)

    def _mentions(self, documents: list[int]) -> dict[int, list[Row]]:
        """The speakers whom documents quote, and those whom followthemoney said they mention."""
        found: dict[int, dict[int, Row]] = {number: {} for number in documents}
        within = self.reader.within
        sql = _QUOTED.format(within=within("s.document_id", "ids"), condition=self._condition)
        for row in self.reader.iterate(sql, ids=documents, **self._bound):
            found[row["document_id"]][row["id"]] = row
        if not self._narrow:
            sql = _MENTIONED.format(within=within("document_id", "ids"))
            rows = self.reader.rows(sql, scheme=SCHEME, ids=documents)
            told = {row["document_id"]: _refs_in(row["raw"]) for row in rows}
            meant = self._meant({ref for refs in told.values() for ref in refs})
            for document, refs in told.items():
                found[document] |= {meant[ref]["id"]: meant[ref] for ref in refs if ref in meant}
        return {number: list(rows.values()) for number, rows in found.items()}

    def _meant(self, refs: set[tuple[str, str]]) -> dict[tuple[str, str], Row]:
        sql = _MEANT.format(within=self.reader.within("x.key", "keys"))
        rows = self.reader.rows(sql, keys=sorted({key for _scheme, key in refs}))
        return {(row["scheme"], row["key"]): row for row in rows}

    # -- quotes ----------------------------------------------------------------------------

    def _quotes(self) -> Iterator[Made]:
        sql = _STATEMENTS.format(condition=self._condition)
        chains_sql = _CHAINS.format(within=self.reader.within("v.statement_id", "ids"))
        for rows in self._pages(sql, **self._bound):
            documents = self._names(Kind.DOCUMENT, (row["document_id"] for row in rows))
            speakers = self._names(Kind.SPEAKER, (row["speaker"] for row in rows))
            chains: dict[int, list[str]] = {row["id"]: [] for row in rows}
            for step in self.reader.iterate(chains_sql, ids=list(chains)):
                chains[step["statement_id"]].append(step["name"])
            for row in rows:
                document, speaker = documents[row["document_id"]].id, speakers[row["speaker"]].id
                yield ftm_made.quote(row, document, speaker, chains[row["id"]])


def _refs_in(raw: str) -> list[tuple[str, str]]:
    """The speakers that the reader of an entity kept beside a document's id."""
    try:
        mentions = json.loads(raw).get("mentions", [])
        return [(str(scheme), str(key)) for scheme, key in mentions]
    except (ValueError, AttributeError, TypeError):
        return []  # not what this program keeps there
