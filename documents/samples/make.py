#!/usr/bin/env python3
"""Writes the sample data of the result files and of the national summary.

    python3 documents/samples/make.py

The two samples of FY2564 and FY2567 hold results that were really published (`data/published/`); the FY2566 result and the
national summary are invented from a fixed seed and say so on every page. The covering letter (`letter.json`) is typed by hand.
Means are exact fractions and bands come from the instrument files, so the samples obey the rules they illustrate.
"""

import csv
import json
import random
import tomllib
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
KIND_TH = {"primary": "สพป.", "secondary": "สพม."}
MEASURED = "ผลการติดตาม ประเมินผล การบริหารและการจัดการศึกษาขั้นพื้นฐานของสำนักงานเขตพื้นที่การศึกษา"
BUREAU_DIRECTOR = "ผู้อำนวยการสำนักติดตามและประเมินผลการจัดการศึกษาขั้นพื้นฐาน"
ROUND_TH = {"R6": "รอบ 6 เดือน", "R12": "รอบ 12 เดือน"}
# The view knows one name for the lowest tier, the instrument files write it in one word.
KIND = {"subitem": "sub_item"}


def instrument(code, year):
    return tomllib.loads((ROOT / f"instruments/{code.lower()}-{year}.toml").read_text("utf-8"))


