#!/usr/bin/env python3
"""Random valid instruments, offices and marks, for comparing `emes score` with score.py.

    generate.py --seed N --count K --out DIR

Makes DIR/00000, DIR/00001, … with `instrument.toml`, `offices.csv`, `marks.csv` and `through` (the round for `--through`, or empty
for the default). The same seed makes the same files, and case i does not depend on how many cases there are.
"""

import argparse
import csv
import io
import json
from pathlib import Path
from random import Random

ROUNDS = ["R3", "R6", "R9", "R12"]
KINDS = ["standard", "indicator", "issue", "sub_item"]
OFFICE_KINDS = ["primary", "secondary"]
OPERATORS = [">=", "<=", ">", "<", "="]
LEAF_MODES = {"evaluated": 60, "external": 12, "target": 12, "monitored": 8, "pending": 8}
BAND_NAMES = ["ปรับปรุง", "พอใช้", "ดี", "ดีมาก", "ดีเยี่ยม", "ดีเด่น", "เป็นเลิศ"]
WEIGHTS = ["1", "2", "3", "0.5", "0.25", "1.5", "1.75", "0.1", "0.333", "12.5", "30", "0.07"]
NOTES = ["", "", "", "ตรวจแล้ว", 'ดู "แบบ ก", หน้า 3', "บรรทัดหนึ่ง\nบรรทัดสอง"]
DATA = Path(__file__).resolve().parents[2] / "data"


def text(value):
    """A TOML basic string; its escapes are those of JSON for everything written here."""
    return json.dumps(value, ensure_ascii=False)


def texts(values):
    return "[" + ", ".join(map(text, values)) + "]"


def thai_digits(number):
    return str(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))


def some(random, items):
    """A non-empty selection in the order of `items`."""
    chosen = set(random.sample(items, random.randint(1, len(items))))
    return [item for item in items if item in chosen]


