"""Dask's client: connects to a scheduler, gives out texts, takes answers as they come.

It has a process of its own, since what a scheduler sends is unpickled here. Only texts of limited
length leave it.
"""

import json
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from importlib import import_module
from re import sub
from socket import create_connection
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from resnet_viz.core.errors import UserError
from resnet_viz.core.progress import Progress
from resnet_viz.core.scheduler import Scheduler, check_dask
from resnet_viz.core.text.letters import shown_text
from resnet_viz.jobs.cluster.facts import facts_here
from resnet_viz.jobs.cluster.hosts import PAGE
from resnet_viz.jobs.cluster.requests import (
    AnswersTaken,
    HandOut,
    Host,
    HostsFound,
    JobsTaken,
    ReachScheduler,
    RemoteAnswer,
    RemoteJob,
    TakeAnswers,
)
from resnet_viz.version import VERSION

Work = Callable[[str, str], str]
"""What a worker does: the text of a job and our version in, a text out."""

TIMED = "TIMED"  # the resource of workers that take timed runs
CONNECT_S = 10.0
LOOK_S = 0.02
MOST_ANSWER_LETTERS = 8 * 2**20
MOST_TAKEN_LETTERS = 16 * 2**20  # in one answer to TakeAnswers
MOST_WORD_LETTERS = 255  # of a name or a version
ERRED = "error"
MOST_TRIES = 10  # of a job whose result is lost
TLS_FILES = (
    "DASK_DISTRIBUTED__COMM__TLS__CA_FILE, DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT and "
    "DASK_DISTRIBUTED__COMM__TLS__CLIENT__KEY"
)


class Cluster:
    """A connection and the jobs that are out; its methods answer requests.

    `count` is what a worker does to any job, `time` what it does to a timed one.
    """

    def __init__(self, count: Work, time: Work) -> None:
        self._count, self._time = count, time
        self._scheduler: Scheduler | None = None
        self._client: Any = None
        self._done: Any = None
        self._jobs: dict[str, RemoteJob] = {}  # those that are out, by Dask's keys
        self._tries: Counter[int] = Counter()  # jobs whose results were lost, by their numbers

    def reach(self, asked: ReachScheduler, _: Progress) -> HostsFound:
        """Connects, and asks each worker what it has."""
        check_dask()
        dask = _dask()
        for name in ("distributed", "distributed.client"):  # what they warn of is dealt with here
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._scheduler = asked.scheduler
        self._client = _client_of(asked.scheduler)
        self._done = dask.as_completed(
            with_results=True, raise_errors=False, loop=self._client.loop
        )
        return HostsFound(_hosts_of(self._client))

    def hand_out(self, asked: HandOut, _: Progress) -> JobsTaken:
        """Gives the jobs to the scheduler; timed ones with the resource that makes them wait."""
        for job in asked.jobs:
            self._submit(job)
        return JobsTaken(len(self._jobs))

    def take(self, asked: TakeAnswers, _: Progress) -> AnswersTaken:
        """The answers that are here; UserError where the scheduler is lost."""
        deadline = monotonic() + asked.wait_s
        while not self._done.has_ready() and monotonic() < deadline:
            self._check_connected()
            sleep(LOOK_S)
        answers: list[RemoteAnswer] = []
        letters = 0
        while self._done.has_ready() and letters < MOST_TAKEN_LETTERS:
            if (answer := self._answer_of(*next(self._done))) is not None:
                answers.append(answer)
                letters += len(answer.text)
        if answers:
            return AnswersTaken(tuple(answers), 1, 1)
        self._check_connected()
        hosts = self._client.scheduler_info()["workers"].values()
        return AnswersTaken((), len(hosts), sum(map(_is_timer, hosts)))

    def _submit(self, job: RemoteJob) -> None:
        key = f"resnet-viz-{uuid4()}"
        self._jobs[key] = job
        self._done.add(
            self._client.submit(
                self._time if job.is_timed else self._count,
                job.text,
                VERSION,
                key=key,
                resources={TIMED: 1} if job.is_timed else None,
                workers=[job.address] if job.address else None,
            )
        )

    def _answer_of(self, future: Any, result: Any) -> RemoteAnswer | None:
        """What came of a job; None for one that has to be done again.

        It is released at once: a result that is held is computed again when its worker dies. By the
        time it is looked at its worker may be dead already, and its status another one.
        """
        job = self._jobs.pop(future.key)
        status = future.status
        future.release()
        if status == ERRED:
            return RemoteAnswer(job.number, fault=_fault_of(result[1]))
        if not isinstance(result, BaseException):
            return RemoteAnswer(job.number, _checked_answer(result))
        self._check_connected()
        self._tries[job.number] += 1
        if self._tries[job.number] > MOST_TRIES:
            raise UserError(f"a job was lost {MOST_TRIES} times ({_word(result)})", "scheduler")
        self._submit(job)
        return None

    def _check_connected(self) -> None:
        """No exception comes of a lost scheduler: the client says that it connects, for ever."""
        if self._client.status != "running":
            raise self._lost()

    def _lost(self) -> UserError:
        assert self._scheduler
        return UserError(
            f"the connection to the scheduler {self._scheduler.address} was lost. What came before "
            "is stored. Start the scheduler and its workers again, then resume",
            "scheduler",
        )


