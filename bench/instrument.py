"""What the peers need to know of an instrument file: its tree flattened, and its numbers as integers."""

import math
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

ROUNDS = ["R3", "R6", "R9", "R12"]
NATIONAL = "OBEC"


@dataclass
class Node:
    code: str
    parent: str | None
    mode: str
    kinds: set
    rounds: list
    weight: int
    target: dict | None

    @property
    def is_leaf(self):
        return self.mode != "group"

    @property
    def takes_levels(self):
        return self.mode in ("evaluated", "external")


class Instrument:
    """An instrument with inherited applicability and weights brought to integers (only their proportion matters)."""

    def __init__(self, path, through=None):
        table = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        scoring = table["scoring"]
        self.code = table["code"]
        self.fiscal_year = table["fiscal_year"]
        self.rounds = table["rounds"]
        self.through = through or self.rounds[-1]
        self.blocks = scoring["missing"] == "block"
        self.overall = scoring.get("overall")
        self.decimals = scoring.get("decimals", 2)
        # Lower edges of the bands in units of the last shown digit, lowest first: comparing integers is then exact.
        unit = 10**self.decimals
        self.bands = sorted((math.ceil(Fraction(band["min"]) * unit), band["level"]) for band in table["band"])
        self.refuse_what_the_peers_leave_out(scoring)
        whole = math.lcm(*(Fraction(node.get("weight", "1")).denominator for node in table["node"]))
        self.nodes = {}
        for node in table["node"]:
            rounds = [each for each in node.get("rounds", self.rounds) if ROUNDS.index(each) <= ROUNDS.index(self.through)]
            weight = int(Fraction(node.get("weight", "1")) * whole)
            parent = node.get("parent")
            kinds = set(node["applies_to"]) & (self.nodes[parent].kinds if parent else set(node["applies_to"]))
            self.nodes[node["code"]] = Node(node["code"], parent, node["mode"], kinds, rounds, weight, node.get("target"))

    @staticmethod
    def refuse_what_the_peers_leave_out(scoring):
        """The peers are written for the rules that the 2566 instruments use, which keeps them as short and fast as they can be."""
        if scoring["rounds"] != "mean" or scoring["groups"] != "leaves":
            raise SystemExit('the peers know only rounds = "mean" and groups = "leaves"')

    @property
    def leaves(self):
        return [node for node in self.nodes.values() if node.is_leaf]

    def tops(self):
        return [node for node in self.nodes.values() if node.parent is None]

    def leaves_below(self, group):
        return [leaf for leaf in self.leaves if group in self.ancestors(leaf)]

    def ancestors(self, node):
        codes = []
        while node.parent:
            codes.append(node.parent)
            node = self.nodes[node.parent]
        return codes

    def overall_parts(self):
        return self.leaves if self.overall == "leaves" else self.tops()
