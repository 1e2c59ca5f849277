"""Timed runs in the real window: options, passes, a comparison, a process that hangs."""

from pathlib import Path

import pytest

from tests.e2e.test_main_job import is_alive, play


def test_a_person_sets_options_watches_the_passes_and_compares(
    tmp_path: Path, display: dict[str, str]
) -> None:
    found = play("runs", tmp_path, display)
    assert found["button"] == "Options · 2"
    assert "so far, median" in found["during"][0]
    assert found["during"][1].startswith("Timed run: pass ")
    assert found["during"][1].endswith(" s left")
    assert found["passes"].startswith(f"{found['runs']} passes, median ")
    assert found["what_if"]["is_channels_last"]
    assert found["what_if"]["is_fused"]
    assert {"Layers add up to", "Overhead", "Repeatability", "Wall / CPU", "Between layers"} <= set(
        found["cells"]
    )
    assert found["compared"].startswith("fp32, channels last, fused ")
    assert "plain fp32" in found["compared"]
    assert found["after_cancel"] == "Comparison stopped"
    assert found["modules"] == []


@pytest.mark.deep
def test_a_process_that_hangs_is_ended_and_the_next_run_works(
    tmp_path: Path, display: dict[str, str]
) -> None:
    found = play("hang", tmp_path, display)
    waited = f"did not answer for {found['patience_s']:.0f} s and was stopped"
    assert waited in found["notice"]
    assert found["timed_again"]
    assert not is_alive(found["children_before"])
