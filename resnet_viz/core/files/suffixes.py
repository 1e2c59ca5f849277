"""How the names of files often end that the program opens: a hint for lists, never a refusal."""

SESSION = ".resnetviz"
WEIGHTS = (
    ".safetensors",
    ".pth",
    ".pt",
    ".th",
    ".bin",
    ".ckpt",
    ".pth.tar",
    ".safetensors.index.json",
)


def is_session(name: str) -> bool:
    """Whether a file is a session by its name."""
    return name.lower().endswith(SESSION)


def is_weights(name: str) -> bool:
    """Whether a file has weights by its name."""
    return name.lower().endswith(WEIGHTS)
