"""One ClaimReview object as plain records: what is reviewed, by whom, with what label.

``read_review`` never raises.  A missing or wrong field is an oddity; a flaw is what leaves nothing
to keep.  No verdict is read here, least of all from numbers: a label is kept verbatim, and what is
printed of numbers as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from claims.dates import PartialDate
from claims.exchange.claimreview.find import types_of
from claims.exchange.claimreview.generic import is_generic, names_platform
from claims.exchange.claimreview.values import Values, cut
from claims.exchange.fields import Problem, shown
from claims.i18n import _
from claims.keep.slugs import claim_key, normal_url, speaker_key
from claims.text import clean_line, content_hash
from claims.vocabulary import DocumentKind, SpeakerKind

LONGEST_LABEL = 1_500
LONGEST_CLAIM = 1_500
"""In bytes: both stand in an index, whose rows Postgres limits to 2,704."""
_LONGEST_KEY = 600

_TWEETS = ("twitter.com", "x.com", "mobile.twitter.com")
_ARTICLES = frozenset({"article", "newsarticle", "blogposting", "report", "webpage"})
_AMP_HOST = re.compile(r"\Aamp\.(?=[^/]+\.)")
_AMP_PATH = re.compile(r"(?:/amp|\.amp(?:\.html)?)/?\Z")
_AMP_QUERY = re.compile(r"(?:amp(?:=\w*)?|(?:outputType|output|view)=amp)?", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,9})?")


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who is said to have made the claim; ``job`` as printed, ``same_as`` addresses."""

    name: str
    kind: SpeakerKind
    job: str | None = None
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where the claim stands."""

    url: str
    kind: DocumentKind
    title: str | None = None
    outlet: str | None = None
    published: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """One claim reviewed; ``text`` is whole, ``claim`` as it fits an answer's key."""

    key: str
    text: str
    claim: str
    reviewer: str
    reviewer_kind: SpeakerKind
    publisher: str | None
    label: str | None
    rating: tuple[tuple[str, str], ...]
    explanation: str | None
    url: str | None
    title: str | None
    rated: PartialDate | None
    lang: str | None
    said: PartialDate | None
    claimants: tuple[Claimant, ...]
    appearances: tuple[Appearance, ...]

    @property
    def digest(self) -> str:
        """A fingerprint of all that is kept; what wraps a review has no part in it."""
        return content_hash(repr(sorted(self.told().items())))

    def told(self) -> dict[str, Any]:
        """What a review says, as two of one review are compared; nothing empty."""
        days = {
            name: (date.first, date.last)
            for name, date in (("rated", self.rated), ("said", self.said))
            if date
        }
        sets = {
            "claimants": sorted({speaker_key(one.name) for one in self.claimants}),
            "jobs": sorted({one.job for one in self.claimants if one.job}),
            "same_as": sorted({url for one in self.claimants for url in one.same_as}),
            "appearances": sorted({normal_url(one.url) for one in self.appearances}),
        }
        single = {
            "reviewer": speaker_key(self.reviewer),
            "publisher": speaker_key(self.publisher or ""),
            "label": self.label,
            "rating": dict(self.rating),
            "explanation": self.explanation,
            "title": self.title,
            "lang": self.lang,
        }
        return days | {name: value for name, value in (sets | single).items() if value}

    def adds_to(self, other: Review) -> bool:
        """Whether this says anything that another of the same review does not."""
        theirs = other.told()
        return any(
            not set(value) <= set(theirs.get(name, ()))
            if isinstance(value, list)
            else value != theirs.get(name)
            for name, value in self.told().items()
        )


@dataclass(slots=True)
class Reading:
    """What became of an object: reviews, one a claim; or flaws; and all that was odd."""

    reviews: list[Review] = field(default_factory=list)
    flaws: list[Problem] = field(default_factory=list)
    oddities: list[Problem] = field(default_factory=list)
    suspicious: list[tuple[str, str]] = field(default_factory=list)
    """Claimants: the name, and why."""


