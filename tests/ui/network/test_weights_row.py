"""The row of weights: what tells the sets of a file apart."""

from resnet_viz.ui.network.weights_row import set_rows


def test_sets_are_listed_by_what_tells_them_apart() -> None:
    deep = ("state_dict.module.encoder_q", "state_dict.module.encoder_k")
    assert [text for _, text in set_rows(deep)] == ["encoder_q", "encoder_k"]
    assert [name for name, _ in set_rows(deep)] == list(deep)


def test_a_set_within_another_keeps_its_own_name() -> None:
    assert [text for _, text in set_rows(("model", "model.ema"))] == ["model", "model.ema"]
    assert [text for _, text in set_rows(("a.model", "a.model.ema"))] == ["model", "model.ema"]


def test_no_sets_are_no_rows() -> None:
    assert set_rows(()) == []
