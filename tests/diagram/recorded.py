"""Networks of others for the geometry's tests: recorded once, drawn in every view."""

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from resnet_viz.core.graph.graph import Graph
from resnet_viz.core.structure.graph import graph_of
from resnet_viz.diagram.cells.cells import laid_out_sections
from resnet_viz.diagram.layout.asking import answers_for
from resnet_viz.diagram.layout.compose import compose
from resnet_viz.diagram.scene.scene import Scene
from resnet_viz.diagram.view import View
from resnet_viz.engine.sources.stand_in import torchvision_hidden
from resnet_viz.engine.trace.record import recorded
from resnet_viz.jobs.drawing_child import layouts_for
from tests.samples.modules import sample
from tests.samples.others import timm_model
from tests.samples.towers import encoder_decoder, streams, two_towers

if TYPE_CHECKING:
    from torch import nn

IMAGE, LARGE_IMAGE = (1, 3, 224, 224), (1, 3, 299, 299)


@lru_cache
def sample_graph(name: str) -> Graph:
    """A small network of `tests.samples.modules`."""
    each = sample(name)
    return graph_of(recorded(each.model, each.args, each.kwargs, title=name))


@lru_cache
def named_graph(name: str) -> Graph:
    """Three residual blocks, every module of which has a name that somebody chose."""
    import torch
    from torch import nn

    def around(*children: nn.Module) -> nn.Sequential:
        made = nn.Sequential()
        for number, child in enumerate(children):
            made.add_module(f"{name}{number}", child)
        return made

    class Block(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.add_module(name, around(nn.Conv2d(4, 4, 3, padding=1), nn.ReLU()))

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return x + self.get_submodule(name)(x)  # type: ignore[no-any-return]  # Module calls

    model = around(nn.Conv2d(3, 4, 3), Block(), Block(), Block())
    return graph_of(recorded(model, (torch.zeros(1, 3, 16, 16),), title="Named"))


@lru_cache
def towers_graph() -> Graph:
    """Two towers of transformer blocks, more layers than are laid out together."""
    model, args = two_towers()
    return graph_of(recorded(model, args, title="TwoTowers"))


@lru_cache
def streams_graph() -> Graph:
    """Two streams that read each other, in groups that two values enter and two leave."""
    model, args = streams()
    return graph_of(recorded(model, args, title="Streams"))


@lru_cache
def encoder_decoder_graph() -> Graph:
    """PyTorch's Transformer of two layers each: two values enter its decoder."""
    model, args = encoder_decoder()
    return graph_of(recorded(model, args, title="Transformer"))


@lru_cache
def timm_graph(name: str) -> Graph:
    """A network of timm, recorded without memory."""
    import torch

    with torch.device("meta"):
        model = timm_model(name)
    size = LARGE_IMAGE if name.startswith("inception") else IMAGE
    return graph_of(recorded(model, (torch.zeros(size, device="meta"),), title=name))


@lru_cache
def transformers_graph(name: str) -> Graph:
    """A language model of Hugging Face from its plain configuration, with random weights."""
    import torch

    tokens = torch.zeros(1, 16, dtype=torch.long, device="meta")
    with torchvision_hidden(), torch.device("meta"):
        model = _language_model(name).eval()
    inputs = {"input_ids": tokens}
    if name == "t5":
        inputs["decoder_input_ids"] = tokens
    return graph_of(recorded(model, (), inputs, title=name))


def _language_model(name: str) -> "nn.Module":
    hf: Any = import_module("transformers")
    models: dict[str, Callable[[], nn.Module]] = {
        "bert": lambda: hf.BertModel(hf.BertConfig()),
        "gpt2": lambda: hf.GPT2LMHeadModel(hf.GPT2Config()),
        "llama": lambda: hf.LlamaForCausalLM(hf.LlamaConfig()),
        "t5": lambda: hf.T5ForConditionalGeneration(hf.T5Config()),
    }
    return models[name]()


@lru_cache(maxsize=512)
def scene_of(graph: Graph, view: View) -> Scene:
    """The picture of a graph in a view."""
    return compose(graph, view, answers_for(laid_out_sections(graph, view), layouts_for))
