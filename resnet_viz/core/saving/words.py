"""What is said of a network that was saved, and beforehand of how large its file will be."""

from pathlib import Path

from resnet_viz.core.graph.network import Network
from resnet_viz.core.saving.formats import ModelFormat, format_of
from resnet_viz.core.saving.requests import SavedModel
from resnet_viz.core.wording import bytes_text

ELEMENT_BYTES = 4  # of float32, as networks are made
OF_PROGRAM = 300_000  # what a program says of its operations, for a network of medium depth
SEED = 0
"""Random weights are the same at every save."""


def saved_text(saved: SavedModel) -> str:
    """`saved net.onnx (44.7 MiB, opset 20)`, and where its weights are from if they are random."""
    kind = format_of(Path(saved.path))
    facts = [bytes_text(saved.size_bytes)]
    if saved.opset:
        facts.append(f"opset {saved.opset}")
    if kind.is_program:
        facts.append("any batch" if saved.is_batch_free else "for one batch size")
    words = f"saved {saved.path} ({', '.join(facts)})"
    return words if saved.seed is None else f"{words}. {random_text(saved.seed)}"


def random_text(seed: int = SEED) -> str:
    """`The weights are random (seed 0)`."""
    return f"The weights are random (seed {seed})"


def expected_bytes(network: Network, kind: ModelFormat) -> int:
    """About how large the file of a network becomes."""
    traced = network.traced
    if traced is not None:
        count = traced.params + traced.buffers
    else:
        leaves = network.graph.leaves
        count = sum(
            leaf.times * (leaf.node.layer.params + leaf.node.layer.buffers) for leaf in leaves
        )
    return count * ELEMENT_BYTES + OF_PROGRAM * kind.is_program
