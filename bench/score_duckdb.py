#!/usr/bin/env python3
"""The scoring rules in DuckDB: one row per office and leaf, aggregated upward in SQL, lists built once per pattern of states.

    score_duckdb.py --offices FILE --out DIR INSTRUMENT:MARKS ...

Writes DIR/<instrument>.duckdb.ndjson with the lines of score_polars.py, in no particular order. Arithmetic is exact: a leaf's mean is an
integer over the least common multiple of the possible numbers of rounds. In the peer's favour it trusts its input: no unknown codes, no
repeated rows, levels only as plain integers.
"""

import argparse
import math
from pathlib import Path

import duckdb

from instrument import NATIONAL, Instrument

COLUMNS = (
    "{'office': 'VARCHAR', 'node': 'VARCHAR', 'round': 'VARCHAR', 'level': 'TINYINT', 'value': 'VARCHAR', 'note': 'VARCHAR'}"
)
# The shapes of the empty lists, and the order of the columns in every line.
NO_CODES, NO_REASONS = "[]::VARCHAR[]", "[]::STRUCT(code VARCHAR, reason VARCHAR)[]"


def quoted(text):
    return "NULL" if text is None else "'" + str(text).replace("'", "''") + "'"


class Script:
    """The SQL of one instrument, step by step; every step is a temporary table."""

    def __init__(self, connection, instrument, marks_path):
        self.connection = connection
        self.instrument = instrument
        self.marks_path = marks_path
        self.unit = math.lcm(*range(1, len(instrument.rounds) + 1))

    def table(self, name, query, *parameters):
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}", parameters)

    def describe_instrument(self):
        """Leaf per kind of office (with the reason why it never counts), groups, and which leaves lie below which group."""
        leaves, groups, below = [], [], []
        for order, node in enumerate(self.instrument.nodes.values()):
            for kind in ("primary", "secondary"):
                reason = None if kind in node.kinds else "not_applicable"
                if node.is_leaf:
                    never = node.mode if node.mode != "evaluated" else None if node.rounds else "not_due"
                    leaves.append((order, node.code, kind, reason or never, node.weight, len(node.rounds)))
                else:
                    groups.append((order, node.code, kind, reason))
            if node.is_leaf:
                below += [(ancestor, order) for ancestor in self.instrument.ancestors(node)] + [("overall", order)]
        self.rows("leaf", "ord INT, code VARCHAR, kind VARCHAR, never VARCHAR, weight BIGINT, due INT", leaves)
        self.rows("grp", "ord INT, code VARCHAR, kind VARCHAR, never VARCHAR", groups)
        self.rows("below", "grp VARCHAR, ord INT", below)

    def rows(self, name, columns, rows):
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")
        if rows:
            self.connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)

    def shown(self, total, over):
        """The mean rounded half-up, in units of its last shown digit."""
        return f"({total} * {2 * 10**self.instrument.decimals} + {over}) // (2 * {over})"

    def level(self, shown):
        (_, lowest), *higher = self.instrument.bands
        cases = " ".join(f"WHEN {shown} >= {edge} THEN {level}" for edge, level in reversed(higher))
        return f"CASE WHEN {shown} IS NULL THEN NULL {cases} ELSE {lowest} END"

    def printed(self, shown):
        decimals = self.instrument.decimals
        unit = 10**decimals
        return (
            f"({shown} // {unit})::VARCHAR || '.' || lpad(({shown} % {unit})::VARCHAR, {decimals}, '0')"
            if decimals
            else f"{shown}::VARCHAR"
        )

    def score_leaves(self):
        rounds = self.instrument.rounds
        due = ", ".join(quoted(each) for each in rounds)
        per_round = ", ".join(f"max(level) FILTER (round = {quoted(each)}) AS {each}" for each in rounds)
        codes = ", ".join(quoted(leaf.code) for leaf in self.instrument.leaves)
        self.table(
            "mark",
            f"SELECT office, node::ENUM ({codes}) AS node, sum(level) AS total, count(level) AS count, {per_round} "
            f"FROM read_csv({quoted(self.marks_path)}, header = true, columns = {COLUMNS}) WHERE round IN ({due}) AND level IS NOT NULL GROUP BY ALL",
        )
        absent, because = ("incomplete", "NULL") if self.instrument.blocks else ("left_out", "'missing'")
        enough = "mark.count = due" if self.instrument.blocks else "mark.count > 0"
        self.table(
            "sheet",
            f"""WITH matched AS (
                    SELECT office.code AS office, leaf.*, mark.* EXCLUDE (office, node, count, total),
                        CASE WHEN never IS NULL AND {enough} THEN total * ({self.unit} // mark.count) END::BIGINT AS number
                    FROM office JOIN leaf USING (kind) LEFT JOIN mark ON mark.office = office.code AND mark.node = leaf.code)
                SELECT *, {self.shown("number", self.unit)} AS shown,
                    CASE WHEN number IS NOT NULL THEN 'scored' WHEN never IS NULL THEN {quoted(absent)} ELSE 'left_out' END AS state,
                    CASE WHEN number IS NOT NULL THEN NULL WHEN never IS NULL THEN {because} ELSE never END AS reason
                FROM matched""",
        )

    def score_groups(self):
        """Sums and, as bits, which leaves counted and which are incomplete; the overall is one more group at first."""
        self.table(
            "sums",
            f"""SELECT office, kind, below.grp AS grp, sum(number * weight)::BIGINT AS total,
                    coalesce(sum(weight) FILTER (state = 'scored'), 0)::BIGINT * {self.unit} AS over,
                    coalesce(bit_or(1::BIGINT << sheet.ord) FILTER (state = 'scored'), 0) AS scored,
                    coalesce(bit_or(1::BIGINT << sheet.ord) FILTER (state = 'incomplete'), 0) AS incomplete
                FROM sheet JOIN below USING (ord) GROUP BY ALL""",
        )
        # Offices with the same states have the same lists, and there are far fewer patterns than offices.
        absent = "NULL" if self.instrument.blocks else "'missing'"
        self.table(
            "lists",
            f"""WITH pattern AS (SELECT DISTINCT grp, kind, scored, incomplete FROM sums),
                    part AS (SELECT pattern.*, leaf.ord, code, never, 1::BIGINT << leaf.ord AS bit
                        FROM pattern JOIN below USING (grp) JOIN leaf ON leaf.ord = below.ord AND leaf.kind = pattern.kind)
                SELECT grp, kind, scored, incomplete,
                    coalesce(list(code ORDER BY ord) FILTER (scored & bit != 0), {NO_CODES}) AS counted,
                    coalesce(list({{'code': code, 'reason': coalesce(never, {absent})}} ORDER BY ord)
                        FILTER ((scored | incomplete) & bit = 0), {NO_REASONS}) AS left_out,
                    coalesce(list(code ORDER BY ord) FILTER (incomplete & bit != 0), {NO_CODES}) AS blocked_by
                FROM part GROUP BY ALL""",
        )
        self.table(
            "summary",
            f"""SELECT office, grp AS code, total, over, counted, left_out, blocked_by,
                    CASE WHEN never IS NOT NULL OR over = 0 AND incomplete = 0 THEN 'left_out' WHEN incomplete != 0 THEN 'incomplete' ELSE 'scored' END AS state,
                    CASE WHEN never IS NOT NULL THEN never WHEN over = 0 AND incomplete = 0 THEN 'no_scored_part' END AS reason,
                    CASE WHEN state = 'scored' THEN {self.shown("total", "over")} END AS shown
                FROM sums JOIN lists USING (grp, kind, scored, incomplete) LEFT JOIN grp ON grp.code = sums.grp AND grp.kind = sums.kind""",
        )

    def score_overall(self):
        """The overall of levels is made from the top groups; the other two are the group of all leaves, which these instruments' tops are."""
        if self.instrument.overall != "top_levels":
            return
        tops = ", ".join(f"({quoted(top.code)}, {order}, {top.weight})" for order, top in enumerate(self.instrument.tops()))
        self.table(
            "overall",
            f"""WITH top AS (FROM (VALUES {tops}) AS top (code, ord, weight)),
                entry AS (SELECT office, code, state, reason, {self.level("shown")} AS level FROM summary
                    UNION ALL SELECT office, code, state, reason, {self.level("shown")} FROM sheet),
                part AS (SELECT * FROM entry JOIN top USING (code))
                SELECT office, sum(level * weight) FILTER (state = 'scored') AS total, coalesce(sum(weight) FILTER (state = 'scored'), 0) AS over,
                    coalesce(list(code ORDER BY ord) FILTER (state = 'scored'), {NO_CODES}) AS counted,
                    coalesce(list({{'code': code, 'reason': reason}} ORDER BY ord) FILTER (state = 'left_out'), {NO_REASONS}) AS left_out,
                    bool_or(state = 'incomplete') AS incomplete
                FROM part GROUP BY office""",
        )
        self.table(
            "summary",
            f"""SELECT office, code, state, reason, shown, counted, left_out, blocked_by FROM summary WHERE code != 'overall' UNION ALL
                SELECT overall.office, 'overall',
                    CASE WHEN overall.incomplete THEN 'incomplete' WHEN overall.over = 0 THEN 'left_out' ELSE 'scored' END,
                    CASE WHEN NOT overall.incomplete AND overall.over = 0 THEN 'no_scored_part' END,
                    CASE WHEN NOT overall.incomplete AND overall.over > 0 THEN {self.shown("overall.total", "overall.over")} END::BIGINT,
                    overall.counted, overall.left_out, summary.blocked_by
                FROM overall JOIN summary ON summary.office = overall.office AND summary.code = 'overall'""",
        )

    def targets(self):
        """Values beside targets; the instruments measured compare the national value."""
        nodes = [node for node in self.instrument.leaves if node.mode == "target"]
        if not nodes:
            return False
        order = " ".join(f"WHEN {quoted(each)} THEN {index}" for index, each in enumerate(self.instrument.rounds))
        values = self.connection.execute(
            f"""SELECT node, arg_max(value, CASE round {order} END) FROM read_csv({quoted(self.marks_path)}, header = true, columns = {COLUMNS})
                WHERE office = {quoted(NATIONAL)} AND value IS NOT NULL GROUP BY node"""
        ).fetchall()
        self.rows(
            "target",
            "code VARCHAR, target VARCHAR, operator VARCHAR",
            [(node.code, node.target["value"], node.target["operator"]) for node in nodes],
        )
        self.rows("national", "code VARCHAR, value VARCHAR", values)
        outcome = " ".join(
            f"WHEN '{operator}' THEN value::DECIMAL(18, 6) {operator} target::DECIMAL(18, 6)"
            for operator in (">=", "<=", ">", "<", "=")
        )
        self.table(
            "target",
            f"SELECT code, target, value, CASE operator {outcome} END AS achieved FROM target LEFT JOIN national USING (code)",
        )
        return True

    def write(self, out):
        has_targets = self.targets()
        marks = ", ".join(f"{each} := {each}" for each in self.instrument.rounds)
        no_marks = ", ".join(f"{each} := NULL::TINYINT" for each in self.instrument.rounds)
        fields = f"office, code, state, reason, {self.printed('shown')} AS mean, {self.level('shown')} AS level"
        applies = "reason != 'not_applicable'"
        extra = (
            f", CASE WHEN {applies} THEN value END AS value, target, CASE WHEN {applies} THEN achieved END AS achieved"
            if has_targets
            else ""
        )
        no_extra = ", NULL::VARCHAR AS value, NULL::VARCHAR AS target, NULL::BOOLEAN AS achieved" if has_targets else ""
        self.connection.execute(
            f"""COPY (SELECT {fields}, {NO_CODES} AS counted, {NO_REASONS} AS left_out, {NO_CODES} AS blocked_by, struct_pack({marks}) AS marks{extra}
                    FROM sheet {"LEFT JOIN target USING (code)" if has_targets else ""}
                UNION ALL SELECT {fields}, counted, left_out, blocked_by, struct_pack({no_marks}){no_extra} FROM summary)
                TO {quoted(out)} (FORMAT json)"""
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--offices", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("pairs", nargs="+", metavar="INSTRUMENT:MARKS")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect()
    connection.execute("SET preserve_insertion_order = false")
    connection.execute(f"CREATE TEMP TABLE office AS SELECT code, kind FROM read_csv({quoted(options.offices)}, header = true)")
    for pair in options.pairs:
        instrument_path, marks_path = pair.split(":")
        instrument = Instrument(instrument_path)
        script = Script(connection, instrument, marks_path)
        script.describe_instrument()
        script.score_leaves()
        script.score_groups()
        script.score_overall()
        script.write(options.out / f"{instrument.code.lower()}.duckdb.ndjson")


if __name__ == "__main__":
    main()
