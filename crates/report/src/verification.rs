//! The code by which a printed or stored document is checked: as a QR picture, and read back from a PDF.

use qrcode::render::svg;
use qrcode::types::QrError;
use qrcode::{EcLevel, QrCode};

/// A code as it is printed: "EM" and three groups of four capital letters and digits.
const PREFIX: &str = "EM-";

/// The QR code of a text as an SVG picture, with the quiet zone that scanners need.
pub(crate) fn qr_svg(text: &str) -> Result<String, QrError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)?;
    Ok(code.render::<svg::Color<'_>>().quiet_zone(true).module_dimensions(1, 1).build())
}

/// The verification code in the keywords of a PDF that this crate made.
pub fn read_code(pdf: &[u8]) -> Option<String> {
    // PDF/A keeps the metadata uncompressed, so that programs which do not know PDF find it (ISO 19005-2, 6.6.2).
    let start = find(pdf, b"<pdf:Keywords>")? + b"<pdf:Keywords>".len();
    let length = find(&pdf[start..], b"</pdf:Keywords>")?;
    let keywords = std::str::from_utf8(&pdf[start..start + length]).ok()?;
    keywords.split(',').map(str::trim).find(|word| is_code(word)).map(str::to_owned)
}

fn is_code(word: &str) -> bool {
    word.strip_prefix(PREFIX).is_some_and(|rest| {
        let groups: Vec<&str> = rest.split('-').collect();
        groups.len() == 3
            && groups.iter().all(|group| {
                group.len() == 4 && group.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            })
    })
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
