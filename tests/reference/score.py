#!/usr/bin/env python3
"""Reference scorer: the scoring contract written a second time, from its description alone.

It exists to be compared with `emes score` on thousands of random instruments, so it shares no code and no design with it,
prefers plainness to speed and trusts its input (refusing bad files is the program's business). Every number is a `Fraction`.

    score.py --instrument FILE --marks FILE --offices FILE [--through R6]     one case, JSON on standard output
    score.py --cases DIR                                                      every folder made by generate.py; writes expected.json
"""

import argparse
import csv
import json
import math
import sys
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

ROUNDS = ["R3", "R6", "R9", "R12"]
NATIONAL = "OBEC"
COMPARE = {
    ">=": lambda value, target: value >= target,
    "<=": lambda value, target: value <= target,
    ">": lambda value, target: value > target,
    "<": lambda value, target: value < target,
    "=": lambda value, target: value == target,
}


@dataclass
class Mark:
    level: int | None
    value: str | None


@dataclass
class Outcome:
    """What is known of a node for one office: its entry in the output, and the exact mean that further means are made of."""

    entry: dict
    mean: Fraction | None = None

    @property
    def state(self):
        return self.entry["state"]


class Instrument:
    """An instrument file and the questions the rules ask of its tree."""

    def __init__(self, table):
        scoring = table["scoring"]
        self.code = table["code"]
        self.fiscal_year = table["fiscal_year"]
        self.rounds = table["rounds"]
        self.last_round_only = scoring["rounds"] == "last"
        self.groups = scoring["groups"]
        self.overall = scoring.get("overall")
        self.blocks = scoring["missing"] == "block"
        self.decimals = scoring.get("decimals", 2)
        self.bands = [(band["level"], Fraction(band["min"])) for band in table["band"]]
        self.nodes = {node["code"]: node for node in table["node"]}
        self.children = {code: [] for code in self.nodes}
        for node in table["node"]:
            if "parent" in node:
                self.children[node["parent"]].append(node["code"])
        self.levels = {str(band["level"]): band["level"] for band in table["band"]}
        self.levels |= {band[key]: band["level"] for band in table["band"] for key in ("name_th", "name_en") if key in band}

    def is_group(self, code):
        return self.nodes[code]["mode"] == "group"

    def weight(self, code):
        return Fraction(self.nodes[code].get("weight", "1"))

    def tops(self):
        return [code for code, node in self.nodes.items() if "parent" not in node]

    def ancestors(self, code):
        while "parent" in self.nodes[code]:
            code = self.nodes[code]["parent"]
            yield code

    def leaves(self, below=None):
        """Leaves below a group, or all of them, in file order."""
        return [code for code in self.nodes if not self.is_group(code) and (below is None or below in self.ancestors(code))]

    def applies(self, code, kind):
        return all(kind in self.nodes[each]["applies_to"] for each in [code, *self.ancestors(code)])

    def considered(self, code, through):
        """The node's own rounds that have come by the round `through`."""
        own = self.nodes[code].get("rounds", self.rounds)
        return [each for each in ROUNDS if each in own and ROUNDS.index(each) <= ROUNDS.index(through)]

    def shown(self, mean):
        """The mean as printed, and the level of the printed mean."""
        units = math.floor(mean * 10**self.decimals + Fraction(1, 2))
        whole, part = divmod(units, 10**self.decimals)
        text = f"{whole}.{part:0{self.decimals}}" if self.decimals else str(whole)
        rounded = Fraction(units, 10**self.decimals)
        return text, max(level for level, lowest in self.bands if lowest <= rounded)

    def level(self, text):
        """A level from a cell: an integer in either kind of digits, or the name of a band."""
        text = text.strip()
        return int(text) if text.isdigit() else self.levels[text]


def weighted_mean(pairs):
    """Mean of (weight, number) pairs."""
    return sum(weight * number for weight, number in pairs) / sum(weight for weight, _ in pairs)