class _By(NamedTuple):
    """Who reviewed: the reviewer, what it is, the publisher, every name in the byline."""

    name: str | None
    kind: SpeakerKind
    publisher: str | None
    names: frozenset[str]


def read_review(raw: dict[str, Any]) -> Reading:
    """What a ClaimReview object says."""
    values, reading = Values(), Reading()
    values.lang = values.language(raw.get("inLanguage"), "inLanguage")
    if "claimreview" not in types_of(raw):
        values.odd("@type", _("not ClaimReview: {value}").format(value=shown(raw.get("@type"))))
    url = _url(raw, values)
    by = _by(raw, values, url)
    texts = _texts(raw, values)
    reading.oddities = values.oddities
    if not texts:
        reading.flaws.append(Problem("claimReviewed", _("is missing")))
    if by.name is None:
        reading.flaws.append(Problem("author", _("is missing, and no address says who it is")))
    if reading.flaws or by.name is None:
        return reading
    reading.reviews = _reviews(raw, values, reading, by, by.name, url, texts)
    return reading


def _reviews(
    raw: dict[str, Any],
    values: Values,
    reading: Reading,
    by: _By,
    reviewer: str,
    url: str | None,
    texts: list[str],
) -> list[Review]:
    rating = values.thing(raw.get("reviewRating"), "reviewRating")
    rated = values.date(raw.get("datePublished"), "datePublished")
    if rated is None:
        values.odd("datePublished", _("is missing"))
    item = values.thing(raw.get("itemReviewed"), "itemReviewed")
    first = Review(
        key="",
        text="",
        claim="",
        reviewer=reviewer,
        reviewer_kind=by.kind,
        publisher=by.publisher,
        label=_label(rating, values),
        rating=_numbers(rating, values),
        explanation=_explanation(raw, rating, values),
        url=url,
        title=values.line(raw.get("name") or raw.get("headline"), "name"),
        rated=rated,
        lang=values.lang,
        said=_said(item, rated, values),
        claimants=_claimants(item, by, values, reading),
        appearances=_appearances(item, url, values),
    )
    found: dict[str, Review] = {}
    for text in texts:
        key = _key(url, reviewer, text)
        found.setdefault(key, replace(first, key=key, text=text, claim=_claim(text, values)))
    return list(found.values())


