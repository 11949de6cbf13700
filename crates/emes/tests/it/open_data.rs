//! Open data: what descriptions say of the tables is what is in them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::pages::{Site, Visitor};

const BASE: &str = "/data/2568-SA-R12-2";

/// The rows of a table by the names of their columns.
fn rows(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut lines = records(text.trim_start_matches('\u{feff}')).into_iter();
    let head = lines.next().unwrap();
    lines
        .map(|line| {
            assert_eq!(line.len(), head.len(), "{line:?}");
            head.iter().cloned().zip(line).collect()
        })
        .collect()
}

/// CSV as RFC 4180 has it, without the library that wrote it.
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            '\r' if !quoted => {}
            c => field.push(c),
        }
    }
    records
}

fn json(visitor: &Visitor<'_>, path: &str) -> Value {
    serde_json::from_slice(&visitor.bytes(path)).unwrap()
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect()
}

#[test]
fn tables_hold_together_and_are_what_their_description_says() {
    let site = Site::start("demo");
    let nobody = site.visitor();
    nobody.get("/data").shows(&format!("href=\"{BASE}\"")).shows("CC-BY-4.0");
    nobody.get(BASE).shows("datapackage.json").shows("ckan.json");
    nobody.get("/data/dictionary").shows("office_name_th");
    let package = json(&nobody, &format!("{BASE}/datapackage.json"));
    assert_eq!(package["name"], "emes-2568-sa-r12-2");
    assert_eq!(package["licenses"][0]["name"], "CC-BY-4.0");
    assert!(package["description"].as_str().unwrap().contains("ข้อมูลจำลอง"), "invented data say that they are");
    let dictionary = rows(&nobody.bytes("/data/dictionary.csv"));

    let mut tables: BTreeMap<&str, Vec<BTreeMap<String, String>>> = BTreeMap::new();
    for resource in package["resources"].as_array().unwrap() {
        let name = resource["name"].as_str().unwrap();
        let bytes = nobody.bytes(&format!("{BASE}/{}", resource["path"].as_str().unwrap()));
        assert_eq!(resource["bytes"], bytes.len());
        assert_eq!(resource["hash"], format!("sha256:{}", domain::sha256_hex(&bytes)));
        let table = rows(&bytes);
        let fields = resource["schema"]["fields"].as_array().unwrap();
        for field in fields {
            let column = field["name"].as_str().unwrap();
            let is_described = |row: &&BTreeMap<String, String>| row["table"] == name && row["column"] == column;
            assert!(
                dictionary.iter().any(|row| is_described(&row) && !row["description_th"].is_empty()),
                "{name}.{column}"
            );
            let required = field["constraints"]["required"] == true;
            for row in &table {
                let value = row.get(column).unwrap_or_else(|| panic!("{name} has no column {column}"));
                assert!(!required || !value.is_empty(), "{name}.{column} is empty: {row:?}");
                let fits = match field["type"].as_str().unwrap() {
                    _ if value.is_empty() => true,
                    "integer" => value.parse::<i64>().is_ok(),
                    "number" => value.parse::<domain::number::Decimal>().is_ok(),
                    "boolean" => ["true", "false"].contains(&value.as_str()),
                    _ => true,
                };
                let values = &field["constraints"]["enum"];
                let is_known = values.is_null() || value.is_empty() || texts(values).contains(&value.as_str());
                assert!(fits && is_known, "{name}.{column}: {value:?}");
            }
        }
        assert_eq!(fields.len(), table[0].len(), "{name} has no column that is not described");
        let key = texts(&resource["schema"]["primaryKey"]);
        let keys: BTreeSet<Vec<&str>> =
            table.iter().map(|row| key.iter().map(|k| row[*k].as_str()).collect()).collect();
        assert_eq!(keys.len(), table.len(), "{name}: rows are told apart");
        tables.insert(name, table);
    }
    for resource in package["resources"].as_array().unwrap() {
        for foreign in resource["schema"]["foreignKeys"].as_array().unwrap() {
            let own = foreign["fields"].as_str().unwrap();
            let (other, field) = (&foreign["reference"]["resource"], &foreign["reference"]["fields"]);
            let there = &tables[other.as_str().unwrap()];
            let there: BTreeSet<&str> = there.iter().map(|row| row[field.as_str().unwrap()].as_str()).collect();
            for row in &tables[resource["name"].as_str().unwrap()] {
                assert!(there.contains(row[own].as_str()), "{own}: {row:?}");
            }
        }
    }
    assert_eq!(tables["offices"].len(), 244, "one of 245 is withheld");
    // The other forms say the same; clients of others compare them cell by cell.
    let sealed = json(&nobody, &format!("{BASE}/results.json"));
    assert_eq!(sealed["publications"][0]["offices"].as_array().unwrap().len(), 244);
    assert!(nobody.bytes(&format!("{BASE}/results.xlsx")).starts_with(b"PK"));
    assert!(nobody.bytes(&format!("{BASE}/results.parquet")).starts_with(b"PAR1"));
    let own = rows(&nobody.bytes("/public/offices/P2300/2568/results.csv"));
    let own: Vec<_> = own.into_iter().filter(|row| row["instrument"] == "SA").collect();
    let all: Vec<_> = tables["results"].iter().filter(|row| row["office"] == "P2300").cloned().collect();
    assert_eq!(own, all);
}

