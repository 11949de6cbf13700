//! The catalogue of all publications, in DCAT-AP as JSON-LD, for portals that harvest.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::package::{description, publisher, title, version};
use super::{Edition, File, Terms, file_path};
use crate::clock::bangkok_day;
use crate::door::App;
use crate::error::Result;
use crate::export::IN_MEMORY;
use crate::message::Language;
use crate::public::all;

/// Vocabularies that DCAT-AP prescribes.
const LANGUAGE: &str = "http://publications.europa.eu/resource/authority/language/";
const FILE_TYPE: &str = "http://publications.europa.eu/resource/authority/file-type/";
const EDUCATION: &str = "http://publications.europa.eu/resource/authority/data-theme/EDUC";
const THAILAND: &str = "http://publications.europa.eu/resource/authority/country/THA";
const ANNUAL: &str = "http://publications.europa.eu/resource/authority/frequency/ANNUAL";
const MEDIA_TYPE: &str = "https://www.iana.org/assignments/media-types/";

fn id(url: impl Into<String>) -> Value {
    json!({ "@id": url.into() })
}

fn both(of: impl Fn(Language) -> String) -> Value {
    let text = |language: Language| json!({ "@language": language.code(), "@value": of(language) });
    Value::Array(Language::ALL.map(text).to_vec())
}

fn instant(at: Timestamp) -> Value {
    json!({ "@type": "xsd:dateTime", "@value": at.to_string() })
}

fn agent(name: &str) -> Value {
    json!({ "@type": "foaf:Agent", "foaf:name": { "@language": "th", "@value": name } })
}

/// The catalogue.
///
/// # Errors
/// When the database fails.
pub async fn catalogue(app: &App, terms: &Terms) -> Result<Vec<u8>> {
    let editions = all(app).await?;
    let newest = editions.iter().max_by_key(|edition| edition.publication.row.publication.published_at);
    let name = newest.map_or_else(|| "e-MES".to_owned(), publisher);
    let mut catalogue = json!({
        "@context": {
            "adms": "http://www.w3.org/ns/adms#",
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "spdx": "http://spdx.org/rdf/terms#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": terms.url("/data/catalog.jsonld"),
        "@type": "dcat:Catalog",
        "dct:title": both(|language| language.fault(&domain::problem::Fault::new("data-catalogue"))),
        "dct:description": both(|language| language.fault(&domain::problem::Fault::new("data-catalogue-words"))),
        "dct:publisher": agent(&name),
        "dct:license": id(terms.licence.url()),
        "dct:language": [id(format!("{LANGUAGE}THA")), id(format!("{LANGUAGE}ENG"))],
        "dct:spatial": id(THAILAND),
        "foaf:homepage": id(terms.url("/data")),
        "dcat:dataset": editions.iter().map(|edition| dataset(edition, terms)).collect::<Vec<_>>(),
    });
    if let Some(newest) = newest {
        catalogue["dct:modified"] = instant(newest.publication.row.publication.published_at);
    }
    Ok(serde_json::to_vec_pretty(&catalogue).expect(IN_MEMORY))
}

fn address(terms: &Terms, number: &str) -> String {
    terms.url(&format!("/data/{number}"))
}

fn dataset(edition: &Edition, terms: &Terms) -> Value {
    let publication = &edition.publication;
    let of = &publication.row.publication;
    let day = |day: jiff::civil::Date| json!({ "@type": "xsd:date", "@value": day.to_string() });
    let mut dataset = json!({
        "@id": address(terms, &publication.number),
        "@type": "dcat:Dataset",
        "dct:identifier": publication.number,
        "dct:title": both(|language| title(language, edition)),
        "dct:description": both(|language| description(language, edition)),
        "dct:publisher": agent(&publisher(edition)),
        "dct:issued": instant(of.published_at),
        "dct:accrualPeriodicity": id(ANNUAL),
        "dct:spatial": id(THAILAND),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": day(edition.year().first_day()),
            "dcat:endDate": day(of.through.last_day(edition.year())),
        },
        "dcat:theme": id(EDUCATION),
        "dcat:keyword": [{ "@language": "en", "@value": "education" }, { "@language": "en", "@value": "evaluation" }],
        "dcat:version": version(edition),
        "dcat:landingPage": id(terms.url(&format!("/public/publications/{}", publication.number))),
        "dcat:distribution": File::DATA.map(|file| distribution(edition, file, terms)),
    });
    if let Some(old) = &publication.corrects {
        dataset["dct:replaces"] = id(address(terms, old));
        dataset["dcat:previousVersion"] = id(address(terms, old));
        if let Some(reason) = &of.reason {
            dataset["adms:versionNotes"] = json!({ "@language": "th", "@value": reason });
        }
    }
    if let Some(new) = &edition.corrected_by {
        dataset["dct:isReplacedBy"] = id(address(terms, new));
    }
    dataset
}

/// The word of the list of file types, which does not have them all.
fn file_type(file: File) -> String {
    match file {
        File::Instrument => "TXT".to_owned(),
        _ => file.format().to_uppercase(),
    }
}

fn distribution(edition: &Edition, file: File, terms: &Terms) -> Value {
    let url = terms.url(&file_path(edition, file));
    let published = edition.publication.row.publication.published_at;
    json!({
        "@id": format!("{url}#distribution"),
        "@type": "dcat:Distribution",
        "dct:title": both(|language| language.fault(&domain::problem::Fault::new(file.words_key()))),
        "dcat:accessURL": id(address(terms, &edition.publication.number)),
        "dcat:downloadURL": id(url),
        "dcat:mediaType": id(format!("{MEDIA_TYPE}{}", file.media_type())),
        "dct:format": id(format!("{FILE_TYPE}{}", file_type(file))),
        "dct:license": id(terms.licence.url()),
        "dct:issued": { "@type": "xsd:date", "@value": bangkok_day(published).to_string() },
    })
}
