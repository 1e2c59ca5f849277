"""Networks of others, recorded and costed: `python -m benchmarks.others.models [--write]`.

Goals are CPU seconds of trace, graph and costs in a fresh process, without imports and building.
With `--write` all of `NETWORKS` are recorded one after the other and the table in docs/models.md is
made of what was found. Baseline in the same run: a plain forward pass on the meta device, and all
three passes: one with twice the batch and one for PyTorch's counter follow the first.
"""

import json
import subprocess
import sys
import types
import warnings
from collections import Counter
from pathlib import Path
from time import process_time
from typing import Any

import torch

from benchmarks.goal import Goal, finish, usual_environment
from resnet_viz.core.cost.report import report_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.models.source import source_in
from resnet_viz.core.structure.graph import graph_of
from resnet_viz.core.wording import digits_grouped
from resnet_viz.engine.sources.load import loaded
from resnet_viz.engine.trace.network import network_of
from resnet_viz.engine.trace.record import recorded

PAGE = Path(__file__).parent.parent.parent / "docs" / "models.md"
BEGIN, END = "<!-- table -->", "<!-- end of table -->"
LLAMA = "transformers:LlamaForCausalLM,input=input_ids:1x512:int64"
LONG = "resnet,stages=175-175-175-175,block=basic"  # 4,913 layers
MOST_S = {"timm:vit_base_patch16_224": 0.5, LLAMA: 2.0, LONG: 3.0}
MOST_LLAMA_MB = 600
TIMM = (
    "resnet18", "resnet50", "resnet101d", "resnext50_32x4d", "seresnet50", "resnet50_gn",
    "resnetv2_50", "res2net50_26w_4s", "resnest14d", "skresnet18", "dla34", "dpn68", "vgg16",
    "vit_base_patch16_224", "deit3_small_patch16_224", "vit_base_patch14_dinov2",
    "beit_base_patch16_224", "cait_xxs24_224", "xcit_nano_12_p8_224",
    "swin_tiny_patch4_window7_224", "swinv2_tiny_window8_256", "maxvit_tiny_tf_224",
    "coatnet_0_rw_224", "convnext_tiny", "convnextv2_atto", "convmixer_768_32", "mixer_s16_224",
    "resmlp_12_224", "gmlp_s16_224", "poolformer_s12", "caformer_s18", "densenet121",
    "efficientnet_b0", "efficientnetv2_rw_s", "mnasnet_100", "mobilenetv2_100",
    "mobilenetv3_large_100", "mobilenetv4_conv_small", "ghostnet_100", "rexnet_100", "mixnet_s",
    "lcnet_050", "edgenext_small", "mobilevit_s", "fastvit_t8", "repvit_m1", "repvgg_a0",
    "efficientformer_l1", "efficientvit_b0", "levit_128", "pit_s_224", "pvt_v2_b0",
    "twins_pcpvt_small", "crossvit_tiny_240", "volo_d1_224", "visformer_small",
    "tnt_s_patch16_224", "coat_tiny", "nest_tiny", "mvitv2_tiny", "hiera_tiny_224", "davit_tiny",
    "focalnet_tiny_srf", "gcvit_xxtiny", "sequencer2d_s", "inception_v3", "inception_resnet_v2",
    "xception41", "nasnetalarge", "nfnet_l0", "cspdarknet53", "vovnet39a", "regnety_016",
    "halonet26t", "botnet26t_256", "lambda_resnet26t", "eva02_tiny_patch14_224",
    "samvit_base_patch16", "tiny_vit_5m_224", "hrnet_w18", "rdnet_tiny", "mambaout_femto",
)  # fmt: skip
TORCHVISION = (
    "vit_b_16", "swin_t", "swin_v2_t", "fcn_resnet50", "deeplabv3_resnet50", "googlenet",
    "alexnet", "squeezenet1_0", "shufflenet_v2_x1_0", "maxvit_t", "efficientnet_v2_s", "r3d_18",
    "swin3d_t",
)  # fmt: skip
TRANSFORMERS = (
    "GPT2LMHeadModel", "BertModel", "LlamaForCausalLM,input=input_ids:1x512:int64",
    "MixtralForCausalLM", "T5Model", "BartModel", "CLIPModel", "ViTModel", "DistilBertModel",
    "DebertaV2Model", "WhisperModel", "MambaForCausalLM", "GemmaForCausalLM", "FalconForCausalLM",
    "SegformerForSemanticSegmentation", "Wav2Vec2Model", "ConvNextModel",
)  # fmt: skip
NETWORKS = (
    *(f"timm:{name}" for name in TIMM),
    *(f"torchvision:{name}" for name in TORCHVISION),
    *(f"transformers:{name}" for name in TRANSFORMERS),
)


