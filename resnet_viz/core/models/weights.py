"""Which set of a file a network of others loads whole, by its own names."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.state import StateShapes, is_fitting, misfit_text
from resnet_viz.core.weights.faults import kind_fault
from resnet_viz.core.weights.place import WeightsPlace
from resnet_viz.core.weights.roles import role_of
from resnet_viz.core.weights.sets import NamedSet, sets_in
from resnet_viz.core.weights.stored import Contents, StoredTensor
from resnet_viz.core.wording import in_short

NOTHING = "it has no table of names and tensors. Save model.state_dict()"
FIELD = "weights"
TOP = "top"  # the name of a set that nothing leads to

Tensors = Mapping[str, StoredTensor]
Ties = Mapping[str, Sequence[str]]
"""The names that share one tensor, by each of them."""


def fitting_set(
    contents: Contents, place: WeightsPlace, wanted: StateShapes, ties: Ties, title: str
) -> Tensors:
    """The set that is named, or the first one, that has these names and shapes and no others.

    Plain weights come before running averages. A name may be missing where the file has another one
    of the same tensor. UserError that says what differs where none fits.
    """
    found = sorted(sets_in(contents.tree, is_any=True), key=lambda each: role_of(_name_of(each)))
    if place.set_name:
        found = _named(found, place)
    if not found:
        raise _refused(place, NOTHING)
    whole = [_with_ties(each.tensors, wanted, ties) for each in found]
    fitting = [each for each in whole if is_fitting(_shapes(each), wanted)]
    likeliest = max(whole, key=lambda each: len(each.keys() & wanted.keys()))
    chosen = fitting[0] if fitting else likeliest
    if fault := kind_fault(chosen):
        raise _refused(place, fault)
    if not fitting:
        words = misfit_text(_shapes(chosen), wanted)
        raise UserError(f"the weights of {place.title} don't match {title}: {words}", FIELD)
    return chosen


def _named(found: Sequence[NamedSet], place: WeightsPlace) -> list[NamedSet]:
    named = [each for each in found if _name_of(each) == place.set_name]
    if not named:
        names = in_short([_name_of(each) for each in found]) if found else "none"
        raise _refused(
            place, f"it has no set of weights named {place.set_name[:40]}. There is {names}"
        )
    return named


def _with_ties(tensors: Tensors, wanted: StateShapes, ties: Ties) -> Tensors:
    missing = [name for name in wanted if name not in tensors]
    also = {
        name: tensors[other] for name in missing for other in ties.get(name, ()) if other in tensors
    }
    return {**tensors, **also}


def _shapes(tensors: Tensors) -> StateShapes:
    return {name: each.shape for name, each in tensors.items()}


def _name_of(each: NamedSet) -> str:
    return ".".join(each.path) or TOP


def _refused(place: WeightsPlace, reason: str) -> UserError:
    return UserError(f"{Path(place.path).name} was not loaded: {reason}", FIELD)
