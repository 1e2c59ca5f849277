"""The limits of what is asked of any network: batch and threads."""

from resnet_viz.core.errors import UserError

MAX_BATCH = 65_536
MAX_THREADS = 1024


def check_number(field: str, value: int, most: int, *, least: int = 1) -> int:
    """The value when it is in `least` to `most`; UserError otherwise."""
    if not least <= value <= most:
        raise UserError(
            f"{field}={value} is out of range. Choose {least} to {most}",
            field,
            (str(nearest_to(value, most, least=least)),),
            in_window=f"{field.replace('_', ' ').capitalize()} goes from {least} to {most}.",
        )
    return value


def nearest_to(value: int, most: int, *, least: int = 1) -> int:
    """The number of `least` to `most` that is nearest to a value."""
    return min(max(value, least), most)


def check_batch(batch: int) -> int:
    """The batch when it is legal; UserError otherwise."""
    return check_number("batch", batch, MAX_BATCH)


def check_threads(threads: int) -> int:
    """The number of CPU threads when it is legal, 0 for PyTorch's choice; UserError otherwise."""
    return threads and check_number("threads", threads, MAX_THREADS)
