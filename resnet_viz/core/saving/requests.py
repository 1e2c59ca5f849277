"""What the compute process is asked to save, and what it answers."""

from dataclasses import dataclass
from typing import ClassVar

from resnet_viz.core.request import Request, Worker


@dataclass(frozen=True, slots=True)
class SavedModel:
    """A file that was written: `seed` is that of random weights, None for those of a file.

    `opset` is 0 where the format has none.
    """

    path: str
    size_bytes: int
    opset: int = 0
    seed: int | None = None
    is_batch_free: bool = True


@dataclass(frozen=True, slots=True)
class SaveOther(Request[SavedModel]):
    """A network of others written to a file.

    It has the weights of the file `weights`, where that is '' those that its code gives it.
    """

    verb: ClassVar[str] = "save model"
    worker: ClassVar[Worker] = Worker.MODEL

    source: str
    path: str
    trust: str = ""
    opset: int = 0
    weights: str = ""


@dataclass(frozen=True, slots=True)
class SaveModel(Request[SavedModel]):
    """A network written to a file with the weights of `weights`, random ones where that is ''.

    `opset` 0 is the usual one.
    """

    verb: ClassVar[str] = "save"
    worker: ClassVar[Worker] = Worker.COMPUTE

    arch: str
    path: str
    weights: str = ""
    opset: int = 0
