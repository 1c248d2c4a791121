"""Workers on other machines, through a Dask scheduler (the extra ``cluster``).

The scheduler starts again what a lost worker had in hand.  Only articles and what was found in them
travel: files are read, and everything is saved, by the process that was started.  Dask's messages
are pickles: whoever can reach the scheduler can run code on it, so that it belongs into a network
of one's own, or behind TLS (tls://…).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import claims
from claims.articles.workers import MOST_LOST, Ahead, Answer, Batch, Function, apply, lost
from claims.errors import ClaimsError
from claims.i18n import _

HINT = "pipx inject claimsdb distributed"
"""What brings the extra (or: pip install 'claimsdb[cluster]')."""
SECONDS = 20
"""How long a scheduler, and then its first worker, is waited for."""
_ASK_EVERY = 64
_GONE = ("FutureCancelledError", "ClosedClientError")  # where there is no more scheduler


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """The workers of a scheduler such as tcp://host:8786.

    Raises ``ClaimsError`` where there is none, or no worker, or one with another version.
    """
    distributed = _distributed()
    try:
        client = distributed.Client(
            address, timeout=SECONDS, set_as_default=False, name="claims-extract"
        )
    except (OSError, ValueError, TypeError) as error:
        raise ClaimsError(
            _("no Dask scheduler at {address}").format(address=address),
            hint="dask scheduler --port 8786",
        ) from error
    try:
        _check(client, address)
        yield Cluster(client, distributed)
    finally:
        client.close(timeout=SECONDS)


def _distributed() -> Any:
    try:
        found = import_module("distributed")
    except ImportError as error:
        raise ClaimsError(_("--scheduler needs distributed"), hint=HINT) from error
    # What it says of lost workers is said by its own dashboard; we say what comes of it.
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":  # each has a level of its own
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return found


def _check(client: Any, address: str) -> None:
    """Let no worker find what others would not."""
    try:
        client.wait_for_workers(1, timeout=SECONDS)
    except TimeoutError as error:
        raise ClaimsError(
            _("the scheduler at {address} has no worker").format(address=address),
            hint=f"dask worker {address} --nworkers auto --nthreads 1",
        ) from error
    try:
        versions: dict[str, str] = client.run(version)
    except Exception as error:  # whatever its import raised there
        raise ClaimsError(
            _("a worker has no claims: {error}").format(error=repr(error)),
            hint=f"pip install claimsdb=={claims.__version__}",
        ) from error
    for worker, found in versions.items():
        if found != claims.__version__:
            raise ClaimsError(
                _("worker {worker} has claims {found}, this is {version}").format(
                    worker=worker, found=found, version=claims.__version__
                ),
                hint=f"pip install claimsdb=={claims.__version__}",
            )


def version() -> str:
    """What a worker has."""
    return claims.__version__


class Cluster(Ahead):
    """Workers that a scheduler knows; they may come and go."""

    piece = 32
    heaviest = 1 << 20
    ahead = 4

    def __init__(self, client: Any, distributed: Any) -> None:
        self._client = client
        self._killed = distributed.KilledWorker
        named = (getattr(distributed.client, name, OSError) for name in _GONE)
        self._gone = (OSError, TimeoutError, CancelledError, *named)
        self.lost = 0
        self._count = 1
        self._asked = 0

    def count(self) -> int:
        """Threads of all workers, asked for now and then; never none."""
        if self._asked % _ASK_EVERY == 0:
            self._count = max(1, sum(self._client.nthreads().values()))
        self._asked += 1
        return self._count

    def submit(self, function: Function, piece: Batch) -> Answer:
        """Have a piece worked on."""
        return self._send(apply, function, piece)

    def _send(self, *call: Any) -> Answer:
        try:
            answer: Answer = self._client.submit(*call, pure=False)
        except self._gone as error:
            raise _lost_scheduler() from error
        return answer

    def result(self, function: Function, piece: Batch, answer: Answer) -> list[Any]:
        """What came of a piece; where it ended too many workers, article by article."""
        try:
            found: list[Any] = self._wait(answer)
        except self._killed:
            return [self._by_itself(function, item) for item in piece]
        return found

    def _by_itself(self, function: Function, item: Any) -> Any:
        try:
            return self._wait(self._send(function, item))
        except self._killed as error:
            self.lost += 1
            if self.lost > MOST_LOST:
                raise ClaimsError(
                    _("workers end unexpectedly, perhaps for want of memory"),
                    hint="dask worker --memory-limit",
                ) from error
            return lost(item)

    def _wait(self, answer: Answer) -> Any:
        try:
            return answer.result()
        except self._gone as error:
            raise _lost_scheduler() from error


def _lost_scheduler() -> ClaimsError:
    return ClaimsError(
        _("the Dask scheduler went away"), hint=_("the same again; what was saved stays")
    )
