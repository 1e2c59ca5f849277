"""What other programs say of networks of others, next to us: `python -m benchmarks.others.peers`.

Every program runs in a process of its own that already has the network in memory: CPU seconds,
memory on top of that, MACs, and how many shortcuts it shows. A program's FLOPs are halved where
its word means two for each MAC. `--markdown` prints the table of docs/models.md.
torchview and TorchLens are not installed here and left out; they count no MACs by themselves.
"""

import json
import logging
import multiprocessing
import os
import resource
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from importlib import import_module
from itertools import pairwise
from typing import Any, NamedTuple

from benchmarks.goal import Goal, finish

LIMIT_S = 120
LONGEST_REASON = 60
MIB = 2**20
Given = tuple[tuple[Any, ...], dict[str, Any]]


class Answer(NamedTuple):
    """What a program says of a network; `failure` is '' where it says something."""

    network: str
    program: str
    failure: str
    seconds: float
    megabytes: float
    macs: int
    shortcuts: int


def unet() -> Any:
    """Four halvings from 32 to 512 channels, and back with what was before each of them."""
    import torch
    from torch import nn

    def twice(inward: int, outward: int) -> nn.Sequential:
        pair = ((inward, outward), (outward, outward))
        layers = [[nn.Conv2d(a, b, 3, 1, 1), nn.BatchNorm2d(b), nn.ReLU(True)] for a, b in pair]
        return nn.Sequential(*(layer for each in layers for layer in each))

    class UNet(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            widths = [32, 64, 128, 256, 512]
            steps = list(pairwise(widths))
            self.first, self.pool = twice(3, 32), nn.MaxPool2d(2)
            self.down = nn.ModuleList(twice(a, b) for a, b in steps)
            self.up = nn.ModuleList(nn.ConvTranspose2d(b, a, 2, 2) for a, b in steps[::-1])
            self.merge = nn.ModuleList(twice(2 * a, a) for a, _ in steps[::-1])
            self.out = nn.Conv2d(32, 2, 1)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            x = self.first(x)
            skips = []
            for down in self.down:
                skips.append(x)
                x = down(self.pool(x))
            for up, merge, skip in zip(self.up, self.merge, skips[::-1], strict=True):
                x = merge(torch.cat([skip, up(x)], 1))
            return self.out(x)  # type: ignore[no-any-return]

    return UNet().eval()


def llama() -> Any:
    """Eight layers of 512 with 32,000 words."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        transformers = import_module("transformers")
    config = transformers.LlamaConfig(
        hidden_size=512,
        intermediate_size=1376,
        num_hidden_layers=8,
        num_attention_heads=8,
        use_cache=False,
    )
    return transformers.LlamaForCausalLM(config).eval()


def gpt2() -> Any:
    """As published, without its cache of keys and values."""
    transformers = import_module("transformers")
    return transformers.GPT2LMHeadModel(transformers.GPT2Config(use_cache=False)).eval()


def of_timm(name: str) -> Callable[[], Any]:
    """A network of timm with random weights."""
    return lambda: import_module("timm").create_model(name).eval()


def image(side: int) -> Callable[[], Given]:
    import torch

    return lambda: ((torch.zeros(1, 3, side, side),), {})


def tokens() -> Given:
    import torch

    return (torch.zeros(1, 128, dtype=torch.long),), {}


def networks() -> Mapping[str, tuple[Callable[[], Any], Callable[[], Given]]]:
    """Each network with what goes into it."""
    return {
        "resnet50": (of_timm("resnet50"), image(224)),
        "vit_b": (of_timm("vit_base_patch16_224"), image(224)),
        "swin_t": (of_timm("swin_tiny_patch4_window7_224"), image(224)),
        "densenet121": (of_timm("densenet121"), image(224)),
        "gpt2, 128 tokens": (gpt2, tokens),
        "llama of 8 layers, 128 tokens": (llama, tokens),
        "U-Net, 256 × 256": (unet, image(256)),
        "hrnet_w18": (of_timm("hrnet_w18"), image(224)),
    }


def by_us(model: Any, given: Given) -> tuple[int, int]:
    from resnet_viz.core.cost.report import report_of
    from resnet_viz.engine.trace.network import network_of

    network = network_of(model, given, "network", "network")
    totals = report_of(network).totals
    if network.traced is None or totals.macs != network.traced.counted_macs:
        raise RuntimeError("our count and PyTorch's on the meta device differ")
    return totals.macs, totals.shortcuts


def by_flop_counter_mode(model: Any, given: Given) -> tuple[int, int]:
    import torch
    from torch.utils.flop_counter import FlopCounterMode

    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        model(*given[0], **given[1])
    return counter.get_total_flops() // 2, 0


def by_torchinfo(model: Any, given: Given) -> tuple[int, int]:
    import torchinfo

    found = torchinfo.summary(model, input_data=list(given[0]), verbose=0, device="cpu")
    return found.total_mult_adds, 0


def by_fvcore(model: Any, given: Given) -> tuple[int, int]:
    found = import_module("fvcore.nn").FlopCountAnalysis(model, given[0])
    found.unsupported_ops_warnings(False).uncalled_modules_warnings(False)
    return int(found.total()), 0


def by_thop(model: Any, given: Given) -> tuple[int, int]:
    return int(import_module("thop").profile(model, given[0], verbose=False)[0]), 0


def by_ptflops(model: Any, given: Given) -> tuple[int, int]:
    count = import_module("ptflops").get_model_complexity_info
    (first,) = given[0]
    name = "input_ids" if first.dim() == 2 else ""
    more = {"input_constructor": lambda _: {name: first}} if name else {}
    shape = tuple(first.shape[1:])
    found = count(model, shape, as_strings=False, print_per_layer_stat=False, **more)[0]
    if found is None:
        raise RuntimeError("it says nothing")
    return int(found), 0


PROGRAMS: Mapping[str, Callable[[Any, Given], tuple[int, int]]] = {
    "ResNet Viz": by_us,
    "FlopCounterMode, CPU": by_flop_counter_mode,
    "torchinfo": by_torchinfo,
    "fvcore": by_fvcore,
    "thop": by_thop,
    "ptflops": by_ptflops,
}


def answer_of(network: str, program: str, model: Any, given: Given) -> Answer:
    """One program's answer, in this process."""
    before, start = resident_bytes(), time.process_time()
    failure, macs, shortcuts = "", 0, 0
    try:
        macs, shortcuts = PROGRAMS[program](model, given)
    except Exception as error:  # whatever another program raises
        failure = f"{type(error).__name__}: {' '.join(str(error).split())}"[:LONGEST_REASON]
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Answer(network, program, failure, seconds, max(0, peak - before) / MIB, macs, shortcuts)


def resident_bytes() -> int:
    """What this process has in memory now."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def answers() -> list[Answer]:
    """All programs on all networks, each in a process that is a copy of this one."""
    context = multiprocessing.get_context("fork")
    found = []
    for name, (build, given_of) in networks().items():
        model, given = build(), given_of()
        for program in PROGRAMS:
            ours, theirs = context.Pipe(duplex=False)
            job = (name, program, model, given)
            child = context.Process(target=lambda to=theirs, job=job: to.send(answer_of(*job)))
            child.start()
            if ours.poll(LIMIT_S):
                found.append(ours.recv())
            else:
                child.kill()
                found.append(Answer(name, program, "no answer in time", LIMIT_S, 0, 0, 0))
            child.join()
            print(found[-1], file=sys.stderr, flush=True)
    return found


def markdown(found: list[Answer]) -> str:
    """The table of docs/models.md."""
    truth = {each.network: each.macs for each in found if each.program == "ResNet Viz"}
    lines = [
        "| network | program | MACs | of the truth | CPU s | MB | shortcuts |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    for each in found:
        share = f"{each.macs / truth[each.network]:.1%}" if not each.failure else "–"
        says = f"{each.macs:,}" if not each.failure else each.failure
        costs = f"{each.seconds:.2f} | {each.megabytes:.0f} | {each.shortcuts or '–'}"
        lines.append(f"| {each.network} | {each.program} | {says} | {share} | {costs} |")
    return "\n".join(lines)


def main() -> None:
    import torch

    from resnet_viz.engine.sources.stand_in import torchvision_hidden, torchvision_stand_in

    torch.set_num_threads(1)
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    with torchvision_stand_in():
        import_module("timm")
    with torchvision_hidden():
        for name in ("transformers", "torchinfo", "fvcore.nn", "thop", "ptflops"):
            import_module(name)
        found = answers()
    if "--markdown" in sys.argv:
        print(markdown(found))
        return
    ours = [each for each in found if each.program == "ResNet Viz"]
    goals = [
        Goal("networks that we fail on", sum(bool(each.failure) for each in ours), 0),
        Goal("most CPU seconds of ours", max(each.seconds for each in ours), 3),
    ]
    finish("peers", goals, {"answers": [json.loads(json.dumps(each._asdict())) for each in found]})


if __name__ == "__main__":
    main()
