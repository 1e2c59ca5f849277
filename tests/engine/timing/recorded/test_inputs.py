"""What goes into a recorded network in a run."""

import torch
from torch import nn

from resnet_viz.engine.timing.recorded.inputs import converted, given_on, words_of
from resnet_viz.engine.trace.given import Given
from resnet_viz.engine.trace.network import network_of
from tests.samples.modules import WORDS, sample

CPU = torch.device("cpu")


def test_whole_numbers_without_values_are_words_that_the_network_has() -> None:
    model, args, kwargs = sample("Translation")
    shapes = Given((torch.empty(1, 500, dtype=torch.int64, device="meta"), args[1]), kwargs)
    graph = network_of(model, shapes, "net.py:make", "net").graph
    assert words_of(model, graph) == {"source": WORDS, "target": WORDS}
    made = given_on(shapes, model, graph, CPU, 1)
    source, target = made.args
    assert source.shape == (1, 500)
    assert set(source.unique().tolist()) == set(range(WORDS))
    assert torch.equal(target, args[1])


def test_the_smallest_embedding_says_how_many_words_there_are() -> None:
    class Two(nn.Module):
        """Words and their kinds, of which there are fewer."""

        def __init__(self) -> None:
            super().__init__()
            self.words, self.kinds = nn.Embedding(30, 4), nn.Embedding(2, 4)

        def forward(self, tokens: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            found = self.words(tokens) + self.kinds(tokens.clamp(max=1).view(-1, 3))
            return torch.where(mask.bool().unsqueeze(-1), found, 0)

    model = Two()
    given = Given(tuple(torch.empty(1, 3, dtype=torch.int64, device="meta") for _ in range(2)))
    graph = network_of(model, given, "net.py:make", "net").graph
    assert words_of(model, graph) == {"tokens": 2}
    mask = given_on(given, model, graph, CPU, 2).args[1]
    assert mask.tolist() == [[1, 1, 1], [1, 1, 1]]


def test_a_batch_repeats_what_a_person_gave() -> None:
    model, args, kwargs = sample("TwoInputs")
    given = Given(args, kwargs)
    graph = network_of(model, given, "net.py:make", "net").graph
    made = given_on(given, model, graph, CPU, 3)
    assert made.args[0].shape == (3, 3, 8, 8)
    numbers = made.kwargs["facts"]["numbers"]
    assert torch.equal(numbers, kwargs["facts"]["numbers"].repeat(3, 1))


def test_only_floats_are_converted_and_only_images_have_channels_last() -> None:
    given = Given(
        (torch.zeros(2, 3, 4, 4), torch.zeros(2, 3)), {"tokens": torch.zeros(2, 3).long()}
    )
    image, row = converted(given, torch.bfloat16, is_channels_last=True).args
    assert image.dtype == row.dtype == torch.bfloat16
    assert image.is_contiguous(memory_format=torch.channels_last)
    assert row.is_contiguous()
    kept = converted(given, torch.bfloat16, is_channels_last=True).kwargs["tokens"]
    assert kept.dtype == torch.int64
