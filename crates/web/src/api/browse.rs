//! The description of the API as a page. It is read out of the document itself, so the two cannot disagree, and needs no script.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use domain::problem::Fault;
use serde_json::Value;

use super::description;
use crate::failure::{Answer, Failure};
use crate::frame::Frame;
use crate::page;

/// A parameter, or a field of a body.
struct Field {
    name: String,
    /// path, query, header; none for a field.
    place: Option<String>,
    kind: Kind,
    is_required: bool,
    words: String,
}

/// What a value is: words, and the body they name.
struct Kind {
    words: String,
    /// Name of a body on this page.
    body: Option<String>,
}

struct Operation {
    id: String,
    method: String,
    path: String,
    summary: String,
    words: Option<String>,
    scope: String,
    fields: Vec<Field>,
    sent: Option<Kind>,
    answers: Vec<(String, String, Option<Kind>)>,
}

struct Group {
    tag: String,
    operations: Vec<Operation>,
}

struct Named {
    name: String,
    words: String,
    fields: Vec<Field>,
}

#[derive(Template)]
#[template(path = "api/page.html")]
struct ApiPage {
    frame: Frame,
    about: String,
    groups: Vec<Group>,
}

#[derive(Template)]
#[template(path = "api/group.html")]
struct GroupPage {
    frame: Frame,
    group: Group,
    /// The bodies its operations take and give, with those in them.
    bodies: Vec<Named>,
}

/// A text; the marks of code in it are for readers of Markdown.
fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().replace('`', "")
}

/// What a schema says a value is.
fn kind(schema: &Value) -> Kind {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap_or_default().to_owned();
        return Kind { words: name.clone(), body: Some(name) };
    }
    for (key, joint) in [("oneOf", " | "), ("allOf", " & "), ("anyOf", " | ")] {
        if let Some(parts) = schema[key].as_array() {
            let parts: Vec<Kind> = parts.iter().map(kind).collect();
            let words = parts.iter().map(|part| part.words.clone()).collect::<Vec<_>>().join(joint);
            return Kind { words, body: parts.into_iter().find_map(|part| part.body) };
        }
    }
    let base = match &schema["type"] {
        Value::Array(types) => types.iter().map(text).collect::<Vec<_>>().join(" | "),
        one => text(one),
    };
    if base.starts_with("array") {
        let item = kind(&schema["items"]);
        return Kind { words: format!("[{}]", item.words), body: item.body };
    }
    let format = schema["format"].as_str().map(|format| format!(" ({format})")).unwrap_or_default();
    Kind { words: format!("{base}{format}"), body: None }
}

/// The fields of a body, with those of what it is put together from.
fn fields(schema: &Value) -> Vec<Field> {
    let parts = schema["allOf"].as_array().into_iter().flatten();
    let mut found: Vec<Field> = parts.flat_map(fields).collect();
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    found.extend(schema["properties"].as_object().into_iter().flatten().map(|(name, schema)| Field {
        name: name.clone(),
        place: None,
        kind: kind(schema),
        is_required: required.contains(&name.as_str()),
        words: text(&schema["description"]),
    }));
    found
}

fn schema_of(content: &Value) -> Option<Kind> {
    let first = content.as_object()?.values().next()?;
    Some(kind(&first["schema"]))
}

fn operation(path: &str, method: &str, value: &Value) -> Operation {
    let parameters = value["parameters"].as_array().into_iter().flatten();
    let answers = value["responses"].as_object().into_iter().flatten();
    Operation {
        id: text(&value["operationId"]),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&value["summary"]),
        words: value["description"].is_string().then(|| text(&value["description"])),
        scope: text(&value["security"][0]["token"][0]),
        fields: parameters
            .map(|parameter| Field {
                name: text(&parameter["name"]),
                place: Some(text(&parameter["in"])),
                kind: kind(&parameter["schema"]),
                is_required: parameter["required"].as_bool().unwrap_or_default(),
                words: text(&parameter["description"]),
            })
            .collect(),
        sent: schema_of(&value["requestBody"]["content"]),
        answers: answers
            .map(|(status, answer)| (status.clone(), text(&answer["description"]), schema_of(&answer["content"])))
            .collect(),
    }
}

/// Shows the description.
pub(crate) async fn browse(frame: Frame) -> Answer {
    let groups = groups(&document()?);
    let about = frame.language.fault(&Fault::new("api-about"));
    page::show(&ApiPage { about, groups, frame })
}

/// What can be asked about one noun.
pub(crate) async fn group(frame: Frame, Path(tag): Path<String>) -> Answer {
    let document = document()?;
    let group = groups(&document).into_iter().find(|group| group.tag == tag).ok_or(Failure::NotFound)?;
    let schemas = &document["components"]["schemas"];
    let mut bodies: BTreeMap<String, Named> = BTreeMap::new();
    let mut wanted: Vec<String> = group.operations.iter().flat_map(Operation::bodies).collect();
    while let Some(name) = wanted.pop() {
        if bodies.contains_key(&name) {
            continue;
        }
        let schema = &schemas[&name];
        let fields = fields(schema);
        wanted.extend(fields.iter().filter_map(|field| field.kind.body.clone()));
        bodies.insert(name.clone(), Named { words: text(&schema["description"]), fields, name });
    }
    page::show(&GroupPage { group, bodies: bodies.into_values().collect(), frame })
}

fn document() -> Result<Value, Failure> {
    Ok(serde_json::to_value(description::whole()).map_err(|e| app::AppError::Internal(e.to_string()))?)
}

fn groups(document: &Value) -> Vec<Group> {
    let mut groups: BTreeMap<String, Vec<Operation>> = BTreeMap::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for (method, value) in item.as_object().into_iter().flatten() {
            groups.entry(text(&value["tags"][0])).or_default().push(operation(path, method, value));
        }
    }
    groups.into_iter().map(|(tag, operations)| Group { tag, operations }).collect()
}

impl Operation {
    /// Names of the bodies it takes and gives.
    fn bodies(&self) -> Vec<String> {
        let fields = self.fields.iter().map(|field| &field.kind);
        let answers = self.answers.iter().filter_map(|(_, _, kind)| kind.as_ref());
        fields.chain(&self.sent).chain(answers).filter_map(|kind| kind.body.clone()).collect()
    }
}