def _dask() -> Any:
    """Dask itself, whose types say too little."""
    return import_module("distributed")


def _client_of(scheduler: Scheduler) -> Any:
    """A client that speaks to this address only; UserError where nobody answers."""
    dask = _dask()
    security = dask.Security(require_encryption=scheduler.is_encrypted or None)
    if scheduler.is_encrypted and not (security.tls_ca_file and security.tls_client_cert):
        raise UserError(
            f"tls:// needs a certificate. Name its files in the variables {TLS_FILES}", "scheduler"
        )
    try:
        _check_open(scheduler)
        return dask.Client(
            scheduler.address,
            timeout=CONNECT_S,
            set_as_default=False,
            security=security,
            name="resnet-viz",
            direct_to_workers=False,
        )
    except Exception as error:
        raise _not_reached(scheduler, error) from error


def _check_open(scheduler: Scheduler) -> None:
    """OSError at once where nobody listens; Dask tries again until its time is up."""
    place = urlsplit(scheduler.address)
    assert place.hostname
    assert place.port
    create_connection((place.hostname, place.port), CONNECT_S).close()


def _not_reached(scheduler: Scheduler, error: Exception) -> UserError:
    """Why a connection failed, with the first cause that a library gives."""
    while isinstance(error.__cause__, Exception):
        error = error.__cause__
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    reason = sub(r"^in <[^>]*>: ", "", str(reason))  # Dask's own name for a connection
    return UserError(
        f"no scheduler can be reached at {scheduler.address} ({_word(reason)}). {PAGE}", "scheduler"
    )


def _hosts_of(client: Any) -> tuple[Host, ...]:
    """The workers; what they say of themselves is cut to words."""
    packages = client.get_versions(packages=["resnet_viz", "torch"])["workers"]
    facts = client.run(facts_here, on_error="return")
    workers = client.scheduler_info()["workers"]
    return tuple(
        _host_of(address, workers[address], packages.get(address), facts.get(address))
        for address in sorted(workers)
    )


def _host_of(address: str, worker: Mapping[str, Any], versions: Any, said: Any) -> Host:
    installed = _mapping(versions.get("packages") if isinstance(versions, dict) else None)
    facts = _facts_in(said)
    return Host(
        address,
        _word(facts.get("host") or worker.get("host") or address),
        _word(facts.get("version") or installed.get("resnet_viz") or ""),
        _word(installed.get("torch") or ""),
        _is_timer(worker),
    )


def _facts_in(said: Any) -> Mapping[str, Any]:
    """What `facts_here` gave on a worker; nothing where the worker has no such function."""
    if not isinstance(said, str) or len(said) > MOST_ANSWER_LETTERS:
        return {}
    try:
        return _mapping(json.loads(said))
    except (ValueError, RecursionError):
        return {}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_timer(worker: Mapping[str, Any]) -> bool:
    return bool(worker.get("resources", {}).get(TIMED))


def _checked_answer(result: object) -> str:
    """UserError for anything but a text of limited length."""
    if not isinstance(result, str):
        raise UserError(
            f"a worker answered with something else than text ({_word(type(result).__name__)})"
        )
    if len(result) > MOST_ANSWER_LETTERS:
        size, most = len(result) >> 20, MOST_ANSWER_LETTERS >> 20
        raise UserError(f"a worker answered with {size} MiB, and at most {most} are taken")
    return result


def _fault_of(error: object) -> str:
    """Why every worker died that had a job; UserError for any other error in a worker."""
    if isinstance(error, _dask().KilledWorker):
        return f"it ended {error.args[2] + 1} workers one after the other"
    if isinstance(error, ModuleNotFoundError | AttributeError):
        raise UserError(
            f"a worker has no resnet-viz of version {VERSION} ({_word(str(error))}). Install it "
            "there and start the worker again",
            "scheduler",
        )
    raise UserError(f"a worker failed: {_word(f'{type(error).__name__}: {error}')}", "scheduler")


def _word(value: object) -> str:
    """What another machine said, as one short line."""
    return shown_text(" ".join(str(value)[:1000].split()))[:MOST_WORD_LETTERS]
