"""The person's settings: one flat TOML file of ``key = "value"`` lines, and what they decide.

The file is ``config.toml`` in the user's config folder; ``CLAIMS_CONFIG`` names another.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from claims.environment import COLOR_MODES
from claims.errors import UsageError
from claims.i18n import _
from claims.render.listing import FORMATS

APP = "claims"
DATABASE_FILE = "claims.db"
Config = dict[str, str]


def _one_of(*allowed: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in allowed:
            raise ValueError(_("one of {allowed}").format(allowed=", ".join(allowed)))
        return value

    return check


def _text(value: str) -> str:
    if not value or not value.isprintable():
        raise ValueError(_("printable text, not empty"))
    return value


def _language(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}([_-][A-Za-z]{2})?", value):
        raise ValueError(_("a language code such as en or fr"))
    return value


LONGEST_WAIT = 86_400


def _seconds(value: str) -> str:
    if not re.fullmatch(r"\d{1,5}(\.\d+)?", value, re.ASCII) or float(value) > LONGEST_WAIT:
        raise ValueError(_("seconds, 0 to {most}").format(most=LONGEST_WAIT))
    return value


KEYS: Mapping[str, Callable[[str], str]] = {
    "actor": _text,
    "color": _one_of(*COLOR_MODES),
    "db": _text,
    "format": _one_of(*FORMATS),
    "lang": _language,
    "pager": _text,
    "read_db": _text,
    "wait": _seconds,
}
"""Every known key with what checks its value (``ValueError`` says what is wanted)."""


# -- folders


def config_path(environ: Mapping[str, str]) -> Path:
    """Where the config file is, or would be."""
    given = environ.get("CLAIMS_CONFIG")
    return Path(given).expanduser() if given else _folder(environ, "config") / "config.toml"


def data_path(environ: Mapping[str, str]) -> Path:
    """Where the database is when nothing names another."""
    return _folder(environ, "data") / DATABASE_FILE


_XDG_APPLIES = str(sys.platform) == "linux"
_XDG = {"config": ("XDG_CONFIG_HOME", ".config"), "data": ("XDG_DATA_HOME", ".local/share")}


def _folder(environ: Mapping[str, str], kind: str) -> Path:
    """The user's folder for our data or settings.

    On Linux by the XDG base directory specification, spelled out here because importing
    platformdirs costs a third of what click does; elsewhere what platformdirs says.
    """
    if _XDG_APPLIES:
        variable, below_home = _XDG[kind]
        base = environ.get(variable, "").strip()
        if base:
            return Path(base).expanduser() / APP
        home = environ.get("HOME")
        return (Path(home) if home else Path.home()) / below_home / APP
    import platformdirs

    finder = platformdirs.user_config_dir if kind == "config" else platformdirs.user_data_dir
    return Path(finder(APP, appauthor=False))


# -- what the settings decide


def default_database(environ: Mapping[str, str] | None = None, config: Config | None = None) -> str:
    """The database where no ``--db`` is given: CLAIMS_DB, the config file, the data folder."""
    environ = os.environ if environ is None else environ
    given = environ.get("CLAIMS_DB")
    if not given:
        config = read(config_path(environ)) if config is None else config
        given = config.get("db")
    return expand(given) if given else str(data_path(environ))


def reading_database(
    environ: Mapping[str, str] | None = None, config: Config | None = None
) -> str | None:
    """The database of commands that only read, where it is another: CLAIMS_READ_DB, ``read_db``.

    The config file's is a copy of the config file's ``db``: where CLAIMS_DB names another, it does
    not count.
    """
    environ = os.environ if environ is None else environ
    given = environ.get("CLAIMS_READ_DB")
    if not given and not environ.get("CLAIMS_DB"):
        config = read(config_path(environ)) if config is None else config
        given = config.get("read_db")
    return expand(given) if given else None


def patience(environ: Mapping[str, str], config: Config) -> float | None:
    """Seconds that writing waits for another who writes: CLAIMS_WAIT, ``wait``; none if not said.

    Raises ``UsageError`` where it is no number of seconds.
    """
    given = environ.get("CLAIMS_WAIT") or config.get("wait")
    if not given:
        return None
    try:
        return float(_seconds(given))
    except ValueError as error:
        raise UsageError(f"CLAIMS_WAIT: {error}", hint="CLAIMS_WAIT=60") from error


def expand(target: str) -> str:
    """A database as given, ``~`` resolved where it is a path."""
    return target if is_url(target) else os.path.expanduser(target)


def is_url(target: str) -> bool:
    """Whether a database is named by URL rather than by path."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.]*://", target) is not None


# -- reading and writing


def read(path: Path) -> Config:
    """The settings of a file, none where it does not exist; ``UsageError`` names what is wrong."""
    raw = _parse(_load(path), path)
    for key, value in raw.items():
        if not isinstance(value, str):
            raise UsageError(
                _('{path}: {key} must be text in quotes: {key} = "…"').format(path=path, key=key),
                hint="claims config path",
            )
        check(key, value, where=str(path))
    return {key: str(value) for key, value in raw.items()}


def check(key: str, value: str, *, where: str = "") -> str:
    """The value, if the key is known and takes it; else ``UsageError``."""
    prefix = f"{where}: " if where else ""
    if key not in KEYS:
        near = nearest(key)
        message = _('no setting is called "{key}"').format(key=key)
        if near:
            message += _('; did you mean "{near}"?').format(near=near)
        hint = f"claims config unset {key}" if where else "claims config list"
        raise UsageError(prefix + message, hint=hint)
    try:
        return KEYS[key](value)
    except ValueError as error:
        message = _('"{value}" is no value for {key}: it takes {wanted}').format(
            value=value, key=key, wanted=error
        )
        hint = f"claims config unset {key}" if where else "claims config list"
        raise UsageError(prefix + message, hint=hint) from error


def nearest(key: str) -> str | None:
    """The known key most like a mistyped one."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(key, KEYS, n=1)), None)


def change(path: Path, key: str, value: str | None) -> None:
    """Set a key, or take it away (``None``); comments and other lines stay as they are."""
    from claims.files import replace_text  # which reading a setting never needs

    text = _load(path)
    wanted = {k: v for k, v in _parse(text, path).items() if k != key}
    lines = [line for line in text.splitlines() if not re.match(rf"\s*{re.escape(key)}\s*=", line)]
    if value is not None:
        wanted[key] = value
        lines.append(f"{key} = {_quoted(value)}")
    new = "".join(f"{line}\n" for line in lines)
    # A value over several lines, or a key in quotes, is more than editing lines can do.
    if _parse_or_none(new) != wanted:
        new = "".join(f"{name} = {_quoted(str(held))}\n" for name, held in wanted.items())
    replace_text(path, new, mode=0o600)  # a URL may hold a password


def _quoted(value: str) -> str:
    """A TOML basic string; settings hold no control characters, so two escapes are all."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _load(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or _("not UTF-8")
        raise UsageError(
            _("cannot read {path}: {reason}").format(path=path, reason=reason),
            hint="claims config path",
        ) from error


def _parse(text: str, path: Path) -> dict[str, object]:
    if not text.strip():
        return {}
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {error}", hint="claims config path") from error


def _parse_or_none(text: str) -> dict[str, object] | None:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
