//! The description of the API (OpenAPI 3.1), made from its handlers.

use std::sync::OnceLock;

use axum::http::{Method, header};
use axum::response::{IntoResponse as _, Response};
use domain::personal_token::{Access, NounGroup};
use utoipa::OpenApi as _;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{ContentBuilder, Info, OpenApi, Ref, Required, ResponseBuilder, Type, schema};

use super::problem::Problem;

#[derive(utoipa::OpenApi)]
#[openapi(components(schemas(Problem)))]
struct Head;

/// What is said of the API as a whole.
const ABOUT: &str = "Programs come with a personal token (`Authorization: Bearer emes_…`), made under `/me/tokens`. A token does what its \
    person may, narrowed by what it was made for; what a person may not see answers 404. Errors are `application/problem+json` (RFC 9457), in \
    Thai or English by `Accept-Language`. Lists go on at `next`. What is read has an `ETag`; what people change is written with `If-Match`. A \
    POST with `Idempotency-Key` may be sent twice. Years are of the Buddhist Era, days are ISO 8601, moments RFC 3339 in UTC, and exact numbers \
    are texts.";

/// The description before any route is in it.
pub(super) fn head() -> OpenApi {
    let mut document = Head::openapi();
    let mut info = Info::new("e-MES", "1");
    info.description = Some(ABOUT.to_owned());
    document.info = info;
    let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("Personal token")).build();
    if let Some(components) = document.components.as_mut() {
        components.add_security_scheme("token", SecurityScheme::Http(scheme));
    }
    document
}

/// The operations of an address with their methods.
fn operations(item: &mut PathItem) -> impl Iterator<Item = (Method, &mut Operation)> {
    let PathItem { get, put, post, delete, patch, .. } = item;
    [(Method::GET, get), (Method::PUT, put), (Method::POST, post), (Method::DELETE, delete), (Method::PATCH, patch)]
        .into_iter()
        .filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

/// Adds what holds for every route of a group: what the token has to be made for, and how errors look.
pub(super) fn complete(document: &mut OpenApi, group: NounGroup) {
    for item in document.paths.paths.values_mut() {
        for (method, operation) in operations(item) {
            let access = if method == Method::GET { Access::Read } else { Access::Write };
            let scope = format!("{}:{}", group.as_str(), access.as_str());
            operation.security = Some(vec![SecurityRequirement::new("token", [scope])]);
            let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
            let problem = ResponseBuilder::new().description("Problem").content("application/problem+json", problem);
            operation.responses.responses.insert("default".to_owned(), problem.build().into());
            if method == Method::POST {
                operation.parameters.get_or_insert_default().push(idempotency_key().into());
            }
        }
    }
}

fn idempotency_key() -> Parameter {
    let text = schema::ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(200));
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some("With the same key and the same request, the answer of the first is given again, for a day."))
        .schema(Some(text))
        .build()
}

/// Every method and address that is described.
pub(super) fn addresses(document: &OpenApi) -> Vec<(Method, String)> {
    let mut found = Vec::new();
    for (path, item) in &document.paths.paths {
        found.extend(operations(&mut item.clone()).map(|(method, _)| (method, path.clone())));
    }
    found
}

/// The whole description.
pub(super) fn whole() -> &'static OpenApi {
    static WHOLE: OnceLock<OpenApi> = OnceLock::new();
    WHOLE.get_or_init(|| super::parts().2)
}

fn text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| whole().to_pretty_json().expect("plain data becomes JSON") + "\n")
}

/// Hands out the description.
pub(crate) async fn show() -> Response {
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "public, max-age=300")], text())
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// People read the description where the code lies, too.
    #[test]
    fn the_copy_in_docs_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/api/openapi.json");
        let copy = std::fs::read_to_string(path).unwrap_or_default();
        if copy != text() {
            std::fs::write(path, text()).unwrap();
            panic!("docs/api/openapi.json was old; it is written anew, to be read and committed");
        }
    }

    #[test]
    fn every_operation_says_what_it_does_and_what_it_needs() {
        let mut names = std::collections::BTreeSet::new();
        for (path, item) in &whole().paths.paths {
            assert!(path.starts_with(super::super::PREFIX), "{path}");
            for (method, operation) in operations(&mut item.clone()) {
                assert!(operation.summary.as_ref().is_some_and(|words| !words.is_empty()), "{method} {path}");
                assert!(operation.security.is_some() && operation.tags.is_some(), "{method} {path}");
                let name = operation.operation_id.clone().unwrap_or_default();
                assert!(names.insert(name.clone()), "{method} {path}: {name} names another operation too");
            }
        }
        assert!(names.len() > 40, "{}", names.len());
    }
}
