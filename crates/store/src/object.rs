//! Files beside the database, each named by the hash of its bytes: a folder, or a bucket of any S3-compatible service.
//!
//! Bytes are written before the row that cites them is committed, so a row never points at nothing; what no row cites after a day
//! is swept away. Writing bytes that are there already makes them young again, so that a sweep never takes what a transaction under way
//! is about to cite.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt, TryStreamExt};
use jiff::Timestamp;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, RetryConfig, WriteMultipart};
use sha2::{Digest, Sha256};

use crate::db::Db;
use crate::error::{Cause, Error, Result};
use crate::row::values;

/// Where objects are kept.
#[derive(Clone, Debug)]
pub struct Objects {
    store: Arc<dyn ObjectStore>,
    uploads: Arc<AtomicU64>,
    salt: u64,
}

/// What [`Objects::put`] wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 of the bytes in hexadecimal: the name of the object.
    pub sha256: String,
    /// Number of bytes.
    pub size: u64,
}

/// Why [`Objects::put`] kept nothing.
#[derive(Debug, thiserror::Error)]
pub enum PutError {
    /// The stream is longer than allowed.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// Bytes allowed.
        limit: u64,
    },
    /// Where the bytes came from failed.
    #[error("the file did not arrive whole")]
    Source(#[source] Cause),
    /// The storage failed.
    #[error(transparent)]
    Store(#[from] Error),
}

/// Parts of an upload to S3; the smallest the protocol allows.
const PART: usize = 5 * 1024 * 1024;

/// Chooses the cryptography of TLS for the whole program. Without one chosen the TLS library gives up at the first connection; one that is
/// chosen already is as good.
pub fn install_tls() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}

impl Objects {
    /// Opens `file:///FOLDER` (made when it is missing), a plain folder, or `s3://BUCKET` with the usual `AWS_…` variables
    /// (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT`, `AWS_ALLOW_HTTP`, …).
    ///
    /// `salt` is a random number, different in every process; it keeps their unfinished uploads apart.
    ///
    /// # Errors
    /// When the folder cannot be made or the variables do not fit together.
    pub fn open(url: &str, salt: u64) -> Result<Objects> {
        let variables =
            std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        Objects::open_with(url, salt, variables)
    }

    /// [`Objects::open`] with variables from elsewhere than the environment.
    ///
    /// # Errors
    /// As [`Objects::open`].
    pub fn open_with(url: &str, salt: u64, variables: impl IntoIterator<Item = (String, String)>) -> Result<Objects> {
        let store: Arc<dyn ObjectStore> = match url.strip_prefix("s3://") {
            Some(bucket) => {
                install_tls();
                let named = variables.into_iter().filter_map(|(name, value)| {
                    let key = name.starts_with("AWS_").then(|| name.to_ascii_lowercase().parse().ok())??;
                    Some((key, value))
                });
                let builder =
                    named.fold(AmazonS3Builder::new(), |builder, (key, value)| builder.with_config(key, value));
                let builder = builder.with_bucket_name(bucket.trim_end_matches('/')).with_retry(retries());
                Arc::new(builder.build().map_err(failed)?)
            }
            None => {
                let folder = url.strip_prefix("file://").unwrap_or(url);
                std::fs::create_dir_all(folder).map_err(|error| Error::Objects(error.into()))?;
                Arc::new(LocalFileSystem::new_with_prefix(folder).map_err(failed)?.with_fsync(true))
            }
        };
        Ok(Objects { store, uploads: Arc::default(), salt })
    }

    /// Writes a stream of at most `limit` bytes under its hash, holding a few megabytes at a time. A stream that breaks off or is too
    /// long leaves nothing.
    ///
    /// # Errors
    /// See [`PutError`].
    pub async fn put<E: Into<Cause>>(
        &self,
        bytes: impl Stream<Item = Result<Bytes, E>>,
        limit: u64,
    ) -> Result<Stored, PutError> {
        let mut bytes = std::pin::pin!(bytes);
        let mut digest = Sha256::new();
        let mut size: u64 = 0;
        let mut begun: Vec<Bytes> = Vec::new();
        let mut large: Option<(Path, WriteMultipart)> = None;
        let problem = loop {
            let chunk = match bytes.next().await {
                None => break None,
                Some(Err(error)) => break Some(PutError::Source(error.into())),
                Some(Ok(chunk)) => chunk,
            };
            size += chunk.len() as u64;
            if size > limit {
                break Some(PutError::TooLarge { limit });
            }
            digest.update(&chunk);
            match &mut large {
                Some((_, upload)) => {
                    upload.wait_for_capacity(2).await.map_err(failed)?;
                    upload.put(chunk);
                }
                None => begun.push(chunk),
            }
            if large.is_none() && size > PART as u64 {
                // Larger than one part: its name is known only at the end, so it goes to a place of its own first.
                let path = self.incoming();
                let mut upload =
                    WriteMultipart::new_with_chunk_size(self.store.put_multipart(&path).await.map_err(failed)?, PART);
                begun.drain(..).for_each(|chunk| upload.put(chunk));
                large = Some((path, upload));
            }
        };
        if let Some(problem) = problem {
            if let Some((_, upload)) = large {
                upload.abort().await.map_err(failed)?;
            }
            return Err(problem);
        }
        let sha256 = domain::hex(&digest.finalize());
        let path = path_of(&sha256);
        match large {
            None => drop(self.store.put(&path, PutPayload::from_iter(begun)).await.map_err(failed)?),
            Some((incoming, upload)) => {
                upload.finish().await.map_err(failed)?;
                self.store.rename(&incoming, &path).await.map_err(failed)?;
            }
        }
        Ok(Stored { sha256, size })
    }

