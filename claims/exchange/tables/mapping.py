"""Which column of a file holds which field: as typed, as kept in a file, as proposed.

    text=Citation,speaker=Prénom+Nom

The names of columns are as in the file's header, case and accents aside; ``+`` joins several with
a blank.  A mapping kept by name is a TOML file of two tables, ``columns`` and ``constants``, in
the folder ``maps`` beside the config file; anybody can be given it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from claims.errors import UnknownName, UsageError
from claims.exchange.record import COLUMNS, CONFIDENTIAL, POSITION_COLUMNS, REQUIRED
from claims.exchange.tables import columns_known
from claims.files import replace_text
from claims.i18n import _
from claims.text import clean_line, fold, shorten

FIELDS = (*COLUMNS, CONFIDENTIAL, *POSITION_COLUMNS)
"""What a column can be mapped to."""

FOLDER = "maps"
_SUFFIX = ".toml"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_PAIR = re.compile(r'\s*([^=,"]+?)\s*=\s*(?:"((?:[^"]|"")*)"\s*|((?!\s*")[^,]*))(?:,|$)')
_SIGNS = re.compile(r"[\W_]+")
_SHOWN = 60
_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """``columns``: field to column; ``constants``: field to what it holds where a row has none."""

    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)

    def options(self) -> list[str]:
        """The words of a command line that say the same."""
        pairs = ",".join(f"{name}={_quoted(column)}" for name, column in self.columns.items())
        words = ["--map", pairs] if pairs else []
        for name, value in self.constants.items():
            words += ["--set", f"{name}={value}"]
        return words

    def resolve(self, header: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The columns of a header that each field is read from.

        Raises ``UnknownName`` where the file has no such column.
        """
        return {name: _columns(column, header) for name, column in self.columns.items()}

    def fits(self, cells: Sequence[str]) -> bool:
        """Whether a row has every column of it, so that it is the header."""
        try:
            self.resolve([clean_line(cell).strip() for cell in cells])
        except UnknownName:
            return False
        return bool(self.columns)


def _quoted(column: str) -> str:
    if re.search(r'[,"]|^\s|\s$', column) or not column:
        return '"' + column.replace('"', '""') + '"'
    return column


# -- columns ---------------------------------------------------------------------------------


def column_key(name: str) -> str:
    """A column's name to compare it by: words without case, accents and signs."""
    return _SIGNS.sub(" ", fold(clean_line(name))).strip()


def _columns(wanted: str, header: Sequence[str]) -> tuple[str, ...]:
    """The column of that name, or those that ``+`` joins."""
    if (found := _column(wanted, header)) is not None:
        return (found,)
    parts = [_column(part.strip(), header) for part in wanted.split("+")]
    joined = tuple(part for part in parts if part is not None)
    if len(parts) > 1 and len(joined) == len(parts):
        return joined
    keys = {column_key(name): name for name in header}
    near = get_close_matches(column_key(wanted), keys, n=3)
    raise UnknownName(
        _('no column is called "{name}"; there are: {columns}').format(
            name=shorten(clean_line(wanted), _SHOWN), columns=listed(header)
        ),
        candidates=[keys[key] for key in near],
    )


def _column(wanted: str, header: Sequence[str]) -> str | None:
    if wanted in header:
        return wanted
    key = column_key(wanted)
    alike = {name for name in header if key and column_key(name) == key}
    return alike.pop() if len(alike) == 1 else None


def listed(header: Sequence[str]) -> str:
    """The columns of a header as a message names them."""
    names = [shorten(name, _SHOWN) for name in header[:_MOST_SHOWN]]
    more = len(header) - len(names)
    return ", ".join([*names, _("and {n} more").format(n=more)] if more > 0 else names)


# -- as typed --------------------------------------------------------------------------------


def typed(maps: Iterable[str], sets: Iterable[str], folder: Path) -> ColumnMap | None:
    """The mapping of a command line; none where it says nothing.

    One of ``maps`` without ``=`` names a mapping kept in ``folder``, or a file of one by its path;
    what is typed outranks it.  Raises ``UsageError`` for what is no mapping.
    """
    kept = ColumnMap()
    columns: dict[str, str] = {}
    constants: dict[str, str] = {}
    for value in maps:
        if "=" not in value:
            also = read(path_of(value, folder))
            kept = ColumnMap({**kept.columns, **also.columns}, {**kept.constants, **also.constants})
            continue
        for name, column in _pairs(value):
            if columns.setdefault(name, column) != column:
                raise UsageError(_("{field} is mapped twice").format(field=name), hint=_EXAMPLE)
    for value in sets:
        name, sign, constant = value.partition("=")
        if not sign or not constant.strip():
            raise UsageError(
                _('--set takes FIELD=VALUE, not "{value}"').format(value=_shown(value)),
                hint='claims import --set outlet="Le Monde" FILE',
            )
        constants[_field(name)] = constant.strip()
    columns, constants = {**kept.columns, **columns}, {**kept.constants, **constants}
    return ColumnMap(columns, constants) if columns or constants else None


