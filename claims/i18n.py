"""Words shown to people, translatable: ``_("...")`` everywhere, English in the source."""

from __future__ import annotations

import gettext
import os
from functools import cache

_DOMAIN = "claims"
_LOCALE = os.path.join(os.path.dirname(__file__), "locale")  # pathlib costs 5 ms


@cache
def _translations() -> gettext.NullTranslations:
    # gettext.find reads locale folders; skip it altogether for English, the common case.
    wanted = next(
        (
            value
            for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
            if (value := os.environ.get(name))
        ),
        "",
    )
    if wanted[:2].lower() in ("", "en", "c", "c.", "po"):
        return gettext.NullTranslations()
    return gettext.translation(_DOMAIN, _LOCALE, fallback=True)


def _(message: str) -> str:
    """The message in the reader's language, or as it stands."""
    return _translations().gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of a message that fits a count."""
    return _translations().ngettext(singular, plural, count)
