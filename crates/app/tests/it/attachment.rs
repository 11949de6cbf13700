//! The library of an office.

use app::{App, attachment};
use bytes::Bytes;
use domain::fiscal_year::RoundCode;
use domain::id::AttachmentId;
use domain::office::OfficeCode;
use domain::policy::{Actor, Role};
use futures_util::{StreamExt as _, TryStreamExt as _};
use store::object::Objects;
use store::{Page, db_test};

use crate::cycle_support::{self, AP, administration, name, of_office, refusal};

const OFFICE: &str = "P2300";
const LIMIT: u64 = 200_000;

async fn put(
    app: &App,
    objects: &Objects,
    actor: &Actor,
    name: &str,
    bytes: &[u8],
) -> app::Result<attachment::Brought> {
    let pieces: Vec<_> =
        bytes.chunks(1000).map(|piece| Ok::<_, std::io::Error>(Bytes::copy_from_slice(piece))).collect();
    let office = OfficeCode::new(OFFICE).unwrap();
    let stream = futures_util::stream::iter(pieces);
    attachment::put(app, objects, actor, (&office, name), stream, LIMIT).await
}

db_test!(a_file_is_brought_once_and_cited_in_many_items, |db| {
    let app = administration(db, &[AP]).await;
    cycle_support::opened(&app, "AP", RoundCode::R12).await;
    let folder = tempfile::tempdir().unwrap();
    let objects = Objects::open(folder.path().to_str().unwrap(), 1).unwrap();
    let coordinator = of_office(1, Role::Coordinator, OFFICE);
    let mut pdf = b"%PDF-1.7\n".to_vec();
    pdf.resize(150_000, b' ');
    let first = put(&app, &objects, &coordinator, "../แผน.PDF", &pdf).await.unwrap();
    assert!(first.is_new);
    assert_eq!((first.row.attachment.name.as_str(), first.row.attachment.size), ("แผน.pdf", 150_000));
    let again = put(&app, &objects, &coordinator, "อีกชื่อ.pdf", &pdf).await.unwrap();
    assert_eq!((again.row.id, again.is_new), (first.row.id, false));
    let picture = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0; 50]].concat();
    let picture = put(&app, &objects, &coordinator, "ภาพ.pdf", &picture).await.unwrap();
    assert_eq!(picture.row.attachment.name, "ภาพ.pdf.png", "the bytes say what it is");

    assert_eq!(refusal(put(&app, &objects, &coordinator, "a.pdf", b"<script>").await), "evidence-kind");
    assert_eq!(refusal(put(&app, &objects, &coordinator, "a.pdf", b"").await), "evidence-empty");
    pdf.resize(250_000, b' ');
    assert_eq!(refusal(put(&app, &objects, &coordinator, "a.pdf", &pdf).await), "evidence-too-large");
    let foreign = of_office(1, Role::Coordinator, "P5004");
    assert_eq!(refusal(put(&app, &objects, &foreign, "a.pdf", &pdf).await), "denied");
    let broken =
        futures_util::stream::iter([Ok(Bytes::from_static(b"%PDF-1.7\n")), Err(std::io::Error::other("gone"))]);
    let office = OfficeCode::new(OFFICE).unwrap();
    let broken = attachment::put(&app, &objects, &coordinator, (&office, "a.pdf"), broken, LIMIT).await;
    assert_eq!(refusal(broken), "evidence-broken-off");

    let report = name("AP", RoundCode::R12, OFFICE);
    let (instrument, items) = cycle_support::items(AP, RoundCode::R12);
    for node in &items[..2] {
        let node = &instrument.nodes()[*node].code;
        attachment::cite(&app, &coordinator, &report, node, first.row.id, true).await.unwrap();
    }
    let node = &instrument.nodes()[items[0]].code;
    assert_eq!(refusal(attachment::cite(&app, &foreign, &report, node, first.row.id, true).await), "denied");
    let unknown = attachment::cite(&app, &coordinator, &report, node, AttachmentId(1), true).await;
    assert_eq!(refusal(unknown), "not-found");
    let library = attachment::library(&app, &coordinator, &office, &Page::first(10)).await.unwrap();
    assert_eq!(library.iter().map(|line| line.citations.len()).collect::<Vec<_>>(), [2, 0]);
    let form = app::answer::form(&app, &coordinator, &report, node).await.unwrap();
    assert_eq!(form.evidence.len(), 1);
    attachment::cite(&app, &coordinator, &report, node, first.row.id, false).await.unwrap();
    assert!(app::answer::form(&app, &coordinator, &report, node).await.unwrap().evidence.is_empty());
    let elsewhere = name("AP", RoundCode::R12, "P5004");
    let stolen = attachment::cite(&app, &foreign, &elsewhere, node, first.row.id, true).await;
    assert_eq!(refusal(stolen), "not-found", "a file of another office does not exist");

    let (row, bytes) = attachment::open(&app, &objects, &coordinator, &office, first.row.id).await.unwrap();
    let bytes: Vec<Bytes> = bytes.boxed().try_collect().await.unwrap();
    assert_eq!(bytes.iter().map(Bytes::len).sum::<usize>(), 150_000);
    assert_eq!(row.attachment.media_type, "application/pdf");
    let denied = attachment::open(&app, &objects, &foreign, &office, first.row.id).await;
    assert_eq!(refusal(denied.map(|_| ())), "denied");
    let own = OfficeCode::new("P5004").unwrap();
    let foreign_file = attachment::open(&app, &objects, &foreign, &own, first.row.id).await;
    assert_eq!(refusal(foreign_file.map(|_| ())), "not-found");
    assert_eq!(objects.list().count().await, 2, "nothing that was refused is kept");
});
