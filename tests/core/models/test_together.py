"""Which networks of others may run in one process, and what is said of ResNets next to them."""

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.models.together import check_together, company_text


@pytest.mark.parametrize(
    "archs",
    [
        (),
        ("resnet50", "resnet34"),
        ("net.py:make", "resnet50", "net.py:wide,input=1x3x8x8"),
        ("timm:resnet50", "transformers:BertModel", "resnet50"),
        ("net.py:make", "net.pt2"),  # which has no code; that is refused elsewhere
    ],
)
def test_one_files_code_or_libraries_may_run_next_to_the_family(archs: tuple[str, ...]) -> None:
    check_together(archs)


@pytest.mark.parametrize(
    "archs",
    [
        ("net.py:make", "resnet50", "other.py:make"),
        ("a/net.py:make", "b/net.py:make"),
        ("timm:resnet50", "net.py:make"),
    ],
)
def test_two_files_and_a_file_with_a_library_are_refused(archs: tuple[str, ...]) -> None:
    with pytest.raises(UserError, match="can't be timed in turn: the code of a file"):
        check_together(archs)


def test_that_resnets_ran_next_to_code_of_others_is_said_and_only_then() -> None:
    assert company_text(("resnet50", "resnet34")) == ""
    assert company_text(("net.py:make", "net.py:wide")) == ""
    for archs in (("resnet50", "a/net.py:make"), ("a/net.py:make", "resnet50")):
        assert company_text(archs) == (
            "Our ResNets ran in the same process as net.py:make, whose code may have changed "
            "PyTorch"
        )