class OfficeScore:
    """The scores of one office, node by node."""

    def __init__(self, instrument, office, kind, marks, through):
        self.instrument = instrument
        self.office = office
        self.kind = kind
        self.marks = marks
        self.through = through
        self.outcomes = {}
        for code in instrument.leaves():
            self.outcomes[code] = self.leaf(code)
        for code in sorted(
            filter(instrument.is_group, instrument.nodes), key=lambda code: -len(list(instrument.ancestors(code)))
        ):
            self.outcomes[code] = self.group(code)

    def scored(self, entry, mean, **more):
        text, level = self.instrument.shown(mean)
        return Outcome({**entry, "state": "scored", "mean": text, "level": level, **more}, mean)

    @staticmethod
    def unscored(entry, state, reason=None, **more):
        reason = {"reason": reason} if reason else {}
        return Outcome({**entry, "state": state, **reason, "mean": None, "level": None, **more})

    def leaf(self, code):
        instrument, node = self.instrument, self.instrument.nodes[code]
        mode = node["mode"]
        rounds = instrument.considered(code, self.through)
        levels = {
            each: mark.level for each in rounds if (mark := self.marks.get((self.office, code, each))) and mark.level is not None
        }
        entry = {"code": code}
        lists = {"counted": [], "left_out": []}
        if levels:
            lists["marks"] = levels
        if mode == "target":
            lists |= self.target(code, rounds)

        if not instrument.applies(code, self.kind):
            return self.unscored(entry, "left_out", "not_applicable", **lists)
        if mode in ("monitored", "target", "pending"):
            return self.unscored(entry, "left_out", mode, **lists)
        if not rounds:
            return self.unscored(entry, "left_out", "not_due", **lists)

        external = mode == "external"
        required = rounds[-1:] if instrument.last_round_only else rounds
        there = [levels[each] for each in required if each in levels]
        if instrument.blocks and not external and len(there) < len(required):
            return self.unscored(entry, "incomplete", **lists)
        if not there:
            return self.unscored(entry, "left_out", "external" if external else "missing", **lists)
        return self.scored(entry, Fraction(sum(there), len(there)), **lists)

    def target(self, code, rounds):
        """The latest value beside the target, with the comparison's outcome."""
        target = self.instrument.nodes[code]["target"]
        whose = NATIONAL if target["scope"] == "national" else self.office
        value = None
        if self.instrument.applies(code, self.kind):
            for each in rounds:
                mark = self.marks.get((whose, code, each))
                value = mark.value if mark and mark.value else value
        achieved = None if value is None else COMPARE[target["operator"]](Fraction(value), Fraction(target["value"]))
        return {"value": value, "target": target["value"], "achieved": achieved}

    def group(self, code):
        instrument = self.instrument
        parts = instrument.leaves(code) if instrument.groups == "leaves" else instrument.children[code]
        if not instrument.applies(code, self.kind):
            return self.unscored({"code": code}, "left_out", "not_applicable", **self.lists(parts))
        return self.average({"code": code}, parts, instrument.leaves(code), lambda part: self.outcomes[part].mean)

    def overall(self):
        instrument = self.instrument
        if instrument.overall is None:
            return None
        parts = instrument.leaves() if instrument.overall == "leaves" else instrument.tops()
        by_level = instrument.overall == "top_levels"

        def number(part):
            return Fraction(self.outcomes[part].entry["level"]) if by_level else self.outcomes[part].mean

        return self.average({}, parts, instrument.leaves(), number).entry

    def average(self, entry, parts, leaves, number):
        """Mean of the scored parts; an incomplete leaf anywhere below stops it."""
        lists = self.lists(parts)
        incomplete = [leaf for leaf in leaves if self.outcomes[leaf].state == "incomplete"]
        if incomplete:
            return self.unscored(entry, "incomplete", **lists, blocked_by=incomplete)
        if not lists["counted"]:
            return self.unscored(entry, "left_out", "no_scored_part", **lists)
        mean = weighted_mean([(self.instrument.weight(part), number(part)) for part in lists["counted"]])
        return self.scored(entry, mean, **lists)

    def lists(self, parts):
        """Which parts count and which are left out, and why. An incomplete part is neither: `blocked_by` names its leaves."""
        outcomes = [self.outcomes[part].entry for part in parts]
        return {
            "counted": [each["code"] for each in outcomes if each["state"] == "scored"],
            "left_out": [{"code": each["code"], "reason": each["reason"]} for each in outcomes if each["state"] == "left_out"],
        }

    def entry(self):
        nodes = [self.outcomes[code].entry for code in self.instrument.nodes]
        return {"office": self.office, "nodes": nodes, "overall": self.overall()}


def read_rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def score(instrument_path, marks_path, offices_path, through=None):
    """The whole output for one instrument, as `emes score --format json` prints it."""
    instrument = Instrument(tomllib.loads(Path(instrument_path).read_text(encoding="utf-8")))
    through = through or instrument.rounds[-1]
    offices = {row["code"]: row["kind"] for row in read_rows(offices_path)}
    marks = {}
    for row in read_rows(marks_path):
        level = instrument.level(row["level"]) if row["level"].strip() else None
        marks[row["office"], row["node"], row["round"]] = Mark(level, row["value"].strip() or None)
    scores = [OfficeScore(instrument, office, offices[office], marks, through).entry() for office in sorted(offices)]
    return {"instrument": instrument.code, "fiscal_year": instrument.fiscal_year, "through": through, "offices": scores}


def score_cases(folder):
    """Score every case of a folder made by generate.py."""
    for case in sorted(Path(folder).iterdir()):
        through = (case / "through").read_text().strip() or None
        result = score(case / "instrument.toml", case / "marks.csv", case / "offices.csv", through)
        (case / "expected.json").write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--instrument")
    parser.add_argument("--marks")
    parser.add_argument("--offices")
    parser.add_argument("--through", choices=ROUNDS)
    parser.add_argument("--cases")
    options = parser.parse_args()
    if options.cases:
        score_cases(options.cases)
    elif options.instrument and options.marks and options.offices:
        json.dump(score(options.instrument, options.marks, options.offices, options.through), sys.stdout, ensure_ascii=False)
        print()
    else:
        parser.error("give --instrument, --marks and --offices, or --cases")


if __name__ == "__main__":
    main()