#[test]
fn portals_are_told_what_there_is() {
    let site = Site::start_with(
        "demo",
        &[("EMES_PUBLIC_URL", "https://emes.example.go.th"), ("EMES_DATA_LICENCE", "CC0-1.0")],
    );
    let nobody = site.visitor();
    let catalogue = json(&nobody, "/data/catalog.jsonld");
    assert_eq!(catalogue["@id"], "https://emes.example.go.th/data/catalog.jsonld");
    assert_eq!(catalogue["dct:license"]["@id"], "https://creativecommons.org/publicdomain/zero/1.0/");
    let datasets = catalogue["dcat:dataset"].as_array().unwrap();
    let find = |number: &str| datasets.iter().find(|dataset| dataset["dct:identifier"] == number).unwrap();
    let (old, new) = (find("2568-SA-R12-1"), find("2568-SA-R12-2"));
    assert_eq!(old["dct:isReplacedBy"]["@id"], new["@id"]);
    assert_eq!(new["dct:replaces"]["@id"], old["@id"]);
    assert_eq!(new["dct:temporal"]["dcat:startDate"]["@value"], "2024-10-01");
    let local = |url: &Value| url.as_str().unwrap().strip_prefix("https://emes.example.go.th").unwrap().to_owned();
    for dataset in [old, new] {
        nobody.get(&local(&dataset["@id"])).is(200);
        nobody.get(&local(&dataset["dcat:landingPage"]["@id"])).is(200);
        for distribution in dataset["dcat:distribution"].as_array().unwrap() {
            nobody.bytes(&local(&distribution["dcat:downloadURL"]["@id"]));
        }
    }

    let ckan = json(&nobody, "/data/2568-SA-R12-2/ckan.json");
    assert_eq!((ckan["license_id"].as_str(), ckan["version"].as_str()), (Some("cc-zero"), Some("2")));
    // What CKAN takes for a name: small letters, digits, hyphens and underscores, at most a hundred.
    let name = ckan["name"].as_str().unwrap();
    assert!(
        name.len() <= 100 && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
        "{name}"
    );
    for resource in ckan["resources"].as_array().unwrap() {
        let bytes = nobody.bytes(&local(&resource["url"]));
        if let Some(size) = resource["size"].as_u64() {
            assert_eq!(size, bytes.len() as u64);
            assert_eq!(resource["hash"], format!("sha256:{}", domain::sha256_hex(&bytes)));
        }
    }

    let series = rows(&nobody.bytes("/data/series/SA.csv"));
    let country = |row: &&BTreeMap<String, String>| row["REF_AREA"] == "TH" && row["INDICATOR"] == "OVERALL";
    let periods: Vec<&str> = series.iter().filter(country).map(|row| row["TIME_PERIOD"].as_str()).collect();
    assert!(periods.len() >= 4 && periods.is_sorted() && periods.contains(&"2024-10-01/P1Y"), "{periods:?}");
    let keys: BTreeSet<_> =
        series.iter().map(|row| ["REF_AREA", "INDICATOR", "TIME_PERIOD"].map(|key| row[key].as_str())).collect();
    assert_eq!(keys.len(), series.len(), "an observation stands once");
    assert!(
        series.iter().any(|row| row["REF_AREA"] == "TH.R9") && series.iter().all(|row| !row["OBS_VALUE"].is_empty())
    );
}

#[test]
fn clients_of_others_read_all_of_it() {
    let target = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let python = target.join("open-data-venv/bin/python");
    assert!(python.exists(), "{} is missing; scripts/setup.sh test makes it", python.display());
    let site = Site::start("demo");
    let mut check = std::process::Command::new(python);
    check.arg(crate::support::root().join("tests/open_data/check.py")).arg(site.address());
    let run = crate::support::Run::of(check.output().unwrap()).well();
    assert!(run.out.contains("well"), "{}{}", run.out, run.err);
}

#[test]
fn a_licence_that_nobody_knows_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = crate::support::program();
    program.args(["--lang", "en", "--data", folder.path().to_str().unwrap(), "serve", "--listen", "127.0.0.1:0"]);
    program.env("EMES_DATA_LICENCE", "all rights reserved");
    let run = crate::support::Run::of(program.output().unwrap()).refused();
    assert!(run.err.contains("CC-BY-4.0"), "{}", run.err);
}
