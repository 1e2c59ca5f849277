"""`FILE.py:factory` in the Python API: timed, verified and saved by a process of its own."""

from resnet_viz.api.sources import factory_answer
from resnet_viz.core.graph.network import Network
from resnet_viz.core.models.requests import VerifyModel
from resnet_viz.core.models.source import Source
from resnet_viz.core.saving.requests import SavedModel, SaveOther
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.requests import TimeModel
from resnet_viz.core.timing.runnable import check_runnable
from resnet_viz.core.verification import Verification


def timed_by_factory(source: Source, options: TimingOptions) -> TimingReport:
    """A timed run of what a factory gives; not stored."""

    def check(network: Network) -> None:
        check_runnable(network, options)

    def request(trust: str) -> TimeModel:
        return TimeModel(str(source), trust, options, is_stored=False)

    return factory_answer(source, request, check).report


def verified_by_factory(source: Source, weights: str) -> Verification:
    """Our arithmetic against PyTorch's account of what a factory gives."""
    return factory_answer(source, lambda trust: VerifyModel(str(source), trust, weights))


def saved_by_factory(source: Source, path: str, weights: str, opset: int) -> SavedModel:
    """What a factory gives as a file."""
    return factory_answer(source, lambda trust: SaveOther(str(source), path, trust, opset, weights))
