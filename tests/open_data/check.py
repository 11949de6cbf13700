#!/usr/bin/env python3
"""Reads the open data of a running program with the clients of others: frictionless, rdflib, ckanapi, pysdmx.

    emes demo --listen 127.0.0.1:8080 &
    python3 -m venv venv && venv/bin/pip install -r tests/open_data/requirements.txt
    venv/bin/python tests/open_data/check.py http://127.0.0.1:8080
"""

import json
import re
import sys
import tempfile
import urllib.request
from pathlib import Path

from ckanapi.common import prepare_action
from frictionless import Package
from pysdmx.io import read_sdmx
from rdflib import DCAT, DCTERMS, RDF, Graph

# What CKAN itself asks of a package (ckan.logic.schema, ckan.lib.navl and ckan.model.package).
NAME = re.compile(r"[a-z0-9_-]{2,100}")
TAG = re.compile(r"[\w .-]{2,100}")


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
        for demanded in (DCTERMS.title, DCTERMS.description, DCAT.distribution):
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
    for name in ("datapackage.json", "results.csv", "offices.csv", "items.csv"):
        (folder / name).write_bytes(get(f"{site}/data/{number}/{name}"))
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, (number, report.flatten(["rowNumber", "fieldName", "type", "note"])[:5])
    return sum(task.stats["rows"] for task in report.tasks)


def ckan(site, number):
    """The client takes it for what CKAN is sent, and it keeps CKAN's own rules."""
    payload = json.loads(get(f"{site}/data/{number}/ckan.json"))
    url, body, headers = prepare_action("package_create", payload, "token", None)
    assert url == "api/action/package_create" and headers["Authorization"] == "token"
    assert json.loads(body) == payload
    assert NAME.fullmatch(payload["name"]) and len(payload["version"]) <= 100, payload["name"]
    assert all(TAG.fullmatch(tag["name"]) for tag in payload["tags"])
    keys = [extra["key"] for extra in payload["extras"]]
    assert len(keys) == len(set(keys)) and all(isinstance(extra["value"], str) for extra in payload["extras"])
    assert all(resource["url"].startswith("http") for resource in payload["resources"])


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
    for number in numbers:
        ckan(site, number)
    codes = sorted({number.split("-")[1] for number in numbers})
    observations = sum(series(site, code) for code in codes)
    print(f"{len(numbers)} publications with {rows} rows, {observations} observations: well")


if __name__ == "__main__":
    main()
