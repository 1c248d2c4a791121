"""Proposals as plain values with words and names: what lists show and JSON prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.i18n import _, ngettext
from claims.ids import Kind
from claims.reader import Reader, Row
from claims.similar.judge import AGAINST, Evidence, Sign
from claims.similar.model import Proposal
from claims.statement import briefs

_CLAIMS = """
SELECT c.id, c.text, c.lang, c.state, q.slug FROM claim c JOIN question q ON q.id = c.question_id
"""

_SIDES = ("a", "b")


def told(reader: Reader, proposals: Sequence[Proposal]) -> list[Row]:
    """One flat row a proposal, in the order given; docs/similar.md has the shape."""
    quotes = [one for one in proposals if one.kind is Kind.STATEMENT]
    claims = [one for one in proposals if one.kind is Kind.CLAIM]
    sides = {
        Kind.STATEMENT: _quotes(reader, _ids(quotes)),
        Kind.CLAIM: _claims(reader, _ids(claims)),
    }
    return [_row(one, sides[one.kind][one.a], sides[one.kind][one.b]) for one in proposals]


def _ids(proposals: Iterable[Proposal]) -> list[int]:
    return sorted({number for one in proposals for number in (one.a, one.b)})


def _row(one: Proposal, a: Row, b: Row) -> Row:
    pair = " ".join(one.refs)
    both = {f"{side}_{key}": row[key] for side, row in zip(_SIDES, (a, b), strict=True)
            for key in row}  # fmt: skip
    return {
        "pair": pair,
        "kind": "quote" if one.kind is Kind.STATEMENT else "claim",
        "score": one.score,
        "a": one.refs[0],
        "b": one.refs[1],
        "why": " · ".join(map(evidence_words, one.evidence)),
        **both,
        "evidence": [
            {"sign": found.sign.value, "value": found.value, "for": found.sign not in AGAINST}
            for found in one.evidence
        ],
        "accept": f"claims similar --accept {pair}",
        "reject": f"claims similar --reject {pair}",
    }


def _quotes(reader: Reader, ids: list[int]) -> dict[int, Row]:
    return {
        number: {
            "speaker": row["speaker"],
            "said": row["said"] or row["published"],
            "source": row["outlet"] or row["title"] or row["url"] or row["document"],
            "via": row["via"],
            "lang": row["lang"],
            "status": row["status"],
            "question": None,
            "text": row["text"],
        }
        for number, row in briefs(reader, ids).items()
    }


def _claims(reader: Reader, ids: list[int]) -> dict[int, Row]:
    rows = reader.iterate(f"{_CLAIMS} WHERE {reader.within('c.id', 'ids')}", ids=ids)
    reviewers = _reviewers(reader, ids)
    return {
        row["id"]: {
            "speaker": None,
            "said": None,
            "source": ", ".join(reviewers.get(row["id"], ())) or None,
            "via": [],
            "lang": row["lang"],
            "status": row["state"],
            "question": row["slug"],
            "text": row["text"],
        }
        for row in rows
    }


def _reviewers(reader: Reader, claims: list[int]) -> dict[int, list[str]]:
    """Who has rated each claim, once each."""
    rows = reader.iterate(
        f"""SELECT DISTINCT v.claim_id, COALESCE(m.name, k.name) AS name FROM verdict v
        JOIN speaker k ON k.id = v.reviewer_id LEFT JOIN speaker m ON m.id = k.merged_into
        WHERE {reader.within("v.claim_id", "ids")} ORDER BY v.claim_id, name""",
        ids=claims,
    )
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row["claim_id"], []).append(row["name"])
    return found


def decided_line(pair: tuple[object, object], *, accepted: bool) -> str:
    """What a decision made of a pair."""
    said = _("{b} is one with {a}") if accepted else _("{b} is not the same as {a}")
    return said.format(a=pair[0], b=pair[1])


# -- evidence in words ---------------------------------------------------------------------


def evidence_words(found: Evidence) -> str:
    """One sign as people read it: "same speaker", "0.93 of the words"."""
    value = found.value or 0.0
    if found.sign is Sign.DAYS:
        days = int(value)
        return ngettext("{n} day apart", "{n} days apart", days).format(n=days)
    if value == 1 and found.sign in (Sign.WORDS, Sign.ANSWERS):
        return _("same words") if found.sign is Sign.WORDS else _("same positions")
    return _sign_words()[found.sign].format(share=f"{value:.2f}")


def _sign_words() -> dict[Sign, str]:
    return {
        Sign.SPEAKER: _("same speaker"),
        Sign.MEMBER: _("one speaker belongs to the other"),
        Sign.UNNAMED: _("a speaker is unnamed"),
        Sign.DAY: _("same day"),
        Sign.WITHIN: _("dates that can be one"),
        Sign.UNDATED: _("a date is unknown"),
        Sign.WORDS: _("{share} of the words"),
        Sign.CONTAINED: _("{share} of the shorter in the longer"),
        Sign.ORIGINAL: _("original words match: {share}"),
        Sign.ANSWERS: _("{share} of the positions"),
        Sign.COGNATES: _("{share} of names and cognates"),
        Sign.FIGURES: _("same figures"),
        Sign.QUESTION: _("same question"),
        Sign.TITLES: _("{share} of the questions' words"),
        Sign.OTHER_FIGURES: _("other figures"),
        Sign.OTHER_NAMES: _("other names"),
        Sign.NEGATION: _("only one says not"),
        Sign.OPPOSED: _("opposite positions"),
    }
