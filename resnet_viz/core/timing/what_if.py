"""The what-if options of a timed run: the same network, run another way."""

from dataclasses import dataclass
from enum import StrEnum


class Casting(StrEnum):
    """How a pass comes to a lower precision than fp32.

    `CAST` converts weights and image beforehand; `AUTOCAST` leaves them and lets PyTorch convert
    operation by operation.
    """

    CAST = "cast"
    AUTOCAST = "autocast"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What differs from the plain eager forward pass; all off is that pass.

    `is_fused` folds each batch norm into the convolution before it; `is_training` times forward
    and backward in train mode; `is_autotuned` is cuDNN's search for the fastest algorithm and
    `is_tf32` its 19-bit format for fp32 work, both of CUDA only.
    """

    casting: Casting = Casting.CAST
    is_channels_last: bool = False
    is_fused: bool = False
    is_training: bool = False
    is_autotuned: bool = False
    is_tf32: bool = False


PLAIN = WhatIf()
