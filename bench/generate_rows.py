#!/usr/bin/env python3
"""The generated marks as ready rows of the marks table, ids instead of codes: what the raw bulk inserts start from.

    generate_rows.py --data DIR        reads what generate_marks.py wrote there, writes DIR/rows.csv

Rows stand in the order of the primary key, the best case for every engine. The few national values have no level and are left out,
because the import of the sqlite3 shell knows no NULL.
"""

import argparse
from pathlib import Path

import polars
from polars import col, lit

from instrument import NATIONAL, Instrument

UPDATED_AT = 1_700_000_000_000_000


def rows(number, instrument, marks_path, offices):
    nodes = polars.DataFrame({"node": list(instrument.nodes)}).with_row_index("node_id", 1)
    marks = polars.read_csv(marks_path, schema_overrides={"value": polars.String, "note": polars.String}).filter(
        col("office") != NATIONAL
    )
    table = (
        marks.join(offices, on="office")
        .join(nodes, on="node")
        .select(
            fiscal_year=lit(instrument.fiscal_year),
            instrument_id=lit(number),
            office_id="office_id",
            node_id="node_id",
            round=col("round").str.strip_prefix("R").cast(polars.Int32),
            level="level",
            value="value",
            note="note",
            version=lit(1),
            updated_at=lit(UPDATED_AT),
        )
    )
    return table.sort("office_id", "node_id", "round")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    offices = polars.read_csv(data / "offices.csv", columns=["code"]).rename({"code": "office"}).with_row_index("office_id", 1)
    codes = ("sa", "qp", "ap")
    frames = [
        rows(number, Instrument(data / f"{code}.toml"), data / f"{code}.marks.csv", offices)
        for number, code in enumerate(codes, 1)
    ]
    table = polars.concat(frames)
    table.write_csv(data / "rows.csv", include_header=False)
    print(f"{len(table):,} rows in {data / 'rows.csv'}")


if __name__ == "__main__":
    main()
