//! The parts of a Word file and the archive around them, with fixed times, so that one view always gives the same bytes.

use std::io::{Cursor, Write};

use jiff::civil::Date;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::DocxError;
use super::styles::{MAIN, fonts, settings, styles};
use super::xml::{Element, element};
use crate::view::{Imprint, Verification};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE_RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const CONTENT_TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The two forms of an A4 page, in twentieths of a point: letters leave 3 cm on the binding side, tables half a centimetre less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Letter,
    Tables,
}

/// What a page shows above and below the text.
#[derive(Clone, Debug)]
pub(super) struct Margins {
    pub(super) header: Element,
    pub(super) footer: Element,
}

/// A document before it is packed.
pub(super) struct Document {
    pub(super) title: String,
    pub(super) body: Vec<Element>,
    pub(super) page: Page,
    /// Pages from the first, or from the second where `first` says what the first shows.
    pub(super) margins: Margins,
    pub(super) first: Option<Margins>,
    /// A number form of `w:pgNumType`.
    pub(super) page_numbers: &'static str,
    /// Pictures and charts the body refers to.
    pub(super) attachments: Vec<Attachment>,
    /// The picture both footers refer to.
    pub(super) footer_picture: Attachment,
}

/// A part that another refers to by its relationship.
#[derive(Clone, Debug)]
pub(super) struct Attachment {
    pub(super) id: String,
    pub(super) kind: &'static str,
    /// Path below `word/`.
    pub(super) path: String,
    pub(super) content_type: &'static str,
    pub(super) bytes: Vec<u8>,
    /// Parts this one refers to in turn.
    pub(super) attachments: Vec<Attachment>,
}

impl Page {
    const WIDTH: u32 = 11_906;
    const HEIGHT: u32 = 16_838;
    const RIGHT: u32 = 1134;

    /// Width of the text.
    pub(super) fn text_width(self) -> u32 {
        Page::WIDTH - self.left() - Page::RIGHT
    }

    fn left(self) -> u32 {
        match self {
            Page::Letter => 1701,
            Page::Tables => 1417,
        }
    }

    fn settings(self) -> [Element; 2] {
        let margins = [
            ("w:top", if self == Page::Letter { 1418 } else { 1247 }),
            ("w:right", Page::RIGHT),
            ("w:bottom", 1474),
            ("w:left", self.left()),
            ("w:header", 454),
            ("w:footer", 397),
            ("w:gutter", 0),
        ];
        let size = element("w:pgSz").with("w:w", Page::WIDTH.to_string()).with("w:h", Page::HEIGHT.to_string());
        let margins =
            margins.into_iter().fold(element("w:pgMar"), |all, (name, twips)| all.with(name, twips.to_string()));
        [size, margins]
    }
}

/// The file.
pub(super) fn pack(document: Document, imprint: &Imprint, verification: &Verification) -> Result<Vec<u8>, DocxError> {
    let issued: Date =
        imprint.issued_on.parse().map_err(|cause| DocxError::Date { found: imprint.issued_on.clone(), cause })?;
    let mut archive = Archive::default();
    let mut relations = vec![
        ("rId1".to_owned(), relation("styles"), "styles.xml".to_owned()),
        ("rId2".to_owned(), relation("settings"), "settings.xml".to_owned()),
        ("rId3".to_owned(), relation("fontTable"), "fontTable.xml".to_owned()),
    ];
    let mut references = Vec::new();
    let sides = [("default", Some(&document.margins)), ("first", document.first.as_ref())];
    for (when, margins) in sides {
        let Some(margins) = margins else { continue };
        for (reference, kind, content) in
            [("w:headerReference", "header", &margins.header), ("w:footerReference", "footer", &margins.footer)]
        {
            let (id, path) = (format!("{kind}-{when}"), format!("{kind}-{when}.xml"));
            archive.xml(&format!("word/{path}"), &format!("{WORD_TYPE}.{kind}+xml"), content)?;
            if kind == "footer" {
                archive.relations(&format!("word/_rels/{path}.rels"), &[document.footer_picture.relation()])?;
            }
            relations.push((id.clone(), relation(kind), path));
            references.push(element(reference).with("w:type", when).with("r:id", id));
        }
    }
    archive.attachment(&document.footer_picture)?;
    let mut section = element("w:sectPr")
        .holding(references)
        .holding(document.page.settings())
        .holding([element("w:pgNumType").with("w:fmt", document.page_numbers)]);
    if document.first.is_some() {
        section = section.holding([element("w:titlePg")]);
    }
    let body = element("w:body").holding(document.body).holding([section]);
    let main = root("w:document").holding([body]);
    archive.xml("word/document.xml", &format!("{WORD_TYPE}.document.main+xml"), &main)?;
    archive.xml("word/styles.xml", &format!("{WORD_TYPE}.styles+xml"), &styles())?;
    archive.xml("word/settings.xml", &format!("{WORD_TYPE}.settings+xml"), &settings())?;
    archive.xml("word/fontTable.xml", &format!("{WORD_TYPE}.fontTable+xml"), &fonts())?;
    relations.extend(document.attachments.iter().map(Attachment::relation));
    archive.relations("word/_rels/document.xml.rels", &relations)?;
    for attachment in &document.attachments {
        archive.attachment(attachment)?;
    }
    archive.xml(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        &core_properties(&document.title, imprint, verification, issued),
    )?;
    archive.pack()
}

