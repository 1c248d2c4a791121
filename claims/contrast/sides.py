"""Who stands on the two sides of a clash, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from claims.contest import Ground, Voice
from claims.contrast.model import Clash, Side
from claims.contrast.reading import Reading
from claims.dates import DAY_MIN, day_text


class Sides:
    """Clashes as people read them; many rivals face the same voices, named once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        # By identity: the voices live as long as what the rule found.
        self._named: dict[int, tuple[Side, ...]] = {}
        self._spoke: dict[int, int] = {}

    def clash(self, ground: Ground) -> Clash:
        """A clash with its names."""
        rival: int | None = ground.rival  # type: ignore[assignment]
        return Clash(
            reason=ground.reason,
            ours=self._side(ground.ours),
            theirs=self._side(ground.theirs),
            rival=self.reading.title(rival) if rival is not None else None,
            rival_id=rival,
            since=self.since([ground]),
        )

    def since(self, grounds: Iterable[Ground]) -> str | None:
        """The first day on which any of these clashed, of those that are known."""
        days = map(self._began, grounds)
        first = min((day for day in days if day > DAY_MIN), default=None)
        return day_text(first) if first is not None else None

    def _began(self, ground: Ground) -> int:
        """The first possible day on which both sides had spoken."""
        return max(self._first(ground.ours), self._first(ground.theirs))

    def _first(self, voices: tuple[Voice, ...]) -> int:
        if id(voices) not in self._spoke:
            self._spoke[id(voices)] = self.reading.began(voices)
        return self._spoke[id(voices)]

    def _side(self, voices: tuple[Voice, ...]) -> tuple[Side, ...]:
        """Each speaker once, in order of time, with what they said."""
        if id(voices) not in self._named:
            refs: dict[Any, list[str]] = {}
            for voice in sorted(voices, key=lambda voice: voice.positions[0].first):
                refs.setdefault(voice.speaker, []).extend(self.reading.refs(voice.positions))
            names = self.reading.names
            self._named[id(voices)] = tuple(
                Side(names[who], tuple(found)) for who, found in refs.items()
            )
        return self._named[id(voices)]
