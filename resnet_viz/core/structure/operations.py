"""How many operations an element takes, by the name of what is done with it.

A sigmoid is negation, exp, sum and quotient: exp, log, root, erf, tanh and sine are one operation
each. What is not in these tables, reads no weights and multiplies no matrices takes one for each
element that it gives (docs/counts.md).
"""

from collections.abc import Mapping

from resnet_viz.core.structure import view_names

ACTIVATIONS: Mapping[str, int] = {
    "celu": 5,
    "elu": 4,
    "gelu": 5,  # quotient, erf, sum and two products; by tanh 9
    "glu": 5,
    "hardshrink": 2,
    "hardsigmoid": 4,
    "hardswish": 5,
    "hardtanh": 2,
    "leaky_relu": 2,
    "logsigmoid": 4,
    "mish": 5,
    "prelu": 2,
    "relu": 1,
    "relu6": 2,
    "selu": 5,
    "sigmoid": 4,
    "silu": 5,  # a sigmoid and a product
    "softplus": 3,
    "softshrink": 2,
    "softsign": 3,
    "swish": 5,
    "tanh": 1,
    "tanhshrink": 2,
}
GELU_BY_TANH = 9
ELEMENTWISE: Mapping[str, int] = {  # for each element of the output
    "addcdiv": 3,
    "addcmul": 3,
    "addr": 2,
    "clamp": 2,
    "clip": 2,
    "expit": 4,
    "grid_sample": 7,
    "grid_sampler": 7,
    "lerp": 3,
    "log_softmax": 5,
    "rsub": 1,
    "softmax": 5,  # largest, difference, exp, sum, quotient
    "softmin": 6,
}
MIXING = frozenset(
    ("cumprod", "cumsum", "grid_sample", "log_softmax", "softmax", "softmin", "sort")
)
OF_INPUTS: Mapping[str, int] = {  # for each element of the first input
    "all": 1,
    "amax": 1,
    "amin": 1,
    "any": 1,
    "argmax": 1,
    "argmin": 1,
    "cosine_similarity": 6,
    "count_nonzero": 1,
    "linalg_norm": 2,
    "linalg_vector_norm": 2,
    "logsumexp": 4,
    "max": 1,
    "mean": 1,
    "min": 1,
    "nanmean": 1,
    "norm": 2,
    "normalize": 3,
    "pairwise_distance": 3,
    "prod": 1,
    "std": 4,
    "std_mean": 4,
    "sum": 1,
    "var": 4,
    "var_mean": 4,
    "vector_norm": 2,
}
RESIZING: Mapping[str, int] = {  # one product for each place that is read, and their sum
    "area": 1,
    "bicubic": 31,
    "bilinear": 7,
    "linear": 3,
    "nearest": 0,
    "nearest-exact": 0,
    "trilinear": 15,
}
MOVING = frozenset(  # elements are put elsewhere, and nothing is computed
    (
        "channel_shuffle",
        "constant_pad_nd",
        "fill",
        "flip",
        "fliplr",
        "flipud",
        "full",
        "full_like",
        "gather",
        "im2col",
        "index",
        "index_put",
        "index_select",
        "masked_select",
        "new_full",
        "new_ones",
        "new_zeros",
        "one_hot",
        "ones",
        "ones_like",
        "pad",
        "pixel_shuffle",
        "pixel_unshuffle",
        "reflection_pad2d",
        "repeat",
        "repeat_interleave",
        "replication_pad2d",
        "roll",
        "rot90",
        "scatter",
        "select_scatter",
        "setitem",
        "slice_scatter",
        "take",
        "take_along_dim",
        "tile",
        "tril",
        "triu",
        "unfold_copy",
        "zero",
        "zeros",
        "zeros_like",
    )
)
SAME_PLACES = frozenset(  # views that keep every element where it is
    (
        "alias",
        "alpha_dropout",
        "bfloat16",
        "clone",
        "contiguous",
        "copy",
        "cpu",
        "cuda",
        "detach",
        "double",
        "dropout",
        "dropout1d",
        "dropout2d",
        "dropout3d",
        "feature_alpha_dropout",
        "feature_dropout",
        "float",
        "half",
        "identity",
        "int",
        "long",
        "bool",
        "native_dropout",
        "requires_grad",
        "to",
        "type",
        "type_as",
    )
)
VIEWS = (
    SAME_PLACES
    | view_names.VIEWS
    | {
        "atleast_1d",
        "atleast_2d",
        "atleast_3d",
        "broadcast_tensors",
        "dsplit",
        "flatten",
        "get",
        "getitem",
        "H",
        "meshgrid",
        "mH",
        "ravel",
        "reshape",
        "reshape_as",
        "T",
    }
)
