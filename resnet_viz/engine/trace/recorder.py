"""Notes what a pass does: calls of modules, and the operations in them with their data flow."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from resnet_viz.core.structure.recording import Aten, Call, Op, Read
from resnet_viz.engine.trace.arguments import arguments_of, plain_attributes
from resnet_viz.engine.trace.counts import macs_of
from resnet_viz.engine.trace.quick import quick_answer
from resnet_viz.engine.trace.storages import Storage, Storages, Tag
from resnet_viz.engine.trace.tensors import facts_of, shape_of, tensors_in

TAG = "_resnet_viz_tag"
GETTER = "__get__"
KEPT_NAMES = ("__getitem__", "__setitem__")
LIKE = "_like"  # the end of names of what takes a tensor's shape, and nothing of what is in it
NEW = "new_"  # how the others begin


class OpenOp:
    """An operation while it runs: the aten operations in it, and what they wrote into."""

    __slots__ = ("aten", "written")

    def __init__(self) -> None:
        self.aten: list[Aten] = []
        self.written: list[Storage] = []


class AtenFacts(NamedTuple):
    """What is known of an aten operation before it runs: name, places and names it writes into."""

    name: str
    written_places: tuple[int, ...]
    written_names: tuple[str, ...]


class Recorder:
    """What one pass has done so far.

    `paths` are those of the model's modules, `places` those of its parameters and buffers in the
    recording's list, both by identity.
    """

    def __init__(self, paths: Mapping[int, str], places: Mapping[int, int]) -> None:
        self.paths, self.places = paths, places
        self.calls: list[Call] = []
        self.ops: list[Op] = []
        self.storages = Storages()
        self._stack: list[int] = []
        self._leaves: list[bool] = []
        self._numbers: dict[str, int] = {}
        self._open: OpenOp | None = None
        self._time = 0

    def enters(self, tensor: Tensor, number: int) -> None:
        """A tensor that the network is given."""
        tag = Tag(0, Read(-1 - number))
        self.storages.given(tensor, tag)
        setattr(tensor, TAG, tag)

    # Calls of modules

    def enter(self, module: nn.Module) -> None:
        """A module is called."""
        if self._open is not None:
            return
        kind, parent = type(module), self._stack[-1] if self._stack else -1
        path = self.paths.get(id(module))
        if path is None:  # made in the middle of the pass
            above = self.calls[parent].path if self._stack else ""
            path = f"{above}.{kind.__name__}".lstrip(".")
        number = self._numbers[path] = self._numbers.get(path, 0) + 1
        is_torch = is_torch_class(kind.__module__)
        attributes = plain_attributes(vars(module)) if is_torch else ()
        here = len(self.ops)
        self._stack.append(len(self.calls))
        self._leaves.append(is_torch and not module._modules)
        self.calls.append(
            Call(path, kind.__name__, parent, here, here, number, is_torch, attributes)
        )

    def leave(self) -> None:
        """It returns, or raises what its caller may catch."""
        if self._open is not None:
            return
        place = self._stack.pop()
        self._leaves.pop()
        call = self.calls[place]
        self.calls[place] = Call(
            call.path, call.kind, call.parent, call.first, len(self.ops), call.number,
            call.is_torch, call.attributes,
        )  # fmt: skip

    # Operations

    def function(self, func: Callable[..., Any], args: tuple[Any, ...], kwargs: Any) -> Any:
        """Runs an operation as its author wrote it, and notes it."""
        if self._open is not None:
            return func(*args, **kwargs)
        self._open = opened = OpenOp()
        try:
            out = func(*args, **kwargs)
        finally:
            self._open = None
        if opened.aten:
            with torch._C.DisableTorchFunction():
                self._close(opened, func, args, kwargs, out)
        return out

    def aten(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Runs an aten operation; one outside of any other is an operation of its own."""
        opened = self._open
        if opened is not None:
            return self._aten_in(opened, func, args, kwargs)
        self._open = opened = OpenOp()
        try:
            out = self._aten_in(opened, func, args, kwargs)
        finally:
            self._open = None
        self._close(opened, func, args, kwargs, out)
        return out

    def _aten_in(self, opened: OpenOp, func: Any, args: Any, kwargs: dict[str, Any]) -> Any:
        facts = aten_facts(func)
        out = NotImplemented if kwargs else quick_answer(func, args)
        if out is NotImplemented:
            out = func(*args, **kwargs)
        for place in facts.written_places:
            if place < len(args):
                self._note_written(opened, args[place])
        for name in facts.written_names:
            if name in kwargs:
                self._note_written(opened, kwargs[name])
        if isinstance(out, Tensor):
            self.storages.of(out)
        else:
            for tensor in tensors_in(out):
                self.storages.of(tensor)
        opened.aten.append(Aten(facts.name, macs_of(facts.name, args, out)))
        return out

    def _note_written(self, opened: OpenOp, value: Any) -> None:
        for tensor in tensors_in(value):
            if (storage := self.storages.of(tensor)) is not None:
                opened.written.append(storage)

    def tag_of(self, tensor: Tensor) -> Tag | None:
        """Where a tensor comes from, as far as what is in its memory: the last to write there."""
        tag: Tag | None = getattr(tensor, TAG, None)
        storage = self.storages.of(tensor, is_counted=False)
        if tag is None and (place := self.places.get(id(tensor))) is not None:
            tag = Tag(0, None, (place,))
        if storage is None:
            return tag
        if tag is None:
            return storage.written or storage.made
        written = storage.written
        return written if written and written.time > tag.time else tag

    def _close(
        self, opened: OpenOp, func: Any, args: Any, kwargs: dict[str, Any], out: Any
    ) -> None:
        self._time += 1
        inputs = [*tensors_in(args), *tensors_in(kwargs)]
        written = [each for each in inputs if self._is_written(opened, each)]
        outs = [*tensors_in(out)] or written
        ids = {*map(id, inputs)}
        if not written and all(id(each) in ids for each in outs):
            return  # it gave back what it was given
        tags = [tag for each in inputs if (tag := self.tag_of(each)) is not None]
        name = name_of(func)
        if name.endswith(LIKE) or name.startswith(NEW):
            return
        reads = tuple(tag.read for tag in tags if tag.read is not None)
        params = tuple(dict.fromkeys(place for tag in tags for place in tag.params))
        if not (reads or self._is_kept(opened, params)):
            if params:
                self._hand_on(outs, written, lambda _: Tag(self._time, None, params))
            return
        number, time = len(self.ops), self._time
        self._hand_on(outs, written, lambda port: Tag(time, Read(number, port)))
        storages = [self.storages.of(each) for each in outs]
        before = {id(self.storages.of(each, is_counted=False)) for each in inputs}
        is_alias = bool(outs) and all(each and id(each) in before for each in storages)
        self.ops.append(
            Op(
                name=name,
                call=self._stack[-1] if self._stack else 0,
                reads=reads,
                shapes=tuple(map(shape_of, inputs)),
                outputs=tuple(
                    facts_of(each, self.storages.number_of(storage))
                    for each, storage in zip(outs, storages, strict=True)
                ),
                arguments=arguments_of(func, args, kwargs),
                params=params,
                aten=tuple(opened.aten),
                is_view=is_alias and not written,
                is_in_place=bool(written) and is_alias,
            )
        )

    def _is_written(self, opened: OpenOp, tensor: Tensor) -> bool:
        if not opened.written:
            return False
        storage = self.storages.of(tensor, is_counted=False)
        return any(each is storage for each in opened.written)

    def _is_kept(self, opened: OpenOp, params: tuple[int, ...]) -> bool:
        """Whether an operation that reads nothing of the data flow has work or weights to show."""
        if any(each.macs != 0 for each in opened.aten):
            return True
        return bool(params) and bool(self._leaves) and self._leaves[-1]

    def _hand_on(
        self, outs: list[Tensor], written: list[Tensor], tag_for: Callable[[int], Tag]
    ) -> None:
        """Says of what came out, and of what was written into, where it comes from now."""
        of_written = {id(self.storages.of(each)) for each in written}
        for port, tensor in enumerate(outs):
            tag = tag_for(port)
            storage = self.storages.of(tensor)
            if id(tensor) not in self.places:  # attributes of the model's own tensors stay
                setattr(tensor, TAG, tag)
            if storage is None:
                continue
            if storage.made is None:
                storage.made = tag
            if id(storage) in of_written:
                storage.written = tag
        for tensor in written:
            storage, tag = self.storages.of(tensor), tag_for(0)
            if storage and (storage.written is None or storage.written.time < tag.time):
                storage.written = tag


