"""What the client makes of what a scheduler sends: texts of limited length, or a refusal."""

import json
from typing import Any

import pytest
from distributed import KilledWorker

from resnet_viz.core.errors import UserError
from resnet_viz.core.progress import ignore_progress
from resnet_viz.core.scheduler import Scheduler
from resnet_viz.jobs.cluster import client
from resnet_viz.jobs.cluster.client import Cluster
from resnet_viz.jobs.cluster.requests import RemoteJob, TakeAnswers


class SomeFuture:
    """A future as Dask gives it."""

    def __init__(self, status: str = "finished") -> None:
        self.key, self.status, self.is_released = "a", status, False

    def release(self) -> None:
        self.is_released = True


class SomeAnswers:
    """What `as_completed` gives, with one pair."""

    def __init__(self, *pair: object) -> None:
        self.pairs = [pair]

    def has_ready(self) -> bool:
        return bool(self.pairs)

    def add(self, _: object) -> None:
        """One more that is waited for."""

    def __next__(self) -> object:
        return self.pairs.pop()


class SomeClient:
    """A client as Dask gives it."""

    def __init__(self, status: str) -> None:
        self.status, self.submitted = status, list[object]()

    def submit(self, *arguments: object, **_: object) -> SomeFuture:
        self.submitted.append(arguments[1])
        return SomeFuture()

    def scheduler_info(self) -> dict[str, Any]:
        return {"workers": {}}


def taken(result: object, status: str = "finished", connection: str = "running") -> Any:
    """What comes of one result; the text of the job where it is handed out again."""
    cluster, future = Cluster(str.join, str.join), SomeFuture(status)
    cluster._scheduler = Scheduler("tcp://127.0.0.1:8786")
    cluster._client = SomeClient(connection)
    cluster._done, cluster._jobs = SomeAnswers(future, result), {"a": RemoteJob(7, "do it")}
    try:
        answers = cluster.take(TakeAnswers(0.0), ignore_progress).answers
    finally:
        assert future.is_released
    if not answers:
        return cluster._client.submitted
    assert answers[0].number == 7
    return answers[0]


def test_a_text_is_taken_as_it_is() -> None:
    assert taken("{}").text == "{}"


@pytest.mark.parametrize("result", [b"{}", {"a": 1}, 3, None, object()])
def test_anything_but_a_text_is_refused(result: object) -> None:
    with pytest.raises(UserError, match="something else than text"):
        taken(result)


def test_a_text_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "MOST_ANSWER_LETTERS", 2**20)
    with pytest.raises(UserError, match="answered with 2 MiB, and at most 1 are taken"):
        taken("x" * 2**21)


def test_a_job_that_ends_its_workers_is_one_that_failed() -> None:
    killed = KilledWorker("a", object(), 3)  # type: ignore[arg-type]
    answer = taken((KilledWorker, killed, None), "error")
    assert answer.fault == "it ended 4 workers one after the other"


def test_a_package_that_is_missing_there_says_so() -> None:
    with pytest.raises(UserError, match="a worker has no resnet-viz of version"):
        taken((ImportError, ModuleNotFoundError("No module named 'resnet_viz'"), None), "error")


def test_any_other_error_is_one_short_line() -> None:
    with pytest.raises(UserError, match="a worker failed: ValueError: one two") as failed:
        taken((ValueError, ValueError("one\ntwo" + "x" * 10_000), None), "error")
    assert len(failed.value.message) < 400


@pytest.mark.parametrize("status", ["cancelled", "lost", "pending"])
def test_without_a_connection_the_scheduler_is_lost(status: str) -> None:
    with pytest.raises(UserError, match=r"tcp://127\.0\.0\.1:8786 was lost"):
        taken(OSError("gone"), status, "connecting")


@pytest.mark.parametrize("status", ["cancelled", "lost", "pending"])
def test_a_job_whose_result_died_with_its_worker_is_done_again(status: str) -> None:
    assert taken(OSError("gone"), status) == ["do it"]
    assert taken(OSError("gone")) == ["do it"], "finished again, after its first result was lost"
    assert taken("{}", status).text == "{}", "its worker died after the text had come"


def test_what_a_worker_says_of_itself_is_cut_to_words() -> None:
    worker = {"host": "192.0.2.7", "resources": {"TIMED": 1.0}}
    said = json.dumps({"host": "x" * 10_000, "version": "0.1.0\n\x1b[31m"})
    host = client._host_of("tcp://192.0.2.7:1", worker, {"packages": {"torch": 3}}, said)
    assert (len(host.name), host.torch, host.is_timer) == (255, "3", True)
    assert "\x1b" not in host.version
    assert "\n" not in host.version
    odds: list[Any] = [[], "[]", "{", None, 3, OSError("gone")]
    for odd in odds:
        found = client._host_of("tcp://192.0.2.7:1", {"host": "192.0.2.7"}, odd, odd)
        assert (found.name, found.version, found.torch) == ("192.0.2.7", "", "")
