"""How the names of files end that the program opens."""

SESSION = ".resnetviz"
WEIGHTS = (".pth", ".pt", ".safetensors")


def is_session(name: str) -> bool:
    """Whether a file is a session by its name."""
    return name.lower().endswith(SESSION)


def is_weights(name: str) -> bool:
    """Whether a file holds weights by its name."""
    return name.lower().endswith(WEIGHTS)