def is_torch_class(place: str) -> bool:
    """Whether classes that are defined in a place are torch.nn's own modules."""
    return place.startswith(("torch.nn.modules.", "torch.ao.nn."))


def name_of(func: Any) -> str:
    """`add` for `add`, `add_` and `__iadd__`; a property's own name for its getter."""
    name: str = getattr(func, "__name__", "") or str(func)
    if name == GETTER:
        name = getattr(func.__self__, "__name__", GETTER)
    if name in KEPT_NAMES:
        return name
    if name.startswith("__") and name.endswith("__"):
        inner = name.strip("_")
        return inner[1:] if inner in ("iadd", "isub", "imul", "itruediv", "imatmul") else inner
    if hasattr(func, "_schema"):  # an aten operation: without its overload
        name = func._schema.name.rpartition("::")[2]
    return name.removesuffix("_") or name


@lru_cache(maxsize=4096)
def aten_facts(func: Any) -> AtenFacts:
    """The name of an aten operation, and which of its arguments it writes into."""
    schema = getattr(func, "_schema", None)
    if schema is None:
        return AtenFacts(f"higher_order.{getattr(func, '__name__', func)}", (), ())
    namespace, _, own = schema.name.partition("::")
    written = [
        (n, each.name)
        for n, each in enumerate(schema.arguments)
        if each.alias_info is not None and each.alias_info.is_write
    ]
    return AtenFacts(
        f"{namespace}.{own}", tuple(n for n, _ in written), tuple(name for _, name in written)
    )
