"""What is legal: every combination that makes sense, and a reason for each that makes none."""

import pytest
from hypothesis import given

from resnet_viz.core.errors import UserError
from resnet_viz.core.limits import check_batch
from resnet_viz.core.resnet import rules
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.spec import ResNetSpec
from tests.samples.legal_specs import LEGAL_SPECS


@pytest.mark.parametrize("batch", [0, -1, 65_537])
def test_an_illegal_batch_is_refused_with_the_range(batch: int) -> None:
    with pytest.raises(UserError, match=r"batch=.* Choose 1 to 65536"):
        check_batch(batch)


def test_what_is_near_an_illegal_value_is_legal() -> None:
    for stages in ((0, 3), (5000, 1, 1), (1,) * 20, (), (999, 999, 999)):
        with pytest.raises(UserError) as caught:
            rules.check_stages(stages)
        assert parse(f"resnet,stages={caught.value.nearest[0]}")


@given(LEGAL_SPECS)
def test_the_counterpart_with_the_other_block_and_the_plain_twin_are_legal(
    spec: ResNetSpec,
) -> None:
    rules.checked(spec.with_block(spec.block.other))
    rules.checked(spec.with_shortcut(type(spec.shortcut).NONE))


@pytest.mark.parametrize(
    ("arch", "field", "nearest", "reason"),
    [
        ("resnet18,groups=2", "groups", "1", "needs bottleneck blocks"),
        ("resnext50_32x4d,block=basic,groups=1", "group_width", "64", "needs bottleneck blocks"),
        ("resnet50,group_width=3,width=16", "group_width", "4", "no channels"),
        ("resnet50,shortcut=A,downsample=avg", "downsample", "conv", "has none"),
        ("plain18,downsample=avg", "downsample", "conv", "has none"),
        ("resnet18,stem=deep,width=1", "stem", "imagenet", "half"),
        ("resnet20,se=17", "se", "16", "16 channels"),
        ("resnet20,se=65,se_min=8", "se", "64", "64 channels"),
        ("resnet18,stem_width=65,shortcut=A", "shortcut", "B", "64 or less"),
        ("resnet18,stem=deep,stem_width=1", "stem", "imagenet", "half"),
        ("resnet50,width=0", "width", "1", "Choose 1 to 1024"),
        ("resnet50,groups=1025", "groups", "1024", "Choose 1 to 1024"),
        ("resnet50,group_width=99999", "group_width", "1024", "Choose 1 to 1024"),
    ],
)
def test_a_combination_that_makes_no_sense_is_refused_with_the_reason_and_what_would_do(
    arch: str, field: str, nearest: str, reason: str
) -> None:
    with pytest.raises(UserError, match=reason) as caught:
        parse(arch)
    assert (caught.value.field, caught.value.nearest) == (field, (nearest,))
    kept = [part for part in arch.split(",") if not part.startswith(f"{field}=")]
    assert parse(",".join((*kept, f"{field}={nearest}")))
