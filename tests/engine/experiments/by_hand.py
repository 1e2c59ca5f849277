"""Networks of basic blocks written out by hand from a state, with nothing of the program's own."""

from collections.abc import Mapping
from typing import NamedTuple

from torch import Tensor
from torch.nn import functional


class HandPass(NamedTuple):
    """What a pass gave: after the stem and each block, and in the end."""

    outputs: list[Tensor]
    logits: Tensor


def pass_by_hand(
    state: Mapping[str, Tensor], x: Tensor, *, has_shortcut: bool, is_pre: bool
) -> HandPass:
    """Three stages of basic blocks with option A or none, batch norm by the batch where it is."""

    def norm(x: Tensor, name: str) -> Tensor:
        if f"{name}.weight" not in state:
            return x
        weight, bias = state[f"{name}.weight"], state[f"{name}.bias"]
        return functional.batch_norm(x, None, None, weight, bias, training=True)

    def conv(x: Tensor, name: str, stride: int = 1) -> Tensor:
        return functional.conv2d(x, state[f"{name}.weight"], stride=stride, padding=1)

    x = functional.relu(norm(conv(x, "conv1"), "bn1"))
    outputs = [x]
    for stage in (1, 2, 3):
        block = 0
        while (path := f"layer{stage}.{block}") + ".conv1.weight" in state:
            stride = 2 if stage > 1 and block == 0 else 1
            carried, f = x, x
            if is_pre:
                if (stage, block) != (1, 0):
                    f = functional.relu(norm(f, f"{path}.bn1"))
                if stride > 1:  # the authors' code: what changes the shape takes the activated x
                    carried = f
                f = functional.relu(norm(conv(f, f"{path}.conv1", stride), f"{path}.bn2"))
                f = conv(f, f"{path}.conv2")
            else:
                f = functional.relu(norm(conv(f, f"{path}.conv1", stride), f"{path}.bn1"))
                f = norm(conv(f, f"{path}.conv2"), f"{path}.bn2")
            if has_shortcut:
                small = carried[:, :, ::stride, ::stride]
                f = f + functional.pad(small, (0, 0, 0, 0, 0, f.shape[1] - small.shape[1]))
            x = f if is_pre else functional.relu(f)
            outputs.append(x)
            block += 1
    if is_pre:
        x = functional.relu(norm(x, "final_bn"))
    logits = functional.linear(x.mean((2, 3)), state["fc.weight"], state["fc.bias"])
    return HandPass(outputs, logits)
