//! Vowels and tone marks stand where they should, compared with a picture that was looked at.

use std::fs;
use std::process::Command;

use serde_json::json;

use crate::support::{Pdf, data, run};

/// Grey values of a picture in the format PGM.
fn pixels(picture: &[u8]) -> (&[u8], &[u8]) {
    let mut rest = picture;
    let mut header = 0;
    // "P5", width and height, highest value: three lines.
    for _ in 0..3 {
        let line = rest.iter().position(|&byte| byte == b'\n').expect("a picture has a header") + 1;
        header += line;
        rest = &rest[line..];
    }
    (&picture[..header], &picture[header..])
}

#[test]
fn marks_stack_as_in_the_picture() {
    for weight in ["regular", "bold"] {
        let texts = ["ปั๊ม ฝึ้ก ที่ ญู ฐู ฎุ กี๊ น้ำ ป่า ปี่", "ขั้น สิ่ง เพื่อ ล้ำ ต่ำ จำ ป้ำ ร่วม เกณฑ์ ก็ ฤๅ"];
        let pdf = Pdf::new(&json!({ "texts": texts, "page": [160, 70], "size": 26, "weight": weight }));
        let made = run(Command::new("pdftoppm").args(["-r", "50", "-gray", "-singlefile"]).arg(pdf.path()));
        let golden = data(&format!("stacking-{weight}.pgm"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&golden, &made).expect("the picture can be written");
        }
        let wanted = fs::read(&golden).expect("the picture is there; UPDATE_GOLDEN=1 makes it");
        let ((wanted_header, wanted), (made_header, made)) = (pixels(&wanted), pixels(&made));
        assert_eq!(made_header, wanted_header, "{weight}");
        // Another version of poppler may smooth edges a little differently; a mark that moves by half a pixel is seen.
        let differing = wanted.iter().zip(made).filter(|(one, other)| one.abs_diff(**other) > 40).count();
        assert_eq!(wanted.len(), made.len());
        assert!(differing <= 3, "{weight}: {differing} pixels differ");
    }
}
