"""Timed runs on other machines, one at a time on each, in a process of their own there."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from resnet_viz.core.errors import UserError
from resnet_viz.core.leaves import object_from
from resnet_viz.core.plain import read_as, read_own
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.scheduler import Scheduler
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.option_rules import check_options
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.requests import DevicesFound, FindDevices, TimeNetwork
from resnet_viz.history.reading import report_from
from resnet_viz.jobs.cluster.hosts import hosts_text
from resnet_viz.jobs.cluster.requests import RemoteJob
from resnet_viz.jobs.messages import Failure, ReplyKind, request_line
from resnet_viz.worker.cluster.pulse import Pulse
from resnet_viz.worker.cluster.reached import (
    OnWait,
    Reached,
    answered,
    check_version,
    reached,
    words_of,
)
from resnet_viz.worker.cluster.remote import Asked

LOST = "a machine that takes timed runs was lost. Resume when it is back"


class WantedRun(NamedTuple):
    """A network to be timed, by the number that its outcome has."""

    number: int
    arch: str
    options: TimingOptions


class RemoteRun(NamedTuple):
    """A timed run, or why it is missing; `host` is the machine's name, '' where nobody knows."""

    number: int
    report: TimingReport | None
    host: str = ""
    error: str = ""


def check_timers(cluster: Reached, options: TimingOptions, on_wait: OnWait) -> None:
    """UserError for weights, and where a machine lacks the device or an option of it."""
    if options.weights:
        raise UserError(
            "weights never leave this machine, and runs on others have random ones. Leave out "
            "--weights",
            "weights",
        )
    line = _line_of(FindDevices())
    jobs = iter([RemoteJob(n, line, True, host.address) for n, host in enumerate(cluster.timers)])

    def wait(text: str) -> None:
        if text:
            raise UserError(LOST, "scheduler")
        on_wait("")

    def take(most: int) -> list[RemoteJob]:
        return list(islice(jobs, most))

    for answer in cluster.answers(take, len(cluster.timers), wait, is_timed=True):
        if answer.fault:
            raise UserError(LOST, "scheduler")
        asked = answered(Asked, answer.text)
        check_version(asked.host, asked.version)
        found = _devices_in(asked)
        known = {device.id: device for device in found.devices}
        host = words_of(asked.host)
        if options.device not in known:
            there = ", ".join(map(words_of, known))
            raise UserError(f"{host} has no device {options.device}. It has {there}", "device")
        try:
            check_options(options, known[options.device])
        except UserError as error:
            raise UserError(f"{host}: {error.message}", error.field) from None


def time_elsewhere(
    scheduler: Scheduler, arch: str, options: TimingOptions, on_progress: Progress
) -> TimingReport:
    """A run of one network on some machine of a scheduler; UserError where no machine can do it."""
    pulse = Pulse(on_progress)
    pulse.show(Step(f"connecting to {scheduler.address}"))
    with reached(scheduler, is_timed=True) as cluster:
        check_timers(cluster, options, pulse.wait)
        pulse.show(Step(f"timing on {hosts_text(cluster.timers)}"))
        (run,) = runs_elsewhere(cluster, [WantedRun(0, arch, options)], pulse.wait)
    if run.report is None:
        raise UserError(f"{run.host}: {run.error}" if run.host else run.error)
    return run.report


def runs_elsewhere(
    cluster: Reached, wanted: Iterable[WantedRun], on_wait: OnWait
) -> Iterator[RemoteRun]:
    """The outcomes as they come; UserError where the scheduler is lost."""
    fresh, out = iter(wanted), dict[int, WantedRun]()

    def take(most: int) -> list[RemoteJob]:
        jobs = []
        for run in islice(fresh, most):
            out[run.number] = run
            asked = TimeNetwork(run.arch, run.options, is_stored=False)
            jobs.append(RemoteJob(run.number, _line_of(asked), is_timed=True))
        return jobs

    most = 2 * len(cluster.timers)  # so that no machine waits for the next one
    for answer in cluster.answers(take, most, on_wait, is_timed=True):
        run = out.pop(answer.number)
        if answer.fault:
            yield RemoteRun(run.number, None, error=f"no worker times it: {answer.fault}")
        else:
            yield _run_in(answered(Asked, answer.text), run)


def _line_of(request: FindDevices | TimeNetwork) -> str:
    return request_line(1, request).decode()


def _run_in(asked: Asked, run: WantedRun) -> RemoteRun:
    check_version(asked.host, asked.version)
    host = words_of(asked.host)
    if asked.reply.kind is not ReplyKind.RESULT:
        return RemoteRun(run.number, None, host, _failure_in(asked))
    try:
        report = report_from(object_from(asked.reply.values, "the answer").get("report"))
    except UserError as error:
        raise UserError(f"{host} answered with a run that can't be: {error.message}") from None
    wanted = run.arch, run.options.batch, run.options.precision, run.options.device
    if (report.arch, report.batch, report.precision, report.device.id) != wanted:
        raise UserError(f"{host} answered with another run than was asked for", "scheduler")
    return RemoteRun(run.number, replace(report, host=host), host)


def _devices_in(asked: Asked) -> DevicesFound:
    if asked.reply.kind is not ReplyKind.RESULT:
        raise UserError(f"{words_of(asked.host)} can't time: {_failure_in(asked)}", "scheduler")
    return read_as(DevicesFound, asked.reply.values, "the answer of a worker")


def _failure_in(asked: Asked) -> str:
    return words_of(read_own(Failure, asked.reply.values).message)
