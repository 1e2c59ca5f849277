-- A file of stored runs as version 1 wrote it, with a report of before the what-if options.
CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    arch TEXT NOT NULL,
    device TEXT NOT NULL,
    precision TEXT NOT NULL,
    batch INTEGER NOT NULL,
    threads INTEGER NOT NULL,
    options TEXT NOT NULL,
    median_ms REAL NOT NULL,
    images_per_s REAL NOT NULL,
    is_trusted INTEGER NOT NULL,
    started_at TEXT NOT NULL,
    torch TEXT NOT NULL,
    system TEXT NOT NULL,
    report TEXT NOT NULL
);
CREATE INDEX run_by_start ON run (started_at, id);
INSERT INTO run VALUES (1, '6d1f3a52-9f0b-4c57-8a8e-0c6a4d1f2b33', 'From long ago', 'resnet20', 'A processor', 'fp32', 1, 1, '', 3.5, 10.0, 1, '2026-08-01T10:00:00+00:00', '2.13.0', '',
'{"arch": "resnet20", "device": {"id": "cpu", "type": "cpu", "name": "A processor", "memory_bytes": 1073741824, "precisions": ["fp32", "bf16", "fp16"], "free_bytes": null}, "precision": "fp32", "batch": 1, "threads": 1, "torch": "2.13.0", "warmup_runs": 3, "runs": 15, "whole_ms": {"median": 3.5, "p25": 3.4, "p75": 3.6, "min": 3.3}, "images_per_s": 10.0, "layer_sum_ms": 255.6, "closure": 0.99, "overhead": 1.01, "peak_bytes": {"predicted": null, "measured": null}, "trust": {"is_steady": true, "wall_over_cpu": 1.01, "page_faults_per_pass": 0.0, "half_agreement": 0.99, "scale_factor": 1.0, "clock": "wall", "notes": [], "is_trusted": true}, "layers": [{"path": "conv1", "op": "conv2d", "median_ms": 0.1, "p25_ms": 0.09000000000000001, "p75_ms": 0.11000000000000001, "share": 0.0003912363067292645, "gflops_per_s": 3.0}, {"path": "bn1", "op": "batch_norm", "median_ms": 0.2, "p25_ms": 0.18000000000000002, "p75_ms": 0.22000000000000003, "share": 0.000782472613458529, "gflops_per_s": 3.0}], "glue_ms": 0.0, "started_at": "2026-08-01T10:00:00+00:00", "weights": ""}');
PRAGMA user_version = 1;
