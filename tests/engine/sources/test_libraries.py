"""Models of installed libraries: built with random weights, refused in one sentence."""

import os

import pytest
import torch

from resnet_viz.core.errors import UserError
from resnet_viz.core.models.source import source_in
from resnet_viz.engine.sources import libraries
from resnet_viz.engine.sources.libraries import installed_version, library_model, model_names
from resnet_viz.engine.sources.load import Loaded, loaded


def load(text: str) -> Loaded:
    source = source_in(text)
    assert source is not None
    return loaded(source, "")


@pytest.mark.parametrize(
    ("text", "params", "inputs"),
    [  # figures of the libraries' own documents
        ("timm:resnet50", 25_557_032, ["1x3x224x224"]),
        pytest.param("timm:inception_v3", 23_834_568, ["1x3x299x299"], marks=pytest.mark.deep),
        ("transformers:GPT2LMHeadModel", 124_439_808, ["input_ids:1x128:int64"]),
        pytest.param(
            "transformers:ViTModel",
            86_389_248,
            ["pixel_values:1x3x224x224"],
            marks=pytest.mark.deep,
        ),
    ],
)
def test_a_model_is_built_without_memory_and_given_what_its_library_says(
    text: str, params: int, inputs: list[str]
) -> None:
    found = load(text)
    assert sum(each.numel() for each in found.module.parameters()) == params
    assert all(each.is_meta for each in found.module.parameters())
    assert not found.module.training
    assert list(map(str, found.inputs)) == inputs
    with torch.no_grad():
        found.module(*found.given[0], **found.given[1])


@pytest.mark.deep
def test_an_encoder_and_decoder_are_given_both_texts() -> None:
    found = load("transformers:T5Model")
    assert set(found.given[1]) == {"input_ids", "decoder_input_ids"}


def test_an_element_type_that_was_left_out_is_the_one_that_was_guessed() -> None:
    found = load("transformers:GPT2LMHeadModel,input=2x16")
    assert [(each.shape, each.dtype) for each in found.given[0]] == [((2, 16), torch.int64)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("timm:resnet5", "did you mean timm:resnet50"),
        ("timm:hf-hub:someone/something", "timm has no model"),
        ("timm:local-dir:/tmp", "timm has no model"),
        ("transformers:BertConfig", "is not a model"),
        ("transformers:AutoModel", "is not a model"),
        ("transformers:PreTrainedModel", "no configuration of its own"),
        ("transformers:Nothing", "transformers has no model"),
        ("transformers:os", "transformers has no model"),
        ("transformers:__class__", "transformers has no model"),
    ],
)
def test_what_a_library_does_not_have_is_one_sentence(text: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        load(text)


def test_nothing_is_looked_up_elsewhere() -> None:
    load("timm:resnet18")
    assert os.environ["HF_HUB_OFFLINE"] == "1"


def test_a_library_that_is_not_installed_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    libraries.imported.cache_clear()
    monkeypatch.setattr(libraries, "installed_version", lambda _: "")
    source = source_in("timm:resnet50")
    assert source
    with pytest.raises(UserError, match="timm is not installed here"):
        library_model(source)
    libraries.imported.cache_clear()


def test_a_library_that_does_not_import_is_named_with_its_own_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(name: str) -> str:
        return f"RuntimeError: {name} wants another PyTorch"

    libraries.imported.cache_clear()
    monkeypatch.setattr(libraries, "failure_of", fail)
    source = source_in("torchvision:resnet50")
    assert source
    with pytest.raises(UserError) as refused:
        library_model(source)
    assert refused.value.message == (
        "torchvision is installed, but does not work with this PyTorch: "
        "RuntimeError: torchvision wants another PyTorch"
    )
    libraries.imported.cache_clear()


def test_the_names_of_a_library_are_those_that_it_builds() -> None:
    names = model_names("timm")
    assert len(names) > 1000
    assert "vit_base_patch16_224" in names
    assert installed_version("timm")
