"""Patterns of whole clauses with an attribution before, inside or after them."""

from __future__ import annotations

from claims.extract.clause import DASHES, Clause, Draft, draft
from claims.extract.cues import Cue
from claims.extract.naming import Subject
from claims.extract.quoted import quote_before, reports_after, source_beside
from claims.extract.tokens import Kind


def as_said(clause: Clause, cue: Cue) -> Draft | None:
    """Comme le rappelle X, … · ainsi que l'a dit X, «…»."""
    if cue.mood != "as":
        return None
    subject = clause.subject_after(cue, lenient=True)
    if subject is None or subject.stop >= len(clause.tokens):
        return None
    if clause.tokens[subject.stop].text not in (",", ":"):
        return None
    at = clause.content_start(subject.stop, len(clause.tokens))
    opens = clause.content_start(0, cue.start) >= cue.lead
    if clause.is_quote(at):
        return draft(clause, cue, subject, "as_said", (at, at + 1))
    if not opens or len(clause.tokens) - at < 4:
        return None
    return draft(clause, cue, subject, "as_said", (at, clause.right_limit(at, cue)))


def attribution(clause: Clause, cue: Cue) -> Draft | None:
    """Selon X, … · …, selon X · …, selon X, …"""
    if cue.mood != "prep":
        return None
    if clause.reader.is_in(cue.end, "personal_relatives"):
        return _relative_attribution(clause, cue)
    lenient = cue.strength == "strong"
    subject = clause.reader.after(cue.end, clause.sentence_end(cue.end), lenient=lenient)
    if subject is None or not _can_be_source(clause, cue, subject):
        return None
    first = clause.content_start(_attributed_from(clause, cue), cue.start)
    if first >= cue.start or _opens_clause(clause, first, cue.start):
        found = _opening_attribution(clause, cue, subject)
        alone = None if cue.strength == "weak" else _without_appositions(clause, subject)
        return found or (_opening_attribution(clause, cue, alone) if alone else None)
    if cue.strength == "weak":
        return None
    return _inner_attribution(clause, cue, subject, first) or _final_attribution(
        clause, cue, subject, first
    )


def _relative_attribution(clause: Clause, cue: Cue) -> Draft | None:
    """Le maire, pour qui la ville est prête, …: a clause between commas."""
    subject = clause.reader.antecedent(cue.end, clause.reader.clause_start(cue.start))
    at = cue.end + 1
    if subject is None or at >= len(clause.tokens):
        return None
    end = next((n for n in range(at, len(clause.tokens)) if clause.comma_at(n)), len(clause.tokens))
    if not (clause.is_quote(at) or end - at > 2):
        return None
    return draft(clause, cue, subject, "attribution_open", (at, clause.trim(at, max(end, at + 1))))


def _inner_attribution(clause: Clause, cue: Cue, subject: Subject, first: int) -> Draft | None:
    """An aside between commas: what follows it goes on with what came before."""
    onward = subject.end + 1
    if onward >= len(clause.tokens) or clause.tokens[subject.end].text not in (",", ":"):
        return None
    end = clause.trim(first, cue.start)
    if end - first < 5 and clause.is_quote(onward):
        return draft(clause, cue, subject, "attribution_quote", (onward, onward + 1))
    if not _goes_on(clause, onward, end - first):
        return None
    rest = clause.right_limit(onward, cue)
    return draft(clause, cue, subject, "attribution_mid", (first, end), (onward, rest))


def _final_attribution(clause: Clause, cue: Cue, subject: Subject, first: int) -> Draft | None:
    """At the end of its clause: a quotation before it, or all of the clause."""
    end = clause.trim(first, cue.start)
    quote = quote_before(clause, cue)
    if quote is not None and quote == end - 1:
        return draft(clause, cue, subject, "attribution_quote", (quote, quote + 1))
    if end - first < 3:
        return None
    first = _relative_clause(clause, _own_clause(clause, first, cue), cue)
    return draft(clause, cue, subject, "attribution_end", (first, end))


def _relative_clause(clause: Clause, first: int, cue: Cue) -> int:
    """Without a comma before it, an attribution covers no more than its relative clause."""
    if clause.tokens[cue.start - 1].text == ",":
        return first
    for at in range(cue.start - 3, first, -1):
        if clause.tokens[at].text == ",":
            return at + 1 if clause.reader.is_in(at + 1, "relatives") else first
    return first


