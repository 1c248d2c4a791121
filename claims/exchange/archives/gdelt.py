"""GDELT: quotations that a machine found in the world's news.

The Global Quotation Graph (JSON, a line an article: ``date url title lang quotes``, each quote
with what stands before and after it) names no speakers: in French and English the rules of
``claims.extract`` read them out of what stands beside.  The Global Knowledge Graph 2.1
(27 columns parted by tabs) has quotations with their verb and nothing around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.exchange.archives import feeds
from claims.exchange.fields import Wrong, shown
from claims.exchange.linked import without_empty
from claims.exchange.sources import Raw, too_long
from claims.i18n import _
from claims.keep.slugs import speaker_key
from claims.text import clean_line, clean_text, content_hash
from claims.vocabulary import SpeakerKind

if TYPE_CHECKING:
    from claims.extract import Quotation

UNNAMED = "speaker not named (GDELT)"

_KEY = 24  # hexadecimal digits of a hash: 96 bits


# -- the Global Quotation Graph ------------------------------------------------------------

LANGUAGES = {
    "afrikaans": "af", "albanian": "sq", "arabic": "ar", "armenian": "hy", "azerbaijani": "az",
    "basque": "eu", "belarusian": "be", "bengali": "bn", "bosnian": "bs", "bulgarian": "bg",
    "catalan": "ca", "chinese": "zh", "chineset": "zh-Hant", "croatian": "hr", "czech": "cs",
    "danish": "da", "dutch": "nl", "english": "en", "estonian": "et", "finnish": "fi",
    "french": "fr", "galician": "gl", "georgian": "ka", "german": "de", "greek": "el",
    "gujarati": "gu", "hebrew": "he", "hindi": "hi", "hungarian": "hu", "icelandic": "is",
    "indonesian": "id", "irish": "ga", "italian": "it", "japanese": "ja", "kannada": "kn",
    "kazakh": "kk", "khmer": "km", "korean": "ko", "kurdish": "ku", "latvian": "lv",
    "lithuanian": "lt", "macedonian": "mk", "malay": "ms", "malayalam": "ml", "maltese": "mt",
    "marathi": "mr", "mongolian": "mn", "nepali": "ne", "norwegian": "no", "pashto": "ps",
    "persian": "fa", "polish": "pl", "portuguese": "pt", "punjabi": "pa", "romanian": "ro",
    "russian": "ru", "serbian": "sr", "sinhalese": "si", "slovak": "sk", "slovenian": "sl",
    "somali": "so", "spanish": "es", "swahili": "sw", "swedish": "sv", "tagalog": "tl",
    "tamil": "ta", "telugu": "te", "thai": "th", "turkish": "tr", "ukrainian": "uk",
    "urdu": "ur", "uzbek": "uz", "vietnamese": "vi", "welsh": "cy",
}  # fmt: skip
"""The names that CLD2 gives languages, as GDELT prints them in capitals, and their codes."""

_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.I | re.A)
_MARKS = {"en": ("“", "”"), "fr": ("« ", " »")}
"""Languages in which speakers are looked for, and marks that set the words off."""

_LOOSE_MARKS = "\"“”„«»‹›‘’' \u00a0\u202f"
_NESTED = dict.fromkeys(map(ord, '"“”„«»'), "'")
_STOPS = (".", "!", "?", "…")
_MOST_BESIDE = 600
_MOST_QUOTED = 600
_NAME_PARTS = 2


def items(value: Any) -> list[Any] | None:
    """The articles of a value, alone or listed; none: no Global Quotation Graph."""
    found = value if isinstance(value, list) else [value]
    return found if found and _is_article(found[0]) else None


def _is_article(value: Any) -> bool:
    if not isinstance(value, dict) or not {"date", "url", "quotes"} <= value.keys():
        return False
    quotes = value["quotes"]
    if not isinstance(quotes, list) or not {"text", "speaker", "@type"}.isdisjoint(value):
        return False
    return not quotes or (isinstance(quotes[0], dict) and "quote" in quotes[0])


def records(item: Any) -> Iterator[dict[str, Any]]:
    """The flat records of an article; ``Wrong`` where it is none.  Empty quotes are passed over."""
    if not isinstance(item, dict) or not isinstance(item.get("quotes"), list):
        raise Wrong(_("no article of the Global Quotation Graph"))
    return _of_article(item)


class _Snippet(NamedTuple):
    """A quotation with what stands beside it, as texts."""

    pre: str
    quote: str
    post: str


def _of_article(article: dict[str, Any]) -> Iterator[dict[str, Any]]:
    url = article.get("url")
    lang, unknown = _language(article.get("lang"))
    document = {
        "outlet": feeds.outlet_of(url),
        "title": feeds.title_of(article.get("title")),
        "url": url,
        "published": feeds.day_of(article.get("date")),
    }
    told = [one for one in article["quotes"] if not _is_empty(one)]
    snippets = list(dict.fromkeys(_snippet(one) for one in told if _is_told(one)))
    seen: dict[str, int] = {}
    for snippet, who in zip(snippets, _speakers(snippets, lang), strict=True):
        key = _key(url, snippet.quote)
        times = seen[key] = seen.get(key, 0) + 1
        found = {
            "key": key if times == 1 else f"{key}#{times}",
            "text": snippet.quote,
            "lang": lang,
            **who.fields,
            **document,
            "prefix": feeds.before(snippet.pre),
            "suffix": feeds.after(snippet.post),
            "note": feeds.note("gdelt", **who.told, lang=unknown),
        }
        yield without_empty(found)
    for one in told:
        if not _is_told(one):
            text = one["quote"] if isinstance(one, dict) else one
            yield {"text": text, "speaker": UNNAMED, **without_empty(document)}


def _is_empty(quote: Any) -> bool:
    text = quote.get("quote") if isinstance(quote, dict) else quote
    return text is None or (isinstance(text, str) and not feeds.said(text))


def _is_told(quote: Any) -> bool:
    return isinstance(quote, dict) and isinstance(quote.get("quote"), str)


def _snippet(quote: dict[str, Any]) -> _Snippet:
    texts = (feeds.plain(quote.get(name)) for name in _Snippet._fields)
    return _Snippet(*(text if isinstance(text, str) else "" for text in texts))


def _language(value: Any) -> tuple[str | None, Any]:
    """A code, or none and what stood there."""
    name = feeds.said(value).lower()
    code = LANGUAGES.get(name) or (name if _CODE.fullmatch(name) else None)
    return code, None if code else value


def _key(url: Any, quote: str) -> str:
    address = url if isinstance(url, str) else None
    return f"gdelt:{content_hash(address, quote)[:_KEY]}"


# -- who spoke -----------------------------------------------------------------------------


class _Who(NamedTuple):
    """The fields that say who spoke, and what goes into the note."""

    fields: dict[str, Any]
    told: dict[str, Any]


_NOBODY = _Who({"speaker": UNNAMED, "speaker_kind": SpeakerKind.UNNAMED.value}, {})


class _Found(NamedTuple):
    """What the rules read of one snippet: whole names only count where nothing cut them."""

    quote: Quotation
    name: str
    kind: SpeakerKind
    cut: bool


def _speakers(snippets: list[_Snippet], lang: str | None) -> list[_Who]:
    """Who spoke in each snippet of one article: a surname alone is the full name's it ends."""
    if lang not in _MARKS:
        return [_NOBODY] * len(snippets)
    found = [_read(snippet, lang) for snippet in snippets]
    persons = [one for one in found if one and one.kind is SpeakerKind.PERSON and not one.cut]
    full = {one.name for one in persons if _is_full(one)}
    return [_who(one, full) for one in found]


