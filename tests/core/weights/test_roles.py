"""What the words of a set's name tell of it."""

import pytest

from resnet_viz.core.weights.roles import Role, role_of


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("state_dict", Role.PLAIN),
        ("model", Role.PLAIN),
        ("net", Role.PLAIN),
        ("schema_model", Role.PLAIN),
        ("resnet50d", Role.PLAIN),
        ("block_k2", Role.KEY),
        ("model_ema", Role.AVERAGE),
        ("state_dict_ema", Role.AVERAGE),
        ("ema2", Role.AVERAGE),
        ("emaModel", Role.AVERAGE),
        ("averaged_model", Role.AVERAGE),
        ("swa", Role.AVERAGE),
        ("state_dict.module.encoder_q", Role.PLAIN),
        ("state_dict.module.encoder_k", Role.KEY),
        ("momentum_encoder", Role.KEY),
        ("student", Role.PLAIN),
        ("teacher.backbone", Role.TEACHER),
        ("teacher_ema", Role.TEACHER),
        ("netG", Role.PLAIN),
        ("netD", Role.DISCRIMINATOR),
        ("discriminator", Role.DISCRIMINATOR),
    ],
)
def test_names_tell_roles(name: str, role: Role) -> None:
    assert role_of(name) is role
