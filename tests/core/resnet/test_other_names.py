"""Networks by the names of papers and other libraries."""

import pytest

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.arch import is_network_name, other_name_text, parse
from resnet_viz.core.resnet.presets import PRESETS, Preset
from tests.samples.timm_counts import OTHERS, OURS


def params_of(name: str) -> int:
    return report_of(network_named(name), 1).totals.params


@pytest.mark.parametrize("name", OURS)
def test_a_name_of_timm_is_its_network_to_the_last_parameter(name: str) -> None:
    assert params_of(name) == OURS[name]
    assert is_network_name(name)
    assert parse(str(parse(name))) == parse(name)


@pytest.mark.parametrize("name", OTHERS)
def test_a_network_of_another_family_is_refused_for_what_it_has(name: str) -> None:
    with pytest.raises(UserError) as caught:
        parse(name)
    assert caught.value.message.startswith(f"{name} isn't in this family: it has ")
    for near in caught.value.nearest:
        assert parse(near)
    assert is_network_name(name)


# What the publications and the libraries' own lists print: torchvision's documents, pytorchcv's
# table of CIFAR networks, Tian et al. 2020 (100 classes), Zagoruyko & Komodakis 2016.
@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("microsoft/resnet-26", 15_995_176),
        ("ResNet50_Weights.IMAGENET1K_V2", 25_557_032),
        ("wide_resnet101_2", 126_886_696),
        ("resnet18_cifar10", 11_173_962),
        ("resnet20_cifar10", 269_722),
        ("resnet20_cifar100", 275_572),
        ("preresnet110", 1_727_962),
        ("resnext29_32x4d_cifar10", 4_775_754),
        ("ResNeXt-29 (8x64d)", 34_426_698),
        ("resnext29_16x64d", 68_155_210),
        ("wrn-28-10", 36_479_194),
        ("wrn16_10_cifar10", 17_116_634),
        ("WRN-40-8", 35_748_314),
        ("wrn28_10_cifar100", 36_536_884),
        ("cifar100_resnet8x4", 1_233_540),
        ("cifar100_resnet32x4", 7_433_860),
    ],
)
def test_a_published_name_has_its_published_parameters(name: str, params: int) -> None:
    assert params_of(name) == params


@pytest.mark.parametrize(
    ("names", "arch"),
    [
        ("ResNet-50, ResNet50, RESNET_50, resnet 50, R-50, r50, resnet50v1.5", "resnet50"),
        ("ResNet-50 v1.5, resnet50_v1b, tv_resnet50, hf_hub:timm/resnet50.a1_in1k", "resnet50"),
        ("microsoft/resnet-50, timm/resnet50.a1_in1k, ResNet50_vb, resnet_v1_50", "resnet50"),
        ("resnet50_v1, legacy_resnet50", "resnet50,stride_in=1x1"),
        ("resnet18_v1, RESNET18", "resnet18"),
        ("resnet50d, ResNet-50-D, resnet50_v1d, ResNet50_vd", "resnet50,stem=deep,downsample=avg"),
        ("resnet50c, resnet50_v1c", "resnet50,stem=deep"),
        ("resnet50s, gluon_resnet50_v1s", "resnet50,stem=deep,stem_width=64-64-128"),
        ("resnet50t", "resnet50,stem=deep,stem_width=24-32-64,downsample=avg"),
        ("resnet26, ResNet-26, timm/resnet26.bt_in1k", "resnet,stages=2-2-2-2,block=bottleneck"),
        ("resnet10, ResNet-10", "resnet,stages=1-1-1-1,block=basic"),
        ("resnet200, ResNet-200", "resnet,stages=3-24-36-3,block=bottleneck"),
        ("resnet164, ResNet-164", "preact164,order=post"),
        ("resnet8", "resnet20,depth=8"),
        ("seresnet50, se_resnet50, SE-ResNet-50", "resnet50,se=16"),
        ("SE-ResNet-18, legacy_seresnet18", "resnet18,se=16"),
        ("seresnet18", "resnet18,se=16,se_min=8"),
        ("ResNeXt-50 (32x4d), resnext50-32x4d, ResNeXt50 32×4d", "resnext50_32x4d"),
        ("SE-ResNeXt-50 (32×4d)", "resnext50_32x4d,se=16"),
        ("resnext101_32x8d_wsl, ig_resnext101_32x8d", "resnext101_32x8d"),
        ("WRN-50-2, Wide ResNet-50-2, wide-resnet-50-2, wrn50_2", "wide_resnet50_2"),
        ("wrn-28-10, WRN-28-10, wide_resnet28_10, wideresnet28-10, cifar_wideresnet28_10",
         "resnet,stages=4-4-4,block=basic,order=pre,stem=cifar,stem_width=16,width=160,input=32,"
         "classes=10"),
        ("PreActResNet18, preresnet18, PreAct-ResNet-18, resnet18v2, resnetv2_18", "preact18"),
        ("PreActResNet110, preresnet-110, preact-resnet110", "preact110"),
        ("resnet50_v2, ResNet50V2, resnet_v2_50", "preact50"),
        ("Plain-34, plain_34, PlainNet-34", "plain34"),
        ("plain50", "resnet50,shortcut=none"),
        ("resnet50w2, ResNet-50 (2x), resnet50x2", "resnet50,width=128"),
        ("cifar10_resnet20, resnet20_cifar10, cifar_resnet20_v1", "resnet20"),
        ("ResNet,depth=50", "resnet50"),
    ],
)  # fmt: skip
def test_all_ways_to_write_a_name_are_one_network(names: str, arch: str) -> None:
    each = [names] if "=" in names else names.split(", ")
    assert {name: parse(name) for name in each} == dict.fromkeys(each, parse(arch))


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: str(preset.name))
def test_the_title_that_the_window_shows_names_the_network(preset: Preset) -> None:
    assert parse(preset.title) == preset.spec


