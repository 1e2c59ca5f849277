"""What is legal, and the nearest legal value to what is not."""

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.limits import check_number, nearest_to
from resnet_viz.core.resnet.spec import (
    Block,
    Downsample,
    Image,
    ResNetSpec,
    ShortcutOption,
    Stem,
)
from resnet_viz.core.resnet.spread import spread

MAX_STAGES = 8
MAX_BLOCKS = 1000  # in all stages: past every published network, small enough to draw
MAX_CHANNELS = 4096
MAX_SIDE = 8192
MAX_CLASSES = 1_000_000
MAX_WIDTH = 1024  # sixteen times the paper's; with the next two, what PyTorch can still count
MAX_GROUPS = 1024
MAX_GROUP_WIDTH = 1024
TORCHVISION_WIDTH = 64  # planes to which `group_width` refers
DEEP_STEM_WIDTH = 2  # its first convolutions have half of the width
DEEP_STEM_CONVS = 3
MAX_SE_MIN = 1024


def checked(spec: ResNetSpec) -> ResNetSpec:
    """The spec itself when it is legal; UserError otherwise."""
    check_stages(spec.stages)
    check_image(spec.image)
    check_number("classes", spec.classes, MAX_CLASSES, least=0)
    check_number("width", spec.width, MAX_WIDTH)
    check_number("groups", spec.groups, MAX_GROUPS)
    check_number("group_width", spec.group_width, MAX_GROUP_WIDTH)
    _check_groups(spec)
    _check_stem(spec)
    _check_padding(spec)
    _check_downsample(spec)
    _check_se(spec)
    return spec


def check_stages(stages: tuple[int, ...]) -> None:
    """UserError unless there are 1 to 8 stages of at least one block, 1000 blocks at most."""
    if not 1 <= len(stages) <= MAX_STAGES:
        raise UserError(
            f"stages={shortened(dashed(stages))} names {len(stages)} stages; "
            f"1 to {MAX_STAGES} are allowed, such as 3-4-6-3",
            "stages",
            (dashed(stages[:MAX_STAGES] or (2, 2, 2, 2)),),
            in_window=f"A network has 1 to {MAX_STAGES} stages.",
        )
    if min(stages) < 1 or sum(stages) > MAX_BLOCKS:
        legal = tuple(max(1, blocks) for blocks in stages)
        nearest = legal if sum(legal) <= MAX_BLOCKS else spread(MAX_BLOCKS, legal)
        raise UserError(
            f"stages={shortened(dashed(stages))} is out of range: each stage needs at least "
            f"1 block ({MAX_BLOCKS} in total), such as 3-4-6-3",
            "stages",
            (dashed(nearest),),
            in_window=f"Each stage needs at least 1 block ({MAX_BLOCKS} in total).",
        )


def check_image(image: Image) -> None:
    """UserError unless channels and sides are positive and within reach of memory."""
    nearest = Image(
        nearest_to(image.channels, MAX_CHANNELS),
        nearest_to(image.height, MAX_SIDE),
        nearest_to(image.width, MAX_SIDE),
    )
    if nearest != image:
        raise UserError(
            f"input={_crossed(image)} is out of range. Channels go from 1 to {MAX_CHANNELS}, "
            f"height and width from 1 to {MAX_SIDE}, such as 3x224x224",
            "input",
            (_crossed(nearest),),
            in_window=f"Channels go to {MAX_CHANNELS}, height and width to {MAX_SIDE}.",
        )


def dashed(stages: tuple[int, ...]) -> str:
    """A stage list as ARCH has it: `3-4-6-3`."""
    return "-".join(map(str, stages))