/// The root of a part of the main document, with the names it may use.
pub(super) fn root(name: &'static str) -> Element {
    element(name)
        .with("xmlns:w", MAIN)
        .with("xmlns:r", RELATIONS)
        .with("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing")
        .with("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
        .with("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture")
        .with("xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart")
}

/// The full name of a kind of relationship.
pub(super) fn relation(kind: &str) -> String {
    format!("{RELATIONS}/{kind}")
}

fn core_properties(title: &str, imprint: &Imprint, verification: &Verification, issued: Date) -> Element {
    let at = format!("{issued}T00:00:00Z");
    let time = |name: &'static str| element(name).with("xsi:type", "dcterms:W3CDTF").saying(&at);
    element("cp:coreProperties")
        .with("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .holding([
            element("dc:title").saying(title),
            element("dc:subject").saying(&crate::outline::publication_line(imprint)),
            element("dc:creator").saying(crate::outline::CREATOR),
            element("cp:keywords").saying(&verification.code),
            element("dc:language").saying("th-TH"),
            time("dcterms:created"),
            time("dcterms:modified"),
        ])
}

/// Identifier, kind and target of a relationship.
type Relation = (String, String, String);

impl Attachment {
    fn relation(&self) -> Relation {
        (self.id.clone(), relation(self.kind), format!("/word/{}", self.path))
    }
}

/// The files of the package, and the types of what is in them.
#[derive(Default)]
struct Archive {
    files: Vec<(String, Vec<u8>)>,
    types: Vec<(String, String)>,
}

impl Archive {
    fn xml(&mut self, path: &str, content_type: &str, content: &Element) -> Result<(), DocxError> {
        self.files.push((path.to_owned(), content.to_file().map_err(DocxError::Xml)?));
        self.types.push((format!("/{path}"), content_type.to_owned()));
        Ok(())
    }

    fn attachment(&mut self, attachment: &Attachment) -> Result<(), DocxError> {
        let path = format!("word/{}", attachment.path);
        self.files.push((path.clone(), attachment.bytes.clone()));
        self.types.push((format!("/{path}"), attachment.content_type.to_owned()));
        if !attachment.attachments.is_empty() {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("word", &path));
            let relations: Vec<Relation> = attachment.attachments.iter().map(Attachment::relation).collect();
            self.relations(&format!("{folder}/_rels/{name}.rels"), &relations)?;
        }
        attachment.attachments.iter().try_for_each(|inner| self.attachment(inner))
    }

    fn relations(&mut self, path: &str, relations: &[Relation]) -> Result<(), DocxError> {
        let entries = relations.iter().map(|(id, kind, target)| {
            element("Relationship").with("Id", id.clone()).with("Type", kind.clone()).with("Target", target.clone())
        });
        let file = element("Relationships").with("xmlns", PACKAGE_RELATIONS).holding(entries);
        self.files.push((path.to_owned(), file.to_file().map_err(DocxError::Xml)?));
        Ok(())
    }

    /// The archive, the list of types first, as programs that look at a file's beginning expect it.
    fn pack(mut self) -> Result<Vec<u8>, DocxError> {
        let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
        self.relations(
            "_rels/.rels",
            &[
                ("rId1".to_owned(), relation("officeDocument"), "word/document.xml".to_owned()),
                ("rId2".to_owned(), core.to_owned(), "docProps/core.xml".to_owned()),
            ],
        )?;
        let overrides = self
            .types
            .iter()
            .map(|(path, kind)| element("Override").with("PartName", path.clone()).with("ContentType", kind.clone()));
        let rels = element("Default")
            .with("Extension", "rels")
            .with("ContentType", "application/vnd.openxmlformats-package.relationships+xml");
        let types = element("Types").with("xmlns", CONTENT_TYPES).holding([rels]).holding(overrides);
        self.files.insert(0, ("[Content_Types].xml".to_owned(), types.to_file().map_err(DocxError::Xml)?));

        let options = SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(0o644);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, bytes) in &self.files {
            zip.start_file(path, options).map_err(DocxError::Zip)?;
            zip.write_all(bytes).map_err(DocxError::Xml)?;
        }
        Ok(zip.finish().map_err(DocxError::Zip)?.into_inner())
    }
}
