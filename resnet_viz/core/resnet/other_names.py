"""Networks by the names that papers and libraries write, as ARCH: `ResNet-50-D`, `wrn-28-10`.

A name is taken apart: who trained it, the kind, the depth, the variant, groups and widths, the data
set. What each part means is a row of a table here. The sources of the rows are the libraries' own
definitions: torchvision's and timm's `resnet.py`, GluonCV's `resnetv1b.py`, Hugging Face's
`ResNetConfig`, PaddleClas's `resnet_vd.py`, and the papers.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from resnet_viz.core.choice import did_you_mean
from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.resnet.presets import BY_NAME, CIFAR_SPEC
from resnet_viz.core.resnet.published import PUBLISHED
from resnet_viz.core.resnet.rules import dashed
from resnet_viz.core.resnet.spec import Block
from resnet_viz.core.resnet.strangers import Stranger, stranger_in
from resnet_viz.core.wording import either

LONGEST_NAME = 60

OWNERS = r"(hf[-_]hub:)?(microsoft|timm|pytorch|torchvision|facebook|nvidia|google|keras)/"
TRAINED_BY = r"(gluon|tv|ssl|swsl|ig|legacy|tf)-"  # timm's prefixes: the same networks
CAFFE = "legacy"  # timm's word for weights from Caffe, which strides in the 1×1 convolution
TAGS = r"-(in1k|1k|imagenet(-?1k)?|wsl|swsl|ssl|ssld|pytorch|torch|weights)$"

KIND = {  # the first that fits
    "plain": r"plain(-?net)?",
    "pre": r"pre-?act(ivation)?-?(res-?net)?|pre-?res-?net|res-?net-?v2",
    "wide": r"wide-?res-?net|wrn",
    "next": r"res-?next",
    "resnet": r"res-?net(-v1)?|r(?=-?(18|34|50|101|152)\b)",
}
VARIANTS = {
    # GluonCV and timm. The letters are those of He et al. 2019 ("Bag of Tricks"), figure 2.
    r"d|vd|v1d": {"stem": "deep", "downsample": "avg"},
    r"c|vc|v1c": {"stem": "deep"},
    r"s|v1s": {"stem": "deep", "stem_width": "64-64-128"},
    r"v1e": {"stem": "deep", "stem_width": "64-64-128", "downsample": "avg"},
    r"t": {"stem": "deep", "stem_width": "24-32-64", "downsample": "avg"},
    r"tn": {"stem": "deep", "stem_width": "24-32-64", "downsample": "avg"},
    r"b|vb|v1b|v1[.-]?5": {},
    r"v1": {"stride_in": "1x1"},  # the paper's own, which v1.5 changed
    r"v2": {"order": "pre"},
}
CIFAR_CLASSES = {"cifar-?10": 10, "cifar-?100": 100, "svhn": 10, "cifar": 10}
IMAGENET_DEPTHS = (18, 34, 50, 101, 152)
WIDE_DEPTHS = (50, 101, 152)  # those for ImageNet, none of which is one for CIFAR
CIFAR_NEXT_DEPTH = 29
USUAL_STAGES = 4

_NAME = re.compile(
    rf"(?P<se>se-?)?({'|'.join(f'(?P<{kind}>{words})' for kind, words in KIND.items())})"
    r"-?(?P<depth>\d{1,4})"
    rf"(-?(?P<variant>{'|'.join(VARIANTS)})(?![a-z]))?"
    r"(-?(?P<groups>\d{1,4})x(?P<group_width>\d{1,4})d)?"
    rf"(-?(?P<late>{'|'.join(VARIANTS)}))?"
    r"((?P<sign>-?x|-?w|-)(?P<factor>\d{1,2})(?P<end>x)?)?",
)

Options = dict[str, str]


class Trunk(NamedTuple):
    """What a kind and a depth name: the name of ARCH, and what has to be changed of it."""

    name: str
    options: Options
    block: Block


@lru_cache(maxsize=256)
def text_named(name: str) -> str:
    """The ARCH text of a network by another's name for it; '' where it is nobody's.

    UserError for a network that the family does not have, and for a name that means several.
    """
    if len(name) > LONGEST_NAME:
        return ""
    words, classes = _without_data_set(_plain_words(name))
    words, is_caffe = _without_trainer(words)
    if stranger := stranger_in(words):
        raise _not_in_family(name, stranger)
    found = _NAME.fullmatch(words)
    return _text_of(found, classes, is_caffe=is_caffe) if found else ""


def _not_in_family(name: str, stranger: Stranger) -> UserError:
    try:
        near = text_named(stranger.nearest)
    except UserError:  # it has more of another family
        near = ""
    return UserError(
        f"{shortened(name)} isn't in this family: it has {stranger.reason}"
        f"{f'. The nearest here is {near}' if near else ''}",
        "name",
        (near,) if near else (),
    )


def _plain_words(name: str) -> str:
    """The name in small letters and with dashes only; without owner and tag of its weights."""
    text = re.sub(rf"^{OWNERS}", "", name.strip().lower().replace("×", "x"))
    text = re.sub(r"\.[a-z]\w*$", "", text)  # timm's tags: resnet50.a1_in1k
    text = re.sub(r"[\s_()\-‐‑–]+", "-", text).strip("-")
    while (shorter := re.sub(TAGS, "", text)) != text:
        text = shorter
    return text


def _without_data_set(words: str) -> tuple[str, int]:
    """The words without the data set, and its classes; 0 where none is named."""
    for data_set, classes in CIFAR_CLASSES.items():
        found = re.fullmatch(rf"{data_set}-(.+)|(.+)-{data_set}", words)
        if found:
            return found[1] or found[2], classes
    return words, 0


def _without_trainer(words: str) -> tuple[str, bool]:
    found = re.match(TRAINED_BY, words)
    return (words[found.end() :], found[1] == CAFFE) if found else (words, False)


def _text_of(found: re.Match[str], classes: int, *, is_caffe: bool) -> str:
    trunk = _trunk_of(found)
    if trunk is None:
        return ""
    options = {**trunk.options, **_variant_of(found)}
    if found["se"]:
        options["se"] = "16"
        if _is_timm_se(found, trunk) and not is_caffe:
            options["se_min"] = "8"
    if is_caffe and not found["next"] and trunk.block is Block.BOTTLENECK:
        options["stride_in"] = "1x1"
    if trunk.block is Block.BASIC:
        options.pop("stride_in", None)
    if classes:
        options = {**_cifar_stem(trunk, options), **_sizes(classes)}
    return ",".join((trunk.name, *(f"{key}={value}" for key, value in options.items())))


def _trunk_of(found: re.Match[str]) -> Trunk | None:
    depth, factor = int(found["depth"]), int(found["factor"] or 0)
    if found["wide"]:
        is_cifar = depth not in WIDE_DEPTHS
        return _cifar_wide(depth, factor) if is_cifar else _wide(depth, factor)
    if found["next"]:
        return _next_trunk(depth, found["groups"], found["group_width"]) if not factor else None
    if found["groups"]:
        return None
    if factor:
        is_times = found["sign"] != "-" or found["end"]
        return _times(depth, factor) if is_times and found["resnet"] else None
    if found["plain"]:
        return _preset(f"plain{depth}", {}) or _trunk(depth, {"shortcut": "none"})
    if found["pre"]:
        return _preset(f"preact{depth}", {}) or _trunk(depth, {"order": "pre"})
    is_deep = _variant_of(found).get("stem") == "deep"  # which only networks for ImageNet have
    return _trunk(depth, {}, USUAL_STAGES if is_deep else 0)


def _trunk(depth: int, options: Options, stages: int = 0) -> Trunk | None:
    """The network of that depth: one of table 1 or section 4.2, else as others published it.

    Of so many stages, where a number is given.
    """
    if preset := _preset(f"resnet{depth}", options):
        return preset
    known = [row for row in PUBLISHED if row.spec.depth == depth and stages in (0, len(row.stages))]
    if len(known) > 1 and not known[0].is_usual:
        ways = either(f"{row.arch} ({row.source})" for row in known)
        raise UserError(
            f"ResNet-{depth} names {len(known)} networks. Choose {ways}",
            "name",
            tuple(row.arch for row in known),
        )
    return Trunk(known[0].arch, options, known[0].spec.block) if known else None


def _preset(name: str, options: Options) -> Trunk | None:
    preset = BY_NAME.get(name)
    return Trunk(name, options, preset.spec.block) if preset else None


def _next_trunk(depth: int, groups: str | None, group_width: str | None) -> Trunk | None:
    """ResNeXt: bottlenecks in the stages of a ResNet, or 9n + 2 layers in three for CIFAR."""
    if not groups or not group_width:
        return None
    options = {"groups": groups, "group_width": group_width}
    if depth == CIFAR_NEXT_DEPTH:  # Xie et al. 2017, section 5.4: 64 channels in the stem
        cifar = {"block": "bottleneck", "stem": "cifar", **options, **_sizes(10)}
        return Trunk("resnet,stages=3-3-3", cifar, Block.BOTTLENECK)
    trunk = _trunk(depth, options)
    return trunk if trunk and trunk.block is Block.BOTTLENECK else None


def _wide(depth: int, factor: int) -> Trunk | None:
    """Zagoruyko & Komodakis 2016, table 8: the 3×3 convolutions of a ResNet for ImageNet wider."""
    return _preset(f"resnet{depth}", {"group_width": str(64 * factor)}) if factor else None


def _times(depth: int, factor: int) -> Trunk | None:
    """All channels of a network for ImageNet times a factor: `resnet50x2`, `resnet50w2`.

    For CIFAR only `resnet8x4` and `resnet32x4` have been published (Tian et al. 2020).
    """
    if depth in IMAGENET_DEPTHS and factor:
        return _preset(f"resnet{depth}", {"width": str(64 * factor)})
    if (depth, factor) in ((8, 4), (32, 4)):
        return _trunk(depth, {"shortcut": "B", "stem_width": "32", "width": "64"})
    return None


def _cifar_wide(depth: int, factor: int) -> Trunk | None:
    """Zagoruyko & Komodakis 2016, table 1: 6n + 4 layers, of which two are projections."""
    blocks, rest = divmod(depth - 4, 6)
    if not factor:
        return None
    if rest or blocks < 1:
        near = tuple(f"wrn-{4 + 6 * max(1, each)}-{factor}" for each in (blocks, blocks + 1))
        words = f"{did_you_mean(near)}A Wide ResNet for CIFAR has 6n + 4 layers, and not {depth}"
        raise UserError(words, "name", near)
    options = {"block": "basic", "order": "pre", "stem": "cifar", "stem_width": "16"}
    options |= {"width": str(CIFAR_SPEC.width * factor), **_sizes(10)}
    return Trunk(f"resnet,stages={dashed((blocks,) * 3)}", options, Block.BASIC)


def _variant_of(found: re.Match[str]) -> Options:
    letter = found["variant"] or found["late"]
    return next((row for words, row in VARIANTS.items() if re.fullmatch(words, letter or "-")), {})


def _is_timm_se(found: re.Match[str], trunk: Trunk) -> bool:
    """Whether it is written as timm writes it, who squeezes to 8 channels at least."""
    return found["se"] == "se" and trunk.block is Block.BASIC and int(found["depth"]) in (18, 34)


def _cifar_stem(trunk: Trunk, options: Options) -> Options:
    """The options with a stem for small images, where none is named or usual."""
    named = BY_NAME.get(trunk.name.partition(",")[0])
    is_cifar = named and named.spec.stem is CIFAR_SPEC.stem
    return options if is_cifar or "stem" in options else {**options, "stem": "cifar"}


def _sizes(classes: int) -> Options:
    return {"input": "32", "classes": str(classes)}
