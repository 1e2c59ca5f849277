"""Which sums and concatenations close a shortcut: the rule of ancestors.

From each input of a join one walks back through layers with one input, past at most one product of
matrices or convolution. The first layer that is another input, or that another input depends on,
decides: it is the source of a shortcut if the other way holds weights, and more products one after
the other than the walk. Pools and Fourier transforms mix places as convolutions do, and count as
products there (PoolFormer). Sets of layers are whole numbers, a bit for each layer.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from resnet_viz.core.graph.tree import Join, ShortcutKind
from resnet_viz.core.structure.recording import Op, Parameter
from resnet_viz.core.structure.units import Placed

ADDS = frozenset(("add", "add_", "__add__", "__radd__", "__iadd__"))
CATS = frozenset(("cat", "concat", "concatenate"))
MOST_PRODUCTS = 1  # on the way of a shortcut: its projection
NORM, PAD = "norm", "pad"
MIXING = ("pool", "fft")
RESAMPLING = ("pool", "interpolate", "upsample", "resize", "pixel_shuffle")


class FoundShortcut(NamedTuple):
    """A shortcut by places of layers; a negative place is an input.

    `first` is the first layer of the way past which it leads.
    """

    kind: ShortcutKind
    source: int
    join: int
    layers: tuple[int, ...]
    how: Join
    first: int


class Joins(NamedTuple):
    """All shortcuts, and the other joins of several ways, in order of the joins."""

    shortcuts: tuple[FoundShortcut, ...]
    plain: tuple[tuple[int, Join], ...]


class _Candidate(NamedTuple):
    source: int
    layers: tuple[int, ...]
    products: int


def joins_of(placed: Sequence[Placed], params: Sequence[Parameter]) -> Joins:
    """The shortcuts and the plain joins among these layers, which read some of `params`."""
    flow = _Flow(placed, params)
    shortcuts: list[FoundShortcut] = []
    plain: list[tuple[int, Join]] = []
    for place, how in _join_places(placed):
        reads = flow.reads[place]
        if len(reads) < 2:
            continue
        candidates = flow.candidates(reads)
        same = [each for each in candidates if flow.is_one_value(each, place, reads)]
        found = flow.chosen(same, reads, how)
        if found is not None:
            kind = flow.kind_of(found)
            first = flow.first_past(found.source, reads)
            layers = tuple(reversed(found.layers))
            shortcuts.append(FoundShortcut(kind, found.source, place, layers, how, first))
        elif flow.is_arithmetic(candidates, reads):
            continue
        elif flow.are_branches(reads):
            plain.append((place, how))
    return Joins(tuple(shortcuts), tuple(plain))


def _join_places(placed: Sequence[Placed]) -> Iterator[tuple[int, Join]]:
    """Sums and concatenations with at least two inputs."""
    for place, each in enumerate(placed):
        if len(each.sources) < 2:
            continue
        names = [op.name for op in each.unit.ops if not op.is_view]
        if len(names) == 1:
            if names[0] in ADDS:
                yield place, Join.ADD
            elif names[0] in CATS:
                yield place, Join.CAT


class _Flow:
    """Who depends on whom. A layer's bit is its place, after those of the inputs."""

    def __init__(self, placed: Sequence[Placed], params: Sequence[Parameter]) -> None:
        self._params = params
        self._placed = placed
        lowest = min((each.place for one in placed for each in one.sources), default=0)
        self._inputs = max(-lowest, 0)
        self._entering = (1 << self._inputs) - 1
        self.reads: list[tuple[int, ...]] = []  # of each layer, without what is made of weights
        self._before: list[int] = []
        self._weighted = 0
        self._products: list[int] = []
        self._mixing: list[int] = []  # those, and one for a pool
        self._readers: dict[int, list[int]] = {}
        for place, each in enumerate(placed):
            self._add(place, each)

    def _add(self, place: int, each: Placed) -> None:
        sources = dict.fromkeys(source.place for source in each.sources)
        before = 0
        for source in sources:
            before |= self._with(source)
        self._before.append(before)
        self.reads.append(tuple([at for at in sources if self._is_fed(at)]))
        for at in self.reads[-1]:
            self._readers.setdefault(at, []).append(place)
        products, mixing = 0, 0
        for op in each.unit.ops:
            for aten in op.aten:
                products += aten.macs != 0
            mixing = mixing or _is_mixing(op.name)
            for at in op.params:
                if not self._params[at].is_buffer:
                    self._weighted |= self._bit(place)
        self._products.append(products)
        self._mixing.append(products or mixing)

    def _bit(self, place: int) -> int:
        return 1 << self._inputs + place

    def _with(self, place: int) -> int:
        """A layer or input with all that it depends on."""
        bit = self._bit(place)
        return bit | self._before[place] if place >= 0 else bit

    def _is_fed(self, place: int) -> bool:
        return place < 0 or bool(self._before[place] & self._entering)

    def are_branches(self, places: Sequence[int]) -> bool:
        """Whether all depend on weights, and not all on the same."""
        weights = [self._with(place) & self._weighted for place in places]
        return all(weights) and len(set(weights)) > 1

    def candidates(self, reads: Sequence[int]) -> list[_Candidate]:
        """Where the walk back from each input ends, if another input depends on it."""
        before = [0]
        for at in reads:
            before.append(before[-1] | self._with(at))
        after = 0
        found: list[_Candidate] = []
        for number in range(len(reads) - 1, -1, -1):
            at = reads[number]
            if (one := self._walk(at, before[number] | after)) is not None:
                found.append(one)
            after |= self._with(at)
        return found[::-1]

    def _joined(self, places: Sequence[int]) -> int:
        found = 0
        for place in places:
            found |= self._with(place)
        return found

    def _walk(self, start: int, others: int) -> _Candidate | None:
        at, products, passed = start, 0, []
        while not others >> self._inputs + at & 1:
            if at < 0 or len(self.reads[at]) != 1:
                return None
            products += self._products[at]
            if products > MOST_PRODUCTS:
                return None
            passed.append(at)
            (at,) = self.reads[at]
        return _Candidate(at, tuple(passed), products)

    def is_one_value(self, each: _Candidate, join: int, reads: Sequence[int]) -> bool:
        """Whether both ways start with the same output of the source.

        The parts of a split one are different values, as in a block of Res2Net.
        """
        if each.source < 0 or len(self._placed[each.source].unit.out_shapes) == 1:
            return True
        own = each.layers[-1] if each.layers else join
        others = self._joined([at for at in reads if at != each.source])
        ports = self._ports_read(own, each.source)
        return any(
            ports & self._ports_read(at, each.source)
            for at in self._readers[each.source]
            if at != own and others >> self._inputs + at & 1
        )

    def _ports_read(self, reader: int, source: int) -> set[int]:
        return {port for at, port in self._placed[reader].sources if at == source}

    def is_arithmetic(self, candidates: Sequence[_Candidate], reads: Sequence[int]) -> bool:
        """Whether it joins one value with what no weights made of it.

        Rotary embeddings and GELU do that.
        """
        return bool(candidates) and not any(self._holds(each, reads, 0) for each in candidates)

    def chosen(
        self, candidates: Sequence[_Candidate], reads: Sequence[int], how: Join
    ) -> _Candidate | None:
        """The candidate with the shortest way whose other ways hold more products than its own."""
        shorter = sorted(candidates, key=lambda each: (each.products, len(each.layers)))
        for each in shorter:
            if how is Join.CAT and self.kind_of(each) is not ShortcutKind.IDENTITY:
                continue  # branches side by side
            if self._holds(each, reads, each.products + 1):
                return each
        return None

    def _holds(self, each: _Candidate, reads: Sequence[int], least: int) -> bool:
        """Whether the other ways hold weights, and so many products one after the other."""
        start = each.layers[0] if each.layers else each.source
        bit = self._inputs + each.source
        between = [at for at in reads if at >= 0 and at != start and self._before[at] >> bit & 1]
        if not (self._joined(between) & self._weighted) >> bit + 1:
            return False  # no weights after the source at all, as in a scan of many steps
        waiting = [(at, 0) for at in between]
        most: dict[int, int] = {}  # products from each layer to the join, at least
        found, has_weights = 0, False
        while waiting:
            at, after = waiting.pop()
            count = min(after + self._mixing[at], least)
            if most.get(at, -1) >= count:
                continue
            most[at] = count
            found = max(found, count)
            has_weights = has_weights or bool(self._weighted >> self._inputs + at & 1)
            if has_weights and found >= least:
                return True
            waiting += [
                (read, count)
                for read in self.reads[at]
                if read >= 0 and self._before[read] >> bit & 1
            ]
        return False

    def first_past(self, source: int, reads: Sequence[int]) -> int:
        """The first layer of the ways from a source to the inputs of its join."""
        others = self._joined([at for at in reads if at != source])
        found = [at for at in self._readers[source] if others >> self._inputs + at & 1]
        return min(found)

    def kind_of(self, each: _Candidate) -> ShortcutKind:
        """By what is on its way: a product before all else, then new channels, a norm, a pool."""
        ops = [op for at in each.layers for op in self._placed[at].unit.ops]
        if each.products:
            return ShortcutKind.PROJECTION
        if any(map(_pads_channels, ops)):
            return ShortcutKind.ZERO_PAD
        if any(NORM in op.name for op in ops) or any(
            self._weighted >> self._inputs + at & 1 for at in each.layers
        ):
            return ShortcutKind.NORMED
        if any(part in op.name for op in ops for part in RESAMPLING):
            return ShortcutKind.RESAMPLED
        return ShortcutKind.IDENTITY


@lru_cache(maxsize=4096)
def _is_mixing(name: str) -> int:
    return int(any(part in name for part in MIXING))


def _pads_channels(op: Op) -> bool:
    """Whether it puts zeros after the channels, as the shortcuts of option A do."""
    if PAD not in op.name or not op.shapes or len(op.shapes[0]) < 2:
        return False
    return op.outputs[0].shape[1] > op.shapes[0][1]
