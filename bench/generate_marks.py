#!/usr/bin/env python3
"""Offices and marks for the benchmarks: 30,000 offices and about 2.5 million marks of SA, QP and AP of 2566, by seed.

The instruments are the real ones with more rounds (ROUNDS below), because one year of real rounds gives 37 marks an office; the
variants are written beside the marks. Three offices of four are primary, one mark of 200 is missing, and rows stand in office
order as an export would have them.

    generate_marks.py --out DIR [--offices 30000] [--seed 2566]
"""

import argparse
import re
from pathlib import Path

import numpy
import polars

from instrument import NATIONAL, Instrument

ROUNDS = {"sa": ["R6", "R12"], "qp": ["R6", "R9", "R12"], "ap": ["R6", "R12"]}
YEAR = 2566
GAP = 0.005
LEVEL_SHARES = [0.03, 0.07, 0.20, 0.30, 0.40]
REPOSITORY = Path(__file__).resolve().parents[1]
COLUMNS = ["office", "node", "round", "level", "value", "note"]


def write_offices(path, count):
    primary = polars.col("number") % 4 != 0
    digits = polars.col("number").cast(polars.String).str.zfill(5)
    offices = polars.DataFrame({"number": range(1, count + 1)}).select(
        code=polars.when(primary).then("P" + digits).otherwise("S" + digits),
        kind=polars.when(primary).then(polars.lit("primary")).otherwise(polars.lit("secondary")),
        name_th=polars.format("สำนักงานเขตพื้นที่การศึกษาจำลอง {}", "number"),
        short_name_th=polars.format("สพท.จำลอง {}", "number"),
        name_en=polars.format("Simulated educational service area office {}", "number"),
        provinces=polars.lit("กรุงเทพมหานคร"),
        region=polars.col("number") % 19,
    )
    offices.write_csv(path)
    return offices


def write_variant(code, out):
    """The real instrument with the rounds of the benchmark."""
    text = (REPOSITORY / "instruments" / f"{code}-{YEAR}.toml").read_text(encoding="utf-8")
    rounds = ", ".join(f'"{each}"' for each in ROUNDS[code])
    path = out / f"{code}.toml"
    path.write_text(re.sub(r"(?m)^rounds = \[.*?\]$", f"rounds = [{rounds}]", text, count=1), encoding="utf-8")
    return Instrument(path)


def marks(instrument, offices, random):
    """A level for each office, leaf that applies to it and round, but for the gaps; then the national values."""
    frames = []
    for kind in ("primary", "secondary"):
        codes = offices.filter(kind=kind)["code"].to_numpy()
        places = [
            (leaf.code, each) for leaf in instrument.leaves if leaf.takes_levels and kind in leaf.kinds for each in leaf.rounds
        ]
        levels = random.choice(numpy.arange(1, 6), size=len(codes) * len(places), p=LEVEL_SHARES)
        frame = polars.DataFrame(
            {
                "office": numpy.repeat(codes, len(places)),
                "node": [node for node, _ in places] * len(codes),
                "round": [each for _, each in places] * len(codes),
                "level": levels,
            }
        ).with_columns(value=polars.lit(None, polars.String), note=polars.lit(None, polars.String))
        frames.append(frame.filter(random.random(len(frame)) >= GAP))
    targets = [(leaf.code, each) for leaf in instrument.leaves if leaf.mode == "target" for each in leaf.rounds]
    national = [[NATIONAL, node, each, None, f"{random.integers(7000, 10000) / 100:.2f}", None] for node, each in targets]
    if national:
        frames.append(polars.DataFrame(national, schema=frames[0].schema, orient="row"))
    return polars.concat(frames).sort("office", maintain_order=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--offices", type=int, default=30_000)
    parser.add_argument("--seed", type=int, default=YEAR)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    random = numpy.random.default_rng(options.seed)
    offices = write_offices(options.out / "offices.csv", options.offices)
    total = 0
    for code in ROUNDS:
        frame = marks(write_variant(code, options.out), offices, random)
        frame.write_csv(options.out / f"{code}.marks.csv")
        total += len(frame)
        print(f"{code}: {len(frame):,} marks")
    print(f"all: {total:,} marks of {len(offices):,} offices in {options.out}")


if __name__ == "__main__":
    main()
