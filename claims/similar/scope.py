"""What a person asked about: everything, one thing, a question, a speaker, some days."""

from __future__ import annotations

from dataclasses import dataclass

from claims.errors import UsageError
from claims.i18n import _
from claims.ids import Kind, Ref
from claims.reader import Reader
from claims.similar.answers import Answers
from claims.similar.model import Proposal
from claims.similar.quotes import Advance, Quotes, nothing

_BY_SPEAKER = """
SELECT s.id FROM statement s JOIN speaker k ON k.id = s.speaker_id
WHERE COALESCE(k.merged_into, k.id) = :speaker AND s.status <> 'rejected'
"""
_SPOKEN_CLAIMS = """
SELECT DISTINCT p.claim_id FROM position p JOIN statement s ON s.id = p.statement_id
JOIN speaker k ON k.id = s.speaker_id WHERE COALESCE(k.merged_into, k.id) = :speaker
UNION SELECT v.claim_id FROM verdict v JOIN speaker k ON k.id = v.reviewer_id
WHERE COALESCE(k.merged_into, k.id) = :speaker
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """What to look for: of a thing or of all, quotes and claims, said in these days."""

    ref: Ref | None = None
    quotes: bool = True
    claims: bool = True
    since: int | None = None
    until: int | None = None


def proposals(
    reader: Reader, scope: Scope, threshold: float, advance: Advance = nothing
) -> list[Proposal]:
    """What is proposed, best first; quotes and claims together.

    Raises ``UsageError`` for a thing that has neither quotes nor claims.
    """
    if scope.ref is not None and scope.ref.kind is Kind.STATEMENT:
        return Quotes(reader, threshold).of(scope.ref.number)
    if scope.ref is not None and scope.ref.kind is Kind.CLAIM:
        return Answers(reader, threshold).of(scope.ref.number)
    found: list[Proposal] = []
    if scope.quotes:
        found += Quotes(reader, threshold).every(_statements(reader, scope), advance)
    if scope.claims and scope.since is None and scope.until is None:
        found += Answers(reader, threshold).every(_claims(reader, scope.ref), advance)
    return sorted(found, key=lambda one: (-one.score, one.kind, one.a, one.b))


def size(reader: Reader, scope: Scope) -> int:
    """How much ``advance`` will hear of, at most."""
    if scope.ref is not None and scope.ref.kind in (Kind.STATEMENT, Kind.CLAIM):
        return 0
    quotes = Quotes.count(reader) if scope.quotes else 0
    return 2 * (quotes + (Answers.count(reader) if scope.claims else 0))


def _statements(reader: Reader, scope: Scope) -> set[int] | None:
    """The statements asked about, none for all."""
    found = None if scope.ref is None else _of_thing(reader, scope.ref)
    if scope.since is None and scope.until is None:
        return found
    sql = "SELECT id FROM statement WHERE said_first >= :since AND said_last <= :until"
    until = scope.until if scope.until is not None else 10**7
    dated = set(reader.values(sql, since=scope.since or 0, until=until))
    return dated if found is None else found & dated


def _of_thing(reader: Reader, ref: Ref) -> set[int]:
    if ref.kind is Kind.SPEAKER:
        return set(reader.values(_BY_SPEAKER, speaker=_canonical(reader, ref.number)))
    if ref.kind is Kind.QUESTION:
        sql = """SELECT DISTINCT p.statement_id FROM position p JOIN claim c ON c.id = p.claim_id
        WHERE """ + reader.within("c.question_id", "ids")
        return set(reader.values(sql, ids=_below(reader, ref.number)))
    raise UsageError(
        _("{id} is neither a quote, a claim, a question nor a speaker").format(id=ref),
        hint="claims similar S12",
    )


def _claims(reader: Reader, ref: Ref | None) -> set[int] | None:
    if ref is None:
        return None
    if ref.kind is Kind.SPEAKER:
        return set(reader.values(_SPOKEN_CLAIMS, speaker=_canonical(reader, ref.number)))
    sql = "SELECT id FROM claim WHERE " + reader.within("question_id", "ids")
    return set(reader.values(sql, ids=_below(reader, ref.number)))


def _canonical(reader: Reader, speaker: int) -> int:
    from claims.names import canonical

    return canonical(reader, speaker)


def _below(reader: Reader, question: int) -> list[int]:
    """A question and all under it."""
    from claims.contrast import subtree

    return [row["id"] for row in subtree(reader, question)]