def module_of(text: str) -> tuple[Any, Any]:
    """A network's module on the meta device, and what it is given."""
    source = source_in(text)
    if source is None:
        from resnet_viz.api import build

        return build(text, "meta"), ((torch.empty(1, 3, 224, 224, device="meta"),), {})
    found = loaded(source, "")
    return found.module, found.given


def measured(text: str) -> dict[str, Any]:
    """What is found of one network, in this process: CPU seconds, MB, counts."""
    model, given = module_of(text)
    forget_peak()
    before = peak_mb()
    start = process_time()
    network = network_of(model, given, text, text)
    report = report_of(network, 1)
    spent = process_time() - start
    return {**facts_of(network), "macs": report.totals.macs, "params": report.totals.params,
            "is_complete": report.totals.is_complete, "cpu_s": spent,
            "mb": peak_mb() - before, "process_mb": peak_mb()}  # fmt: skip


def traced_and_costed_s(text: str) -> float:
    """CPU seconds of one trace, its graph and all costs: without the two passes that check them."""
    model, (args, kwargs) = module_of(text)
    start = process_time()
    graph = graph_of(recorded(model, args, kwargs, title=text))
    report_of(Network(text, text, graph), 1)
    return process_time() - start


def facts_of(network: Network) -> dict[str, Any]:
    """What the table says of a network."""
    traced = network.traced
    assert traced
    kinds = Counter(
        f"{each.kind} cat" if each.how == "cat" else str(each.kind)
        for each in network.graph.shortcuts
    )
    return {
        "way": traced.way,
        "layers": len(network.graph.nodes),
        "shortcuts": ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items())),
        "counted_macs": traced.counted_macs,
    }


def forget_peak() -> None:
    """Starts the system's count of the most memory again, where it can."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def peak_mb() -> float:
    """The most memory of this process since then, in MB; 0 where the system doesn't say."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def in_new_process(text: str) -> dict[str, Any]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.others.models", text]
    done = subprocess.run(
        command, capture_output=True, check=True, text=True, env=usual_environment()
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def plain_pass_s(text: str) -> float:
    """CPU seconds of a forward pass on the meta device that nobody looks at."""
    model, (args, kwargs) = module_of(text)
    start = process_time()
    with torch.no_grad():
        model(*args, **kwargs)
    return process_time() - start


def row_of(text: str) -> str:
    """One row of the table, whatever comes of a network."""
    try:
        found = measured(text)
    except UserError as error:
        return f"| {text} | {error} | | | | | | |"
    agrees = found["counted_macs"] == found["macs"]
    macs = digits_grouped(found["macs"]) + ("" if found["is_complete"] else " at least")
    cells = (
        text, found["way"], found["layers"], found["shortcuts"] or "none",
        digits_grouped(found["params"]), macs + ("" if agrees else " (!)"),
        f"{1000 * found['cpu_s']:.0f}", f"{found['mb']:.0f}",
    )  # fmt: skip
    return "| " + " | ".join(map(str, cells)) + " |"


def write_table() -> None:
    """Puts the rows between the marks of the page."""
    stand_in = types.ModuleType("torchvision._meta_registrations")
    sys.modules.setdefault(stand_in.__name__, stand_in)  # it needs operations of the very build
    rows = []
    for text in NETWORKS:
        rows.append(row_of(text))
        print(rows[-1], flush=True)
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    title = "| network | way | layers | shortcuts | parameters | MACs | ms | MB |"
    table = "\n".join((title, "|---|---|---|---|---|---|---|---|", *rows))
    PAGE.write_text(f"{head}{BEGIN}\n\n{table}\n\n{END}{tail}", encoding="utf-8")


def main() -> None:
    """Measures each goal in a process of its own and ends this one."""
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    asked = sys.argv[1:]
    if asked == ["--write"]:
        write_table()
        return
    if asked:
        first = traced_and_costed_s(asked[0])
        print(json.dumps({**measured(asked[0]), "first_s": first}))
        return
    found = {text: in_new_process(text) for text in MOST_S}
    goals = [
        Goal(f"CPU s of {text}", found[text]["first_s"], most) for text, most in MOST_S.items()
    ]
    goals.append(Goal("MB of the Llama's process", found[LLAMA]["process_mb"], MOST_LLAMA_MB))
    finish(
        "models",
        goals,
        {
            "plain_pass_s": {text: plain_pass_s(text) for text in MOST_S},
            "with_checks_s": {text: found[text]["cpu_s"] for text in MOST_S},
        },
    )


if __name__ == "__main__":
    main()
