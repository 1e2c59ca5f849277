"""Numbers and devices as callers of the API give them."""

import numpy
import pytest
import torch  # noqa: TID253  # its numbers and devices are the subject

from resnet_viz.core.errors import UserError
from resnet_viz.core.given import device_text, real_number, whole_number, whole_numbers

WHOLE = (8, numpy.int8(8), numpy.int32(8), numpy.uint64(8), numpy.array(8), torch.tensor(8))
NOT_WHOLE = (2.5, 8.0, True, numpy.True_, torch.tensor(data=True), "8", None, [8], numpy.float32(8))


@pytest.mark.parametrize("value", WHOLE, ids=lambda value: str(type(value)))
def test_every_whole_number_becomes_an_int(value: object) -> None:
    found = whole_number("batch", value)
    assert found == 8
    assert type(found) is int


@pytest.mark.parametrize("value", [*NOT_WHOLE, numpy.array([1, 2]), torch.ones(2)], ids=repr)
def test_what_is_not_a_whole_number_is_refused_by_the_name_of_its_argument(value: object) -> None:
    with pytest.raises(UserError, match=r"^batch=.* is not a whole number$") as caught:
        whole_number("batch", value)
    assert caught.value.field == "batch"


def test_a_number_that_python_can_not_write_is_out_of_range() -> None:
    with pytest.raises(UserError, match="batch is out of range: it has more than 18 digits"):
        whole_number("batch", 10**5000)


def test_numbers_come_as_any_row() -> None:
    for row in ((3, 4), [3, 4], numpy.array([3, 4]), torch.tensor([3, 4]), torch.Size((3, 4))):
        found = whole_numbers("stages", row)
        assert found == (3, 4)
        assert {type(each) for each in found} == {int}
    for wrong in ("34", b"34", 34, (3, 4.0), (True, 2)):
        with pytest.raises(UserError, match="stages="):
            whole_numbers("stages", wrong)


def test_a_scale_is_any_number_but_no_truth_and_no_text() -> None:
    for value in (2, 2.0, numpy.float32(2), torch.tensor(2.0)):
        assert real_number("scale", value) == 2.0
    for wrong in (True, "2", None, [2.0], torch.ones(2)):
        with pytest.raises(UserError, match=r"^scale=.* is not a number$"):
            real_number("scale", wrong)


def test_a_device_is_a_text_or_pytorchs_own_object() -> None:
    assert device_text("cuda:1") == "cuda:1"
    assert device_text(torch.device("cuda", 1)) == "cuda:1"
    assert device_text(torch.device("meta")) == "meta"
    for wrong in (0, None, torch.zeros(1)):
        with pytest.raises(UserError, match=r"is not a device. Give PyTorch's name"):
            device_text(wrong)