def _claim(text: str, values: Values) -> str:
    """The claim as an answer: on one line, no longer than its key may be."""
    line = clean_line(text)
    claim = cut(line, LONGEST_CLAIM)
    while len(claim_key(claim).encode()) > LONGEST_CLAIM:  # folding can make it longer
        claim = cut(claim, len(claim.encode()) * 2 // 3)
    if claim != line:
        values.odd("claimReviewed", _("too long for a claim: cut, whole in the quote"))
    return claim


def _key(url: str | None, reviewer: str, text: str) -> str:
    """Normalised address and folded claim; a relative address, or none, is of its reviewer."""
    where = _plain_page(normal_url(url)) if url else ""
    if not url or not url.lower().startswith("http"):
        where = f"{speaker_key(reviewer)}|{where}"
    key = f"{where} {claim_key(text)}"
    if len(key.encode("utf-8", "replace")) <= _LONGEST_KEY:
        return key
    return f"{cut(where, _LONGEST_KEY // 2)} #{content_hash(where, claim_key(text))}"


def _plain_page(address: str) -> str:
    """A normalised address without what makes it that of the page's AMP form."""
    path, _mark, query = _AMP_HOST.sub("", address).partition("?")
    rest = "&".join(pair for pair in query.split("&") if not _AMP_QUERY.fullmatch(pair))
    return _AMP_PATH.sub("", path) + (f"?{rest}" if rest else "")


# -- the review ----------------------------------------------------------------------------


def _url(raw: dict[str, Any], values: Values) -> str | None:
    for name in ("url", "mainEntityOfPage", "@id"):
        url = values.url(raw.get(name), name)
        if url:
            if name != "url":
                values.odd("url", _("is missing; {other} is taken").format(other=name))
            return url
    values.odd("url", _("is missing"))
    return None


def _texts(raw: dict[str, Any], values: Values) -> list[str]:
    name = "claimReviewed"
    items = values.many(raw.get(name), name)
    if isinstance(raw.get(name), list) and len(items) == 1:
        values.odd(name, _("a list of one"))
    texts = [text for item in items if (text := values.words(item, name))]
    if texts:
        return texts
    item = values.thing(raw.get("itemReviewed"), "itemReviewed")
    text = values.words(item.get("text"), "itemReviewed.text")
    if text:
        values.odd(name, _("is missing; {other} is taken").format(other="itemReviewed.text"))
    return [text] if text else []


def _by(raw: dict[str, Any], values: Values, url: str | None) -> _By:
    authors = [values.named(one, "author") for one in values.many(raw.get("author"), "author")]
    named = [
        (name, _kind(one, SpeakerKind.ORG))
        for one in authors
        if (name := values.name(one.get("name"), "author.name"))
    ]
    publisher = values.thing(raw.get("publisher"), "publisher")
    house = values.name(publisher.get("name"), "publisher.name")
    names = frozenset(speaker_key(name) for name in (*(n for n, _kind in named), house) if name)
    if named:
        # Of several authors the organisation reviews, the persons wrote.
        name, kind = next((one for one in named if one[1] is not SpeakerKind.PERSON), named[0])
        return _By(name, kind, house, names)
    name = house or _host(url)
    if name:
        values.odd("author", _("is missing; {other} is taken").format(other=shown(name)))
    return _By(name, SpeakerKind.ORG, house, names)


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    name = host.removeprefix("www.")
    return name if speaker_key(name) and len(name) <= _LONGEST_KEY // 2 else None


def _kind(thing: dict[str, Any], otherwise: SpeakerKind) -> SpeakerKind:
    types = types_of(thing)
    if "person" in types:
        return SpeakerKind.PERSON
    if "country" in types:
        return SpeakerKind.STATE
    return SpeakerKind.ORG if any("organi" in one for one in types) else otherwise


def _label(rating: dict[str, Any], values: Values) -> str | None:
    label = values.line(rating.get("alternateName"), "reviewRating.alternateName")
    if label is None:
        label = values.line(rating.get("name"), "reviewRating.name")
        reason = _("is missing; {other} is taken").format(other="name") if label else None
        values.odd("reviewRating.alternateName", reason or _("is missing: no verdict"))
    if label is None:
        return None
    short = cut(label, LONGEST_LABEL)
    if short != label:
        values.odd("reviewRating.alternateName", _("too long for a label: cut"))
    return short


def _numbers(rating: dict[str, Any], values: Values) -> tuple[tuple[str, str], ...]:
    """Value, best and worst as printed; what does not fit together is odd, and kept."""
    found: dict[str, str] = {}
    for short in ("value", "best", "worst"):
        name = "ratingValue" if short == "value" else f"{short}Rating"
        value = values.one(rating.get(name), f"reviewRating.{name}")
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = shown(value)
        text = values.line(value, f"reviewRating.{name}")
        if text:
            found[short] = text
        elif name in rating:
            values.odd(f"reviewRating.{name}", _("is empty"))
    numbers = {n: float(text) for n, text in found.items() if _NUMBER.fullmatch(text)}
    if {"best", "worst"} <= numbers.keys() and numbers["worst"] >= numbers["best"]:
        values.odd("reviewRating", _("the worst is not below the best"))
    return tuple(found.items())


def _explanation(raw: dict[str, Any], rating: dict[str, Any], values: Values) -> str | None:
    return values.words(
        rating.get("ratingExplanation"), "reviewRating.ratingExplanation"
    ) or values.words(raw.get("reviewBody"), "reviewBody")


# -- the claim -----------------------------------------------------------------------------


def _said(item: dict[str, Any], rated: PartialDate | None, values: Values) -> PartialDate | None:
    name = "itemReviewed.datePublished"
    said = values.date(item.get("datePublished"), name)
    if said and rated:
        if (said.first, said.last) == (rated.first, rated.last):
            values.odd(name, _("is the day of the review itself"))
        elif said.first > rated.last + 1:  # a day may be a matter of time zones
            values.odd(name, _("after the review"))
    return said


def _claimants(
    item: dict[str, Any], by: _By, values: Values, reading: Reading
) -> tuple[Claimant, ...]:
    stem = "itemReviewed.author"
    found: dict[str, Claimant] = {}
    for one in values.many(item.get("author"), stem):
        thing = values.named(one, stem)
        name = values.name(thing.get("name"), f"{stem}.name")
        if name is None:
            values.odd(f"{stem}.name", _("is missing"))
            continue
        if speaker_key(name) in by.names:
            reading.suspicious.append((name, _("is the reviewer or in the byline: dropped")))
            continue
        found.setdefault(speaker_key(name), _claimant(thing, name, values, reading))
    if not found and "author" not in item:
        values.odd(stem, _("is missing"))
    return tuple(found.values())


def _claimant(thing: dict[str, Any], name: str, values: Values, reading: Reading) -> Claimant:
    stem = "itemReviewed.author"
    job = values.line(thing.get("jobTitle"), f"{stem}.jobTitle")
    if is_generic(name):
        reading.suspicious.append((name, _("nobody in particular: kept as unnamed")))
        return Claimant(name, SpeakerKind.UNNAMED, job)
    if names_platform(name):
        reading.suspicious.append((name, _("an account on a platform")))
    urls = [values.url(one, f"{stem}.sameAs") for one in values.many(thing.get("sameAs"), stem)]
    same_as = tuple(url for url in urls if url and url.lower().startswith("http"))
    return Claimant(name, _kind(thing, SpeakerKind.PERSON), job, same_as)


def _appearances(item: dict[str, Any], url: str | None, values: Values) -> tuple[Appearance, ...]:
    """Where the claim stands, the first place first; the work reviewed itself where it is one."""
    found: dict[str, Appearance] = {}
    for name in ("firstAppearance", "appearance"):
        for one in values.many(item.get(name), f"itemReviewed.{name}"):
            thing = {"url": one} if isinstance(one, str) else one
            _place(thing, f"itemReviewed.{name}", values, found)
    _place({"@type": item.get("@type"), "url": item.get("url")}, "itemReviewed", values, found)
    if url and found.pop(normal_url(url), None):
        values.odd("itemReviewed", _("stands in the review itself"))
    return tuple(found.values())


def _place(thing: Any, stem: str, values: Values, found: dict[str, Appearance]) -> None:
    if not isinstance(thing, dict):
        values.odd(stem, _("must be an object, not {value}").format(value=shown(thing)))
        return
    url = values.url(thing.get("url") or thing.get("@id"), f"{stem}.url")
    if url is None or normal_url(url) in found:
        return
    publisher = values.thing(thing.get("publisher"), f"{stem}.publisher")
    found[normal_url(url)] = Appearance(
        url=url,
        kind=_document_kind(thing, url),
        title=values.line(thing.get("headline") or thing.get("name"), f"{stem}.name"),
        outlet=values.name(publisher.get("name"), f"{stem}.publisher.name"),
        published=values.date(thing.get("datePublished"), f"{stem}.datePublished"),
    )


def _document_kind(thing: dict[str, Any], url: str) -> DocumentKind:
    if _host(url) in _TWEETS:
        return DocumentKind.TWEET
    return DocumentKind.ARTICLE if types_of(thing) & _ARTICLES else DocumentKind.OTHER