def _read(snippet: _Snippet, lang: str) -> _Found | None:
    """What the rules of extraction find of the words between their context."""
    from claims.extract import extract
    from claims.proposals.who import kind_of, name_of

    opening, closing = _MARKS[lang]
    pre = clean_text(snippet.pre)[-_MOST_BESIDE:].rstrip(_LOOSE_MARKS)
    post = clean_text(snippet.post)[:_MOST_BESIDE].strip(_LOOSE_MARKS)
    words = clean_text(snippet.quote)[:_MOST_QUOTED].translate(_NESTED)
    before = f"{pre} {opening}" if pre else opening
    start, end = len(before), len(before) + len(words)
    after = f" {post}" if post[:1].isalnum() else post
    text = f"{before}{words}{closing}{after}"
    # Without a full stop a paragraph is read as a heading.
    found = extract(text if text.endswith(_STOPS) else f"{text}.", lang=lang).quotes
    quote = max(found, key=lambda one: _shared(one, start, end), default=None)
    if quote is None or 2 * _shared(quote, start, end) < end - start:
        return None
    at, to = quote.speaker_start, quote.speaker_end
    cut = (at == 0 and bool(pre)) or (to is not None and to >= len(text))
    return _Found(quote, name_of(quote), kind_of(quote), cut)


def _shared(quote: Quotation, start: int, end: int) -> int:
    return min(quote.end, end) - max(quote.start, start)


def _is_trusted(found: _Found) -> bool:
    """Whether the name stands whole where its speaker does: so near, a pronoun is a guess."""
    printed = speaker_key(found.quote.speaker or "").split()
    stands = set(speaker_key(found.name).split()[-1:]) <= set(printed)
    return stands and not found.cut and found.quote.confidence >= feeds.SURE


def _is_full(found: _Found) -> bool:
    """Whether a name looks like a whole one: capitals, and a person's surname not alone."""
    if found.kind is SpeakerKind.ORG:
        return found.name[:1].isupper()
    capitals = sum(part[:1].isupper() for part in found.name.split())
    return found.kind is SpeakerKind.PERSON and capitals >= _NAME_PARTS