class Case:
    """One instrument with its offices and marks."""

    def __init__(self, random):
        self.random = random
        self.rounds = some(random, ROUNDS)
        self.bands = self.make_bands()
        self.nodes = []
        self.weighted = random.random() < 0.5
        self.grow(None, 1, random.randint(1, 5))
        # Nothing says that a parent stands before its children.
        if random.random() < 0.15:
            random.shuffle(self.nodes)
        self.through = self.pick_through()

    def chance(self, probability):
        return self.random.random() < probability

    def pick_through(self):
        if self.chance(0.4):
            return None
        return self.random.choice(self.rounds if self.chance(0.8) else ROUNDS)

    def make_bands(self):
        """Contiguous bands, lowest first: each level inside its own band, cut points as awkward as that allows."""
        lowest = self.random.choices([1, 0, 2], [18, 1, 1])[0]
        bands = []
        for index in range(self.random.randint(2, 7)):
            level = lowest + index
            fraction = self.random.choice(["21", "41", "5", "505", "3333", "99", "995", "0001"])
            cut = self.random.choice([f"{level - 1}.{fraction}", f"{level - 1}.{fraction}", f"{level}", f"{level}.00"])
            bands.append(
                {"level": level, "min": cut if level > 0 else "0", "name_th": BAND_NAMES[index], "name_en": f"band {level}"}
            )
        if self.chance(0.4):
            bands[0]["min"] = f"{lowest}.00"
        return bands

    def grow(self, parent, tier, depth):
        """Nodes of one tier below `parent`, each with what is below it; codes leave gaps as real ones do."""
        number = 0
        for _ in range(self.random.randint(1, 5 if tier == 1 else 4)):
            number += self.random.choice([1, 1, 1, 2])
            code = f"N{number}" if parent is None else f"{parent}.{number}"
            is_group = tier < depth and self.chance(0.55)
            mode = "group" if is_group else self.random.choices(list(LEAF_MODES), LEAF_MODES.values())[0]
            self.nodes.append(self.node(code, parent, tier, mode))
            if is_group:
                self.grow(code, tier + 1, depth)

    def node(self, code, parent, tier, mode):
        node = {"code": code, "kind": KINDS[min(tier, 4) - 1], "mode": mode}
        if parent is not None:
            node["parent"] = parent
        both = self.random.sample(OFFICE_KINDS, 2)
        node["applies_to"] = both if self.chance(0.88) else both[:1]
        if mode != "group" and self.chance(0.25):
            node["rounds"] = some(self.random, self.rounds)
        if self.weighted and self.chance(0.6):
            node["weight"] = self.random.choice(WEIGHTS)
        if mode == "target":
            value = self.random.choice(["80", "80.00", "79.995", "0.5", "3", "100"])
            scope = self.random.choice(["office", "national"])
            node["target"] = {"value": value, "unit": "percent", "operator": self.random.choice(OPERATORS), "scope": scope}
        return node

    def applies(self, node, kind):
        by_code = {each["code"]: each for each in self.nodes}
        while node:
            if kind not in node["applies_to"]:
                return False
            node = by_code.get(node.get("parent"))
        return True

    def instrument(self):
        out = io.StringIO()

        def say(line):
            print(line, file=out)

        say("format = 1")
        say(f"code = {text(self.random.choice(['SA', 'QP', 'AP']))}")
        say(f"fiscal_year = {self.random.randint(2564, 2569)}")
        say(f"title_th = {text('มาตรฐานที่สุ่มขึ้นเพื่อทดสอบ')}")
        say(f"title_en = {text('Random instrument')}")
        say(f"rounds = {texts(self.rounds)}")
        say("\n[scoring]")
        say(f"rounds = {text(self.random.choice(['mean', 'last']))}")
        say(f"groups = {text(self.random.choice(['leaves', 'children']))}")
        overall = self.random.choice(["top_levels", "top_means", "leaves", None])
        if overall:
            say(f"overall = {text(overall)}")
            say(f"overall_label_th = {text('คะแนนเฉลี่ยรวม {n} รายการ')}")
        say(f"missing = {text(self.random.choice(['block', 'exclude']))}")
        if self.chance(0.7):
            say(f"decimals = {self.random.randint(0, 4)}")
        for band in reversed(self.bands):
            say("\n[[band]]")
            for key, value in band.items():
                say(f"{key} = {value if isinstance(value, int) else text(value)}")
        for node in self.nodes:
            say("\n[[node]]")
            self.write_node(node, say)
        return out.getvalue()

    def write_node(self, node, say):
        for key in ("code", "kind", "parent"):
            if key in node:
                say(f"{key} = {text(node[key])}")
        say(f"label_th = {text('รายการที่ ' + thai_digits(len(node['code'])))}")
        title = f'รายการ "{node["code"]}" \\ “สุ่ม”'
        say(f"title_th = {text(title)}")
        say(f"mode = {text(node['mode'])}")
        say(f"applies_to = {texts(node['applies_to'])}")
        if "rounds" in node:
            say(f"rounds = {texts(node['rounds'])}")
        if "weight" in node:
            say(f"weight = {text(node['weight'])}")
        if "target" in node:
            say("target = { " + ", ".join(f"{key} = {text(value)}" for key, value in node["target"].items()) + " }")
        if node["mode"] == "evaluated" and self.chance(0.15):
            say(f"rubric = {texts(['เกณฑ์ของระดับ ' + band['name_th'] for band in self.bands])}")
        if self.chance(0.1):
            say(f"source_th = {text('จากระบบอื่น')}")

    def offices(self, known):
        """A few real offices of both kinds, in random order."""
        chosen = []
        for kind in OFFICE_KINDS:
            chosen += self.random.sample([row for row in known if row["kind"] == kind], self.random.randint(1, 3))
        self.random.shuffle(chosen)
        return chosen

    def marks(self, offices):
        """Marks in random order, with gaps."""
        gaps = self.random.choice([0, 0, 0.03, 0.15, 0.5, 1])
        rows = []
        for node in self.nodes:
            if node["mode"] not in ("evaluated", "external", "target"):
                continue
            national = node["mode"] == "target" and node["target"]["scope"] == "national"
            whose = ["OBEC"] if national else [row["code"] for row in offices if self.applies(node, row["kind"])]
            gap = max(gaps, 0.4) if node["mode"] == "external" else gaps
            for office in whose:
                for each in node.get("rounds", self.rounds):
                    if not self.chance(gap):
                        rows.append([office, node["code"], each, *self.cells(node), self.random.choice(NOTES)])
        self.random.shuffle(rows)
        return rows

    def cells(self, node):
        """The level and the value of one row."""
        if node["mode"] == "target":
            target = node["target"]["value"]
            return "", self.random.choice(
                [target, target + ("0" if "." in target else ".0"), "80", "79.99", "0", "0.49", "3.5", "100.00"]
            )
        band = self.random.choice(self.bands)
        written = [str(band["level"]), thai_digits(band["level"]), band["name_th"]]
        return self.random.choices(written, [8, 1, 1])[0], ""


def write_csv(path, header, rows, random):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=random.choice(["\n", "\r\n"]))
    writer.writerow(header)
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode(random.choice(["utf-8", "utf-8-sig"])))


def write_case(folder, random, known):
    case = Case(random)
    offices = case.offices(known)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "instrument.toml").write_text(case.instrument(), encoding="utf-8")
    (folder / "through").write_text(case.through or "")
    write_csv(folder / "offices.csv", list(known[0]), [list(row.values()) for row in offices], random)
    write_csv(folder / "marks.csv", ["office", "node", "round", "level", "value", "note"], case.marks(offices), random)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    with open(DATA / "offices.csv", encoding="utf-8-sig", newline="") as file:
        known = list(csv.DictReader(file))
    for number in range(options.count):
        write_case(options.out / f"{number:05}", Random(f"{options.seed}-{number}"), known)


if __name__ == "__main__":
    main()