def _check_groups(spec: ResNetSpec) -> None:
    if spec.block is Block.BASIC:
        for field, value, only in (
            ("groups", spec.groups, 1),
            ("group_width", spec.group_width, TORCHVISION_WIDTH),
        ):
            if value != only:
                raise UserError(
                    f"{field}={value} needs bottleneck blocks, whose 3x3 convolution it divides. "
                    f"Basic blocks only have {field}={only}",
                    field,
                    (str(only),),
                    in_window="Only bottleneck blocks have groups.",
                )
    elif spec.inner_channels(1) < 1:
        least = -(-TORCHVISION_WIDTH // spec.width)
        raise UserError(
            f"group_width={spec.group_width} leaves a group no channels at width={spec.width}: "
            f"a group has width · group_width / {TORCHVISION_WIDTH} of them. "
            f"At this width group_width goes from {least}",
            "group_width",
            (str(least),),
            in_window="A group would have no channels at this width.",
        )


def _check_stem(spec: ResNetSpec) -> None:
    allowed = (1, DEEP_STEM_CONVS) if spec.stem is Stem.DEEP else (1,)
    if spec.stem_width and len(spec.stem_width) not in allowed:
        raise _wrong_count(spec)
    for width in spec.stem_width:
        check_number("stem_width", width, MAX_WIDTH)
    if min(spec.stem_channels) < 1:
        field = "stem_width" if spec.stem_width else "width"
        raise UserError(
            f"stem=deep needs {field}={DEEP_STEM_WIDTH} or more, as its first convolutions have "
            f"half of it. Take a larger {field.replace('_', ' ')} or stem=imagenet",
            "stem",
            (Stem.IMAGENET,),
            in_window=f"A stem of three convolutions needs a width of {DEEP_STEM_WIDTH} or more.",
        )


def _wrong_count(spec: ResNetSpec) -> UserError:
    """That the stem has not so many convolutions as numbers are given."""
    out, count = str(nearest_to(spec.stem_width[-1], MAX_WIDTH)), len(spec.stem_width)
    if spec.stem is Stem.DEEP:
        return UserError(
            f"stem_width has {count} numbers, and a deep stem {DEEP_STEM_CONVS} convolutions. "
            "Write one number, or three such as 24-32-64",
            "stem_width",
            (out,),
            in_window="Enter one number, or three such as 24-32-64.",
        )
    return UserError(
        f"stem_width has {count} numbers, and stem={spec.stem} one convolution. Write one number, "
        "or add stem=deep",
        "stem_width",
        (out,),
        in_window="This stem has one convolution. Enter one number.",
    )


def _check_padding(spec: ResNetSpec) -> None:
    if spec.shortcut is ShortcutOption.ZERO_PAD and not spec.is_stem_padded:
        most = spec.out_channels(1)
        raise UserError(
            f"shortcut=A adds channels of zeros and can't take any away: the stem gives "
            f"{spec.stem_channels[-1]}, the first stage {most}. Take stem_width={most} or less, "
            "or shortcut=B",
            "shortcut",
            (ShortcutOption.PROJECTION,),
            in_window="Zero-padding can't make the stem's channels fewer.",
        )


def _check_downsample(spec: ResNetSpec) -> None:
    if spec.downsample is Downsample.AVG and not spec.shortcut.has_projections:
        raise UserError(
            f"downsample=avg pools before a projection, and shortcut={spec.shortcut} has none. "
            "Take shortcut=B or C, or downsample=conv",
            "downsample",
            (Downsample.CONV,),
            in_window="Average pooling comes before a projection, and there is none.",
        )


def _check_se(spec: ResNetSpec) -> None:
    most = spec.most_se
    if not 0 <= spec.se <= most:
        stage = "first" if most == spec.out_channels(1) else "last"
        raise UserError(
            f"se={spec.se} is out of range: the {stage} stage has {most} channels to reduce. "
            f"Choose 1 to {most}, or 0 for none",
            "se",
            (str(min(max(spec.se, 0), most)),),
            in_window=f"At most {most}: the channels of the {stage} stage.",
        )
    check_number("se_min", spec.se_min, MAX_SE_MIN)
    if spec.se_min > 1 and not spec.se:
        raise UserError(
            f"se_min={spec.se_min} needs squeeze-and-excitation, and se=0 is none. Add se=16, or "
            "leave se_min out",
            "se_min",
            ("1",),
            in_window="Only squeeze-and-excitation has a minimum. Choose a reduction first.",
        )


def _crossed(image: Image) -> str:
    return "x".join(map(str, image))
