"""Messages: a template and its values, in English until there are other languages."""

import pytest

from resnet_viz.core.message import Message, translate


def test_a_message_fills_its_template() -> None:
    message = Message("{device} needs {size:.1f} GiB", {"device": "The CPU", "size": 2.25})
    assert str(message) == translate(message) == "The CPU needs 2.2 GiB"


def test_a_message_may_be_a_value_of_another() -> None:
    inner = Message("{count} layers", {"count": 3})
    assert str(Message("{what} are slow", {"what": inner})) == "3 layers are slow"


def test_a_value_that_is_missing_is_no_silence() -> None:
    with pytest.raises(KeyError):
        str(Message("{count} passes"))
