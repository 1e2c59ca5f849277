"""From a recorded pass to a graph, without PyTorch: `python -m benchmarks.others.structure`.

Networks of timm and transformers are recorded once; then only the making of their graphs is timed.
Baseline in the same run: making the dicts of the same networks' JSON.
"""

from collections.abc import Callable
from functools import partial
from statistics import median
from time import process_time

import torch

from benchmarks.goal import Goal, finish
from resnet_viz.core.graph.stored import graph_json
from resnet_viz.core.models.source import source_in
from resnet_viz.core.structure.graph import graph_of
from resnet_viz.core.structure.recording import Recording
from resnet_viz.engine.sources.load import loaded
from resnet_viz.engine.trace.record import recorded
from tests.samples.recordings import residual

NAMES = (
    "timm:resnet50", "timm:vit_base_patch16_224", "timm:swin_tiny_patch4_window7_224",
    "timm:convnext_tiny", "timm:densenet121", "timm:efficientnet_b0",
    "timm:mobilenetv3_large_100", "timm:regnety_016", "timm:inception_v3", "timm:hrnet_w18",
    "timm:repvgg_a0", "timm:vgg16", "timm:mixer_b16_224", "timm:poolformer_s12",
    "timm:darknet53", "transformers:GPT2LMHeadModel", "transformers:BertModel",
    "transformers:LlamaForCausalLM",
)  # fmt: skip
BLOCKS_OF_LONG = 700  # seven layers each: with stem and head 4,908 layers
MOST_MEDIAN_MS = 8.0
MOST_MS = 50.0
MOST_LONG_MS = 150.0
MOST_KEPT_LAYERS = 70  # of a Llama's 1,609: its 32 layers are one
RUNS = 7


def best_ms(work: Callable[[], object]) -> float:
    """The CPU time of the quickest of several runs, in milliseconds."""
    found = []
    for _ in range(RUNS):
        start = process_time()
        work()
        found.append(1000 * (process_time() - start))
    return min(found)


def recording_of(name: str) -> Recording:
    """One pass of a network of a library."""
    source = source_in(name)
    assert source
    model, (args, kwargs), _ = loaded(source, "")
    return recorded(model, args, kwargs, title=name)


def main() -> None:
    """Times each and ends the process."""
    torch.set_num_threads(1)
    recordings = {name: recording_of(name) for name in NAMES}
    times = {name: best_ms(partial(graph_of, each)) for name, each in recordings.items()}
    long = residual(BLOCKS_OF_LONG)
    llama = graph_of(recordings["transformers:LlamaForCausalLM"])
    finish(
        "structure",
        [
            Goal("median of networks of libraries, ms", median(times.values()), MOST_MEDIAN_MS),
            Goal("the slowest of them, ms", max(times.values()), MOST_MS),
            Goal("4,908 layers, ms", best_ms(partial(graph_of, long)), MOST_LONG_MS),
            Goal("layers kept of a Llama's", len(llama.leaves), MOST_KEPT_LAYERS),
        ],
        {
            "ms": {name: round(ms, 1) for name, ms in times.items()},
            "layers": {name: len(graph_of(each).nodes) for name, each in recordings.items()},
            "json_of_llama_ms": best_ms(partial(graph_json, llama)),
        },
    )


if __name__ == "__main__":
    main()
