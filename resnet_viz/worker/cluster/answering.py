"""What the process with Dask's client answers; it knows no history and no weights."""

from resnet_viz.jobs.cluster.client import Cluster
from resnet_viz.jobs.cluster.requests import HandOut, ReachScheduler, TakeAnswers
from resnet_viz.worker.cluster.remote import ask_compute, count_places
from resnet_viz.worker.handler import Handlers, HandlersFor


def handlers_of_new() -> HandlersFor:
    """The handlers of a cluster that is not connected yet."""
    cluster = Cluster(count_places, ask_compute)
    handlers: Handlers = {
        ReachScheduler: cluster.reach,
        HandOut: cluster.hand_out,
        TakeAnswers: cluster.take,
    }
    return lambda _: handlers
