"""Texts that name networks of others: read, written, and never taken for ARCH."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.core.errors import UserError
from resnet_viz.core.models.source import Source, SourceKind, may_share, source_in
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.presets import BY_NAME

FACTORY, EXPORTED = SourceKind.FACTORY, SourceKind.EXPORTED


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("timm:resnet50", Source(SourceKind.TIMM, "", "resnet50")),
        ("timm:resnet50.a1_in1k", Source(SourceKind.TIMM, "", "resnet50.a1_in1k")),
        ("net.py:make", Source(FACTORY, "net.py", "make")),
        ("net.py:Net.small", Source(FACTORY, "net.py", "Net.small")),
        ("a, b/c:d/net.py:make", Source(FACTORY, "a, b/c:d/net.py", "make")),
        ("a,input=1x3/net.py:make", Source(FACTORY, "a,input=1x3/net.py", "make")),
        (r"C:\nets\net.py:make", Source(FACTORY, r"C:\nets\net.py", "make")),
        (r"C:\nets\net.pt2", Source(EXPORTED, r"C:\nets\net.pt2")),
        ("net.pt2", Source(EXPORTED, "net.pt2")),
        ("NET.PT2", Source(EXPORTED, "NET.PT2")),
        ("a.pt2/net.py:make", Source(FACTORY, "a.pt2/net.py", "make")),
        (
            "net.py:make,input=1x3,input=tokens:1x128:int64",
            Source(FACTORY, "net.py", "make", ("1x3", "tokens:1x128:int64")),
        ),
    ],
)
def test_a_text_is_read_and_written_as_it_was(text: str, source: Source) -> None:
    assert source_in(text) == source
    assert str(source) == text


@pytest.mark.parametrize(
    "text",
    [*BY_NAME, "resnet50,stride_in=1x1", "weights.pth::ema", "a.resnetviz", "http://net.py", ""],
)
def test_other_texts_are_no_sources(text: str) -> None:
    assert source_in(text) is None


@given(st.text(), st.text("abc_", min_size=1))
def test_whatever_the_folder_a_factory_is_read_as_itself(folder: str, name: str) -> None:
    text = f"{folder}/net.py:{name}".strip()
    found = source_in(text)
    if "\n" in text:
        return
    assert found is not None
    assert (found.path, found.name, str(found)) == (text[: -len(name) - 1], name, text)


def test_a_title_has_no_folders() -> None:
    texts = ["/a/b/net.py:make,input=1x3", r"C:\a\net.py:make", "timm:vgg11", "/a/b/net.pt2"]
    titles = [source.title for text in texts if (source := source_in(text))]
    assert titles == ["net.py:make", "net.py:make", "timm:vgg11", "net.pt2"]


def test_a_process_is_shared_by_libraries_and_by_factories_of_one_file_only() -> None:
    timm, bert, one, two, other = (
        found
        for text in ("timm:a", "transformers:B", "net.py:a", "net.py:b", "other.py:a")
        if (found := source_in(text))
    )
    assert may_share(timm, bert)
    assert may_share(one, two)
    assert not may_share(one, other)
    assert not may_share(timm, one)
    assert not may_share(one, timm)


def test_a_network_that_was_not_recorded_is_refused_in_a_sentence() -> None:
    with pytest.raises(UserError, match="has not been recorded yet"):
        network_named("timm:never_recorded")
