"""How the names of files end that the program opens."""

SESSION = ".resnetviz"
WEIGHTS = (".pth", ".pt", ".safetensors")


def is_session(name: str) -> bool:
    """Whether a file is a session by its name."""
    return name.lower().endswith(SESSION)


def session_among(paths: list[str]) -> str:
    """The first session among files, '' for none."""
    return next(filter(is_session, paths), "")


def weights_among(paths: list[str]) -> str:
    """The first file of weights among files, '' for none."""
    return next(filter(is_weights, paths), "")


def is_weights(name: str) -> bool:
    """Whether a file has weights by its name."""
    return name.lower().endswith(WEIGHTS)