def _attributed_from(clause: Clause, cue: Cue) -> int:
    """The clause before an attribution: back to a semicolon, a bracket or a colon and quotation."""
    for at in range(cue.start - 1, -1, -1):
        mark = clause.tokens[at].text
        if mark == ";" or (mark == ":" and clause.is_quote(at + 1)):
            return at + 1
        if mark == "(" and clause.sentence.depth[cue.start] >= clause.sentence.depth[at]:
            return at + 1
    return 0


def _own_clause(clause: Clause, first: int, cue: Cue) -> int:
    """After another statement in the sentence, the words attributed begin past it."""
    ends = [b for _, b in clause.taken if b <= cue.start and b > first]
    return clause.content_start(max(ends), cue.start) if ends else first


def _opens_clause(clause: Clause, first: int, at: int) -> bool:
    """Only conjunctions or adverbials stand before an attribution that opens its clause."""
    reader = clause.reader
    return all(
        reader.is_in(n, "connectives", "coordinators", "adverbs", "subordinators", "times")
        or clause.tokens[n].text == ","
        for n in range(first, at)
    )


def _goes_on(clause: Clause, at: int, before: int) -> bool:
    """Whether the sentence resumes after the aside, rather than ending in adverbials."""
    reader = clause.reader
    if len(clause.tokens) - at < 4 or clause.tokens[at].kind is Kind.QUOTE:
        return False
    if reader.is_in(at, "relatives", "times", "prepositions", "subordinators") and before > 6:
        return False
    form = clause.pack.forms.get(clause.tokens[at].norm)
    return not (form and form.gerund)


def _can_be_source(clause: Clause, cue: Cue, subject: Subject) -> bool:
    if subject.pronoun:
        return cue.strength == "strong" or subject.pronoun in clause.pack.words["objects"]
    reader = clause.reader
    start, end = subject.parts[0]
    if cue.strength == "strong":
        return clause.speaks(subject) or cue.start <= 1
    ahead = range(subject.end, min(subject.end + 20, len(clause.tokens) - 1))
    if any(clause.comma_at(n) and clause.is_quote(n + 1) for n in ahead):
        return clause.speaks(subject)
    person = any(
        reader.is_in(n, "professions", "people", "organisations") for n in range(start, end)
    )
    named = subject.name is not None and subject.name[1] - subject.name[0] > 1
    return person or named


def _without_appositions(clause: Clause, subject: Subject) -> Subject:
    """According to a report, collisions fell: what a comma parts is no apposition after all."""
    start, end = subject.parts[0]
    alone = Subject(start, end, [(start, end)], pronoun=subject.pronoun, stop=end)
    clause.reader.describe(alone)
    return alone


def _opening_attribution(clause: Clause, cue: Cue, subject: Subject) -> Draft | None:
    at = subject.end
    limit = len(clause.tokens)
    while at < limit and clause.tokens[at].text not in (",", ":") and not clause.is_quote(at):
        if subject.pronoun or at - subject.end > 25:
            break
        at += 1
    if at >= limit:
        return None
    at = clause.content_start(at, limit) if not clause.is_quote(at) else at
    if clause.is_quote(at) and _ends_after(clause, at):
        return draft(clause, cue, subject, "attribution_quote", (at, at + 1))
    end = clause.right_limit(at, cue)
    return draft(clause, cue, subject, "attribution_open", (at, end)) if end - at > 2 else None


def _ends_after(clause: Clause, at: int) -> bool:
    return all(token.kind is Kind.PUNCT for token in clause.tokens[at + 1 :])


