"""What is asked of the process that runs models of others."""

from dataclasses import dataclass
from typing import Any, ClassVar

from resnet_viz.core.request import Request, Worker


@dataclass(frozen=True, slots=True)
class TracedModel:
    """A recorded network as `core.structure.stored` writes it."""

    network: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TraceModel(Request[TracedModel]):
    """Records the network that a source's text names; a factory runs if its `trust` is right.

    `trust` is the hash of the file and of what it loads that a person has agreed to.
    """

    verb: ClassVar[str] = "trace"
    worker: ClassVar[Worker] = Worker.MODEL
    source: str
    trust: str = ""
