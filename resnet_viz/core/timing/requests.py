"""What the compute process is asked to measure, and what it answers."""

from dataclasses import dataclass

from resnet_viz.core.request import Request, Worker
from resnet_viz.core.timing.measurement import Device, TimingReport
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.stored_run import StoreOutcome
from resnet_viz.core.timing.turns.pairing import PairedReport
from resnet_viz.core.timing.turns.turns import TurnsReport


@dataclass(frozen=True, slots=True)
class DevicesFound:
    """The devices that PyTorch can use, and how many threads of the CPU it takes by itself."""

    devices: tuple[Device, ...]
    threads: int


@dataclass(frozen=True, slots=True)
class FindDevices(Request[DevicesFound]):
    """What PyTorch can use on this machine."""

    verb = "devices"
    worker = Worker.COMPUTE


@dataclass(frozen=True, slots=True)
class TimedRun:
    """A run that was just timed, and whether it could be stored."""

    report: TimingReport
    stored: StoreOutcome


@dataclass(frozen=True, slots=True)
class TimeNetwork(Request[TimedRun]):
    """A timed run of the network that `arch` names, in this machine's history where `is_stored`."""

    verb = "time"
    worker = Worker.COMPUTE

    arch: str
    options: TimingOptions
    is_stored: bool = True


@dataclass(frozen=True, slots=True)
class TimeModel(Request[TimedRun]):
    """A timed run of a network of others, by the process that runs its code.

    `trust` is the hash of code that a person has agreed to, '' for a library's.
    """

    verb = "time model"
    worker = Worker.MODEL

    source: str
    trust: str
    options: TimingOptions
    is_stored: bool = True


@dataclass(frozen=True, slots=True)
class PairSettings(Request[PairedReport]):
    """Two settings compared on one network."""

    verb = "pair"
    worker = Worker.COMPUTE

    arch: str
    options: TimingOptions
    other: TimingOptions


@dataclass(frozen=True, slots=True)
class PairModel(Request[PairedReport]):
    """Two settings compared on a network of others; `trust` as of `TimeModel`."""

    verb = "pair model"
    worker = Worker.MODEL

    source: str
    trust: str
    options: TimingOptions
    other: TimingOptions


@dataclass(frozen=True, slots=True)
class TimedInTurn:
    """Networks that were timed in turn, and whether each of their runs could be stored."""

    report: TurnsReport
    stored: tuple[StoreOutcome, ...]


@dataclass(frozen=True, slots=True)
class TimeInTurn(Request[TimedInTurn]):
    """The networks that `archs` name timed in turn, each run stored in the history."""

    verb = "turns"
    worker = Worker.COMPUTE

    archs: tuple[str, ...]
    options: TimingOptions


@dataclass(frozen=True, slots=True)
class TimeModelsInTurn(Request[TimedInTurn]):
    """The same where networks of others are among them; `trust` as of `TimeModel`.

    Each run is stored where `is_stored`.
    """

    verb = "turns with models"
    worker = Worker.MODEL

    archs: tuple[str, ...]
    trust: str
    options: TimingOptions
    is_stored: bool = True


@dataclass(frozen=True, slots=True)
class MeasureCeilings(Request[TimingReport]):
    """The same run under ceilings that are measured now."""

    verb = "ceilings"
    worker = Worker.COMPUTE

    report: TimingReport
