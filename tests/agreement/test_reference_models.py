"""Networks of libraries against figures that were worked out before this program saw them.

Parameters and MACs are those that the libraries' authors publish, rounded as they do, and were
held to the unit against PyTorch's FlopCounterMode; shortcuts are counted in the libraries' code.
"""

from dataclasses import dataclass

import pytest

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.graph.network import Network
from resnet_viz.core.models.source import source_in
from resnet_viz.engine.sources.load import loaded
from resnet_viz.engine.trace.network import network_of
from tests.deep import mostly_deep


@dataclass(frozen=True, slots=True)
class Reference:
    """What is known of a network."""

    name: str
    params: int
    macs: int
    shortcuts: int

    def __str__(self) -> str:
        return self.name


REFERENCES = (
    Reference("timm:resnet50", 25_557_032, 4_089_184_256, 16),
    Reference("timm:vit_base_patch16_224", 86_567_656, 17_563_828_224, 24),
    Reference("timm:convnext_tiny", 28_589_128, 4_455_531_264, 18),
    Reference("timm:densenet121", 7_978_856, 2_834_161_664, 58),
    Reference("timm:efficientnet_b0", 5_288_548, 385_814_752, 9),
    Reference("timm:mobilenetv3_large_100", 5_483_032, 216_589_760, 10),
    Reference("timm:regnety_016", 11_202_430, 1_612_076_160, 27),
    Reference("timm:inception_v3", 23_834_568, 5_713_216_096, 0),
    Reference("timm:hrnet_w18", 21_299_004, 4_283_537_072, 112),
    Reference("timm:repvgg_a0", 9_108_968, 1_512_581_120, 17),
    Reference("transformers:GPT2LMHeadModel", 124_439_808, 16_114_089_984, 24),
    Reference("transformers:BertModel", 109_482_240, 11_174_215_680, 24),
    Reference(
        "transformers:LlamaForCausalLM,input=input_ids:1x512:int64",
        6_738_415_616,
        3_451_543_093_248,
        64,
    ),
)


def network_named(name: str) -> Network:
    """A network of an installed library, recorded."""
    source = source_in(name)
    assert source
    found = loaded(source, "")
    return network_of(found.module, found.given, name, source.place)


@pytest.mark.parametrize("known", mostly_deep(REFERENCES, REFERENCES[:2]), ids=str)
def test_a_known_network_has_its_figures_to_the_unit(known: Reference) -> None:
    network = network_named(known.name)
    totals = report_of(network, 1).totals
    assert (totals.params, totals.macs) == (known.params, known.macs)
    assert network.graph.shortcut_count == known.shortcuts
    traced = network.traced
    assert traced
    assert (traced.way, traced.counted_macs, traced.unread) == ("meta", known.macs, ())
