"""What importing costs, against attrs and as many frozen classes of the same fields.

Run it as `python tests/benchmarks/bench_import.py`. Each figure is the median CPU time of whole
processes, less that of a bare interpreter; the runs of all candidates are interleaved.
"""

import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

import attrs

from provenance.model.records import RECORD_TYPES
from provenance.model.shapes import shapes_of

ROUNDS = 21
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ROOT = Path(__file__).resolve().parents[2]


def peer() -> str:
    """Return a program that imports attrs and defines the model's classes, with their fields, plainly."""
    classes: dict[str, type] = {}
    waiting = list(RECORD_TYPES.values())
    for kind in waiting:  # grows while it is walked: values inside records, and inside values
        if kind.__name__ in classes:
            continue
        classes[kind.__name__] = kind
        for field in shapes_of(kind):
            shape = field.shape.of if field.shape.kind in ("many", "map") else field.shape
            if shape.kind == "value":
                waiting.append(shape.of)
    lines = ["from attrs import field, frozen"]
    for name, kind in classes.items():
        lines += ["@frozen(kw_only=True)", f"class {name}:"]
        lines += [f"    {f.name}: object = field(default=None)" for f in attrs.fields(kind)]
    return "\n".join(lines)


def cpu_seconds(program: str) -> float:
    """Return the CPU time of a process that runs a program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT, env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    programs = {
        "bare interpreter": "pass",
        "attrs and as many plain frozen classes": peer(),
        "import provenance": "import provenance",
        "import provenance.model (all records)": "import provenance.model",
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(ROUNDS):
        for name, program in programs.items():
            times[name].append(cpu_seconds(program))
    bare = statistics.median(times["bare interpreter"])
    base = statistics.median(times["attrs and as many plain frozen classes"]) - bare
    for name, measured in times.items():
        median = statistics.median(measured) - (0 if name == "bare interpreter" else bare)
        ratio = "" if name == "bare interpreter" else f"  {median / base:5.2f} x"
        print(f"{name:42s} {median * 1000:7.1f} ms{ratio}")


if __name__ == "__main__":
    main()
