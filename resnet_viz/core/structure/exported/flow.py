"""Operations of an exported program as a recording has them: what reads what, and whose memory.

The file names each value once, but what is written in place shows in every value that looks at the
same memory: whoever reads such a value later reads what the writer left.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from resnet_viz.core.structure.exported.aten_macs import aten_of
from resnet_viz.core.structure.exported.calls import TORCH_NN, Calls
from resnet_viz.core.structure.exported.functions import given_to, plain_of, without_given_back
from resnet_viz.core.structure.exported.memory import Storages, peak_bytes, storages_of
from resnet_viz.core.structure.exported.nodes import Node, Nodes
from resnet_viz.core.structure.exported.signature import Signature
from resnet_viz.core.structure.exported.views import written_by
from resnet_viz.core.structure.recording import Aten, Call, Op, Read, TensorFacts

LIKE = "_like"  # the end of names of what takes a tensor's shape, and nothing of what is in it
NEW = "new_"  # how the others begin
Group = tuple[Node, ...]


class Flow(NamedTuple):
    """Operations and the calls around them, what leaves, and how much memory is in use at most."""

    ops: tuple[Op, ...]
    calls: tuple[Call, ...]
    outputs: tuple[Read, ...]
    peak_bytes: int


def flow_of(nodes: Nodes, signature: Signature) -> Flow:
    """All operations that depend on an input or a parameter, in order."""
    nodes = without_given_back(nodes)
    storages = storages_of(nodes)
    groups = _groups(nodes.nodes)
    left = [nodes.actual(name) for name in signature.outputs]
    made = _Made(nodes, signature, storages, _last_reads(groups, left))
    for number, group in enumerate(groups):
        made.add(number, group)
    outputs = [made.read(name) for name in left]
    return Flow(
        tuple(made.ops),
        made.calls.ended(len(made.ops)),
        tuple(each for each in outputs if each is not None),
        peak_bytes(nodes, storages, left),
    )


def _groups(nodes: list[Node]) -> list[Group]:
    """Operations that follow each other and became of one function that the author called."""
    keyed = enumerate(nodes)
    runs = groupby(keyed, lambda each: (each[1].function or each[0], each[1].stack))
    return [tuple(node for _, node in run) for _, run in runs]


def _last_reads(groups: list[Group], left: list[str]) -> dict[str, int]:
    """The last group that reads each value; what leaves is read after all of them."""
    found = {name: number for number, group in enumerate(groups) for name in _tensors(group)}
    return found | dict.fromkeys(left, len(groups))


def _tensors(group: Group) -> Iterator[str]:
    return (name for node in group for name in node.tensors)


class _Made:
    """What was made so far, and for each value who made it, or wrote into its memory last."""

    def __init__(
        self, nodes: Nodes, signature: Signature, storages: Storages, last_reads: dict[str, int]
    ) -> None:
        self.ops: list[Op] = []
        self.calls = Calls()
        self._metas = nodes.metas
        self._params = signature.param_places
        self._storages = storages
        self._last_reads = last_reads
        self._reads = {name: Read(-1 - place) for name, place in signature.input_places.items()}
        self._carried: dict[str, tuple[int, ...]] = {}
        self._writes: dict[int, Read] = {}

    def add(self, number: int, group: Group) -> None:
        """One operation of the author; nothing where it depends on constants alone.

        What depends on parameters alone is part of the operation that reads it.
        """
        own = {name for node in group for name in node.outputs}
        given = given_to(group, own)
        reads = tuple(read for read in map(self.read, given) if read is not None)
        params = tuple(dict.fromkeys(place for name in given for place in self._params_of(name)))
        aten = tuple(aten_of(node, self._metas, self._params) for node in group)
        if group[0].name.endswith(LIKE) or group[0].name.startswith(NEW):
            return
        if not reads and not _is_kept(group, aten, params):
            self._carried.update(dict.fromkeys(own, params))
            return
        outputs, written = self._outputs(number, group), self._written(group, given)
        whole = outputs if written is None else (written, *outputs[1:])
        outside = {self._storages[name] for name in given}
        place = len(self.ops)
        self.ops.append(
            Op(
                group[0].name,
                self.calls.place(place, group[0].stack),
                reads,
                tuple(self._metas[name].shape for name in given),
                tuple(map(self._facts, whole)),
                plain_of(group, self._metas),
                params,
                aten,
                is_view=not written and all(self._storages[name] in outside for name in outputs),
                is_in_place=written is not None,
            )
        )
        self._reads.update({name: Read(place, port) for port, name in enumerate(outputs)})
        if written is not None:
            self._writes[self._storages[written]] = Read(place)

    def read(self, name: str) -> Read | None:
        """Who made a value, or wrote into it last; None for a constant or a parameter."""
        made, wrote = self._reads.get(name), self._writes.get(self._storages[name])
        return wrote if wrote is not None and (made is None or wrote.op > made.op) else made

    def _params_of(self, name: str) -> tuple[int, ...]:
        """The parameter that it is, or those that it was made of and of nothing else."""
        return (self._params[name],) if name in self._params else self._carried.get(name, ())

    def _outputs(self, number: int, group: Group) -> tuple[str, ...]:
        """What later operations read; of a single one all that it gives."""
        if len(group) == 1:
            return group[0].outputs
        made = [name for node in group for name in node.outputs]
        read = tuple(name for name in made if self._last_reads.get(name, -1) > number)
        return read or group[-1].outputs

    def _written(self, group: Group, given: list[str]) -> str | None:
        """The value from outside into whose memory it writes, None for none."""
        into = {self._storages[name] for name in map(written_by, group) if name}
        return next((name for name in given if self._storages[name] in into), None)

    def _facts(self, name: str) -> TensorFacts:
        return self._metas[name].facts._replace(storage=self._storages[name])


def _is_kept(group: Group, aten: tuple[Aten, ...], params: tuple[int, ...]) -> bool:
    """Whether an operation that reads nothing of the data flow has work or weights to show."""
    is_of_torch = bool(group[0].stack) and group[0].stack[-1].kind.startswith(TORCH_NN)
    return any(each.macs != 0 for each in aten) or (bool(params) and is_of_torch)
