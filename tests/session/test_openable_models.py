"""What names a network of others is known as that, and a file of Python without a factory too."""

import pytest

from resnet_viz.cli.commands.window import check_word
from resnet_viz.session.openable import Openable, kind_of


@pytest.mark.parametrize("text", ["timm:vit_base", "net.py:make", "net.pt2", "my net.py"])
def test_a_model_is_opened_as_one(text: str) -> None:
    assert kind_of(text) is Openable.MODEL


def test_a_file_of_python_opens_the_window_that_lists_what_it_has() -> None:
    check_word("net.py")