def offices():
    with open(ROOT / "data/offices.csv", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def regions():
    with open(ROOT / "data/regions.csv", encoding="utf-8-sig") as file:
        return {row["number"]: row["name_th"] for row in csv.DictReader(file)}


def printed(mean, decimals=2):
    """Half-up rounding of an exact fraction, as text."""
    scaled = int(mean * 10**decimals + Fraction(1, 2))
    whole, part = divmod(scaled, 10**decimals)
    return f"{whole}.{part:0{decimals}}"


def band(tool, mean):
    """Level and name of a mean: the band of the *printed* mean."""
    for entry in tool["band"]:
        if Fraction(printed(mean)) >= Fraction(entry["min"]):
            return entry["level"], entry["name_th"]
    raise ValueError(f"no band for {mean}")


def mean_of(values):
    values = list(values)
    return sum(values, Fraction(0)) / len(values)


class Scores:
    """Means of the nodes of one office that have one, by the rules of the shipped instruments: leaves below a group, unit weights."""

    def __init__(self, tool, kind, marks):
        self.nodes = {node["code"]: node for node in tool["node"]}
        self.kind = kind
        self.means = {}
        for code, node in self.nodes.items():
            if node["mode"] in ("evaluated", "external") and self.applies(code):
                levels = [Fraction(marks[code, r]) for r in tool["rounds"] if (code, r) in marks]
                if levels:
                    self.means[code] = mean_of(levels)
        leaves = dict(self.means)
        for code, node in self.nodes.items():
            if node["mode"] == "group" and self.applies(code):
                below = [mean for leaf, mean in leaves.items() if leaf.startswith(code + ".")]
                if below:
                    self.means[code] = mean_of(below)
        top = [self.means[code] for code, node in self.nodes.items() if "parent" not in node and code in self.means]
        self.counted = len(top)
        if tool["scoring"]["overall"] == "top_levels":
            top = [Fraction(band(tool, mean)[0]) for mean in top]
        self.overall = mean_of(top)

    def applies(self, code):
        node = self.nodes[code]
        above = node.get("parent")
        return self.kind in node["applies_to"] and (above is None or self.applies(above))


def depth(nodes, code):
    parent = nodes[code].get("parent")
    return 0 if parent is None else 1 + depth(nodes, parent)


def row(tool, scores, marks, node):
    code, mode = node["code"], node["mode"]
    level = level_th = mean = None
    state, state_th = "scored", ""
    if not scores.applies(code):
        state, state_th = "not_applicable", f"ไม่ใช้กับ {KIND_TH[scores.kind]}"
    elif mode == "monitored":
        state, state_th = "monitored", "ติดตามแต่ไม่ประเมินผล"
    elif mode == "pending":
        state, state_th = "pending", "อยู่ระหว่างดำเนินการ"
    elif mode == "target":
        state, state_th = "target", "เทียบกับค่าเป้าหมาย"
    elif mode == "external" and code not in scores.means:
        state, state_th = "external", "ใช้ผลการประเมินจากระบบอื่น"
    elif mode == "group" and node["kind"] != "standard":
        state = "group"
    elif code not in scores.means:
        state, state_th = "missing", "ไม่มีผลการประเมิน"
    else:
        level, level_th = band(tool, scores.means[code])
        mean = printed(scores.means[code])
    return {
        "code": code, "depth": depth(scores.nodes, code), "kind": KIND.get(node["kind"], node["kind"]),
        "label_th": node["label_th"], "title_th": node["title_th"], "state": state, "state_th": state_th,
        "level": level, "level_th": level_th, "mean": mean,
        "round_levels": [marks.get((code, r)) for r in tool["rounds"]] if mode == "evaluated" else [],
        "target": None, "source_th": node.get("source_th"), "suggestion_th": None,
    }


def part(tool, scores, marks, shape, title_lines, first_column, label):
    level, level_th = band(tool, scores.overall)
    return {
        "instrument": tool["code"], "title_lines_th": title_lines, "shape": shape,
        "round_labels_th": [ROUND_TH[r] for r in tool["rounds"]], "first_column_th": first_column,
        "rows": [row(tool, scores, marks, node) for node in tool["node"]],
        "overall": {"label_th": label.replace("{n}", str(scores.counted)), "mean": printed(scores.overall),
                    "level": level, "level_th": level_th},
        "lead_in_th": None, "suggestions_title_lines_th": [], "suggestions": [], "notes_th": [],
    }


def imprint(year, number, on, on_th, source=None, simulated=False):
    return {"fiscal_year": year, "number": number, "issued_on": on, "issued_on_th": on_th, "simulated": simulated,
            "source_th": source, "corrects": None}


def verification(code):
    return {"code": code, "qr_text": code, "hint_th": "ตรวจสอบความถูกต้องได้ด้วยรหัสนี้ที่ระบบ e-MES"}


def result(office, layout, imprint, code, parts, signature, summary=None, thanks=None):
    return {
        "imprint": imprint, "verification": verification(code),
        "office": {"code": office["code"], "name_th": office["name_th"], "short_name_th": office["short_name_th"],
                   "kind_th": KIND_TH[office["kind"]]},
        "layout": layout, "summary": summary, "parts": parts, "thanks_th": thanks,
        "signature": {"name_th": None, "position_lines_th": signature},
    }


def published(name):
    with open(ROOT / f"data/published/{name}.marks.csv", encoding="utf-8-sig") as file:
        marks = {(line["node"], line["round"]): int(line["level"]) for line in csv.DictReader(file)}
    return marks, json.loads((ROOT / f"data/published/{name}.published.json").read_text("utf-8"))


def real_source(year):
    return f"ที่มา: ผลการประเมินที่สำนักติดตามและประเมินผลการจัดการศึกษาขั้นพื้นฐานแจ้งไว้จริง ปีงบประมาณ พ.ศ. {year}"


def fy2564(by_code):
    office, tool = by_code["P2402"], instrument("SA", 2564)
    marks, truth = published("P2402-sa-2564")
    scores = Scores(tool, office["kind"], marks)
    sa = part(tool, scores, marks, "tree", [
        "ผลการติดตามและประเมินผลการบริหารและการจัดการศึกษาขั้นพื้นฐาน", f"ของ{office['name_th']}",
        "ตามมาตรฐานสำนักงานเขตพื้นที่การศึกษา (พ.ศ. 2560) ปีงบประมาณ พ.ศ. 2564",
    ], "มาตรฐาน/ตัวบ่งชี้/ประเด็นการพิจารณา", truth["published"]["S3"]["label"])
    for line in sa["rows"]:
        line["suggestion_th"] = truth["suggestions"].get(line["code"])
        # FY2564 printed the level of standard 3 in the last row only.
        if line["code"] == "S3":
            line |= {"state": "group", "level": None, "level_th": None, "mean": None}
    sa["suggestions"] = [
        {"code": line["code"], "heading_th": f"{line['label_th']} {line['title_th']}", "text_th": line["suggestion_th"]}
        for line in sa["rows"] if line["suggestion_th"]
    ]
    assert sa["overall"]["level_th"] == truth["published"]["S3"]["level_th"]
    return result(office, "2564", imprint(2564, "2564-SA-1", "2021-11-16", "16 พฤศจิกายน 2564", real_source(2564)),
                  "EM-4M2R-8TQX-V6KD", [sa], [
                      "รองผู้อำนวยการสำนักติดตามและประเมินผลการจัดการศึกษาขั้นพื้นฐาน",
                      "รักษาราชการแทน" + BUREAU_DIRECTOR,
                  ], thanks="สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน ขอขอบคุณสำนักงานเขตพื้นที่การศึกษาที่ให้ความสำคัญและความร่วมมือในการ"
                            "ดำเนินงานตามมาตรฐานสำนักงานเขตพื้นที่การศึกษา ไว้ ณ โอกาสนี้")


def fy2567(by_code):
    office, tool = by_code["P5004"], instrument("SA", 2567)
    marks, truth = published("P5004-sa-2567")
    scores = Scores(tool, office["kind"], marks)
    title = [MEASURED, "ตามมาตรฐานสำนักงานเขตพื้นที่การศึกษา พ.ศ. 2560 ประจำปีงบประมาณ พ.ศ. 2567", office["name_th"]]
    sa = part(tool, scores, marks, "tree", title, "มาตรฐาน/ตัวบ่งชี้/ประเด็นการพิจารณา", truth["published"]["OVERALL"]["label"])
    for line in sa["rows"]:
        expected = truth["published"].get(line["code"]) or truth["scores"][line["code"]]
        assert line["level"] == expected.get("level"), line
    sa["lead_in_th"] = (
        f"สำนักงานเขตพื้นที่การศึกษา มี{MEASURED} ตามมาตรฐานสำนักงานเขตพื้นที่การศึกษา พ.ศ. 2560 ประจำปีงบประมาณ พ.ศ. 2567 "
        "ได้ระดับคุณภาพดีเยี่ยม เพื่อให้การขับเคลื่อนการดำเนินงานมีประสิทธิภาพมากยิ่งขึ้น ควรมีการดำเนินงาน ดังนี้")
    sa["suggestions"] = [{"code": "S1.2", "heading_th": "มาตรฐานที่ 1 ตัวบ่งชี้ที่ 2", "text_th": truth["suggestions"]["S1.2"]}]
    return result(office, "2567", imprint(2567, "2567-SA-1", "2024-11-29", "29 พฤศจิกายน 2567", real_source(2567)),
                  "EM-9WQ7-3HXN-5PFB", [sa], [BUREAU_DIRECTOR])


def fy2566(by_code, chance):
    office = by_code["P1402"]
    kind, name = office["kind"], office["name_th"]
    texts = tomllib.loads((HERE / "suggestions-2566.toml").read_text("utf-8"))
    parts = []

    tool = instrument("QP", 2566)
    marks = {(node["code"], r): chance.choice([3, 4, 4, 5, 5, 5]) for node in tool["node"] for r in tool["rounds"]
             if kind in node["applies_to"]}
    qp = part(tool, Scores(tool, kind, marks), marks, "rounds",
              [MEASURED, f"ตาม{tool['title_th']}", "ประจำปีงบประมาณ พ.ศ. 2566", name], "ตัวชี้วัด", tool["scoring"]["overall_label_th"])
    qp["suggestions_title_lines_th"] = ["ข้อเสนอแนะเพื่อการพัฒนาการขับเคลื่อนนโยบายเร่งด่วน (Quick Policy : QP)",
                                        "ประจำปีงบประมาณ พ.ศ. 2566", name]
    qp["suggestions"] = [
        {"code": line["code"], "heading_th": f"{line['label_th']} {line['title_th']}", "text_th": texts[line["code"]]}
        for line in qp["rows"] if line["state"] == "scored"
    ]
    parts.append(qp)

    tool = instrument("AP", 2566)
    marks = {(node["code"], "R12"): chance.choice([4, 5, 5]) for node in tool["node"] if node["mode"] == "evaluated"}
    del marks["AP14", "R12"]
    ap = part(tool, Scores(tool, kind, marks), marks, "blocks",
              [MEASURED, f"ตาม{tool['title_th']}", "ประจำปีงบประมาณ พ.ศ. 2566", name], "ตัวชี้วัด", tool["scoring"]["overall_label_th"])
    values = {"AP02": "ร้อยละ 96.31", "AP03": "ร้อยละ 91.08", "AP04": "ร้อยละ 88.74", "AP11": "ร้อยละ 78.92"}
    for line in ap["rows"]:
        if line["state"] == "target":
            value = values[line["code"]]
            achieved = Fraction(value.split()[1]) >= 80
            line["target"] = {"target_th": "ร้อยละ 80", "value_th": value, "achieved_th": "บรรลุ" if achieved else "ไม่บรรลุ",
                              "scope_th": "ภาพรวมของ สพฐ."}
    parts.append(ap)

    tool = instrument("SA", 2566)
    marks = {(node["code"], "R12"): chance.choice([2, 3, 4, 4, 5, 5, 5, 5]) for node in tool["node"]
             if node["mode"] == "evaluated" and kind in node["applies_to"]}
    parts.append(part(tool, Scores(tool, kind, marks), marks, "tree",
                      [MEASURED, "ตามมาตรฐานสำนักงานเขตพื้นที่การศึกษา พ.ศ. 2560 ประจำปีงบประมาณ พ.ศ. 2566", name],
                      "มาตรฐาน/ตัวบ่งชี้/ประเด็นการพิจารณา", tool["scoring"]["overall_label_th"]))

    summary = {"title_lines_th": [MEASURED, "ประจำปีงบประมาณ พ.ศ. 2566 (ในภาพรวม)", name], "rows": [
        {"title_th": title, "level_th": entry["overall"]["level_th"]} for title, entry in zip([
            "ผลการประเมินตัวชี้วัดนโยบายเร่งด่วนของสำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน (Quick Policy : QP)",
            "ผลการประเมินตัวชี้วัดแผนปฏิบัติการของสำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน (Action Plan : AP)",
            "ผลการประเมินตามมาตรฐานสำนักงานเขตพื้นที่การศึกษา พ.ศ. 2560",
        ], parts)]}
    return result(office, "2566", imprint(2566, "2566-1", "2023-11-30", "30 พฤศจิกายน 2566", simulated=True),
                  "EM-2BKD-6NYV-H8XR", parts, [BUREAU_DIRECTOR], summary)


def distribution(tool, label, scores):
    """How many of the offices in `scores` stand at each level, and the mean of their overall means."""
    total = len(scores)
    counts = [sum(band(tool, one.overall)[0] == entry["level"] for one in scores) for entry in tool["band"]]
    return {
        "label_th": label, "total": total, "counts": counts,
        "per_mille": [int(Fraction(1000 * count, total) + Fraction(1, 2)) for count in counts],
        "percent": [printed(Fraction(100 * count, total)) for count in counts],
        "mean": printed(mean_of(one.overall for one in scores)),
    }


def section(tool, title, all_offices, chance):
    """One instrument over all offices, drawn around the strength of the office and the ease of the node; three offices are late."""
    late = set(chance.sample(range(len(all_offices)), 3))
    ease = {node["code"]: chance.gauss(0, 0.6) for node in tool["node"]}
    counted = []
    for index, office in enumerate(all_offices):
        strength = chance.gauss(3.7, 0.7)
        marks = {(node["code"], r): min(5, max(1, round(chance.gauss(strength + ease[node["code"]], 0.8)))) for node in tool["node"]
                 for r in tool["rounds"] if node["mode"] == "evaluated" and office["kind"] in node["applies_to"]}
        if index not in late:
            counted.append((office, Scores(tool, office["kind"], marks)))
    nodes = []
    for node in tool["node"]:
        means = [one.means[node["code"]] for _, one in counted if node["code"] in one.means]
        if means and node["mode"] != "external":
            mean = mean_of(means)
            levels = [band(tool, value)[0] for value in means]
            nodes.append({
                "code": node["code"], "depth": depth({n["code"]: n for n in tool["node"]}, node["code"]),
                "title_th": f"{node['label_th']} {node['title_th']}", "offices": len(means), "mean": printed(mean),
                "mean_milli": int(mean * 1000 + Fraction(1, 2)), "level": band(tool, mean)[0],
                "counts": [levels.count(entry["level"]) for entry in tool["band"]],
            })
    return {
        "instrument": tool["code"], "title_th": title,
        "levels": [{"level": entry["level"], "name_th": entry["name_th"]} for entry in tool["band"]],
        "offices_counted": len(counted), "offices_without": len(late),
        "all": distribution(tool, "ทั้งประเทศ", [one for _, one in counted]),
        "by_kind": [distribution(tool, KIND_TH[kind], [one for office, one in counted if office["kind"] == kind]) for kind in KIND_TH],
        "by_region": [distribution(tool, name, [one for office, one in counted if office["region"] == number])
                      for number, name in sorted(regions().items(), key=lambda item: int(item[0]))],
        "nodes": nodes,
    }


def national(all_offices, chance):
    titles = {
        "QP": "ตัวชี้วัดนโยบายเร่งด่วน (Quick Policy : QP)",
        "AP": "ตัวชี้วัดแผนปฏิบัติการ (Action Plan : AP)",
        "SA": "มาตรฐานสำนักงานเขตพื้นที่การศึกษา พ.ศ. 2560",
    }
    return {
        "imprint": imprint(2566, "2566-N-1", "2023-12-15", "15 ธันวาคม 2566", simulated=True),
        "verification": verification("EM-5XGT-Q2MC-7RWJ"),
        "title_lines_th": ["สรุปผลการติดตาม ประเมินผล การบริหารและการจัดการศึกษาขั้นพื้นฐาน", "ของสำนักงานเขตพื้นที่การศึกษา ระดับประเทศ",
                           "ประจำปีงบประมาณ พ.ศ. 2566"],
        "sections": [section(instrument(code, 2566), title, all_offices, chance) for code, title in titles.items()],
        "signature": {"name_th": None, "position_lines_th": [BUREAU_DIRECTOR]},
    }


def main():
    all_offices = offices()
    by_code = {office["code"]: office for office in all_offices}
    chance = random.Random(2566)
    samples = {
        "result-2564": fy2564(by_code), "result-2566": fy2566(by_code, chance), "result-2567": fy2567(by_code),
        "national": national(all_offices, chance),
    }
    for name, view in samples.items():
        (HERE / f"{name}.json").write_text(json.dumps(view, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
