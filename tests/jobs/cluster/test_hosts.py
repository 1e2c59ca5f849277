"""Which workers are refused, by the names of their machines."""

from dataclasses import replace

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.scheduler import Scheduler
from resnet_viz.jobs.cluster.hosts import check_hosts, hosts_text
from resnet_viz.jobs.cluster.requests import Host
from resnet_viz.version import VERSION

LAB = Scheduler("tls://head:8786")
GPU7 = Host("tls://192.0.2.7:9101", "gpu7", VERSION, "2.13.0", is_timer=True)
GPU8 = replace(GPU7, address="tls://192.0.2.8:9101", name="gpu8", is_timer=False)


def refusal(*hosts: Host, is_timed: bool = False) -> str:
    with pytest.raises(UserError) as refused:
        check_hosts(hosts, LAB, is_timed=is_timed)
    return refused.value.message


def test_equal_workers_are_taken_and_their_torch_is_shown() -> None:
    check_hosts((GPU7, GPU8), LAB, is_timed=True)
    older = replace(GPU8, torch="2.12.1")
    text = hosts_text((GPU7, older, GPU7))
    assert text == "2 workers on gpu7 (torch 2.13.0), 1 worker on gpu8 (torch 2.12.1)"
    assert hosts_text((replace(GPU8, torch=""),)) == "1 worker on gpu8 (no torch)"


def test_a_scheduler_without_workers_says_what_to_start() -> None:
    assert "no worker is connected to tls://head:8786" in refusal()


def test_another_version_and_none_are_refused_by_host() -> None:
    said = refusal(GPU7, replace(GPU8, version="0.0.9"), replace(GPU8, name="gpu9", version=""))
    assert "gpu8 (0.0.9), gpu9 (none)" in said
    assert "gpu7" not in said


def test_timed_runs_need_a_worker_that_takes_them_and_pytorch_there() -> None:
    check_hosts((GPU8,), LAB)
    assert "--nthreads 1 --resources TIMED=1" in refusal(GPU8, is_timed=True)
    assert "PyTorch isn't installed on gpu7" in refusal(replace(GPU7, torch=""), is_timed=True)


def test_of_a_thousand_machines_six_are_named() -> None:
    many = [replace(GPU8, name=f"node{n}", version="0.0.9") for n in range(1000)]
    assert refusal(*many).count("node") == 6
    assert "and 994 more" in refusal(*many)
