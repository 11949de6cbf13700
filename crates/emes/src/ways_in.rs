//! What signing in needs beside the database: the key of the vault, the site of passkeys, the OpenID provider.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::sync::Arc;

use app::identity::{Provider, ProviderSettings};
use app::passkey::Passkeys;
use app::secret::{Token, Vault};
use domain::problem::Fault;

use crate::config::Settings;

/// The key in the data folder.
const KEY_FILE: &str = "secret.key";

/// The vault of the settings. Where no key is set, the one in the data folder, which is made when it is not there.
///
/// # Errors
/// When it is no key, or its file cannot be read or made.
pub(crate) fn vault(settings: &Settings) -> Result<Vault, Fault> {
    let text = match &settings.secret_key {
        Some(text) => text.clone(),
        None => key_file(&settings.data.join(KEY_FILE))?,
    };
    // A key is written as tokens are: 32 bytes in base64url.
    let key = Token::parse(text.trim()).ok_or(Fault::new("secret-key-unusable"))?;
    Ok(Vault::new(key.as_bytes()))
}

fn key_file(path: &Path) -> Result<String, Fault> {
    let failed = |error: std::io::Error| Fault::new("file-read").with("file", path.display()).with("error", error);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    // Whole or not at all, and never over one that is there: secrets may be sealed with it.
    let key = Token::random().to_text();
    let draft = path.with_extension(format!("{}.new", std::process::id()));
    let made = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft);
    made.and_then(|mut file| writeln!(file, "{key}").and_then(|()| file.sync_all())).map_err(failed)?;
    let linked = std::fs::hard_link(&draft, path);
    std::fs::remove_file(&draft).map_err(failed)?;
    match linked {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(failed(error)),
        _ => std::fs::read_to_string(path).map_err(failed),
    }
}

/// The site that passkeys hold for.
///
/// # Errors
/// When its address is unusable.
pub(crate) fn passkeys(origin: &str) -> Result<Arc<Passkeys>, Fault> {
    Passkeys::new(origin).map(Arc::new)
}

/// The OpenID provider, where one is set.
///
/// # Errors
/// When something of it is missing or malformed.
pub(crate) fn provider(settings: &Settings, origin: &str) -> Result<Option<Arc<Provider>>, Fault> {
    let Some(issuer) = settings.oidc_issuer.clone() else { return Ok(None) };
    let client_id = settings.oidc_client_id.clone().ok_or(Fault::new("provider-client-id"))?;
    let counts = settings.oidc_two_factors.as_deref().unwrap_or_default();
    let provider = Provider::new(ProviderSettings {
        issuer,
        client_id,
        client_secret: settings.oidc_client_secret.clone(),
        label: settings.oidc_label.clone().unwrap_or_else(|| "OpenID".to_owned()),
        two_factors: counts.split_whitespace().map(str::to_owned).collect(),
        redirect: format!("{}/sign-in/provider/return", origin.trim_end_matches('/')),
    })?;
    Ok(Some(Arc::new(provider)))
}
