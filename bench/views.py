"""The result files that the document peers render: one sample varied over the offices, so that no two documents are the same."""

import copy
import csv
import json
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
SAMPLE = REPOSITORY / "documents" / "samples" / "result-2566.json"
LEVEL_NAMES = {1: "ปรับปรุง", 2: "พอใช้", 3: "ดี", 4: "ดีมาก", 5: "ดีเยี่ยม"}


def replace_text(value, old, new):
    if isinstance(value, str):
        return value.replace(old, new)
    if isinstance(value, list):
        return [replace_text(each, old, new) for each in value]
    if isinstance(value, dict):
        return {key: replace_text(each, old, new) for key, each in value.items()}
    return value


def views(count, sample=SAMPLE):
    """`count` result views with the names of real offices and other levels."""
    original = json.loads(Path(sample).read_text(encoding="utf-8"))
    with open(REPOSITORY / "data" / "offices.csv", encoding="utf-8-sig", newline="") as file:
        offices = list(csv.DictReader(file))
    for number in range(count):
        office = offices[number % len(offices)]
        view = replace_text(copy.deepcopy(original), original["office"]["name_th"], office["name_th"])
        view["office"]["code"], view["office"]["short_name_th"] = office["code"], office["short_name_th"]
        rows = [row for part in view["parts"] for row in part["rows"] if row["state"] == "scored" and not row["round_levels"][1:]]
        for index, row in enumerate(rows):
            row["level"] = (row["level"] + number + index) % 5 + 1
            row["level_th"], row["mean"] = LEVEL_NAMES[row["level"]], f"{row['level']}.00"
        yield view


if __name__ == "__main__":
    # One view a line, for e-MES.
    for each in views(int(sys.argv[1])):
        print(json.dumps(each, ensure_ascii=False))
