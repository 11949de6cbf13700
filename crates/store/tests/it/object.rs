//! Objects in a folder and in a real S3 server: s3s-fs in this process, which checks signatures.

use std::convert::Infallible;
use std::io;

use bytes::Bytes;
use domain::id::OfficeId;
use futures_util::{StreamExt, TryStreamExt, stream};
use hyper_util::rt::{TokioExecutor, TokioIo};
use jiff::Timestamp;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use store::attachment::{self, NewAttachment};
use store::document::{self, Document, PublicationSet};
use store::object::{Objects, PutError};
use store::testing;
use store::{Engine, Error};

use crate::sample::{now, year};

const KEY: &str = "emes-test";
const SECRET: &str = "a secret that both sides know";

/// Serves a folder as S3 and returns the address.
async fn serve(folder: &std::path::Path) -> String {
    let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder).unwrap());
    builder.set_auth(SimpleAuth::from_single(KEY, SECRET));
    let service = builder.build();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let server = hyper_util::server::conn::auto::Builder::new(TokioExecutor::new());
        while let Ok((socket, _)) = listener.accept().await {
            let connection = server.serve_connection(TokioIo::new(socket), service.clone()).into_owned();
            tokio::spawn(async move {
                let _ = connection.await;
            });
        }
    });
    address
}

