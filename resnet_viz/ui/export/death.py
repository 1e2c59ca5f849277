"""What a person reads where a process that makes files ended in the middle of its work."""


def death_text(process: str = "drawing", *, was_killed: bool) -> str:
    """Why the file or picture is missing. A process that was killed probably ran out of memory."""
    if was_killed:
        return f"The {process} process was killed, perhaps for lack of memory."
    return f"The {process} process crashed."
