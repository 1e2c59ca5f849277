"""What a pass runs in: no gradients, no compiler, chance left as it was."""

import random
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import torch

from resnet_viz.core.structure.recording import Way


@contextmanager
def quiet_pass() -> Iterator[None]:
    """Without gradients; what is left of chance is as it was, and nothing is compiled."""
    states = torch.get_rng_state(), random.getstate()
    with ExitStack() as stack:
        stack.enter_context(torch.no_grad())
        if "torch._dynamo" in sys.modules:  # else nothing was given to torch.compile
            stack.enter_context(torch.compiler.set_stance("force_eager"))
        try:
            yield
        finally:
            torch.set_rng_state(states[0])
            random.setstate(states[1])


@contextmanager
def exporting_if(way: Way) -> Iterator[None]:
    """Within it libraries believe, if so asked, that PyTorch exports: they read no values then."""
    flags: Any = torch.compiler
    before = flags._is_compiling_flag, flags._is_exporting_flag
    flags._is_compiling_flag = flags._is_exporting_flag = way is Way.EXPORTING
    try:
        yield
    finally:
        flags._is_compiling_flag, flags._is_exporting_flag = before