/// A test on a folder and on S3. Each test is a process of its own under nextest; the variables it sets are seen by no other.
macro_rules! object_test {
    ($name:ident, |$objects:ident| $body:block) => {
        mod $name {
            use super::*;

            async fn body($objects: Objects) $body

            #[test]
            fn folder() {
                let folder = tempfile::tempdir().unwrap();
                let objects = Objects::open(&format!("file://{}/new/objects", folder.path().display()), 1).unwrap();
                runtime().block_on(body(objects));
            }

            #[test]
            fn s3() {
                let folder = tempfile::tempdir().unwrap();
                std::fs::create_dir(folder.path().join("evidence")).unwrap();
                runtime().block_on(async {
                    let address = serve(folder.path()).await;
                    body(Objects::open_with("s3://evidence", 1, variables(&address, SECRET)).unwrap()).await;
                });
            }
        }
    };
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

fn variables(address: &str, secret: &str) -> [(String, String); 5] {
    [
        ("AWS_ENDPOINT", address),
        ("AWS_ALLOW_HTTP", "true"),
        ("AWS_ACCESS_KEY_ID", KEY),
        ("AWS_SECRET_ACCESS_KEY", secret),
        ("AWS_REGION", "us-east-1"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
}

/// A stream of `size` bytes in pieces.
fn pieces(size: usize) -> impl futures_util::Stream<Item = Result<Bytes, Infallible>> {
    const PIECE: usize = 64 * 1024;
    let piece =
        move |at: usize| Bytes::from((at..(at + PIECE).min(size)).map(|n| (n / 7 % 251) as u8).collect::<Vec<u8>>());
    stream::iter((0..size).step_by(PIECE).map(move |at| Ok(piece(at))))
}

async fn whole(objects: &Objects, sha256: &str) -> Option<Vec<u8>> {
    let stream = objects.get(sha256).await.unwrap()?;
    Some(
        stream
            .try_fold(Vec::new(), |mut all, some| async move {
                all.extend_from_slice(&some);
                Ok(all)
            })
            .await
            .unwrap(),
    )
}

object_test!(bytes_come_back_as_they_were_put, |objects| {
    // Nothing, one piece, one part exactly, several parts.
    for size in [0, 10, 5 * 1024 * 1024, 13_000_000] {
        let stored = objects.put(pieces(size), u64::MAX).await.unwrap();
        assert_eq!(stored.size, size as u64);
        assert_eq!(objects.size(&stored.sha256).await.unwrap(), Some(size as u64));
        let all = whole(&objects, &stored.sha256).await.unwrap();
        assert_eq!(all.len(), size);
        let again = objects.put_bytes(all.clone().into()).await.unwrap();
        assert_eq!(again, stored, "the name is the hash of the bytes");
        if size > 100 {
            let some = objects.get_range(&stored.sha256, 90..100).await.unwrap().unwrap();
            assert_eq!(some, all[90..100]);
        }
    }
});

object_test!(what_is_not_there_is_none, |objects| {
    let nothing = "00".repeat(32);
    assert!(whole(&objects, &nothing).await.is_none());
    assert_eq!(objects.size(&nothing).await.unwrap(), None);
    assert_eq!(objects.get_range(&nothing, 0..5).await.unwrap(), None);
    objects.delete(&nothing).await.unwrap();
    let stored = objects.put_bytes(Bytes::from_static(b"evidence")).await.unwrap();
    objects.delete(&stored.sha256).await.unwrap();
    assert_eq!(objects.size(&stored.sha256).await.unwrap(), None);
});

object_test!(an_upload_that_breaks_off_or_is_too_long_leaves_nothing, |objects| {
    for size in [100_000, 12_000_000] {
        let long = objects.put(pieces(size), size as u64 - 1).await;
        assert!(matches!(long, Err(PutError::TooLarge { .. })), "{long:?}");
        let lost = stream::iter([Err(io::Error::other("the line broke"))]);
        let broken = objects.put(pieces(size).map_err(|never| match never {}).chain(lost), u64::MAX).await;
        assert!(matches!(broken, Err(PutError::Source(_))), "{broken:?}");
    }
    assert_eq!(objects.list().try_collect::<Vec<_>>().await.unwrap(), Vec::<String>::new());
});

object_test!(a_sweep_removes_what_is_old_and_cited_by_no_row, |objects| {
    // The database is beside the point here, so SQLite serves for both.
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("emes.db").display());
    store::Db::migrate(&url, &testing::options()).await.unwrap();
    let db = store::Db::open(&url, &testing::options()).await.unwrap();
    assert_eq!(db.engine(), Engine::Sqlite);
    let mut stored = Vec::new();
    for text in ["attached", "rendered", "forgotten"] {
        stored.push(objects.put_bytes(Bytes::from(text)).await.unwrap().sha256);
    }
    let mut tx = db.write().await.unwrap();
    let attached = NewAttachment {
        office_id: OfficeId(1),
        sha256: stored[0].clone(),
        size: 8,
        media_type: "text/plain".to_owned(),
        name: "a.txt".to_owned(),
    };
    attachment::insert(&mut tx, &attached, &attachment::Facts::default(), None, now()).await.unwrap();
    let rendered = Document {
        code: "EM-1".to_owned(),
        fiscal_year: year(),
        publications: PublicationSet::new([]),
        office_id: OfficeId(1),
        kind: "result".to_owned(),
        format: "pdf".to_owned(),
        sha256: stored[1].clone(),
        size: 8,
        rendered_at: now(),
        kept: false,
    };
    document::save(&mut tx, &rendered).await.unwrap();
    tx.commit().await.unwrap();

    let long_ago = Timestamp::from_second(1_500_000_000).unwrap();
    assert_eq!(objects.sweep(&db, long_ago).await.unwrap(), 0, "all are young");
    let in_a_while = Timestamp::from_second(4_000_000_000).unwrap();
    assert_eq!(objects.sweep(&db, in_a_while).await.unwrap(), 1);
    assert_eq!(whole(&objects, &stored[0]).await.as_deref(), Some(&b"attached"[..]));
    assert_eq!(whole(&objects, &stored[1]).await.as_deref(), Some(&b"rendered"[..]));
    assert_eq!(whole(&objects, &stored[2]).await, None);
});

#[test]
fn a_wrong_secret_is_refused_by_the_server() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("evidence")).unwrap();
    runtime().block_on(async {
        let address = serve(folder.path()).await;
        let objects = Objects::open_with("s3://evidence", 1, variables(&address, "another secret")).unwrap();
        let refused = objects.put_bytes(Bytes::from_static(b"evidence")).await;
        assert!(matches!(refused, Err(Error::Objects(_))), "{refused:?}");
    });
}

#[test]
fn a_file_in_place_of_the_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("objects");
    std::fs::write(&path, "").unwrap();
    let refused = Objects::open(&path.display().to_string(), 1);
    assert!(matches!(refused, Err(Error::Objects(_))), "{refused:?}");
}
