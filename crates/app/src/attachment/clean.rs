//! Taking out of pictures and films what they tell beside what is seen: place, device, thumbnails, names. Nothing is encoded again, and
//! a picture that was held sideways still stands upright.

use bytes::{Bytes, BytesMut};
use img_parts::ImageEXIF;
use img_parts::jpeg::Jpeg;
use img_parts::png::Png;

/// What of a JPEG is needed to show it besides its coding: JFIF, colour profile, Adobe's colour transform.
const JPEG_KEPT: [(u8, &[u8]); 3] = [(0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe")];
/// What of a PNG is needed to show it.
const PNG_KEPT: [&[u8; 4]; 19] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"bKGD", b"pHYs",
    b"sPLT", b"acTL", b"fcTL", b"fdAT", b"cICP", b"mDCV", b"cLLI",
];

/// A JPEG with nothing but the picture and which way up it is; none when it is damaged.
pub(super) fn jpeg(mut bytes: Bytes) -> Option<Bytes> {
    // Phones put further pictures with a place of their own behind the end of the first.
    bytes.truncate(end_of_picture(&bytes)?);
    let mut picture = Jpeg::from_bytes(bytes).ok()?;
    let upright = picture.exif().and_then(orientation);
    picture.segments_mut().retain(|segment| match segment.marker() {
        marker @ 0xE0..=0xEF => {
            JPEG_KEPT.iter().any(|(kept, head)| *kept == marker && segment.contents().starts_with(head))
        }
        marker => marker != 0xFE,
    });
    picture.set_exif(upright);
    Some(picture.encoder().bytes())
}

/// Where the first picture of a file ends.
fn end_of_picture(coded: &[u8]) -> Option<usize> {
    // Its first two bytes say that it begins.
    let mut at = 2;
    while at + 1 < coded.len() {
        match (coded[at], coded[at + 1]) {
            (0xFF, 0xD9) => return Some(at + 2),
            // A byte of the picture, a restart, or filling.
            (0xFF, 0x00 | 0x01 | 0xD0..=0xD7) => at += 2,
            (0xFF, 0xFF) => at += 1,
            // What stands between the scans says how long it is.
            (0xFF, _) => {
                let length = u16::from_be_bytes([*coded.get(at + 2)?, *coded.get(at + 3)?]);
                at += 2 + usize::from(length);
            }
            _ => at += 1,
        }
    }
    // Broken off before its end; browsers show what is there.
    Some(coded.len())
}

/// A PNG with nothing but the picture and which way up it is; none when it is damaged.
pub(super) fn png(bytes: Bytes) -> Option<Bytes> {
    let mut picture = Png::from_bytes(bytes).ok()?;
    let upright = picture.exif().and_then(orientation);
    picture.chunks_mut().retain(|chunk| PNG_KEPT.contains(&&chunk.kind()));
    if picture.chunks().len() < 3 {
        return None;
    }
    picture.set_exif(upright);
    Some(picture.encoder().bytes())
}

/// Exif data that say nothing but which way up the picture is; none where it is upright anyway.
fn orientation(exif: Bytes) -> Option<Bytes> {
    let read = exif::Reader::new().read_raw(exif.to_vec()).ok()?;
    let field = read.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?;
    let turned = u8::try_from(field.value.get_uint(0)?).ok().filter(|turned| (2..=8).contains(turned))?;
    // One entry: tag 0x0112, a short, one of it.
    let head = [b'I', b'I', 42, 0, 8, 0, 0, 0, 1, 0];
    let entry = [0x12, 0x01, 3, 0, 1, 0, 0, 0, turned, 0, 0, 0];
    Some([&head[..], &entry[..], &[0; 4]].concat().into())
}

/// Blanks the places and names in a film while it passes by.
///
/// An MP4 is a row of boxes, each with its length. Those with remarks on the film (`udta`, `meta`, `uuid`) become empty space of the same
/// length, so that everything else stays where the rest of the file says it is.
#[derive(Debug, Default)]
pub(super) struct FilmCleaner {
    head: Vec<u8>,
    /// Bytes of the box that is passing, and whether they are blanked.
    left: u64,
    blank: bool,
    to_the_end: bool,
}

impl FilmCleaner {
    /// Takes the next bytes; none when the file is no row of boxes.
    pub(super) fn pass(&mut self, bytes: &[u8]) -> Option<Bytes> {
        let mut out = BytesMut::with_capacity(bytes.len() + self.head.len());
        let mut rest = bytes;
        while !rest.is_empty() {
            if self.left > 0 || self.to_the_end {
                let length = if self.to_the_end {
                    rest.len()
                } else {
                    rest.len().min(usize::try_from(self.left).unwrap_or(usize::MAX))
                };
                let (now, later) = rest.split_at(length);
                match self.blank {
                    true => out.resize(out.len() + length, 0),
                    false => out.extend_from_slice(now),
                }
                self.left = self.left.saturating_sub(length as u64);
                rest = later;
                continue;
            }
            self.head.push(rest[0]);
            rest = &rest[1..];
            self.begin(&mut out)?;
        }
        Some(out.freeze())
    }

    /// What came after the last whole head.
    pub(super) fn end(self) -> Bytes {
        self.head.into()
    }

    fn begin(&mut self, out: &mut BytesMut) -> Option<()> {
        let Some((short, _)) = self.head.split_at_checked(8) else { return Some(()) };
        let length = u64::from(u32::from_be_bytes(short[..4].try_into().ok()?));
        let kind: [u8; 4] = short[4..8].try_into().ok()?;
        let (length, head) = match (length, self.head.len()) {
            (1, ..16) => return Some(()),
            (1, _) => (u64::from_be_bytes(self.head[8..16].try_into().ok()?), 16),
            (length, _) => (length, 8),
        };
        self.to_the_end = length == 0;
        self.blank = matches!(&kind, b"udta" | b"meta" | b"uuid");
        // The boxes within these are looked at one by one.
        let is_open = matches!(&kind, b"moov" | b"trak");
        self.left = match (self.to_the_end, is_open) {
            (true, true) => {
                self.to_the_end = false;
                0
            }
            (true, false) => 0,
            (false, true) if length >= head => 0,
            (false, _) => length.checked_sub(head)?,
        };
        if self.blank {
            self.head[4..8].copy_from_slice(b"free");
        }
        out.extend_from_slice(&self.head);
        self.head.clear();
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Exif data with an orientation and a place.
    fn exif_with_place(turned: u8) -> Vec<u8> {
        let mut exif = b"II*\0\x08\0\0\0\x02\0".to_vec();
        exif.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, turned, 0, 0, 0]);
        // The directory of the place, at 38: the reference "N".
        exif.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0]);
        exif.extend([0; 4]);
        exif.extend([1, 0, 1, 0, 2, 0, 2, 0, 0, 0, b'N', 0, 0, 0]);
        exif.extend([0; 4]);
        exif
    }

    fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
        let length = u16::try_from(contents.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, marker], &length[..], contents].concat()
    }

    #[test]
    fn a_jpeg_keeps_its_picture_and_its_way_up() {
        let coded = [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xC4, 0x00, 0x04, 0xFF, 0xD9, 0x56, 0xFF, 0xD9];
        let parts = [
            vec![0xFF, 0xD8],
            segment(0xE0, b"JFIF\0rest"),
            segment(0xE1, &[b"Exif\0\0".to_vec(), exif_with_place(6)].concat()),
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<GPSLatitude>"),
            segment(0xE2, b"MPF\0others"),
            segment(0xED, b"Photoshop 3.0\0city"),
            segment(0xFE, b"a remark"),
            segment(0xDB, b"tables"),
            segment(0xDA, b"scan"),
            coded.to_vec(),
            b"\xFF\xD8 a second picture with GPS".to_vec(),
        ];
        let clean = jpeg(parts.concat().into()).unwrap();
        for gone in [&b"GPS"[..], b"adobe", b"MPF", b"city", b"remark", b"second", b"\x25\x88"] {
            assert!(!clean.windows(gone.len()).any(|w| w == gone), "{gone:?}");
        }
        for kept in [&b"JFIF"[..], b"tables", b"scan", &coded] {
            assert!(clean.windows(kept.len()).any(|w| w == kept), "{kept:?}");
        }
        let exif = Jpeg::from_bytes(clean).unwrap().exif().unwrap();
        let read = exif::Reader::new().read_raw(exif.to_vec()).unwrap();
        assert_eq!(read.fields().count(), 1);
        assert_eq!(read.get_field(exif::Tag::Orientation, exif::In::PRIMARY).unwrap().value.get_uint(0), Some(6));
        assert_eq!(jpeg(Bytes::from_static(b"\xFF\xD8\xFF")), None);
    }

    #[test]
    fn a_png_keeps_its_picture_and_its_way_up() {
        let chunk =
            |kind: &[u8; 4], contents: &[u8]| img_parts::png::PngChunk::new(*kind, Bytes::copy_from_slice(contents));
        let begin = [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &[0; 13]).encoder().bytes().to_vec()].concat();
        let end = chunk(b"IEND", b"").encoder().bytes();
        let whole = [
            begin,
            chunk(b"eXIf", &exif_with_place(3)).encoder().bytes().to_vec(),
            chunk(b"iTXt", b"XML:com.adobe.xmp GPSLatitude").encoder().bytes().to_vec(),
            chunk(b"IDAT", b"picture").encoder().bytes().to_vec(),
            end.to_vec(),
        ];
        let clean = png(whole.concat().into()).unwrap();
        assert!(!clean.windows(3).any(|w| w == b"GPS") && clean.windows(7).any(|w| w == b"picture"));
        let exif = Png::from_bytes(clean).unwrap().exif().unwrap();
        assert_eq!(exif::Reader::new().read_raw(exif.to_vec()).unwrap().fields().count(), 1);
        assert_eq!(png(Bytes::from_static(b"\x89PNG\r\n\x1a\n")), None);
    }

    fn boxed(kind: &[u8; 4], contents: &[u8]) -> Vec<u8> {
        let length = u32::try_from(contents.len() + 8).unwrap().to_be_bytes();
        [&length[..], kind, contents].concat()
    }

    #[test]
    fn a_film_loses_its_place_and_nothing_moves() {
        let place = boxed(b"udta", &boxed(b"\xA9xyz", b"+12.3456+102.5432/"));
        let track = boxed(b"trak", &[boxed(b"tkhd", b"head"), boxed(b"meta", b"made by"), place.clone()].concat());
        let large = [&1_u32.to_be_bytes()[..], b"mdat", &20_u64.to_be_bytes(), b"film"].concat();
        let film =
            [boxed(b"ftyp", b"isom"), boxed(b"moov", &[track, place].concat()), large, boxed(b"uuid", b"xmp place")];
        let film = film.concat();
        for step in [1, 3, 7, 1000] {
            let mut cleaner = FilmCleaner::default();
            let mut clean = Vec::new();
            for piece in film.chunks(step) {
                clean.extend_from_slice(&cleaner.pass(piece).unwrap());
            }
            clean.extend_from_slice(&cleaner.end());
            assert_eq!(clean.len(), film.len());
            for gone in [&b"12.34"[..], b"udta", b"meta", b"made", b"xmp"] {
                assert!(!clean.windows(gone.len()).any(|w| w == gone), "{gone:?}");
            }
            let at = |bytes: &[u8]| bytes.windows(8).position(|w| w == b"mdat\0\0\0\0");
            assert_eq!(at(&clean), at(&film));
            assert!(clean.ends_with(&[0; 9]) && clean.windows(4).any(|w| w == b"head"));
        }
        assert!(FilmCleaner::default().pass(&[0, 0, 0, 3, b'f', b't', b'y', b'p', 0]).is_none());
    }
}