_EXAMPLE = "claims import --map text=COLUMN,speaker=COLUMN FILE"


def _pairs(value: str) -> Iterable[tuple[str, str]]:
    place = 0
    while place < len(value):
        found = _PAIR.match(value, place)
        column = found and (found[3] if found[2] is None else found[2].replace('""', '"'))
        if found is None or not column or not column.strip():
            raise UsageError(
                _("--map takes FIELD=COLUMN, several parted by commas, not {value}").format(
                    value=_shown(value[place:])
                ),
                hint=_EXAMPLE,
            )
        yield _field(found[1]), column.strip()
        place = found.end()


def _field(name: str) -> str:
    name = clean_line(name).strip().lower()
    if name not in FIELDS:
        raise UnknownName(
            _('no field is called "{name}"; there are: {fields}').format(
                name=_shown(name), fields=", ".join(FIELDS)
            ),
            candidates=get_close_matches(name, FIELDS, n=3),
        )
    return name


def _shown(value: str) -> str:
    return shorten(clean_line(value), _SHOWN)


# -- as kept ---------------------------------------------------------------------------------


def folder_beside(config: Path) -> Path:
    """Where mappings are kept."""
    return config.parent / FOLDER


def path_of(name: str, folder: Path) -> Path:
    """The file of a mapping: a kept one by name, any by its path (``./afp.toml``)."""
    if os.sep in name or name.endswith(_SUFFIX):
        return Path(name).expanduser()
    return folder / f"{_checked(name)}{_SUFFIX}"


def names(folder: Path) -> list[str]:
    """The mappings that are kept."""
    return sorted(path.stem for path in folder.glob(f"*{_SUFFIX}") if _NAME.fullmatch(path.stem))


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise UsageError(
            _('"{name}" is no name for a mapping: letters, digits, ".", "_" and "-"').format(
                name=_shown(name)
            ),
            hint="claims config maps",
        )
    return name


def read(path: Path) -> ColumnMap:
    """The mapping in a file; ``UsageError`` where there is none, or it holds anything else."""
    import tomllib

    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        known = names(path.parent) if path.parent.name == FOLDER else []
        raise UnknownName(
            _("no mapping is kept as {path}").format(path=path),
            candidates=get_close_matches(path.stem, known, n=3),
            hint="claims config maps",
        ) from error
    except (OSError, ValueError) as error:
        raise UsageError(
            _("cannot read {path}: {reason}").format(path=path, reason=clean_line(str(error)))
        ) from error
    parts = {"columns": {}, "constants": {}} | found
    for part, values in parts.items():
        texts = isinstance(values, dict) and all(isinstance(v, str) for v in values.values())
        if part not in ("columns", "constants") or not texts:
            raise UsageError(
                _("{path}: {part} is no part of a mapping").format(path=path, part=_shown(part)),
                hint=_('[columns] and [constants], with lines such as text = "Citation"'),
            )
        for name in values:
            _field(name)
    return ColumnMap(parts["columns"], parts["constants"])


def save(path: Path, mapping: ColumnMap) -> None:
    """Keep a mapping in a file, whole or not at all."""
    lines = [
        line
        for part, values in (("columns", mapping.columns), ("constants", mapping.constants))
        if values
        for line in (f"[{part}]", *(f"{name} = {_toml(text)}" for name, text in values.items()))
    ]
    replace_text(path, "".join(f"{line}\n" for line in lines))


def _toml(text: str) -> str:
    """A TOML basic string; what it cannot hold as it stands is escaped."""
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    return char if char >= " " and char != "\x7f" else f"\\u{ord(char):04x}"


# -- as proposed -----------------------------------------------------------------------------


def proposed(header: Sequence[str]) -> ColumnMap:
    """What columns mean by their names: a proposal, for a person to confirm.

    A field that two columns could be is left out, as is a column that could be two fields.
    """
    keys: dict[str, list[str]] = {}
    for name in header:
        keys.setdefault(column_key(name), []).append(name)
    whole = _whole_name(keys)
    columns = {"speaker": whole} if whole else {}
    for one in FIELDS:
        meant = (one.replace("_", " "), *columns_known.KNOWN.get(one, ()))
        found = [name for key in meant for name in keys.get(key, ())]
        if len(found) == 1 and one not in columns:
            columns[one] = found[0]
    return ColumnMap({one: columns[one] for one in FIELDS if one in columns})


def _whole_name(keys: Mapping[str, list[str]]) -> str | None:
    """Given name and family name in columns of their own, joined."""
    parts = [
        [name for key in known for name in keys.get(key, ())]
        for known in (columns_known.GIVEN_NAMES, columns_known.FAMILY_NAMES)
    ]
    return "+".join(part[0] for part in parts) if all(len(part) == 1 for part in parts) else None


def unclear(header: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The columns that could be several fields, with these."""
    known = columns_known.UNCLEAR
    return {name: known[key] for name in header if (key := column_key(name)) in known}


def is_whole(mapping: ColumnMap) -> bool:
    """Whether records can be made with it: it gives text and speaker."""
    return all(name in mapping.columns or name in mapping.constants for name in REQUIRED)
