"""What a class of plain values is made of, where each millisecond of starting counts."""

from __future__ import annotations

from typing import Any, dataclass_transform


@dataclass_transform(frozen_default=True)
class Value:
    """What a node is made of: values by name, compared by them, never changed.

    A data class in all but the making of it, which would be a sixth of what a search costs.
    """

    __match_args__: tuple[str, ...] = ()
    _defaults: dict[str, Any] = {}  # noqa: RUF012

    def __init_subclass__(cls) -> None:
        cls.__match_args__ = tuple(cls.__annotations__)  # type: ignore[misc]
        cls._defaults = {
            name: getattr(cls, name) for name in cls.__annotations__ if hasattr(cls, name)
        }

    def __init__(self, *given: Any, **named: Any) -> None:
        values = {**self._defaults, **dict(zip(self.__match_args__, given, strict=False)), **named}
        if len(given) > len(self.__match_args__) or values.keys() != set(self.__match_args__):
            raise TypeError(f"{type(self).__name__} takes {', '.join(self.__match_args__)}")
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} never changes")

    def _values(self) -> tuple[Any, ...]:
        return tuple(self.__dict__[name] for name in self.__match_args__)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        values = zip(self.__match_args__, self._values(), strict=True)
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in values)})"