def clause_then_cue(clause: Clause, cue: Cue) -> Draft | None:
    """CLAUSE, a annoncé X · CLAUSE, a-t-il précisé, … · CLAUSE, X said."""
    if cue.mood != "finite" or not cue.allows("i") or cue.allows("w") or reports_after(clause, cue):
        return None
    found = _inverted(clause, cue) or _postposed(clause, cue)
    if found is None:
        return None
    comma, subject, stop = found
    if subject.pronoun and clause.reader.is_in_word(subject.pronoun, "impersonal"):
        subject = source_beside(clause, cue) or subject
        stop = max(stop, subject.stop)
    first = clause.content_start(_clause_open(clause, comma, cue), comma)
    short = comma - first < 3 and not clause.is_quote(first)
    if short and (comma == first or stop + 3 > len(clause.tokens)):
        return None
    end = clause.trim(first, comma)
    if (
        stop < len(clause.tokens)
        and clause.tokens[stop].text == ","
        and _resumes(clause, cue, subject, stop + 1, end - first)
    ):
        rest = clause.right_limit(stop + 1, cue)
        return draft(clause, cue, subject, "clause_mid", (first, end), (stop + 1, rest))
    if end - first < 3:
        return None
    return draft(clause, cue, subject, "clause_then_cue", (first, end))


def _clause_open(clause: Clause, comma: int, cue: Cue) -> int:
    """Where the clause before a cue begins: past a colon, a semicolon or an earlier statement."""
    at, depth = comma, clause.sentence.depth[cue.start]
    while at > 0:
        mark = clause.tokens[at - 1].text
        if mark in (";", ":") or (mark == "(" and clause.sentence.depth[at - 1] <= depth):
            break
        at -= 1
    ends = [b for a, b in clause.taken if b <= comma and b > at]
    ends += [
        d.subject.stop
        for d in clause.used.values()
        if d.subject
        and at < d.subject.stop <= comma
        and d.cue
        and d.cue.start < cue.start
        and d.subject.start > d.cue.start
    ]
    return max(ends, default=at)


def _resumes(clause: Clause, cue: Cue, subject: Subject, at: int, before: int) -> bool:
    if not (subject.pronoun or before < 8 or not clause.pack.options["inversion"]):
        return False
    return _goes_on(clause, at, before)


def _inverted(clause: Clause, cue: Cue) -> tuple[int, Subject, int] | None:
    """, a-t-il dit / , a dit X / , said X: the comma, the subject and where it ends."""
    comma = cue.start - 1
    if comma < 1 or not (clause.comma_at(comma) or clause.tokens[comma].text in "?!"):
        return None
    comma += clause.is_quote(comma)
    inverts = clause.pack.options["inversion"] or (
        cue.verb is not None and cue.verb.lemma in clause.pack.words["inverting"]
    )
    if cue.inverted is None and not inverts:
        return None
    subject = clause.subject_after(cue)
    if subject is None or (subject.pronoun and cue.inverted is None):
        return None
    known = cue.inverted is not None or subject.name or clause.speaks(subject)
    if _across(clause, comma) or not (known or _closes(clause, subject.stop)):
        return None
    return comma, subject, subject.stop


def _closes(clause: Clause, at: int) -> bool:
    """Whether a clause ends at a token."""
    return at >= len(clause.tokens) or clause.tokens[at].text in (".", "!", "?", ";", ")", ",", "…")


def _across(clause: Clause, comma: int) -> bool:
    """Whether the comma before the verb rather closes the apposition of a subject before it."""
    own = clause.reader.before(comma + 1)
    if own is None or own.pronoun or own.start != clause.content_start(0, comma):
        return False
    commas = sum(clause.tokens[n].text == "," for n in range(own.start, comma))
    whole = len(own.parts) == commas + 1 and own.end == comma
    return whole and len(own.parts) > 1 and not clause.reader.is_clause(own.start, comma)


def _postposed(clause: Clause, cue: Cue) -> tuple[int, Subject, int] | None:
    """, X said at the end of a sentence, or between commas."""
    if clause.pack.options["inversion"] and not clause.pack.options.get("postposed"):
        return None
    subject = clause.subject_before(cue)
    if subject is None or subject.start < 2:
        return None
    if not (subject.name or subject.pronoun or clause.speaks(subject)):
        return None
    comma = subject.start - 1
    if not clause.comma_at(comma) and clause.tokens[comma].text not in DASHES:
        return None
    comma += clause.is_quote(comma)
    stop = clause.reader.skip_adverbials(cue.end, len(clause.tokens))
    closes = stop >= len(clause.tokens) or clause.tokens[stop].text in (
        ",",
        ".",
        "!",
        "?",
        ";",
        ")",
        "–",
        "—",
    )
    if not closes and not clause.reader.is_in(stop, "prepositions", "times", "subordinators"):
        return None
    return comma, subject, stop
