"""What a person reads where a drawing process ended in the middle of its work."""


def death_text(*, was_killed: bool) -> str:
    """Why there is no file or picture; memory is the likely cause of a process that was killed."""
    if was_killed:
        return "The drawing process was killed, perhaps for lack of memory."
    return "The drawing process crashed."
