//! Descriptions of a publication for programs: a Data Package (v1) and what CKAN's `package_create` takes.

use domain::problem::Fault;
use serde_json::{Value, json};

use super::dictionary::{Column, TABLES, Table};
use super::{Edition, File, Terms, file, file_path};
use crate::door::App;
use crate::error::Result;
use crate::export::IN_MEMORY;
use crate::message::Language;

/// The words of a key.
fn words(language: Language, key: &'static str) -> String {
    language.fault(&Fault::new(key))
}

/// What a publication is about, in a line.
pub(super) fn title(language: Language, edition: &Edition) -> String {
    let publication = &edition.publication;
    let instrument = &publication.instrument;
    let name = match (language, &instrument.title_en) {
        (Language::En, Some(title)) => title,
        _ => &instrument.title_th,
    };
    let months = publication.row.publication.through.months();
    let fault = Fault::new("data-title").with("title", name).with("year", edition.year()).with("months", months);
    language.fault(&fault)
}

/// What has to be known before it is used.
pub(super) fn description(language: Language, edition: &Edition) -> String {
    let publication = &edition.publication;
    let mut said = vec![language.fault(&Fault::new("data-about").with("number", &publication.number))];
    if let Some(old) = &publication.corrects {
        said.push(language.fault(&Fault::new("result-corrects").with("number", old)));
    }
    if let Some(new) = &edition.corrected_by {
        said.push(language.fault(&Fault::new("public-corrected-by").with("number", new)));
    }
    if edition.is_simulated() {
        said.push(words(language, "result-simulated"));
    }
    said.join("\n\n")
}

/// Who publishes: what stands at the head of the letters.
pub(super) fn publisher(edition: &Edition) -> String {
    let letter = edition.publication.settings.letter.as_ref();
    letter.and_then(|letter| letter.agency_lines_th.first().cloned()).unwrap_or_else(|| "e-MES".to_owned())
}

fn field(column: &Column) -> Value {
    let mut field = json!({
        "name": column.name,
        "type": column.kind.as_str(),
        "title": words(Language::Th, column.key),
        "description": words(Language::En, column.key),
    });
    let mut constraints = serde_json::Map::new();
    if column.is_required {
        constraints.insert("required".to_owned(), json!(true));
    }
    let values = column.values();
    if !values.is_empty() {
        constraints.insert("enum".to_owned(), json!(values));
    }
    if !constraints.is_empty() {
        field["constraints"] = Value::Object(constraints);
    }
    field
}

fn schema(table: &Table) -> Value {
    let key = |(field, table, other): &(&str, &str, &str)| json!({ "fields": field, "reference": { "resource": table, "fields": other } });
    json!({
        "fields": table.columns.iter().map(field).collect::<Vec<_>>(),
        "missingValues": [""],
        "primaryKey": table.primary,
        "foreignKeys": table.foreign.iter().map(key).collect::<Vec<_>>(),
    })
}

/// A Data Package of the tables, with their sizes and hashes.
pub(super) async fn data_package(app: &App, edition: &Edition, terms: &Terms) -> Result<Vec<u8>> {
    let publication = &edition.publication;
    let mut resources = Vec::new();
    for (table, of) in TABLES.iter().zip([File::Results, File::Offices, File::Items, File::Marks, File::Regions]) {
        let bytes = Box::pin(file(app, edition, of, terms)).await?;
        resources.push(json!({
            "name": table.name,
            "title": words(Language::Th, table.key),
            "description": words(Language::En, table.key),
            "path": of.name(),
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": of.media_type(),
            "encoding": "utf-8",
            "bytes": bytes.len(),
            "hash": format!("sha256:{}", domain::sha256_hex(&bytes)),
            "schema": schema(table),
        }));
    }
    let package = json!({
        "profile": "tabular-data-package",
        "name": name(edition),
        "id": terms.url(&format!("/data/{}", publication.number)),
        "title": title(Language::Th, edition),
        "description": format!("{}\n\n{}", description(Language::Th, edition), description(Language::En, edition)),
        "homepage": terms.url(&format!("/public/publications/{}", publication.number)),
        "version": version(edition),
        "created": publication.row.publication.published_at.to_string(),
        "licenses": [{ "name": terms.licence.spdx(), "path": terms.licence.url() }],
        "contributors": [{ "title": publisher(edition), "role": "publisher" }],
        "resources": resources,
    });
    Ok(serde_json::to_vec_pretty(&package).expect(IN_MEMORY))
}

/// A name that portals take: small letters, digits and hyphens.
fn name(edition: &Edition) -> String {
    let number = edition.publication.number.to_lowercase();
    let plain = number.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
    format!("emes-{}", plain.collect::<String>())
}

/// A correction is a new version of the same data.
pub(super) fn version(edition: &Edition) -> String {
    edition.publication.row.number.to_string()
}

/// What CKAN's `package_create` takes. The organisation that owns the data there is the portal's to say, so it is left out.
pub(super) async fn ckan(app: &App, edition: &Edition, terms: &Terms) -> Result<Vec<u8>> {
    let publication = &edition.publication;
    let mut resources = Vec::new();
    for of in File::DATA {
        let bytes = Box::pin(file(app, edition, of, terms)).await?;
        resources.push(json!({
            "name": of.name(),
            "description": words(Language::Th, of.words_key()),
            "url": terms.url(&file_path(edition, of)),
            "format": of.format(),
            "mimetype": of.media_type(),
            "size": bytes.len(),
            "hash": format!("sha256:{}", domain::sha256_hex(&bytes)),
        }));
    }
    resources.push(json!({
        "name": File::Package.name(),
        "description": words(Language::Th, File::Package.words_key()),
        "url": terms.url(&file_path(edition, File::Package)),
        "format": File::Package.format(),
        "mimetype": File::Package.media_type(),
    }));
    let extra = |key: &str, value: String| json!({ "key": key, "value": value });
    let of = &publication.row.publication;
    let mut extras = vec![
        extra("fiscal_year", edition.year().to_string()),
        extra("instrument", publication.instrument.code.to_string()),
        extra("through", of.through.to_string()),
        extra("issued", of.published_at.to_string()),
        extra("results_hash", of.results_hash.clone()),
        extra("title_en", title(Language::En, edition)),
        extra("notes_en", description(Language::En, edition)),
    ];
    extras.extend(publication.corrects.as_ref().map(|old| extra("corrects", old.clone())));
    extras.extend(edition.corrected_by.as_ref().map(|new| extra("corrected_by", new.clone())));
    let package = json!({
        "name": name(edition),
        "title": title(Language::Th, edition),
        "notes": description(Language::Th, edition),
        "url": terms.url(&format!("/public/publications/{}", publication.number)),
        "version": version(edition),
        "license_id": terms.licence.ckan(),
        "author": publisher(edition),
        "tags": [{ "name": "education" }, { "name": "evaluation" }, { "name": format!("{}", edition.year()) }],
        "extras": extras,
        "resources": resources,
    });
    Ok(serde_json::to_vec_pretty(&package).expect(IN_MEMORY))
}
