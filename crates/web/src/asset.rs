//! Style sheets, scripts, fonts and icons, built by `assets/build.mjs` and embedded. Their names carry a hash of what is in them, so a
//! browser may keep them for good.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

#[derive(rust_embed::Embed)]
#[folder = "../../assets/dist"]
struct Embedded;

/// Where assets are served.
pub(crate) const PREFIX: &str = "/a/";

/// Hashed names by the names templates use.
fn manifest() -> &'static BTreeMap<String, String> {
    static MANIFEST: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    MANIFEST.get_or_init(|| {
        let file = Embedded::get("manifest.json").expect("the build refuses assets without a manifest");
        serde_json::from_slice(&file.data).expect("the manifest is written by the asset build")
    })
}

/// The address of an asset ("app.css").
///
/// # Panics
/// When the manifest does not have it; a test renders every page.
pub(crate) fn href(name: &str) -> String {
    let hashed = manifest().get(name).unwrap_or_else(|| panic!("there is no asset {name}"));
    format!("{PREFIX}{hashed}")
}

/// Serves an asset in the best encoding the browser takes.
pub(crate) async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let encodings = [("br", ".br"), ("gzip", ".gz")].into_iter().filter(|(encoding, _)| accepted.contains(encoding));
    let encoded = encodings
        .filter_map(|(encoding, ending)| Embedded::get(&format!("{name}{ending}")).map(|file| (Some(encoding), file)));
    let plain = || Embedded::get(&name).map(|file| (None, file));
    // The encoded siblings and the manifest are no assets of their own.
    let is_listed = manifest().values().any(|hashed| *hashed == name);
    let Some((encoding, file)) = encoded.into_iter().next().or_else(plain).filter(|_| is_listed) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = mime_guess::from_path(&name).first_or_octet_stream();
    let mut response = file.data.into_owned().into_response();
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(kind.essence_str()) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}
