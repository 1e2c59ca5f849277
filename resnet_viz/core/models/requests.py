"""What is asked of the process that runs models of others."""

from dataclasses import dataclass
from typing import ClassVar

from resnet_viz.core.request import Request, Worker
from resnet_viz.core.verification import Verification


@dataclass(frozen=True, slots=True)
class TracedModel:
    """A recorded network as `core.structure.stored` writes it.

    `also_loaded` are files that a factory's run loaded and nobody had agreed to yet.
    """

    network: object
    also_loaded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TraceModel(Request[TracedModel]):
    """Records the network that a source's text names; a factory runs if its `trust` is right.

    `trust` is the hash of the file and of what it loads that a person has agreed to.
    """

    verb: ClassVar[str] = "trace"
    worker: ClassVar[Worker] = Worker.MODEL
    source: str
    trust: str = ""


@dataclass(frozen=True, slots=True)
class VerifyModel(Request[Verification]):
    """The costs of a network of others checked against the module that was recorded.

    `weights` is a file that is loaded too, strictly, '' for none.
    """

    verb: ClassVar[str] = "verify model"
    worker: ClassVar[Worker] = Worker.MODEL
    source: str
    trust: str = ""
    weights: str = ""


@dataclass(frozen=True, slots=True)
class ModelSummary:
    """torchinfo's table of a model, many lines of text."""

    text: str


@dataclass(frozen=True, slots=True)
class SummarizeModel(Request[ModelSummary]):
    """torchinfo's table of a network of others."""

    verb: ClassVar[str] = "summary of model"
    worker: ClassVar[Worker] = Worker.MODEL
    source: str
    trust: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    """A library of models: the version that is installed, '' for none."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class LibrariesFound:
    """The libraries that sources can name, in their order."""

    libraries: tuple[Library, ...]


@dataclass(frozen=True, slots=True)
class FindLibraries(Request[LibrariesFound]):
    """Which libraries of models are installed, without importing any."""

    verb: ClassVar[str] = "libraries"
    worker: ClassVar[Worker] = Worker.MODEL


@dataclass(frozen=True, slots=True)
class ModelNames:
    """A library's version and the names of its models."""

    version: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListModels(Request[ModelNames]):
    """The models of `timm` or `torchvision`."""

    verb: ClassVar[str] = "models"
    worker: ClassVar[Worker] = Worker.MODEL
    library: str
