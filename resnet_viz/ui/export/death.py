"""What a person reads where a drawing process ended in the middle of its work."""


def death_text(*, was_killed: bool) -> str:
    """Why the file or picture is missing. A process that was killed probably ran out of memory."""
    if was_killed:
        return "The drawing process was killed, perhaps for lack of memory."
    return "The drawing process crashed."
