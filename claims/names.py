"""Names as people type them, resolved to rows: speakers, questions, claims, documents, any id.

A name resolves exact → alias → folded → unique prefix (docs/design.md), merges followed; one that
matches several raises ``AmbiguousName``, one that matches none ``UnknownName`` with near matches.
Unnamed speakers are never matched by name.  Plain reader only: near matches alone load more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from claims.confidential import Sight
from claims.errors import AmbiguousName, UnknownName
from claims.i18n import _
from claims.ids import Kind, Ref, format_id, parse_id
from claims.name_words import called, holding
from claims.reader import Reader, Row
from claims.references import (
    CANDIDATES,
    exists,
    no_such,
    question_among,
    resolve_claim,
    resolve_document,
    resolve_question,
    resolve_statement,
    shown,
)
from claims.text import clean_line, fold, name_key
from claims.vocabulary import SpeakerKind

__all__ = [
    "ambiguous_speaker",
    "canonical",
    "find_speakers",
    "matching_speakers",
    "names_of_keys",
    "near_speakers",
    "reference",
    "resolve_claim",
    "resolve_document",
    "resolve_question",
    "resolve_speaker",
    "resolve_statement",
    "speaker_labels",
    "speaker_number",
    "unknown_speaker",
]

_MOST_SHARING = 10
_COMPARED = 50_000
"""Speakers whose names are all compared with a misspelt one."""
_ALIKE = 3
_CANONICAL = "COALESCE(k.merged_into, k.id)"

# Every name a speaker goes by, with the speaker it means once merges are followed.
_NAMES = f"""
SELECT {_CANONICAL} AS id, k.name, k.key, k.qualifier, k.kind, k.parent_id, 0 AS alias
FROM speaker k
WHERE k.kind <> 'unnamed' AND {{name}}
UNION ALL
SELECT {_CANONICAL}, a.name, a.key, k.qualifier, k.kind, k.parent_id, 1 FROM alias a
JOIN speaker k ON k.id = a.speaker_id
WHERE k.kind <> 'unnamed' AND {{alias}}
"""

_KEYS = f"""
SELECT {_CANONICAL} AS id, k.key FROM speaker k WHERE k.key IS NOT NULL
UNION ALL
SELECT {_CANONICAL}, a.key FROM alias a JOIN speaker k ON k.id = a.speaker_id
"""


def _names(reader: Reader, condition: str, **parameters: object) -> list[Row]:
    """Names under a condition on ``{t}.key``, asked of speakers and of aliases."""
    if reader.sight is Sight.MARKED:  # as they are, to be compared
        reader = reader.seen(Sight.ALL)
    sql = _NAMES.format(name=condition.format(t="k"), alias=condition.format(t="a"))
    return reader.rows(sql, **parameters)


# -- speakers ------------------------------------------------------------------------------


def names_of_keys(reader: Reader, keys: list[str]) -> list[Row]:
    """All names with these folded keys: ``id, name, key, qualifier, kind, parent_id, alias``.

    ``id`` is the speaker meant, merges followed; ``alias`` tells an alias from the name itself.
    """
    sql = _NAMES.format(name=reader.within("k.key", "keys"), alias=reader.within("a.key", "keys"))
    return reader.rows(sql, keys=keys)


def find_speakers(
    reader: Reader, text: str, *, kinds: Collection[SpeakerKind] | None = None
) -> list[int]:
    """The speakers a name means: by exact name, else exact alias, else folded key.

    ``John Smith (senator)`` names the one with that qualifier.  Several are as many as share it.
    """
    name = clean_line(text)
    rows = _names(reader, "{t}.key = :key", key=name_key(name)) if name_key(name) else []
    tiers = (
        (row["id"] for row in rows if not row["alias"] and row["name"] == name),
        (row["id"] for row in rows if row["alias"] and row["name"] == name),
        (row["id"] for row in rows),
        _qualified(reader, name),
    )
    for tier in tiers:
        if found := _of_kinds(reader, tier, kinds):
            return found
    return []


def _qualified(reader: Reader, name: str) -> list[int]:
    if not name.endswith(")") or "(" not in name:
        return []
    bare, _bracket, qualifier = name[:-1].rpartition("(")
    rows = _names(reader, "{t}.key = :key", key=name_key(bare))
    return [row["id"] for row in rows if name_key(row["qualifier"]) == name_key(qualifier)]


def _by_prefix(reader: Reader, text: str, kinds: Collection[SpeakerKind] | None) -> list[int]:
    prefix = name_key(text)
    *words, begun = prefix.split() or [""]
    if not begun:
        return []
    rows = holding(reader, words, (begun,))
    return _of_kinds(reader, (row["id"] for row in rows if row["key"].startswith(prefix)), kinds)


def _of_kinds(
    reader: Reader, ids: Iterable[int], kinds: Collection[SpeakerKind] | None
) -> list[int]:
    found = sorted(set(ids))
    if kinds is None or not found:
        return found
    sql = "SELECT id FROM speaker WHERE {} AND {} ORDER BY id"
    return reader.values(
        sql.format(reader.within("id", "ids"), reader.within("kind", "kinds")),
        ids=found,
        kinds=[str(kind) for kind in kinds],
    )


def resolve_speaker(
    reader: Reader, text: str, *, kinds: Collection[SpeakerKind] | None = None
) -> int:
    """The one speaker a name or id (P4) means, merges followed.

    Raises ``AmbiguousName`` or ``UnknownName``, each with candidates and a hint.
    """
    number = speaker_number(reader, text)
    if number is not None:
        return number
    found = find_speakers(reader, text, kinds=kinds) or _by_prefix(reader, text, kinds)
    if len(found) == 1:
        return found[0]
    if found:
        raise ambiguous_speaker(reader, text, found)
    raise unknown_speaker(reader, text)


def speaker_number(reader: Reader, text: str) -> int | None:
    """The speaker an id (P4) means, merges followed; none where the text is no id of a speaker.

    Raises ``UnknownName`` for the id of no row, unless a speaker is so called ("P5").
    """
    ref = parse_id(text.strip())
    if ref is None or ref.kind is not Kind.SPEAKER:
        return None
    if exists(reader, ref):
        return canonical(reader, ref.number)
    if find_speakers(reader, text):
        return None
    raise no_such(ref)


def canonical(reader: Reader, speaker: int) -> int:
    """The speaker that stands for this one: itself, or who it was merged into."""
    sql = f"SELECT {_CANONICAL} FROM speaker k WHERE k.id = :id"
    found: int = reader.value(sql, id=speaker)
    return found


def ambiguous_speaker(reader: Reader, text: str, found: Iterable[int]) -> AmbiguousName:
    """The error for a name several speakers share."""
    labels = speaker_labels(reader.discreet(), list(found)[:_MOST_SHARING])
    return AmbiguousName(
        _('several speakers are called "{name}"').format(name=shown(text)),
        candidates=labels,
        hint=_("give the id, such as {id}").format(id=labels[0].rsplit(" ", 1)[1])
        if labels
        else "claims speakers",
    )


def unknown_speaker(reader: Reader, text: str) -> UnknownName:
    """The error for a name nobody has, with those most like it."""
    return UnknownName(
        _('no speaker is called "{name}"').format(name=shown(text)),
        candidates=speaker_labels(reader.discreet(), near_speakers(reader, text)),
        hint="claims speakers",
    )


def speaker_labels(reader: Reader, speakers: Iterable[int]) -> list[str]:
    """Speakers as candidates are shown, in the order given: ``John Smith (senator) P4``."""
    wanted = list(dict.fromkeys(speakers))
    rows = reader.rows(
        "SELECT id, name, qualifier FROM speaker WHERE " + reader.within("id", "ids"), ids=wanted
    )
    by_id = {row["id"]: row for row in rows}
    return [_speaker_label(by_id[number]) for number in wanted if number in by_id]


def _speaker_label(row: Row) -> str:
    qualifier = f" ({row['qualifier']})" if row["qualifier"] else ""
    return f"{row['name']}{qualifier} {format_id(Kind.SPEAKER, row['id'])}"


def near_speakers(reader: Reader, text: str, *, limit: int = CANDIDATES) -> list[int]:
    """Speakers whose names are like a text, best first: those that contain its words, then the
    near misspelt; one that begins with it comes before both.
    """
    if not name_key(text):
        return []
    found = [*_by_prefix(reader, text, None)[:limit], *_containing(reader, text)[:limit]]
    if len(found) < limit:
        from claims.matching import near

        found += [one for one, _score in near(text, _comparable(reader, text), limit=limit)]
    return list(dict.fromkeys(found))[:limit]


def _comparable(reader: Reader, text: str) -> Iterator[tuple[str, int]]:
    """Names to compare a text with: all, or of very many those with a word that begins alike."""
    if (reader.value("SELECT max(id) FROM speaker") or 0) <= _COMPARED:
        rows: Iterable[Row] = reader.iterate(_KEYS)
    else:
        begun = {word[:_ALIKE] for word in name_key(text).split() if len(word) >= _ALIKE}
        rows = (row for start in sorted(begun) for row in holding(reader, (), (start,)))
    return ((row["key"], row["id"]) for row in rows)


def matching_speakers(reader: Reader, text: str) -> list[int]:
    """All speakers one of whose names or aliases holds the words; ``kerr*`` holds a beginning.

    With a speaker come those merged into it and the one it is merged into: these are the ids that
    statements may carry.  An id (P4) means that speaker.  Case, accents and order never matter.
    """
    number = speaker_number(reader, text)
    found = _containing(reader, text) if number is None else [number]
    if not found:
        return []
    own, merged = (reader.within(column, "ids") for column in ("k.id", "k.merged_into"))
    return reader.values(
        f"SELECT k.id FROM speaker k WHERE {own}"
        f" UNION SELECT k.id FROM speaker k WHERE {merged} ORDER BY 1",
        ids=found,
    )


def _containing(reader: Reader, text: str) -> list[int]:
    if "*" not in text:
        words, begun = set(name_key(text).split()), set[str]()
    else:
        typed = {(word, part.endswith("*")) for part in text.split() for word in _key_words(part)}
        words = {word for word, starred in typed if not starred}
        begun = {word for word, starred in typed if starred}
    return sorted(called(reader, words, begun))


def _key_words(text: str) -> list[str]:
    return name_key(text).split()


# -- anything ------------------------------------------------------------------------------


def reference(reader: Reader, text: str) -> Ref:
    """The row an id of any kind means, else the question or the speaker of that name.

    An id is taken as typed: the id of a merged speaker means that row.  Raises ``AmbiguousName``
    or ``UnknownName``.
    """
    ref = parse_id(text.strip())
    if ref is not None:
        if exists(reader, ref):
            return ref
        if not find_speakers(reader, text):
            raise no_such(ref)
    slug = fold(text.strip()).strip("/")
    question = reader.value("SELECT id FROM question WHERE slug = :slug", slug=slug)
    if question is not None:
        return Ref(Kind.QUESTION, question)
    if found := find_speakers(reader, text) or _by_prefix(reader, text, None):
        if len(found) > 1:
            raise ambiguous_speaker(reader, text, found)
        return Ref(Kind.SPEAKER, found[0])
    return _question_or_nothing(reader, text)


def _question_or_nothing(reader: Reader, text: str) -> Ref:
    try:
        return Ref(Kind.QUESTION, question_among(reader, text))
    except AmbiguousName:
        raise
    except UnknownName as error:
        near = speaker_labels(reader.discreet(), near_speakers(reader, text))
        raise UnknownName(
            _('nothing is called "{name}"').format(name=shown(text)),
            candidates=[*error.candidates, *near][:CANDIDATES],
            hint=_("give an id, such as S12, C7, Q3, P4 or D2"),
        ) from error
