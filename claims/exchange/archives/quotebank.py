"""Quotebank (https://doi.org/10.5281/zenodo.4277311): quotations of English news, 2008 to 2020.

Both forms published: a line a quotation (``quotes-YYYY.json``), which says in which documents it
occurs, and a line an article (``quotebank-YYYY.json``), which says where in it each stands.  Who
spoke is a model's guess; docs/archives.md says when it counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from claims.exchange.archives import feeds
from claims.exchange.archives.feeds import Guess
from claims.exchange.fields import LONGEST_KEY, Wrong
from claims.exchange.linked import without_empty
from claims.i18n import _
from claims.text import clean_line, content_hash
from claims.vocabulary import SpeakerKind

NOBODY = "None"
"""What Quotebank calls the speaker where its model found none."""

UNNAMED = "speaker not named (Quotebank)"
UNCERTAIN = "speaker not certain (Quotebank)"

MOST_COPIES = 50
"""Most documents of one quotation that become records; a note counts the others."""

_LANG = "en"
_ROOM = 20  # what a key is given besides the quotation's own: "#50"
_QID = re.compile(r"Q[1-9][0-9]{0,15}", re.ASCII)


class _Who(NamedTuple):
    """To whom the model attributes words: a name, how likely, who else; ids of that name."""

    name: str
    likely: float | None
    guesses: list[Guess]
    qids: list[str]


def items(value: Any) -> list[Any] | None:
    """The lines of a value, alone or listed; none: no Quotebank."""
    found = value if isinstance(value, list) else [value]
    return found if found and (_is_quotation(found[0]) or _is_article(found[0])) else None


def _is_quotation(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("quoteID"), str)
        and "quotation" in value
        and "text" not in value
    )


def _is_article(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("articleID"), str)
        and isinstance(value.get("quotations"), list)
        and "text" not in value
    )


def records(item: Any) -> Iterator[dict[str, Any]]:
    """The flat records of a line; ``Wrong`` where it is of neither form."""
    if _is_quotation(item):
        return _of_quotation(item)
    if _is_article(item):
        return _of_article(item)
    raise Wrong(_("neither a quotation nor an article of Quotebank"))


# -- a line a quotation --------------------------------------------------------------------


def _of_quotation(line: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One record a document; those after the first report the same act, on days not known."""
    key = _key(line["quoteID"])
    urls = list(dict.fromkeys(url for url in _listed(line.get("urls")) if isinstance(url, str)))
    speaker = _speaker(_who(line, "speaker", "probas", line.get("qids")))
    told = {
        **speaker.pop("told"),
        "occurrences": line.get("numOccurrences"),
        "urls_left_out": len(urls) - MOST_COPIES if len(urls) > MOST_COPIES else None,
        "phase": line.get("phase"),
    }
    for place, url in enumerate(urls[:MOST_COPIES] or [None], 1):
        first = place == 1
        found = {
            "key": key if first else f"{key}#{place}",
            "text": feeds.plain(line["quotation"]),
            "lang": _LANG,
            **speaker,
            "outlet": feeds.outlet_of(url),
            "url": url,
            # The day is that of the earliest document, which stands first.
            "published": feeds.day_of(line.get("date")) if first else None,
            "same_act": None if first else key,
            "note": feeds.note(
                "quotebank",
                **told,
                first_seen=None if first else feeds.day_of(line.get("date")),
            ),
        }
        yield without_empty(found)


# -- a line an article ---------------------------------------------------------------------


