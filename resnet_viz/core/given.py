"""What callers of the API give: whole numbers of any library, and devices of PyTorch."""

import sys
from operator import index

from resnet_viz.core.errors import UserError, shortened

MOST_DIGITS = 18


def whole_number(name: str, value: object) -> int:
    """The number as an int: Python's, numpy's or PyTorch's own; UserError names the argument.

    2.5, True and "8" are refused: none of them is a whole number, whatever could be made of it.
    """
    is_truth = isinstance(value, bool) or str(getattr(value, "dtype", "")).endswith("bool")
    try:
        number = None if is_truth else index(value)  # type: ignore[arg-type]  # TypeError is explained below
    except (TypeError, ValueError, RuntimeError):  # PyTorch's for a tensor of several numbers
        number = None
    if number is None:
        raise UserError(f"{name}={shortened(repr(value))} is not a whole number", name)
    if abs(number) >= 10**MOST_DIGITS:  # Python itself writes no number of 5,000 digits
        raise UserError(f"{name} is out of range: it has more than {MOST_DIGITS} digits", name)
    return number


def whole_numbers(name: str, values: object) -> tuple[int, ...]:
    """Several of them, given as a tuple, a list or an array; UserError names the argument."""
    if isinstance(values, str | bytes):
        raise UserError(f"{name}={shortened(repr(values))} is not a list of numbers", name)
    try:
        each: tuple[object, ...] = tuple(values)  # type: ignore[arg-type]  # as above
    except TypeError:
        raise UserError(
            f"{name}={shortened(repr(values))} is not a list of numbers", name
        ) from None
    return tuple(whole_number(name, value) for value in each)


def real_number(name: str, value: object) -> float:
    """The number as a float, whole or not; UserError names the argument."""
    is_number = hasattr(value, "__float__") and not isinstance(value, bool | str)
    try:
        if is_number:
            return float(value)  # type: ignore[arg-type]  # it has just been looked at
    except (TypeError, ValueError, RuntimeError, OverflowError):
        pass
    raise UserError(f"{name}={shortened(repr(value))} is not a number", name)


def device_text(device: object) -> str:
    """PyTorch's name for a device, given as that or as a `torch.device`; UserError otherwise.

    Who has a `torch.device` has imported PyTorch, so that this need not.
    """
    torch = sys.modules.get("torch")
    if isinstance(device, str) or (torch is not None and isinstance(device, torch.device)):
        return str(device)
    raise UserError(
        f"device={shortened(repr(device))} is not a device. "
        "Give PyTorch's name for it, such as cpu or cuda:0, or a torch.device",
        "device",
    )
