#!/usr/bin/env python3
"""Reads the open data of a running program with the clients of others: rdflib, frictionless, DuckDB, Arrow, ckanapi and pysdmx.

    emes demo --listen 127.0.0.1:8080 &
    scripts/setup.sh test
    target/open-data-venv/bin/python tests/open_data/check.py http://127.0.0.1:8080
"""

import csv
import hashlib
import io
import json
import re
import sys
import tempfile
import threading
import urllib.request
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb
import pyarrow.parquet
from ckanapi import NotAuthorized, RemoteCKAN, ValidationError
from frictionless import Package
from pysdmx.io import read_sdmx
from rdflib import DCAT, DCTERMS, RDF, Graph

TABLES = ("results.csv", "offices.csv", "items.csv", "marks.csv", "regions.csv")
# The types of the dictionary as DuckDB calls them.
TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DECIMAL", "boolean": "BOOLEAN"}


def get(url):
    with urllib.request.urlopen(url) as answer:
        return answer.read()


def catalogue(site):
    """Every dataset has what DCAT-AP demands, and what it says of one another goes both ways."""
    graph = Graph().parse(data=get(f"{site}/data/catalog.jsonld"), format="json-ld")
    datasets = list(graph.subjects(RDF.type, DCAT.Dataset))
    assert datasets, "the catalogue has datasets"
    (whole,) = graph.subjects(RDF.type, DCAT.Catalog)
    for demanded in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher):
        assert graph.value(whole, demanded), demanded
    assert set(graph.objects(whole, DCAT.dataset)) == set(datasets)
    for dataset in datasets:
        for demanded in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.distribution):
            assert graph.value(dataset, demanded), (dataset, demanded)
        for old in graph.objects(dataset, DCTERMS.replaces):
            assert (old, DCTERMS.isReplacedBy, dataset) in graph, (old, dataset)
        for distribution in graph.objects(dataset, DCAT.distribution):
            assert graph.value(distribution, DCAT.accessURL) and graph.value(distribution, DCTERMS.license)
    return sorted(str(graph.value(dataset, DCTERMS.identifier)) for dataset in datasets)


def package(site, number, folder):
    """The Data Package and its tables hold together: types, keys, references, sizes and hashes."""
    folder = folder / number
    folder.mkdir()
    for name in ("datapackage.json", "results.parquet", *TABLES):
        (folder / name).write_bytes(get(f"{site}/data/{number}/{name}"))
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, (number, report.flatten(["rowNumber", "fieldName", "type", "note"])[:5])
    columns(site, folder)
    return sum(task.stats["rows"] for task in report.tasks)


def columns(site, folder):
    """Parquet holds the rows of the CSV, in the types of the dictionary."""
    dictionary = csv.DictReader(io.StringIO(get(f"{site}/data/dictionary.csv").decode("utf-8-sig")))
    expected = {row["column"]: TYPES[row["type"]] for row in dictionary if row["table"] == "results"}
    database = duckdb.connect()
    parquet, text = (f"'{folder / name}'" for name in ("results.parquet", "results.csv"))
    found = {name: kind for name, kind, *_ in database.sql(f"DESCRIBE SELECT * FROM {parquet}").fetchall()}
    assert {name: kind.split("(")[0] for name, kind in found.items()} == expected, found
    cast = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in found.items())
    rows = f"SELECT {cast} FROM read_csv({text}, header = true, all_varchar = true, nullstr = '')"
    for one, other in ((f"FROM {parquet}", rows), (rows, f"FROM {parquet}")):
        ((lacking,),) = database.sql(f"SELECT COUNT(*) FROM (({one}) EXCEPT ALL ({other}))").fetchall()
        assert lacking == 0, (folder.name, lacking)
    database.close()
    # The library from which most programs read Parquet: in the order of the rows, and no number has become a binary one.
    means = pyarrow.parquet.read_table(folder / "results.parquet").column("mean").to_pylist()
    with open(folder / "results.csv", encoding="utf-8-sig", newline="") as file:
        assert means == [Decimal(row["mean"]) if row["mean"] else None for row in csv.DictReader(file)], folder.name


class Portal(BaseHTTPRequestHandler):
    """As much of a CKAN portal as `package_create` needs, with CKAN's own rules (ckan.logic.schema, ckan.logic.validators)."""

    datasets = {}

    def do_POST(self):
        data = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers["Authorization"] != "token":
            return self.answer(403, error={"__type": "Authorization Error", "message": "Access denied"})
        wrong = {field: words for field, words in self.problems(data) if words}
        if wrong:
            return self.answer(409, error={"__type": "Validation Error", **wrong})
        self.datasets[data["name"]] = data
        return self.answer(200, result=data)

    def problems(self, data):
        yield "name", [] if re.fullmatch("[a-z0-9_-]{2,100}", data.get("name", "")) else ["must be lowercase"]
        yield "name", ["That URL is already in use."] if data.get("name") in self.datasets else []
        yield "version", [] if len(data["version"]) <= 100 else ["too long"]
        yield "license_id", [] if data["license_id"] in ("cc-by", "cc-zero") else ["not known"]
        yield "owner_org", [] if data.get("owner_org") else ["An organization must be provided"]
        yield "tags", [tag for tag in data["tags"] if not re.fullmatch(r"[\w .-]{2,100}", tag["name"])]
        keys = [extra["key"] for extra in data["extras"]]
        yield "extras", [key for key in keys if keys.count(key) > 1]
        yield "extras", [extra for extra in data["extras"] if not isinstance(extra["value"], str)]
        yield "resources", [each["name"] for each in data["resources"] if not isinstance(each.get("size", 0), int)]

    def answer(self, status, **more):
        body = json.dumps({"success": status == 200, **more}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Says nothing."""


def ckan(site, numbers):
    """A portal takes the payloads from its client and finds the files where they say, byte for byte."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    for number in numbers:
        payload = json.loads(get(f"{site}/data/{number}/ckan.json"))
        refused(NotAuthorized, RemoteCKAN(address, apikey="wrong"), payload)
        with RemoteCKAN(address, apikey="token") as portal:
            refused(ValidationError, portal, payload)
            stored = portal.action.package_create(**payload, owner_org="obec")
            assert stored["name"] == f"emes-{number.lower()}", stored["name"]
            refused(ValidationError, portal, {**payload, "owner_org": "obec"})
        for resource in stored["resources"]:
            file = get(resource["url"])
            assert resource.get("size", len(file)) == len(file), resource
            assert resource.get("hash", "").removeprefix("sha256:") in ("", hashlib.sha256(file).hexdigest()), resource
    server.shutdown()


def refused(error, portal, payload):
    try:
        portal.action.package_create(**payload)
    except error:
        return
    raise AssertionError(f"{payload['name']} was not refused with {error.__name__}")


def series(site, code):
    """SDMX-CSV as another program reads it."""
    data = read_sdmx(get(f"{site}/data/series/{code}.csv").decode(), validate=False)
    (only,) = data.data
    assert len(only.data) > 0 and "OBS_VALUE" in only.data.columns
    return len(only.data)


def main():
    site = sys.argv[1].rstrip("/")
    numbers = catalogue(site)
    with tempfile.TemporaryDirectory() as folder:
        rows = sum(package(site, number, Path(folder)) for number in numbers)
    ckan(site, numbers)
    codes = sorted({number.split("-")[1] for number in numbers})
    observations = sum(series(site, code) for code in codes)
    print(f"{len(numbers)} publications with {rows} rows, {observations} observations: well")


if __name__ == "__main__":
    main()
