"""Keys made of words: a speaker's, a question's slug and its title, a claim's, a URL's."""

from __future__ import annotations

import re
from functools import lru_cache

from claims.text import fold, name_key

__all__ = [
    "claim_key",
    "figure_key",
    "normal_url",
    "parents_of",
    "slug_of",
    "speaker_key",
    "title_of",
]

_DEFAULT_PORTS = {"http": 80, "https": 443}
# Parameters that say how a reader came to a page, not which page it is.
_TRACKING = (
    "utm_",
    "fbclid=",
    "gclid=",
    "mc_cid=",
    "mc_eid=",
    "xtor=",
    "at_medium=",
    "at_campaign=",
    "igshid=",
    "msclkid=",
    "ref_src=",
    "yclid=",
)

# The same names come again and again in a load, and folding one costs more than finding it.
speaker_key = lru_cache(maxsize=1 << 15)(name_key)


@lru_cache(maxsize=4096)
def slug_of(text: str) -> str:
    """The slug of a question: folded words joined by hyphens, parts by slashes.

    A slug is its own slug; "" where there is neither letter nor digit.
    """
    parts = (name_key(part).replace(" ", "-") for part in _path(text))
    return "/".join(part for part in parts if part)


def _path(text: str) -> list[str]:
    # A slash joins parts of a path only where no blank is near: "and/or" is one, "a / b" is not.
    return re.split(r"(?<=\S)/(?=\S)", fold(text))


def parents_of(slug: str) -> list[str]:
    """The slugs above one, topmost first: of a/b/c, a and a/b."""
    parts = slug.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts))]


def title_of(slug: str) -> str:
    """A title for want of a better one: the slug's last part as words."""
    words = slug.rpartition("/")[2].replace("-", " ")
    return words[:1].upper() + words[1:]


@lru_cache(maxsize=4096)
def claim_key(text: str) -> str:
    """The key under which answers to one question are the same answer.

    Folded, blanks closed up, an ending full stop gone; other signs stay, for "~21" is not "21".
    """
    key = " ".join(fold(text).split())
    return key[:-1] if key.endswith(".") and not key.endswith("..") else key


# Most URLs of articles: a plain host and a path, nothing to be left out, nothing to be folded.
_usual = re.compile(r"https?://(?:www\.)?((?!www\.)[a-z0-9.-]+)(/[!-\"$->@-~]*)?").fullmatch


def figure_key(interval: str) -> str:
    """The key of an answer that is a figure: its interval (``19..23``), not its words."""
    return f"={interval}"


@lru_cache(maxsize=4096)
def normal_url(url: str) -> str:
    """A URL as it is compared: no scheme, ``www.``, default port, fragment, tracking parameter or
    closing slash; what is no URL, folded.
    """
    if usual := _usual(url):
        return usual[1] + (usual[2] or "").rstrip("/")
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return fold(url.strip())
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not parts.hostname:
        return fold(url.strip())
    host = parts.hostname.removeprefix("www.")
    if port not in (None, _DEFAULT_PORTS[scheme]):
        host += f":{port}"
    query = "&".join(
        pair for pair in parts.query.split("&") if pair and not pair.lower().startswith(_TRACKING)
    )
    return host + parts.path.rstrip("/") + (f"?{query}" if query else "")
