"""All that needs PyTorch: the real model, its verification and its timing."""

import sys

from resnet_viz.core.memory_limits import LimitKind, check_room

ADDRESS_SPACE = 640 * 2**20  # bytes that PyTorch 2.13 for CPUs takes when it is imported
DATA = 220 * 2**20

if "torch" not in sys.modules:  # a caller from Python may have it already
    check_room(LimitKind.ADDRESS_SPACE, ADDRESS_SPACE, "PyTorch")
    check_room(LimitKind.DATA, DATA, "PyTorch")
