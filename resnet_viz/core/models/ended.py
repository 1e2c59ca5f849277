"""What to say of a process that ended while it ran a model of others."""

KILLED = 9  # SIGKILL, for which Windows has no name
ADVICE = "A factory gives its module and leaves the process running"


def ended_text(place: str, status: int) -> str:
    """How the code of a source ended its process: an exit code, or minus the number of a signal."""
    if status == -KILLED:
        return f"{place} was stopped by the system, perhaps for lack of memory or time"
    if status < 0:
        return f"{place} crashed its process (signal {-status}). {ADVICE}"
    return f"{place} ended its process (exit code {status}). {ADVICE}"
