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


MODELS = (".py", ".pt2")


def is_session(name: str) -> bool:
    """Whether a file is a session by its name."""
    return name.lower().endswith(SESSION)


def is_model(name: str) -> bool:
    """Whether a file has the code of a model, or a model that was exported, by its name."""
    return name.lower().endswith(MODELS)


def is_weights(name: str) -> bool:
    """Whether a file has weights by its name."""
    return name.lower().endswith(WEIGHTS)