    /// Writes bytes that are in memory under their hash.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn put_bytes(&self, bytes: Bytes) -> Result<Stored> {
        let stored = Stored { sha256: domain::hex(&Sha256::digest(&bytes)), size: bytes.len() as u64 };
        self.store.put(&path_of(&stored.sha256), bytes.into()).await.map_err(failed)?;
        Ok(stored)
    }

    /// Reads an object as a stream; none when there is no such object.
    ///
    /// # Errors
    /// When the storage fails, then or while the stream is read.
    pub async fn get(
        &self,
        sha256: &str,
    ) -> Result<Option<impl Stream<Item = Result<Bytes>> + Send + 'static + use<>>> {
        match self.store.get(&path_of(sha256)).await {
            Ok(found) => Ok(Some(found.into_stream().map_err(failed))),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    /// Reads some bytes of an object; none when there is no such object.
    ///
    /// # Errors
    /// When the storage fails or the range lies outside the object.
    pub async fn get_range(&self, sha256: &str, range: Range<u64>) -> Result<Option<Bytes>> {
        found(self.store.get_range(&path_of(sha256), range).await)
    }

    /// The size of an object; none when there is no such object.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn size(&self, sha256: &str) -> Result<Option<u64>> {
        Ok(found(self.store.head(&path_of(sha256)).await)?.map(|object| object.size))
    }

    /// The places of everything that is kept, uploads under way included; for backups.
    pub fn list(&self) -> impl Stream<Item = Result<String>> + Send + 'static + use<> {
        self.store.list(None).map_ok(|object| object.location.to_string()).map_err(failed)
    }

    /// Removes an object; removing one that is not there is no error.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn delete(&self, sha256: &str) -> Result<()> {
        found(self.store.delete(&path_of(sha256)).await)?;
        Ok(())
    }

    /// A place for an upload whose hash is not known yet.
    fn incoming(&self) -> Path {
        let number = self.uploads.fetch_add(1, Ordering::Relaxed);
        Path::from(format!("incoming/{:016x}-{number}", self.salt))
    }

    /// Removes what was written before `older_than` and is cited by no row: objects that no attachment, upload or document names, and uploads
    /// that never came to an end. Returns how many were removed.
    ///
    /// # Errors
    /// When the storage or the database fails.
    pub async fn sweep(&self, db: &Db, older_than: Timestamp) -> Result<u64> {
        const BATCH: usize = 500;
        let old = self.store.list(None).try_filter(|object| {
            std::future::ready(object.last_modified.timestamp_millis() < older_than.as_millisecond())
        });
        let mut batches = old.map_err(failed).try_chunks(BATCH);
        let mut removed = 0;
        while let Some(batch) = batches.next().await {
            let batch = batch.map_err(|error| error.1)?;
            let mut conn = db.read().await?;
            for object in batch {
                let is_cited = match hash_of(&object.location) {
                    Some(sha256) => conn.row(CITED, values![sha256], |_| Ok(())).await?.is_some(),
                    None => false,
                };
                if !is_cited {
                    found(self.store.delete(&object.location).await)?;
                    removed += 1;
                }
            }
        }
        Ok(removed)
    }
}

pub(crate) const CITED: &str = "SELECT 1 AS cited FROM attachments WHERE sha256 = $1
    UNION ALL SELECT 1 AS cited FROM upload_parts WHERE sha256 = $1
    UNION ALL SELECT 1 AS cited FROM documents WHERE sha256 = $1 LIMIT 1";

/// Somebody waits for the upload: a service that is gone shall be told of within seconds.
fn retries() -> RetryConfig {
    RetryConfig { max_retries: 3, retry_timeout: Duration::from_secs(15), ..RetryConfig::default() }
}

/// Spread over 256 folders, so that none gets too long.
fn path_of(sha256: &str) -> Path {
    Path::from(format!("objects/{}/{sha256}", sha256.get(..2).unwrap_or("__")))
}

fn hash_of(path: &Path) -> Option<&str> {
    let name = path.filename()?;
    (path.as_ref().starts_with("objects/") && name.len() == 64).then_some(name)
}

fn found<T>(answer: object_store::Result<T>) -> Result<Option<T>> {
    match answer {
        Ok(value) => Ok(Some(value)),
        Err(object_store::Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(failed(error)),
    }
}

fn failed(error: object_store::Error) -> Error {
    Error::Objects(error.into())
}
