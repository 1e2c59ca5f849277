"""What boxes say."""

import pytest

from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.expand import expand
from resnet_viz.diagram.cells.labels import aside_text, block_words, layer_words

NODES = {node.path: node for node in expand(parse("resnet50,input=224x192")).nodes}
BLOCKS = {
    f"{arch}.{block.path}": block
    for arch in ("resnet50", "resnet34")
    for block in expand(parse(arch)).blocks
}


@pytest.mark.parametrize(
    ("path", "label", "detail"),
    [
        ("conv1", "conv 7×7, 64", "/2 · 112×96"),
        ("bn1", "BN", ""),
        ("maxpool", "max pool 3×3", "/2 · 56×48"),
        ("layer1.0.conv1", "conv 1×1, 64", "56×48"),
        ("layer2.0.conv2", "conv 3×3, 128", "/2 · 28×24"),
        ("layer2.0.downsample.0", "conv 1×1, 512", "/2 · 28×24"),
        ("layer2.0.relu", "ReLU", ""),
        ("avgpool", "global avg pool", "7×6 → 1×1"),
        ("fc", "fc 1000", "2048 → 1000"),
    ],
)
def test_a_layer_says_what_it_is_and_its_output_size(path: str, label: str, detail: str) -> None:
    assert layer_words(NODES[path]) == (label, detail)


@pytest.mark.parametrize(
    ("block", "label", "detail"),
    [
        ("resnet50.layer1.0", "64·64·256", "1×1 · 3×3 · 1×1"),
        ("resnet50.layer3.0", "256·256·1024", "1×1 · 3×3/2 · 1×1"),
        ("resnet34.layer1.0", "64·64", "3×3 · 3×3"),
        ("resnet34.layer2.0", "128·128", "3×3/2 · 3×3"),
    ],
)
def test_a_block_says_its_channels_and_kernels(block: str, label: str, detail: str) -> None:
    assert block_words(BLOCKS[block]) == (label, detail)


def test_a_projection_says_its_kernel_channels_and_stride() -> None:
    downsample = [NODES["layer2.0.downsample.0"], NODES["layer2.0.downsample.1"]]
    assert aside_text(downsample) == "1×1, 512, /2"
    assert aside_text([NODES["layer1.0.downsample.0"]]) == "1×1, 256"
    assert aside_text([]) == ""
