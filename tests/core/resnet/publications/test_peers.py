"""What other sources say: the sum of its terms for any network, and the figures that are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.core.cost.peer import Peer
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.network import network_of
from resnet_viz.core.resnet.presets import BY_NAME
from resnet_viz.core.resnet.publications.peers import peers_dict, peers_of
from resnet_viz.core.resnet.spec import ResNetSpec
from tests.samples.legal_specs import SMALL_SPECS

# Measured on torchvision 0.29.1's own ResNet-50, one 224 × 224 image, in the versions named there.
RESNET50 = {
    "FlopCounterMode": 8_178_368_512,
    "torchinfo": 4_089_238_376,
    "fvcore": 4_111_512_576,
    "thop": 4_133_742_592,
    "ptflops": 4_132_436_968,
    "calflops, DeepSpeed": 8_211_108_352,
    "TorchLens": 8_249_769_960,
}
# Measured on the real models: what no test runs. Arch, images, calflops and DeepSpeed, TorchLens.
MEASURED = (
    ("resnet50,se=16", 3, 24_665_023_776, 24_797_747_928),
    ("resnet34,shortcut=A,input=75x131", 3, 5_111_372_928, 5_118_991_416),
    ("preact50,se=5,downsample=avg,stem=deep,input=65", 3, 3_221_442_456, 3_234_750_672),
)
# The paper's table 1, in 10^8, and the exact counts of its own networks.
TABLE_1 = (
    ("resnet18", 18, 1_794_805_760),
    ("resnet34", 36, 3_644_493_824),
    ("resnet50", 38, 3_857_973_248),
    ("resnet101", 76, 7_570_194_432),
    ("resnet152", 113, 11_282_415_616),
)
TORCHVISION = (
    "resnet18 resnet34 resnet50 resnet101 resnet152 resnext50_32x4d resnext101_32x8d "
    "resnext101_64x4d wide_resnet50_2 wide_resnet101_2"
)


def peers_by_name(arch: str, batch: int = 1) -> dict[str, Peer]:
    return {peer.name: peer for peer in peers_of(network_named(arch), batch)}


def amounts_of(peer: Peer) -> dict[str, int]:
    return {term.words: term.amount for term in peer.terms}


@given(SMALL_SPECS, st.integers(1, 5))
def test_what_each_source_says_is_the_sum_of_its_terms_from_our_macs_on(
    spec: ResNetSpec, batch: int
) -> None:
    for peer in peers_of(network_of(spec), batch):
        if peer.says is None:
            assert peer.terms == ()
            continue
        macs = report_of(network_of(spec), peer.batch).totals.macs
        assert peer.says == sum(term.amount for term in peer.terms)
        assert peer.terms[0].amount in (macs, 2 * macs)
        assert peer.batch in (1, batch)
        assert all(term.amount for term in peer.terms)


@pytest.mark.parametrize("name", BY_NAME)
def test_named_networks_are_explained_too(name: str) -> None:
    for peer in peers_of(network_of(BY_NAME[name].spec)):
        assert (peer.says or 0) == sum(term.amount for term in peer.terms)


def test_resnet50_has_the_figure_of_each_tool() -> None:
    says = {name: peer.says for name, peer in peers_by_name("resnet50").items()}
    assert says == RESNET50 | {"ResNet paper": 3_800_000_000, "torchvision": 4_090_000_000}


@pytest.mark.parametrize(("arch", "batch", "calflops", "torchlens"), MEASURED)
def test_tools_that_no_test_runs_have_their_measured_figures(
    arch: str, batch: int, calflops: int, torchlens: int
) -> None:
    peers = peers_by_name(arch, batch)
    assert peers["calflops, DeepSpeed"].says == calflops
    assert peers["TorchLens"].says == torchlens


@pytest.mark.parametrize(("name", "printed", "macs"), TABLE_1)
def test_the_paper_prints_its_own_networks_exact_count_with_one_decimal(
    name: str, printed: int, macs: int
) -> None:
    paper = peers_by_name(name)["ResNet paper"]
    *steps, last = paper.terms
    assert paper.says == printed * 10**8
    assert sum(step.amount for step in steps) == macs
    assert last.words.startswith("cut off" if name == "resnet50" else "rounded")


def test_between_41_and_38_stand_the_stride_and_the_cut_off() -> None:
    assert amounts_of(peers_by_name("resnet50")["ResNet paper"]) == {
        "MACs (paper)": 4_089_184_256,
        "stride in the 1×1": -231_211_008,
        "cut off to 0.1 × 10⁹": -57_973_248,
    }
    assert amounts_of(peers_by_name("resnet50,stride_in=1x1")["torchvision"]) == {
        "MACs (paper)": 3_857_973_248,
        "stride in the 3×3": 231_211_008,
        "rounded to 0.01 × 10⁹": 815_744,
    }


def test_the_papers_basic_blocks_have_option_a() -> None:
    (_, option, _) = peers_by_name("resnet34")["ResNet paper"].terms
    assert (option.words, option.amount) == ("shortcuts of option A", -19_267_584)
    assert len(peers_by_name("plain34")["ResNet paper"].terms) == 2


@pytest.mark.parametrize("name", TORCHVISION.split())
def test_torchvision_documents_our_macs_to_two_decimals(name: str) -> None:
    documented = peers_by_name(name)["torchvision"]
    assert documented.says == round(documented.terms[0].amount, -7)


@pytest.mark.parametrize(
    "arch",
    ["resnet20", "preact50", "resnet50,se=16", "resnet50,input=160", "resnet50,downsample=avg"],
)
def test_publications_say_nothing_of_networks_that_they_have_not(arch: str) -> None:
    peers = peers_by_name(arch)
    assert peers["ResNet paper"].says is peers["torchvision"].says is None
    assert "alone" in peers["ResNet paper"].note


def test_a_plain_network_is_not_torchvisions() -> None:
    assert peers_by_name("plain34")["torchvision"].says is None


def test_sources_that_speak_of_one_image_say_so_for_a_batch() -> None:
    single, batch = peers_by_name("resnet50"), peers_by_name("resnet50", 3)
    of_one_image = {"ResNet paper", "torchvision", "ptflops"}
    assert {name for name in batch if batch[name].says == single[name].says} == of_one_image
    assert {name for name in batch if "of one image" in batch[name].terms[0].words} == of_one_image
    for name in set(batch) - of_one_image:
        assert batch[name].says == 3 * (single[name].says or 0)


def test_an_illegal_batch_is_refused() -> None:
    with pytest.raises(UserError, match="batch=0"):
        peers_of(network_named("resnet18"), 0)


def test_the_json_has_every_peer_with_its_terms() -> None:
    found = peers_dict(network_named("resnet18"), 2)
    assert (found["arch"], found["batch"], found["macs"]) == ("resnet18", 2, 2 * 1_814_073_344)
    assert [peer["name"] for peer in found["peers"]][:2] == ["ResNet paper", "torchvision"]
    assert set(found["peers"][0]) == {"name", "says", "unit", "batch", "terms", "version", "note"}
