"""Patterns of words in quotation marks, before, after and around their cue."""

from __future__ import annotations

from claims.extract.clause import DASHES, Clause, Draft, draft, ends_statement
from claims.extract.cues import Cue
from claims.extract.naming import Subject


def quote_then_cue(clause: Clause, cue: Cue) -> Draft | None:
    """«…», a déclaré X · «…», précise-t-il · "…," X said · "…," said X."""
    if cue.mood != "finite":
        return None
    at = quote_before(clause, cue)
    if at is None or reports_after(clause, cue):
        return None
    gap = [n for n in range(at + 1, cue.origin) if clause.tokens[n].text != ","]
    subject = None
    if not gap or cue.inverted is not None:
        subject = clause.subject_after(cue, lenient=True)
    elif clause.reader.is_in(gap[0], "coordinators", "relatives", "that", "auxiliaries"):
        return None
    elif clause.pack.options["inversion"] and clause.tokens[cue.start - 1].text == ",":
        subject = clause.subject_after(cue)
    else:
        subject = clause.subject_before(cue)
        if subject and (
            subject.start > gap[0] + 8 or not clause.is_free(subject.start, subject.end)
        ):
            return None
    if subject is None:
        return None
    if subject.pronoun and clause.reader.is_in_word(subject.pronoun, "impersonal"):
        subject = source_beside(clause, cue) or subject
    parts = [_quoted_part(clause, at)]
    onward = _interrupted(clause, cue, subject, at)
    if onward is not None:
        parts.append((onward, onward + 1))
    return draft(clause, cue, subject, "quote_then_cue", *parts)


def _interrupted(clause: Clause, cue: Cue, subject: Subject, at: int) -> int | None:
    """The rest of a quotation that its cue interrupts: «…», dit-il, «…»."""
    stop = max(cue.end, subject.stop)
    stop = clause.reader.skip_adverbials(stop, len(clause.tokens))
    if cue.allows("p") and clause.reader.starts_phrase(stop):
        stop, _ = clause.reader.phrase_end(stop, len(clause.tokens))
    if stop + 1 >= len(clause.tokens) or clause.tokens[stop].text != ",":
        return None
    if not clause.is_quote(stop + 1) or not clause.is_free(stop + 1, stop + 2):
        return None
    broken = not ends_statement(clause.quoted(at))
    return stop + 1 if broken and clause.quoted(stop + 1)[:1].islower() else None


def quote_before(clause: Clause, cue: Cue) -> int | None:
    """The quotation a cue follows, if it stands as a statement of its own."""
    for at in range(cue.start - 1, max(-1, cue.start - 45), -1):
        if clause.is_quote(at):
            return at if _stands_alone(clause, at) and clause.is_free(at, at + 1) else None
        if clause.tokens[at].text in (";", ":"):
            return None
    return None


def _stands_alone(clause: Clause, at: int) -> bool:
    """Whether a quotation is a clause of its own rather than words within one."""
    start = clause.content_start(0, at + 1)
    if at <= start:
        return True
    before = clause.tokens[at - 1]
    if before.text == ":" or before.text in (";", "("):
        return True
    if before.text == "," or before.text in DASHES:
        return clause.words_in(at) >= 6
    return before.norm in clause.pack.words["connectives"] and clause.words_in(at) >= 5


def reports_after(clause: Clause, cue: Cue) -> bool:
    """Whether what the cue reports follows it: que, a colon, an infinitive."""
    at = clause.reader.skip_adverbials(cue.end, len(clause.tokens))
    if clause.reader.is_in(at, "that"):
        return at == cue.end or cue.inverted is None
    return clause.tokens[min(at, len(clause.tokens) - 1)].text == ":"


def _quoted_part(clause: Clause, at: int) -> tuple[int, int]:
    """A quotation with those joined to it: «…» et «…»."""
    first = at
    while (
        first >= 2 and clause.is_quote(first - 2) and clause.reader.is_in(first - 1, "coordinators")
    ):
        first -= 2
    return first, at + 1


def cue_then_quote(clause: Clause, cue: Cue) -> Draft | None:
    """X a déclaré : «…» · X said "…" · fustigeant un «…» · calling it "…"."""
    if cue.mood == "prep":
        return None
    limit = min((c.start for c in clause.cues if c.start > cue.start), default=len(clause.tokens))
    colon = _colon_quote(clause, cue)
    if colon is not None:
        return draft(clause, cue, clause.subject(cue), "cue_colon_quote", (colon, colon + 1))
    at = clause.reader.skip_adverbials(cue.end, limit)
    while at < limit and clause.tokens[at].text in (",", ":"):
        at += 1
    if clause.is_quote(at):
        if not _weighty(clause, cue, at) or _is_object(clause, cue, at):
            return None
        end = _quote_end(clause, at, limit)
        if end < limit and (
            ((cue.allows("z") or cue.allows("q")) and _verb_follows(clause, end))
            or (cue.allows("f") and _opens_infinitive(clause, at, end))
        ):
            end = clause.right_limit(at, cue)
        return draft(clause, cue, clause.subject(cue), "cue_then_quote", (at, end))
    return None


