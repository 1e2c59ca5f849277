"""What is said where no window can be opened, and what works there all the same."""

from collections.abc import Sequence


def no_window_message(reason: str, commands: Sequence[str] = ()) -> str:
    """One sentence: why there is no window, and the commands that need none."""
    works = f". These commands work without one: {', '.join(commands)}" if commands else ""
    return f"no window can be opened: {reason}{works}"
