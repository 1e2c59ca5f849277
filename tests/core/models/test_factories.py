"""What of a file of Python could give a model is found by reading, never by running."""

from resnet_viz.core.models.factories import factories_in

TEXT = '''
import torch
raise SystemExit("this never runs")

def needs(width): pass

def _own(): pass

class Net(torch.nn.Module):
    """Mine."""
    def __init__(self, width=8): pass

class Wide(torch.nn.Module):
    def __init__(self, width): pass

class Plain: pass

async def later(): pass

def make(*, depth=3):
    """Makes it.

    More.
    """
'''


def test_functions_and_classes_are_found_with_those_first_that_need_nothing() -> None:
    found = [(each.name, each.is_ready, each.is_class, each.about) for each in factories_in(TEXT)]
    assert found == [
        ("Net", True, True, "Mine."),
        ("make", True, False, "Makes it."),
        ("needs", False, False, ""),
        ("Wide", False, True, ""),
    ]


def test_what_is_no_python_has_none() -> None:
    for text in ("def (", "\0", "((((" * 500, "x = " + "-" * 100_000 + "1"):
        assert factories_in(text) == ()