def _weighty(clause: Clause, cue: Cue, at: int) -> bool:
    """Quoted words long enough to be a statement after a verb that need not report one."""
    least = clause.pack.options.get("weighty", 4)
    if any(cue.allows(frame) for frame in "qzsc") or clause.words_in(at) >= least:
        return True
    inner = clause.quoted(at)
    return clause.tokens[at - 1].text == ":" or inner[:1].isupper() or ends_statement(inner)


def _is_object(clause: Clause, cue: Cue, at: int) -> bool:
    """A appelé « les parties » à la retenue: quoted words that are only whom it was said to."""
    goes_on = at + 1 < len(clause.tokens) and clause.reader.is_in(at + 1, "prepositions")
    return goes_on and clause.words_in(at) < 4 and (cue.allows("o") or cue.allows("b"))


def _verb_follows(clause: Clause, at: int) -> bool:
    """Whether quoted words are but the subject of the clause reported."""
    word = clause.tokens[at].norm
    return word in clause.pack.words["verbs_common"] or word in clause.pack.words["modals"]


def _opens_infinitive(clause: Clause, at: int, end: int) -> bool:
    """A dit « espérer » une rencontre: only the verb of the words reported is quoted."""
    word = clause.quoted(at).lower()
    follows = clause.reader.starts_phrase(end) or clause.reader.is_in(end, "that")
    return follows and bool(clause.pack.infinitive.fullmatch(word))


def embedded_quote(clause: Clause, cue: Cue) -> Draft | None:
    """Fustigeant un «…» · calling it "…": words quoted within the object of the verb."""
    if cue.mood == "prep":
        return None
    limit = min((c.start for c in clause.cues if c.start > cue.start), default=len(clause.tokens))
    at = clause.reader.skip_adverbials(cue.end, limit)
    return _embedded_quote(clause, cue, at, limit)


def _colon_quote(clause: Clause, cue: Cue) -> int | None:
    for at in range(cue.end, len(clause.tokens) - 1):
        if clause.is_quote(at) or clause.tokens[at].text == ";":
            return None
        if clause.tokens[at].text == ":":
            later = [c for c in clause.cues if cue.start < c.start < at and c.mood != "prep"]
            return at + 1 if clause.is_quote(at + 1) and not later else None
    return None


def _quote_end(clause: Clause, at: int, limit: int) -> int:
    """A quotation after its cue takes what joins it to a second one: «…» et «…»."""
    end = at + 1
    while end + 1 < limit and clause.reader.is_in(end, "coordinators") and clause.is_quote(end + 1):
        end += 2
    return end


def _embedded_quote(clause: Clause, cue: Cue, at: int, limit: int) -> Draft | None:
    """A noun phrase with quoted words in it is a statement in part verbatim."""
    reader = clause.reader
    if at >= limit or reader.is_in(at, "that", "whether"):
        return None
    quote = next((n for n in range(at, min(limit, at + 9)) if clause.is_quote(n)), None)
    if quote is None or any(clause.tokens[n].text in (",", ":", "(") for n in range(at, quote)):
        return None
    if reader.is_clause(at, quote) or not (cue.allows("c") or reader.starts_phrase(at)):
        return None
    first, end = _embedded_part(clause, cue, at, quote)
    subject = clause.subject(cue) if end > first else None
    return draft(clause, cue, subject, "embedded_quote", (first, end)) if subject else None


def _embedded_part(clause: Clause, cue: Cue, at: int, quote: int) -> tuple[int, int]:
    """The quoted words alone, or with the phrase around them, as the language has it."""
    end = clause.right_limit(at, cue)
    comma = next((n for n in range(quote, end) if clause.tokens[n].text == ","), end)
    last = max(n for n in range(quote, max(comma, quote + 1)) if clause.is_quote(n))
    if not clause.pack.options["inversion"] and not _weighty(clause, cue, quote):
        return at, at
    if cue.allows("c") or clause.pack.options.get("embedded") == "quote":
        return quote, last + 1
    return at, clause.trim(at, comma if comma - last <= 6 else last + 1)


def source_beside(clause: Clause, cue: Cue) -> Subject | None:
    """A-t-on appris auprès du parquet, dit-on de source proche du dossier: the source named."""
    reader = clause.reader
    for at in range(cue.end, min(cue.end + 6, len(clause.tokens))):
        start = at + 1
        if reader.is_in(at, "source_prepositions"):
            while reader.is_in(start, "of", "locatives"):
                start += 1
        elif not (reader.is_in(at, "of") and reader.is_in(start, "sources")):
            continue
        end, _ = reader.phrase_end(start, len(clause.tokens))
        if end > start:
            found = Subject(start, end, [(start, end)], stop=end)
            reader.describe(found)
            return found
    return None
