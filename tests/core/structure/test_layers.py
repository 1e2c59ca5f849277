"""Kinds and formulas of layers of any network, from operations written by hand."""

import pytest

from resnet_viz.core.graph.layer import Layer, Linear
from resnet_viz.core.graph.products import Attention, MatMul
from resnet_viz.core.graph.recurrent import Recurrent
from resnet_viz.core.graph.several import Other, Several
from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.structure.arguments import plain_name
from resnet_viz.core.structure.einsum import einsum_macs
from resnet_viz.core.structure.layers import layer_of
from resnet_viz.core.structure.recording import Aten, Op, Parameter, Plain, TensorFacts
from resnet_viz.core.structure.unit import Unit

EINSUMS = (
    ("bij,bjk->bik", (2, 3, 4), (2, 4, 5), 2 * 3 * 4 * 5),
    ("bhid,bhjd->bhij", (2, 3, 4, 5), (2, 3, 6, 5), 2 * 3 * 4 * 6 * 5),
    ("i,j->ij", (3,), (4,), 0),  # nothing is summed
    ("...id,jd->...ij", (2, 3, 4, 5), (6, 5), 2 * 3 * 4 * 6 * 5),
    ("ij,jk", (2, 3), (3, 4), 2 * 3 * 4),  # without an arrow
    ("bik,bjl->bij", (2, 3, 4), (2, 5, 6), 0),  # each is summed by itself before
)


def unit(
    name: str,
    shapes: tuple[Shape, ...],
    out: Shape,
    *,
    params: tuple[Shape, ...] = (),
    aten: tuple[Aten, ...] = (),
    is_in_place: bool = False,
    **arguments: Plain,
) -> Unit:
    """One operation that is a layer; the last shapes are those of its parameters."""
    outputs = (TensorFacts(out),)
    given = tuple(arguments.items())
    places = tuple(range(len(params)))
    op = Op(name, 0, (), shapes, outputs, given, places, aten, is_in_place=is_in_place)
    own = tuple(Parameter(f"p{n}", TensorFacts(shape)) for n, shape in enumerate(params))
    return Unit("x", None, (op,), shapes[: len(shapes) - len(params)], (out,), own)


def macs(layer: Layer, found: Unit) -> int:
    return layer.macs(found.in_shapes, found.out_shapes[0])


@pytest.mark.parametrize(("equation", "left", "right", "expected"), EINSUMS)
def test_an_einsum_multiplies_all_sizes_where_something_is_summed(
    equation: str, left: Shape, right: Shape, expected: int
) -> None:
    assert einsum_macs(equation, (left, right)) == expected


def test_an_einsum_of_three_goes_two_by_two_from_the_left() -> None:
    assert einsum_macs("ij,jk,kl->il", ((2, 3), (3, 4), (4, 5))) == 2 * 3 * 4 + 2 * 4 * 5


def test_a_product_with_a_weight_is_a_linear_layer_and_one_of_two_ways_is_not() -> None:
    own = unit("matmul", ((7, 3), (3, 5)), (7, 5), params=((3, 5),))
    assert layer_of(own) == Linear(3, 5, has_bias=False, is_turned=True)
    free = unit("__matmul__", ((7, 3), (3, 5)), (7, 5))
    assert layer_of(free) == MatMul(3)
    assert macs(layer_of(free), free) == macs(layer_of(own), own) == 7 * 3 * 5


def test_weights_that_a_layer_before_has_are_read_and_not_counted_again() -> None:
    tied = unit("linear", ((1, 4), (6, 4)), (1, 6))
    layer = layer_of(tied)
    assert (layer.params, layer.weights_read, macs(layer, tied)) == (0, 24, 24)


def test_attention_is_counted_in_full_under_a_causal_mask() -> None:
    shapes = ((2, 3, 10, 8), (2, 3, 20, 8), (2, 3, 20, 6))
    found = unit("scaled_dot_product_attention", shapes, (2, 3, 10, 6), is_causal=True)
    layer = layer_of(found)
    assert isinstance(layer, Attention)
    assert macs(layer, found) == 2 * 3 * 10 * 20 * (8 + 6)


def test_a_transposed_convolution_works_at_the_places_of_its_input() -> None:
    shapes = ((1, 16, 4, 4), (16, 8, 2, 2))
    found = unit("conv_transpose2d", shapes, (1, 8, 8, 8), params=((16, 8, 2, 2),), stride=(2, 2))
    assert macs(layer_of(found), found) == 4 * 4 * 16 * 8 * 2 * 2


def test_a_recurrent_layer_whose_last_state_alone_is_read_has_the_work_of_all_steps() -> None:
    shapes = ((5, 1, 3), (1, 1, 4), (12, 3), (12, 4), (12,), (12,))
    found = unit("gru", shapes, (5, 1, 4), params=shapes[2:], has_biases=True, num_layers=1)
    whole = layer_of(found)
    assert isinstance(whole, Recurrent)
    assert macs(whole, found) == 5 * (12 * 3 + 12 * 4)
    last = found._replace(out_shapes=((1, 1, 4),))
    assert macs(layer_of(last), last) == macs(whole, found)


def test_what_reads_weights_and_has_no_formula_is_not_counted() -> None:
    found = unit("deform", ((1, 3), (3, 3)), (1, 3), params=((3, 3),))
    layer = layer_of(found)
    assert layer == Other("deform", 9)
    assert not layer.is_counted


def test_what_multiplies_matrices_by_a_name_that_nobody_knows_is_not_counted() -> None:
    found = unit("secret", ((1, 3),), (1, 3), aten=(Aten("own.secret", None),))
    assert not layer_of(found).is_counted


def test_what_neither_reads_weights_nor_multiplies_has_an_operation_for_each_element() -> None:
    layer = layer_of(unit("erfinv", ((2, 3),), (2, 3)))
    assert layer.is_counted
    assert layer.extra_flops(((2, 3),), (2, 3)) == 6


def test_a_product_of_shapes_that_make_no_sense_is_not_counted() -> None:
    assert not layer_of(unit("scaled_dot_product_attention", ((2, 3),), (2, 3))).is_counted


def test_several_operations_of_one_module_are_the_sum_of_their_work() -> None:
    first = unit("matmul", ((2, 3), (3, 4)), (2, 4)).ops[0]
    second = unit("relu", ((2, 4),), (2, 4)).ops[0]
    layer = layer_of(Unit("x", None, (first, second), ((2, 3), (3, 4)), ((2, 4),), ()))
    assert isinstance(layer, Several)
    assert layer.macs(((2, 3),), (2, 4)) == 24
    assert layer.extra_flops(((2, 3),), (2, 4)) == 8
    assert layer.macs(((4, 3),), (4, 4)) == 48  # with twice the batch


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("__iadd__", "add"),
        ("__rsub__", "sub"),
        ("__rmatmul__", "rmatmul"),
        ("__getitem__", "getitem"),
        ("relu_", "relu"),
        ("__round__", "round"),
        ("_scaled_dot_product_flash_attention_for_cpu", "scaled_dot_product_attention"),
    ],
)
def test_an_operation_has_one_name_however_it_is_written(written: str, name: str) -> None:
    assert plain_name(written) == name
