//! Pictures: the mark of a letter and the QR code of the verification, drawn from SVG into PNG, which every Word shows.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::DocxError;
use super::package::Attachment;
use super::xml::{Element, element};
use crate::verification::qr_svg;

/// Pixels per millimetre: about 400 to the inch.
const RESOLUTION: u32 = 16;
/// English Metric Units, in which drawings are measured, per millimetre.
const EMU: u32 = 36_000;

/// A picture ready to be placed in a line of text.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    id: &'static str,
    alternative: String,
    width: u32,
    height: u32,
    png: Vec<u8>,
}

impl Picture {
    /// An SVG drawing, `height` millimetres high. `id` names it in errors too, `alternative` for those who do not see it.
    pub(super) fn from_svg(id: &'static str, alternative: &str, svg: &str, height: u32) -> Result<Picture, DocxError> {
        let failed = |cause: String| DocxError::Picture { picture: id, cause };
        let tree = Tree::from_str(svg, &Options::default()).map_err(|cause| failed(cause.to_string()))?;
        let scale = (height * RESOLUTION) as f32 / tree.size().height();
        let width_pixels = (tree.size().width() * scale).round() as u32;
        let mut pixels = Pixmap::new(width_pixels, height * RESOLUTION).ok_or_else(|| failed("no size".to_owned()))?;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
        let png = pixels.encode_png().map_err(|cause| failed(cause.to_string()))?;
        let width = width_pixels * EMU / RESOLUTION;
        Ok(Picture { id, alternative: alternative.to_owned(), width, height: height * EMU, png })
    }

    /// The QR code of a text.
    pub(super) fn qr(id: &'static str, alternative: &str, text: &str, height: u32) -> Result<Picture, DocxError> {
        let drawing = qr_svg(text).map_err(|cause| DocxError::Picture { picture: id, cause: cause.to_string() })?;
        Picture::from_svg(id, alternative, &drawing, height)
    }

    /// The part that holds the pixels.
    pub(super) fn attachment(&self) -> Attachment {
        Attachment {
            id: self.id.to_owned(),
            kind: "image",
            path: format!("media/{}.png", self.id),
            content_type: "image/png",
            bytes: self.png.clone(),
            attachments: Vec::new(),
        }
    }

    /// The picture as a run of a paragraph.
    pub(super) fn run(&self) -> Element {
        let size =
            |name: &'static str| element(name).with("cx", self.width.to_string()).with("cy", self.height.to_string());
        let file = format!("{}.png", self.id);
        let names = element("pic:nvPicPr")
            .holding([element("pic:cNvPr").with("id", "0").with("name", file.clone()), element("pic:cNvPicPr")]);
        let fill = element("pic:blipFill").holding([
            element("a:blip").with("r:embed", self.id),
            element("a:stretch").holding([element("a:fillRect")]),
        ]);
        let frame = element("a:xfrm").holding([element("a:off").with("x", "0").with("y", "0"), size("a:ext")]);
        let shape = element("pic:spPr")
            .holding([frame, element("a:prstGeom").with("prst", "rect").holding([element("a:avLst")])]);
        let graphic = element("pic:pic").holding([names, fill, shape]);
        inline(&file, &self.alternative, self.width, self.height, PICTURE, graphic)
    }
}

const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// A drawing in a line of text. The numbers of drawings need only differ within a part, where each file's name is unique.
pub(super) fn inline(
    name: &str,
    alternative: &str,
    width: u32,
    height: u32,
    kind: &'static str,
    graphic: Element,
) -> Element {
    let number: u32 = name.bytes().fold(1, |sum, byte| sum * 31 % 65_521 + u32::from(byte));
    let data = element("a:graphicData").with("uri", kind).holding([graphic]);
    let drawing =
        element("wp:inline").with("distT", "0").with("distB", "0").with("distL", "0").with("distR", "0").holding([
            element("wp:extent").with("cx", width.to_string()).with("cy", height.to_string()),
            element("wp:docPr")
                .with("id", number.to_string())
                .with("name", name.to_owned())
                .with("descr", alternative.to_owned()),
            element("a:graphic").holding([data]),
        ]);
    element("w:r").holding([element("w:drawing").holding([drawing])])
}