def _who(found: _Found | None, full: set[str]) -> _Who:
    if found is None:
        return _NOBODY
    quote, name, kind = found.quote, found.name, found.kind
    told: dict[str, Any] = {
        "speaker_by": "claims.extract",
        "confidence": feeds.figure(quote.confidence),
        "via": quote.via,
    }
    fields = {"role": None if found.cut else quote.role, "cue": quote.cue}
    trusted = _is_trusted(found)
    if not (trusted and _is_full(found)):
        longer = {one for one in full if one.endswith(f" {name}")}
        printed = _printed(quote) if trusted else None
        if printed and len(longer) == 1 and kind is SpeakerKind.PERSON:
            (name,) = longer
        else:
            kind, name = SpeakerKind.UNNAMED, printed or UNNAMED
            told["candidate"] = None if printed else found.name
    return _Who({"speaker": name, "speaker_kind": kind.value, **fields}, told)


def _printed(quote: Quotation) -> str | None:
    """What a source is called that has no name of its own; none for a pronoun."""
    text = clean_line(quote.speaker or "")
    named = quote.anonymous or quote.speaker_name
    return text if named and speaker_key(text) else None


# -- the Global Knowledge Graph 2.1 --------------------------------------------------------

_DATE, _COLLECTION, _OUTLET, _DOCUMENT = 1, 2, 3, 4
_QUOTATIONS, _TRANSLATION, _EXTRAS = 22, 25, 26
_TONE = 15  # the last column that every line fills
_WEB = "1"

_GKG = re.compile(rb"\d{14}-T?\d{1,9}\t\d{14}\t\d{0,2}\t")
_QUOTE = re.compile(r"(?:^|#)(\d{1,9})\|\d{1,9}\|([^|#]{0,200})\|")
_TITLE = re.compile(r"<PAGE_TITLE>([^<]*)</PAGE_TITLE>")
_PRECISE = re.compile(r"<PAGE_PRECISEPUBTIMESTAMP>(\d{14})</PAGE_PRECISEPUBTIMESTAMP>", re.A)
_SOURCE_LANGUAGE = re.compile(r"srclc:([a-z]{2,3})\b")


def is_gkg(line: bytes) -> bool:
    """Whether a line is one of the Global Knowledge Graph 2.1; its last columns may be missing."""
    return _GKG.match(line) is not None and line.count(b"\t") >= _TONE


def read_gkg(lines: Iterator[tuple[int, bytes | None]]) -> Iterator[Raw]:
    """The flat records of each line's quotations, several under one line's number.

    A line that is none, or too long, is a ``Raw`` with the reason; one without quotations nothing.
    """
    for number, line in lines:
        if line is None:
            yield Raw(number, None, too_long())
        elif line.strip():
            yield from _of_line(number, line)


def _of_line(number: int, line: bytes) -> Iterator[Raw]:
    if not is_gkg(line) or line.count(b"\t") < _QUOTATIONS:
        yield Raw(number, None, _("no line of the Global Knowledge Graph 2.1"))
        return
    # Some lines hold broken bytes: they are replaced, and the note says so.
    cells = [cell.decode(errors="replace") for cell in line.split(b"\t")]
    if not cells[_QUOTATIONS].strip():
        return
    _before, *parts = _QUOTE.split(cells[_QUOTATIONS])
    if not parts:
        reason = _("no quotations that can be read: {value}")
        yield Raw(number, None, reason.format(value=shown(cells[_QUOTATIONS])))
        return
    document, translated = _gkg_document(cells), _source_language(cells)
    for place in range(0, len(parts), 3):
        offset, verb, quote = parts[place : place + 3]
        text = feeds.plain(quote.removesuffix("#"))
        if not feeds.said(text):
            continue
        found = {
            "key": f"gkg:{cells[0]}#{place // 3 + 1}",
            "text": text,
            "lang": "en",
            "original_lang": translated,
            "speaker": UNNAMED,
            "speaker_kind": SpeakerKind.UNNAMED.value,
            "cue": feeds.said(verb),
            **document,
            "note": feeds.note(
                "gdelt",
                offset=offset,
                translated="by machine" if translated else None,
                bytes="broken" if "\ufffd" in text else None,
            ),
        }
        yield Raw(number, without_empty(found))


def _gkg_document(cells: list[str]) -> dict[str, Any]:
    extras = "\t".join(cells[_EXTRAS:])
    title, precise = _TITLE.search(extras), _PRECISE.search(extras)
    web = cells[_COLLECTION] == _WEB
    days = [feeds.day_of(found[1]) for found in [precise] if found]
    good = [day for day in days if not day.isdigit()]
    return {
        "outlet": feeds.said(cells[_OUTLET]) or feeds.outlet_of(cells[_DOCUMENT]),
        "title": feeds.title_of(title[1]) if title else None if web else cells[_DOCUMENT],
        "url": cells[_DOCUMENT] if web else None,
        "published": next(iter(good), feeds.day_of(cells[_DATE])),
    }


def _source_language(cells: list[str]) -> str | None:
    """The language that GDELT translated from, none where it did not."""
    found = _SOURCE_LANGUAGE.search(cells[_TRANSLATION]) if len(cells) > _TRANSLATION else None
    return found[1] if found else None