def _of_article(line: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One record a quotation; the same words again report the same act."""
    ids = _ids_by_name(line.get("names"))
    url = line.get("url")
    document = {
        "outlet": feeds.outlet_of(url),
        "title": feeds.title_of(line.get("title")),
        "url": url,
        "published": feeds.day_of(line.get("date")),
    }
    seen: dict[str, int] = {}
    for place, quotation in enumerate(line["quotations"], 1):
        if not isinstance(quotation, dict):
            yield {"text": quotation, **without_empty(document)}
            continue
        quote_id = quotation.get("quoteID")
        own = quote_id if isinstance(quote_id, str) and quote_id.strip() else f"({place})"
        head = _key(own, line["articleID"])
        times = seen[head] = seen.get(head, 0) + 1
        who, elsewhere = _speaker_there(quotation, ids)
        speaker = _speaker(who)
        told = {
            **speaker.pop("told"),
            "elsewhere": elsewhere,
            "occurrences": quotation.get("numOccurrences"),
            "token": quotation.get("quotationOffset"),
            "phase": line.get("phase"),
        }
        found = {
            "key": head if times == 1 else f"{head}#{times}",
            "text": feeds.plain(quotation.get("quotation")),
            "lang": _LANG,
            **speaker,
            **document,
            "prefix": feeds.before(quotation.get("leftContext")),
            "suffix": feeds.after(quotation.get("rightContext")),
            "same_act": head if times > 1 else None,
            "note": feeds.note("quotebank", **told),
        }
        yield without_empty(found)


def _speaker_there(quotation: dict[str, Any], ids: dict[str, list[str]]) -> tuple[_Who, str | None]:
    """What the article itself says of its speaker, where nothing does what all together say.

    With it whom all together name, where that is another.
    """
    everywhere = _who(quotation, "globalTopSpeaker", "globalProbas", None)
    told = any(quotation.get(name) for name in ("localTopSpeaker", "localProbas"))
    who = _who(quotation, "localTopSpeaker", "localProbas", None) if told else everywhere
    other = _same(who.name) != _same(everywhere.name) and everywhere.likely is not None
    elsewhere = feeds.shown_guesses([Guess(everywhere.name, everywhere.likely or 0)])
    who = who._replace(qids=ids.get(_same(who.name)) or who.qids)
    return who, elsewhere if other else None


def _ids_by_name(names: Any) -> dict[str, list[str]]:
    """The ids of each name in an article; a list, or a list written as a text."""
    found: dict[str, list[str]] = {}
    for name in _listed(names):
        if isinstance(name, dict) and isinstance(name.get("name"), str):
            found.setdefault(_same(clean_line(name["name"])), _qids(name.get("ids")))
    return found


# -- who spoke -----------------------------------------------------------------------------


def _who(line: dict[str, Any], field: str, probabilities: str, qids: Any) -> _Who:
    guesses, ids = _guesses(line.get(probabilities))
    name = feeds.said(line.get(field)) or (guesses[0].name if guesses else NOBODY)
    likely = next((p for one, p in guesses if _same(one) == _same(name)), None)
    return _Who(name, likely, guesses, _qids(qids) or ids.get(_same(name), []))


def _guesses(value: Any) -> tuple[list[Guess], dict[str, list[str]]]:
    """Candidates, likeliest first, and their ids: pairs, or objects where they carry ids."""
    found: list[Guess] = []
    ids: dict[str, list[str]] = {}
    for one in _listed(value):
        if isinstance(one, dict):
            name, given = one.get("speaker"), one.get("proba", one.get("probability"))
        elif isinstance(one, list) and len(one) > 1:
            name, given = one[:2]
        else:
            continue
        text, likely = feeds.said(name), feeds.probability(given)
        if text and likely is not None:
            found.append(Guess(text, likely))
            ids.setdefault(_same(text), _qids(one.get("qids")) if isinstance(one, dict) else [])
    return sorted(found, key=lambda guess: -guess.probability), ids


def _speaker(who: _Who) -> dict[str, Any]:
    """The fields of a speaker, and under ``told`` what goes into the note."""
    named = _same(who.name) != _same(NOBODY)
    sure = who.likely is None or who.likely >= feeds.SURE
    told = {
        "attribution": feeds.figure(who.likely) if who.likely is not None else None,
        "candidates": feeds.shown_guesses(who.guesses[: feeds.MOST_LISTED]),
        "qids": who.qids,
    }
    if named and sure:
        return {
            "speaker": who.name,
            "speaker_kind": SpeakerKind.PERSON.value,
            # Of several ids each may be meant: they stay in the note.
            "speaker_wikidata": who.qids[0] if len(who.qids) == 1 else None,
            "told": told,
        }
    return {
        "speaker": UNCERTAIN if named else UNNAMED,
        "speaker_kind": SpeakerKind.UNNAMED.value,
        "told": told,
    }


# -- values --------------------------------------------------------------------------------


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _qids(value: Any) -> list[str]:
    """Wikidata's ids, each once, in order; listed, or in a text such as ``[Q1, Q2]``."""
    texts = [one for one in _listed(value)[: feeds.MOST_LISTED * 10] if isinstance(one, str)]
    return list(dict.fromkeys(qid for text in texts for qid in _QID.findall(text)))


def _same(name: str) -> str:
    return name.casefold()


def _key(*parts: str) -> str:
    """A record's key, of the ids as they are or, where they are too long for one, their hash."""
    key = "@".join(clean_line(part) for part in parts)
    if 0 < len(key) <= LONGEST_KEY - _ROOM:
        return key
    return f"quotebank:{content_hash(*parts)}"
