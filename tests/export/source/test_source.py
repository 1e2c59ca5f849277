"""A network as a Python file: short, tidy, with nothing in it that the network has no use for."""

import ast
import itertools
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import network_of
from resnet_viz.core.resnet.presets import PRESETS, title_of
from resnet_viz.core.resnet.rules import checked
from resnet_viz.core.resnet.spec import (
    Block,
    Downsample,
    Image,
    Order,
    ResNetSpec,
    ShortcutOption,
    Stem,
    StrideIn,
)
from resnet_viz.export.source.source import source_of
from tests.deep import mostly_deep
from tests.samples.legal_specs import LEGAL_SPECS, SMALL_SPECS

MOST_LINES, MOST_SIGNS = 149, 88
LARGEST = Image(4096, 8191, 8192)


def longest_specs() -> list[ResNetSpec]:
    """Every combination of choices with the most stages and the longest numbers."""
    choices = itertools.product(Block, ShortcutOption, Order, Stem, Downsample)
    return [
        checked(
            ResNetSpec(
                block,
                (125,) * 8,
                shortcut,
                order,
                StrideIn.CONV1X1,
                stem,
                (1021, 1022, 1023) if stem is Stem.DEEP else (1022,),
                downsample,
                width=1023,
                groups=1024 if block is Block.BOTTLENECK else 1,
                group_width=1023 if block is Block.BOTTLENECK else 64,
                se=1023,
                se_min=1024,
                image=LARGEST,
                classes=999_999,
            )
        )
        for block, shortcut, order, stem, downsample in choices
        if downsample is Downsample.CONV or shortcut.has_projections
    ]


@pytest.fixture(scope="module", params=mostly_deep(["chosen", "chance"], ["chosen"]))
def drawn(request: pytest.FixtureRequest) -> list[str]:
    """The files of all named networks and of the longest, or of many that chance made."""
    if request.param == "chosen":
        specs = [*(preset.spec for preset in PRESETS), *longest_specs()]
        return [source_of(network_of(spec)) for spec in specs]
    texts: list[str] = []

    @settings(max_examples=200, deadline=None, database=None)
    @given(SMALL_SPECS)
    def draw(spec: ResNetSpec) -> None:
        texts.append(source_of(network_of(spec)))

    draw()
    return texts


def test_every_file_has_less_than_150_lines_of_at_most_88_signs(drawn: list[str]) -> None:
    lengths = [len(text.splitlines()) for text in drawn]
    assert max(lengths) <= MOST_LINES
    assert max(len(line) for text in drawn for line in text.splitlines()) <= MOST_SIGNS


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LEGAL_SPECS)
def test_any_legal_network_is_as_short(spec: ResNetSpec) -> None:
    lines = source_of(network_of(spec)).splitlines()
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= MOST_SIGNS


def test_ruff_has_nothing_to_format_and_nothing_to_say(drawn: list[str], tmp_path: Path) -> None:
    for number, text in enumerate(drawn):
        (tmp_path / f"network{number}.py").write_text(text, encoding="utf-8")
    for asked in (["format", "--check"], ["check"]):
        command = [sys.executable, "-m", "ruff", *asked, "--isolated", "--quiet", "--no-cache", "."]
        told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert told.returncode == 0, told.stdout + told.stderr


def test_every_file_is_python_that_imports_torch_alone(drawn: list[str]) -> None:
    for text in drawn:
        imported = set()
        for node in ast.walk(ast.parse(text, feature_version=(3, 10))):
            if isinstance(node, ast.Import):
                imported |= {name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(node.module or "")
        assert imported == {"torch"}


def test_every_function_and_class_of_a_file_says_what_it_is(drawn: list[str]) -> None:
    for text in drawn:
        for node in ast.parse(text).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                assert ast.get_docstring(node), node.name


@settings(max_examples=100, deadline=None)
@given(SMALL_SPECS)
def test_the_docstring_says_how_to_write_the_same_file_again(spec: ResNetSpec) -> None:
    text = source_of(network_of(spec))
    words = ast.get_docstring(ast.parse(text), clean=False) or ""
    command = re.search(r"`resnet-viz source ([^`]+)`", words)
    assert command is not None
    again = parse(command[1].replace("\n", "").replace(" ", ""))
    assert again == spec
    assert source_of(network_of(again)) == text


def test_the_docstring_names_the_network_and_its_papers() -> None:
    for preset in PRESETS:
        words = ast.get_docstring(ast.parse(source_of(network_of(preset.spec)))) or ""
        assert words.splitlines()[0] == title_of(preset.spec) == preset.title
        assert "He et al. 2015, Deep Residual Learning" in words
        assert preset.source.split(",")[0] in words


NEEDS = [
    ("resnet50", "class Bottleneck|projection|maxpool", "ZeroPad|is_first|inner|groups|.bias"),
    ("resnet20", "class BasicBlock|class ZeroPad", "projection|maxpool|expanded|Excitation"),
    ("resnet20,stages=3", "out + x", "ZeroPad|projection|downsample|is_changed"),
    ("plain20", "class PlainBlock", "downsample|shortcut =|ZeroPad|projection"),
    ("resnet18,shortcut=C", "self.downsample(x)", "is_changed|is None"),
    ("preact18", "class PreActBasicBlock|is_first|final_bn", "ZeroPad|nn.BatchNorm2d(out)"),
    ("preact18,shortcut=none", "class PreActPlainBlock|is_first", "downsample|projection"),
    ("resnet50,se=16", "class SqueezeExcitation|channels // 16|.bias", "ZeroPad|AvgPool2d(2"),
    ("resnet50,downsample=avg", "AvgPool2d(2", "1, stride)|Excitation"),
    ("resnet50,stem=deep", "figure 2 (b)", "7, stride"),
    ("resnet50,stem=deep,stem_width=24-32-64", "conv(24, 32, 3)|conv(32, 64, 3)", "conv(32, 32"),
    ("resnet20,stem_width=12,stages=2", "class ZeroPad|is_changed", "projection"),
    ("resnet50,stem_width=256,stages=2", "out + x", "projection|downsample|is_changed"),
    ("resnet50,se=16,se_min=8", "max(channels // 16, 8)", "ZeroPad"),
    ("resnet50,classes=0", "def __init__(self) -> None|x = self.avgpool(x).flatten(1)", "fc"),
    ("resnext50_32x4d", "inner = 2 * planes|32 groups of 4 channels|groups=32", "Excitation"),
    ("wide_resnet50_2", "inner = 2 * planes", "groups"),
    ("resnet50,stride_in=1x1", "self.conv1 = conv(channels, planes, 1, stride)", "3, stride)"),
]


@pytest.mark.parametrize(("arch", "present", "absent"), NEEDS)
def test_a_file_has_only_what_its_network_needs(arch: str, present: str, absent: str) -> None:
    code = source_of(network_named(arch)).split('"""', 2)[2]
    assert [word for word in present.split("|") if word not in code] == []
    assert [word for word in absent.split("|") if word in code] == []


def test_shapes_stand_beside_the_forward_pass() -> None:
    lines = [line.strip() for line in source_of(network_named("resnet50")).splitlines()]
    assert "x = self.relu(self.bn1(self.conv1(x)))  # 64 × 112 × 112" in lines
    assert "x = self.maxpool(x)  # 64 × 56 × 56" in lines
    assert "x = self.layer4(x)  # 2048 × 7 × 7" in lines
