"""What is said where no window can be opened, and what works there all the same."""

COMMANDS = ("list", "cost", "summary", "verify", "draw", "time", "compare", "devices")


def no_window_message(reason: str) -> str:
    """One sentence: why there is no window, and the commands that need none."""
    return f"no window can be opened: {reason}; these work without one: {', '.join(COMMANDS)}"
