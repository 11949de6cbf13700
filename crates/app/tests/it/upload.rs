//! Files that arrive in parts.

use app::attachment::Rules;
use app::upload::{self, Received, UploadRow};
use app::{App, Evidence};
use bytes::Bytes;
use domain::office::OfficeCode;
use domain::policy::{Actor, Role};
use futures_util::StreamExt as _;
use store::db_test;
use store::object::Objects;

use crate::cycle_support::{administration, of_office, on, refusal};

const OFFICE: &str = "P2300";

fn office() -> OfficeCode {
    OfficeCode::new(OFFICE).unwrap()
}

async fn evidence(app: &App, folder: &std::path::Path) -> Evidence {
    let objects = Objects::open(folder.to_str().unwrap(), 1).unwrap();
    let rules = Rules { file_bytes_max: 10_000_000, office_bytes_max: 16_000_000, ..Rules::default() };
    Evidence::open(app, objects, rules).await.unwrap()
}

fn pieces(bytes: &[u8], is_broken: bool) -> Vec<Result<Bytes, std::io::Error>> {
    let mut pieces: Vec<_> = bytes.chunks(100_000).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    if is_broken {
        pieces.push(Err(std::io::Error::other("the line broke")));
    }
    pieces
}

async fn send(app: &App, evidence: &Evidence, actor: &Actor, row: &UploadRow, offset: usize, bytes: &[u8]) -> Received {
    let stream = futures_util::stream::iter(pieces(bytes, false));
    let at = (row.id, i64::try_from(offset).unwrap());
    upload::append(app, &evidence.objects, actor, at, stream, None).await.unwrap()
}

db_test!(a_file_goes_on_from_where_the_line_broke, |db| {
    let app = administration(db, &[]).await;
    let folder = tempfile::tempdir().unwrap();
    let evidence = evidence(&app, folder.path()).await;
    let coordinator = of_office(1, Role::Coordinator, OFFICE);
    let mut pdf = b"%PDF-1.7\n".to_vec();
    pdf.extend((0..9_000_000_u32).map(|n| (n % 251) as u8));
    let size = pdf.len() as u64;
    let row = upload::create(&app, &evidence, &coordinator, (&office(), "แผน.pdf"), size).await.unwrap();

    // What came whole until the line broke is there, and nothing else.
    let broken = futures_util::stream::iter(pieces(&pdf[..5_000_050], true));
    let received = upload::append(&app, &evidence.objects, &coordinator, (row.id, 0), broken, None).await.unwrap();
    assert_eq!(received, Received::Until(5_000_050));
    assert_eq!(upload::find(&app, &coordinator, row.id).await.unwrap().received, 5_000_050);
    let early = upload::keep(&app, &evidence, &coordinator, &office(), row.id, None).await;
    assert_eq!(refusal(early), "upload-unfinished");

    // It is its owner's alone, and only as long as they may.
    for (other, word) in
        [(of_office(2, Role::Coordinator, OFFICE), "not-found"), (of_office(1, Role::Coordinator, "P5004"), "denied")]
    {
        let stream = futures_util::stream::iter(pieces(&pdf[5_000_050..], false));
        let sent = upload::append(&app, &evidence.objects, &other, (row.id, 5_000_050), stream, None).await;
        assert_eq!(refusal(sent), word);
    }
    assert_eq!(send(&app, &evidence, &coordinator, &row, 5_000_000, &pdf[5_000_000..]).await, Received::Elsewhere);
    let rest = send(&app, &evidence, &coordinator, &row, 5_000_050, &pdf[5_000_050..]).await;
    assert_eq!(rest, Received::Until(i64::try_from(size).unwrap()));
    let kept = upload::keep(&app, &evidence, &coordinator, &office(), row.id, None).await.unwrap();
    assert!(kept.is_new);
    assert_eq!(kept.row.attachment.sha256, domain::sha256_hex(&pdf));
    assert_eq!(refusal(upload::find(&app, &coordinator, row.id).await), "not-found", "it is in the library now");
});

db_test!(what_is_wrong_is_refused_and_what_is_left_is_removed, |db| {
    let app = administration(db, &[]).await;
    let folder = tempfile::tempdir().unwrap();
    let evidence = evidence(&app, folder.path()).await;
    let coordinator = of_office(1, Role::Coordinator, OFFICE);
    let create = async |actor: &Actor, size| upload::create(&app, &evidence, actor, (&office(), "a.pdf"), size).await;
    assert_eq!(refusal(create(&coordinator, 0).await), "evidence-empty");
    assert_eq!(refusal(create(&coordinator, 10_000_001).await), "evidence-too-large");
    assert_eq!(refusal(create(&of_office(1, Role::Viewer, OFFICE), 10).await), "denied");
    assert_eq!(refusal(create(&of_office(1, Role::Coordinator, "P5004"), 10).await), "denied");
    let large = create(&coordinator, 9_000_000).await.unwrap();
    assert_eq!(refusal(create(&coordinator, 9_000_000).await), "evidence-full", "what is on its way counts");
    upload::cancel(&app, &coordinator, large.id).await.unwrap();
    assert_eq!(refusal(upload::cancel(&app, &coordinator, large.id).await), "not-found");

    let row = create(&coordinator, 8).await.unwrap();
    let longer = futures_util::stream::iter(pieces(b"123456789", false));
    let sent = upload::append(&app, &evidence.objects, &coordinator, (row.id, 0), longer, None).await;
    assert_eq!(refusal(sent), "upload-longer");
    let hash = |text: &[u8]| {
        let hex = domain::sha256_hex(text);
        std::array::from_fn(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap())
    };
    for (said, wanted) in [(&b"other"[..], Received::Damaged), (b"%PDF-1.7", Received::Until(8))] {
        let stream = futures_util::stream::iter(pieces(b"%PDF-1.7", false));
        let sent = upload::append(&app, &evidence.objects, &coordinator, (row.id, 0), stream, Some(hash(said))).await;
        assert_eq!(sent.unwrap(), wanted);
    }
    // A week later nobody has kept it.
    let later = on(&app, 12);
    assert_eq!(refusal(upload::find(&later, &coordinator, row.id).await), "not-found");
    assert_eq!(evidence.objects.list().count().await, 1);
    upload::tidy(&later, &evidence.objects).await.unwrap();
    assert!(store::upload::find(&mut app.db().read().await.unwrap(), row.id).await.unwrap().is_none());

    let text = create(&coordinator, 8).await.unwrap();
    send(&app, &evidence, &coordinator, &text, 0, b"<script>").await;
    assert_eq!(refusal(upload::keep(&app, &evidence, &coordinator, &office(), text.id, None).await), "evidence-kind");
    assert_eq!(refusal(upload::find(&app, &coordinator, text.id).await), "not-found", "refused for good");
});
