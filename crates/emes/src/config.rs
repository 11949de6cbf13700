//! Settings: the file `emes.toml`, then the environment `EMES_…`, then flags.

use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use app::mail::Mailer;
use app::open_data::Licence;
use domain::problem::Fault;
use serde::Deserialize;

/// Where things are. Every key has a default, so the program runs without a file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    /// Folder of the embedded database and of files, where nothing else is said.
    pub(crate) data: PathBuf,
    /// `sqlite://path` or `postgres://…`; without it, `emes.db` in the data folder.
    pub(crate) database_url: Option<String>,
    /// Folder or `s3://bucket` for attachments; without it, `objects` in the data folder.
    pub(crate) objects: Option<String>,
    /// Folder whose templates, fonts and word lists take the place of the built-in ones.
    pub(crate) documents: Option<PathBuf>,
    /// Documents rendered at the same time; without it, one per processor.
    pub(crate) workers: Option<usize>,
    /// Mail server, `smtps://user:password@host` or `smtp://host`; without it no mail is sent.
    pub(crate) mail_url: Option<String>,
    /// Who writes the mail: `e-MES <emes@host>`.
    pub(crate) mail_from: Option<String>,
    /// Where people reach the pages: `https://host`. Links in mail begin with it, passkeys hold for it, and the OpenID provider sends
    /// people back to it.
    pub(crate) public_url: Option<String>,
    /// Key that seals the secrets of second factors, 32 bytes in base64url; without it, the file `secret.key` in the data folder.
    pub(crate) secret_key: Option<String>,
    /// OpenID provider at which people may sign in, by its issuer.
    pub(crate) oidc_issuer: Option<String>,
    /// How the provider calls this program.
    pub(crate) oidc_client_id: Option<String>,
    /// What this program proves itself to the provider by.
    pub(crate) oidc_client_secret: Option<String>,
    /// What stands on the button that leads there.
    pub(crate) oidc_label: Option<String>,
    /// Values of `acr` or `amr`, separated by spaces, with which the provider says that it asked for two factors.
    pub(crate) oidc_two_factors: Option<String>,
    /// Most megabytes of one file of evidence.
    pub(crate) evidence_file_mb: u64,
    /// Most megabytes of all evidence of one office.
    pub(crate) evidence_office_mb: u64,
    /// Where the virus scanner clamd listens: `host:port` or the path of its socket; without it nothing is scanned.
    pub(crate) clamd: Option<String>,
    /// Requests that a program may make in a minute with one token.
    pub(crate) api_requests_per_minute: NonZeroU32,
    /// Whether webhooks may lead to machines of the own network, and without TLS.
    pub(crate) webhooks_inner: bool,
    /// Licence of the open data, as SPDX names it.
    pub(crate) data_licence: String,
}

/// Flags that every command takes.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Flags {
    /// Settings file; without it, emes.toml where the command is run, if there is one.
    #[arg(long, global = true, env = "EMES_CONFIG")]
    config: Option<PathBuf>,
    /// Folder of the embedded database and of files.
    #[arg(long, global = true)]
    data: Option<PathBuf>,
    /// Database: sqlite://path or postgres://user@host/name.
    #[arg(long, global = true)]
    database_url: Option<String>,
}

impl Settings {
    /// Reads file, environment and flags, the later before the earlier.
    ///
    /// # Errors
    /// When the file cannot be read or a key is unknown or of the wrong kind.
    pub(crate) fn read(flags: &Flags) -> Result<Settings, Fault> {
        let wrong = |error: config::ConfigError| Fault::new("settings").with("error", error);
        let file = flags.config.as_deref().unwrap_or(Path::new("emes.toml"));
        let source = config::File::from(file).format(config::FileFormat::Toml).required(flags.config.is_some());
        config::Config::builder()
            .set_default("data", "data")
            .and_then(|b| b.set_default("evidence_file_mb", 50))
            .and_then(|b| b.set_default("evidence_office_mb", 5000))
            .and_then(|b| b.set_default("api_requests_per_minute", 600))
            .and_then(|b| b.set_default("webhooks_inner", false))
            .and_then(|b| b.set_default("data_licence", Licence::CcBy.spdx()))
            .and_then(|b| {
                b.add_source(source)
                    .add_source(OwnEnvironment)
                    .set_override_option("data", flags.data.as_ref().map(|p| p.display().to_string()))
            })
            .and_then(|b| b.set_override_option("database_url", flags.database_url.clone()))
            .and_then(|b| b.build())
            .and_then(config::Config::try_deserialize)
            .map_err(wrong)
    }

    /// Database address in effect.
    pub(crate) fn database_url(&self) -> String {
        self.database_url.clone().unwrap_or_else(|| format!("sqlite://{}", self.data.join("emes.db").display()))
    }

    /// Whether the database is the embedded default one.
    pub(crate) fn is_embedded(&self) -> bool {
        self.database_url.is_none()
    }

    /// Object store in effect.
    pub(crate) fn objects(&self) -> String {
        self.objects.clone().unwrap_or_else(|| self.data.join("objects").display().to_string())
    }

    /// The mail server in effect; none where no mail is sent.
    ///
    /// # Errors
    /// When a setting is missing or cannot be used.
    pub(crate) fn mailer(&self) -> Result<Option<Mailer>, Fault> {
        let Some(url) = &self.mail_url else { return Ok(None) };
        let from = self.mail_from.as_deref().unwrap_or_default();
        Mailer::new(url, from, self.public_url.as_deref().unwrap_or_default()).map(Some)
    }

    /// The licence of the open data.
    ///
    /// # Errors
    /// When it is none that descriptions of data can name.
    pub(crate) fn licence(&self) -> Result<Licence, Fault> {
        let names = Licence::ALL.map(Licence::spdx).join(", ");
        let unknown = || Fault::new("data-licence-unknown").with("licence", &self.data_licence).with("names", names);
        Licence::from_spdx(&self.data_licence).ok_or_else(unknown)
    }

    /// Documents rendered at the same time.
    pub(crate) fn workers(&self) -> usize {
        self.workers.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)).max(1)
    }
}

/// The variables that are settings. Others that begin with `EMES_` (language, tests) are left to their readers.
#[derive(Clone, Copy, Debug)]
struct OwnEnvironment;

impl config::Source for OwnEnvironment {
    fn clone_into_box(&self) -> Box<dyn config::Source + Send + Sync> {
        Box::new(*self)
    }

    fn collect(&self) -> Result<config::Map<String, config::Value>, config::ConfigError> {
        let keys = [
            "data",
            "database_url",
            "objects",
            "documents",
            "workers",
            "mail_url",
            "mail_from",
            "public_url",
            "secret_key",
            "oidc_issuer",
            "oidc_client_id",
            "oidc_client_secret",
            "oidc_label",
            "oidc_two_factors",
            "evidence_file_mb",
            "evidence_office_mb",
            "clamd",
            "api_requests_per_minute",
            "webhooks_inner",
            "data_licence",
        ];
        let variable = |key: &str| {
            let value = std::env::var(format!("EMES_{}", key.to_uppercase())).ok().filter(|v| !v.is_empty())?;
            Some((key.to_owned(), config::Value::from(value)))
        };
        Ok(keys.into_iter().filter_map(variable).collect())
    }
}
