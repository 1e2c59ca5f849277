"""Files that have no graph, or none that is read: why, and the way out."""

from pathlib import PurePath

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.files.suffixes import is_weights

PICKLES = (".pkl", ".pickle", ".joblib")
OTHERS = (".onnx", ".tflite", ".h5", ".keras", ".pb", ".mlmodel", ".gguf")
WAY_OUT = (
    "Name the code that builds it as FILE.py:factory, or save it with torch.export.save as .pt2"
)


def check_file(text: str) -> None:
    """UserError where a text names a file that can't give a graph by itself."""
    name = shortened(PurePath(text.strip()).name)
    suffix = PurePath(text.strip()).suffix.lower()
    if is_weights(name) or suffix in PICKLES:
        raise UserError(
            f"{name} has weights, or a pickled model, and not how its layers are connected. "
            f"{WAY_OUT}",
            "arch",
        )
    if suffix in OTHERS:
        raise UserError(f"{name} can't be read here: {suffix} is not supported. {WAY_OUT}", "arch")
    if suffix == ".py":
        raise UserError(f"{name} needs the name of a factory in it: {name}:make", "arch")
