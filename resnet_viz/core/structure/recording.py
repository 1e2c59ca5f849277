"""One forward pass of any PyTorch model as plain values: calls of modules, and operations in them.

`engine.trace` makes it from a model, `core.structure.pt2` from a file; a graph is made of it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.message import Message

Plain = None | bool | int | float | str | tuple["Plain", ...]


class Way(StrEnum):
    """How a network was seen to run.

    On the meta device, the same with PyTorch's exporting flag set, on real tensors of the CPU, or
    read from a file.
    """

    META = "meta"
    EXPORTING = "exporting"
    REAL = "real"
    FILE = "file"


class TensorFacts(NamedTuple):
    """A tensor's shape and element type (`float32`); `storage` numbers the memory it is in."""

    shape: Shape
    dtype: str = "float32"
    storage: int = -1


class GivenInput(NamedTuple):
    """A tensor that enters the network: `input`, or the name of its argument."""

    name: str
    facts: TensorFacts


class Read(NamedTuple):
    """What an operation reads: output `port` of operation `op`; input k where `op` is -1 - k."""

    op: int
    port: int = 0


class Parameter(NamedTuple):
    """A parameter or buffer, once by identity: its first name, and those it is tied to."""

    name: str
    facts: TensorFacts
    is_buffer: bool = False
    other_names: tuple[str, ...] = ()


class Aten(NamedTuple):
    """An aten operation that an operation became.

    `macs` are counted by shapes alone; None for one that multiplies matrices or reads weights and
    has no such count.
    """

    name: str
    macs: int | None = 0


@dataclass(frozen=True, slots=True)
class Op:
    """One operation as its author wrote it: `conv2d`, `add`, `__matmul__`.

    `call` is the place of the call of a module in which it ran. `reads` are the tensors of the
    data flow among its arguments, in their order; constants and parameters are not in them.
    `arguments` are all its arguments but tensors, by name or place; a tensor's shape is
    in `shapes`, in order of the arguments, whatever it is. `params` are places in the recording's
    parameters. A view has the storage of what it looks at.
    """

    name: str
    call: int
    reads: tuple[Read, ...]
    shapes: tuple[Shape, ...]
    outputs: tuple[TensorFacts, ...]
    arguments: tuple[tuple[str, Plain], ...] = ()
    params: tuple[int, ...] = ()
    aten: tuple[Aten, ...] = ()
    is_view: bool = False
    is_in_place: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a module: operations `first` to `end`, the last not in it.

    `path` is '' for the whole network, `number` counts the calls of one module. `kind` is its
    class. `attributes` are the plain ones of a class of torch.nn. `parent` is the place of the call
    around it, -1 for the outermost.
    """

    path: str
    kind: str
    parent: int
    first: int
    end: int
    number: int = 1
    is_torch: bool = False
    attributes: tuple[tuple[str, Plain], ...] = ()


@dataclass(frozen=True, slots=True)
class Recording:
    """All of one pass. `calls` and `ops` are in order of execution.

    `containers` are ModuleLists and ModuleDicts by path and class: they are never called.
    `counted_macs` is what PyTorch's FlopCounterMode says of a pass of its own, halved; None where
    it was not asked. `unread` are places of parameters that no operation reads. `peak_bytes` is the
    most that storages take that are alive at one time, weights and inputs left out: an estimate.
    `notes` are what it could not see.
    """

    title: str
    inputs: tuple[GivenInput, ...]
    calls: tuple[Call, ...]
    ops: tuple[Op, ...]
    params: tuple[Parameter, ...]
    outputs: tuple[Read, ...]
    way: Way
    containers: tuple[tuple[str, str], ...] = ()
    counted_macs: int | None = None
    unread: tuple[int, ...] = ()
    peak_bytes: int = 0
    notes: tuple[Message, ...] = ()