def test_options_follow_a_name_of_others_as_they_follow_ours() -> None:
    assert parse("ResNet-50-D,width=32,input=64") == parse(
        "resnet50,stem=deep,downsample=avg,width=32,input=64"
    )
    assert parse("wrn-28-10,classes=100").classes == 100
    assert parse("ResNet-50,depth=101") == parse("resnet101")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("resnet14", "ResNet-14 names 2 networks. Choose resnet,stages=1-1-1-1,block=bottleneck"),
        ("resnet38", "ResNet-38 names 3 networks. Choose "),
        ("wrn-30-2", "A Wide ResNet for CIFAR has 6n + 4 layers, and not 30"),
        ("RN50", "it has CLIP's stem and pooling. The nearest here is resnet50"),
        ("resnest50d_1s4x24d", "it has split attention. The nearest here is resnet50"),
        ("skresnext50_32x4d", "it has selective kernels. The nearest here is resnet50,groups=32"),
        ("resnet50_ibn_a", "it has instance norms. The nearest here is resnet50"),
        ("res2net50_26w_4s", "it has 3×3 convolutions that are split in a chain"),
    ],
)
def test_a_name_that_is_no_one_network_says_which_there_are(name: str, words: str) -> None:
    with pytest.raises(UserError) as caught:
        parse(name)
    assert words in caught.value.message
    for near in caught.value.nearest:
        assert parse(near)


@pytest.mark.parametrize(
    "name",
    ["resnet50-2", "resnet50_32x4d", "wrn-28", "resnext50", "resnet50dd", "dir/resnet50", "r7",
     "resnet", "resnet_", "50", "a" * 1000, "vgg16", "densenet121", "resnet0", "resnet20x3", ""],
)  # fmt: skip
def test_what_only_looks_like_a_name_names_nothing(name: str) -> None:
    with pytest.raises(UserError):
        parse(name)


def test_our_text_is_told_where_it_is_another_and_not_where_only_the_letters_differ() -> None:
    assert other_name_text("resnet50d") == "resnet50d is resnet50,stem=deep,downsample=avg"
    assert other_name_text("WRN-50-2") == "WRN-50-2 is wide_resnet50_2"
    for same in ("ResNet-50", "resnet50", "RESNET_50", "ResNeXt-50 (32x4d)", "resnet,depth=26"):
        assert other_name_text(same) == ""


@pytest.mark.parametrize("name", ["WRN-28-10", "WRN-16-8", "WRN-40-2"])
def test_a_wide_resnet_of_cifar_is_called_by_its_published_name(name: str) -> None:
    assert network_named(name).title == name
    assert network_named(f"{name.lower()},classes=100").title == name
    assert network_named(f"{name},classes=0").title == f"{name}, no fc layer"
    assert network_named(f"{name},se=4").title != name
    assert network_named(f"{name},order=post").title != name
