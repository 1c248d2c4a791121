"""Words shown to people, translatable: ``_("...")`` everywhere, English in the source."""

from __future__ import annotations

import gettext
import os
from functools import cache
from typing import Any

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


class Message(str):
    """Words for people that, filled in, still know what they were made of.

    ``pattern`` is the message before ``format`` put values into it: by it an import counts what is
    wrong with its records by kind.  ``str()`` of one is itself, so that an error keeps it.
    """

    __slots__ = ("pattern",)
    pattern: str

    def __new__(cls, text: str, pattern: str | None = None) -> Message:
        """A message, which is its own pattern where none is given."""
        made = super().__new__(cls, text)
        made.pattern = text if pattern is None else pattern
        return made

    def __str__(self) -> str:
        return self

    def format(self, *args: Any, **values: Any) -> Message:
        """The message with values in it; of a value that is a message the pattern stays."""
        pattern = self.pattern
        for name, value in values.items():
            if isinstance(value, Message):
                pattern = pattern.replace(f"{{{name}}}", value.pattern)
        return Message(super().format(*args, **values), pattern)


def _(message: str) -> str:
    """The message in the reader's language, or as it stands."""
    return Message(_translations().gettext(message))


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of a message that fits a count."""
    return Message(_translations().ngettext(singular, plural, count))
