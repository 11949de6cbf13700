//! From a template and its data to the bytes of a PDF.

use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use typst::foundations::{Bytes, Datetime, Smart};
use typst::text::{Lang, Locale, Region};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::error::{EngineError, RenderError};
use crate::files::{Files, has_templates, read_folder};
use crate::sandbox::{Children, Launch, Setup};
use crate::thai::readable::mend;
use crate::verification::qr_svg;
use crate::view::{Imprint, Verification};
use crate::world::{DATA, DocumentWorld, Shelf, file_id};

/// How an engine is set up.
#[derive(Clone, Debug, Default)]
pub struct EngineOptions {
    /// Folder of the administration whose templates, pictures, `fonts/` and `words/` take the place of the embedded ones.
    pub overrides: Option<PathBuf>,
    /// Where templates of the administration run.
    pub custom_templates: CustomTemplates,
    /// Treat warnings of the compiler (an unknown font family, for one) as errors. The tests of the shipped templates do.
    pub strict: bool,
}

/// Where templates of the administration run. The embedded ones always run in this process.
#[derive(Clone, Debug, Default)]
pub enum CustomTemplates {
    /// In this process, where one that loops or fills the memory takes the process with it. For tests and for the child itself.
    #[default]
    InProcess,
    /// In children with limits on time and memory.
    InChildren(Launch),
}

/// What a PDF says about itself, and the files that belong to this document only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentInfo {
    /// Title, shown in the window of the reader.
    pub title: String,
    /// What it is about.
    pub subject: String,
    /// Keywords; a verification code is one of them.
    pub keywords: Vec<String>,
    /// Date of the document, ISO 8601. It stands in the file in place of the time of making, so that the bytes repeat.
    pub date: String,
    /// Text files by name (`qr.svg`), which the template reads from the top folder (`image("/qr.svg")`).
    pub files: BTreeMap<String, String>,
}

impl DocumentInfo {
    /// What the documents of a publication say: its date, its number and code as keywords, the QR code as `qr.svg`; and to those who
    /// do not see the pages, that the figures are invented or that the document replaces another.
    pub fn new(
        mut title: String,
        mut subject: String,
        imprint: &Imprint,
        verification: &Verification,
    ) -> Result<Self, RenderError> {
        if imprint.simulated {
            title += " (ข้อมูลจำลอง)";
        }
        if let Some(replaced) = &imprint.corrects {
            subject += &format!(" · แก้ไขแทนฉบับที่ {replaced}");
        }
        Ok(Self {
            title,
            subject,
            keywords: vec![verification.code.clone(), imprint.number.clone()],
            date: imprint.issued_on.clone(),
            files: BTreeMap::from([("qr.svg".to_owned(), qr_svg(&verification.qr_text)?)]),
        })
    }
}

/// For how many documents the compiler remembers what it worked out, if none of them needed it. More than one, because several workers
/// share its memory.
const REMEMBERED: usize = 4;

/// One document to be made.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Order {
    pub(crate) template: String,
    pub(crate) data: String,
    pub(crate) about: DocumentInfo,
}

/// Makes documents. Cheap to share between threads, costly to start: fonts, templates and word lists are parsed once.
pub struct Engine {
    shelf: Shelf,
    strict: bool,
    children: Option<Children>,
}

impl Engine {
    /// Reads the embedded files and the override folder.
    pub fn new(options: EngineOptions) -> Result<Self, EngineError> {
        let overrides = options.overrides.as_deref().map(read_folder).transpose()?.unwrap_or_default();
        let children = match options.custom_templates {
            CustomTemplates::InChildren(launch) if has_templates(&overrides) => {
                Some(Children::new(launch, Setup { strict: options.strict, overrides: overrides.clone() }))
            }
            _ => None,
        };
        Ok(Self { children, ..Self::in_process(Setup { strict: options.strict, overrides })? })
    }

    /// An engine that runs every template itself.
    pub(crate) fn in_process(setup: Setup) -> Result<Self, EngineError> {
        Ok(Self { shelf: Shelf::new(&Files::new(setup.overrides))?, strict: setup.strict, children: None })
    }

    /// The mark at the head of a letter as an SVG drawing: the administration's own where its folder has one.
    pub fn mark_svg(&self) -> Option<&str> {
        self.shelf.text("mark.svg")
    }

    /// The PDF that the template of this name makes of a view, in PDF/A-2u and PDF/UA-1.
    pub fn pdf(&self, template: &str, view: &impl Serialize, about: &DocumentInfo) -> Result<Vec<u8>, RenderError> {
        let data = serde_json::to_string(view).map_err(|cause| RenderError::Data(cause.to_string()))?;
        let order = Order { template: template.to_owned(), data, about: about.clone() };
        match &self.children {
            Some(children) => children.make(&order),
            None => self.make(&order),
        }
    }

    /// Compiles in this process, and forgets what the compiler remembers and did not need lately: 245 documents would take gigabytes
    /// otherwise. The offices of a year share templates, titles and criteria; remembering those makes a document three times as fast.
    pub(crate) fn make(&self, order: &Order) -> Result<Vec<u8>, RenderError> {
        let made = catch_unwind(AssertUnwindSafe(|| self.compile(order)));
        comemo::evict(REMEMBERED);
        made.unwrap_or_else(|panic| Err(RenderError::Crashed(panic_message(panic.as_ref()))))
    }

    fn compile(&self, order: &Order) -> Result<Vec<u8>, RenderError> {
        let main = self.shelf.template(&order.template).ok_or_else(|| RenderError::UnknownTemplate {
            name: order.template.clone(),
            known: self.shelf.template_names(),
        })?;
        let date = parse_date(&order.about.date)?;
        let mut files = HashMap::new();
        let own = order.about.files.iter().map(|(name, text)| (name.as_str(), text));
        for (name, text) in own.chain([(DATA, &order.data)]) {
            let id = file_id(name).ok_or_else(|| RenderError::Data(format!("{name:?} is not a file name")))?;
            files.insert(id, Bytes::from_string(text.clone()));
        }
        let world = DocumentWorld { shelf: &self.shelf, main, files, date: Some(date) };

        let compiled = typst::compile::<PagedDocument>(&world);
        if !compiled.warnings.is_empty() {
            let warnings = world.diagnostics(&compiled.warnings);
            if self.strict {
                return Err(RenderError::Template(warnings));
            }
            for warning in warnings {
                tracing::warn!(template = order.template, %warning, "the template compiles with a warning");
            }
        }
        let failed = |found: typst::ecow::EcoVec<_>| RenderError::Template(world.diagnostics(&found));
        let document = compiled.output.map_err(failed)?;
        let mut document = mend(&document).map_err(|missing| RenderError::MissingGlyph(world.diagnostics(&missing)))?;

        let info = document.info_mut();
        info.title = Some(order.about.title.as_str().into());
        info.description = Some(order.about.subject.as_str().into());
        info.keywords = order.about.keywords.iter().map(|word| word.as_str().into()).collect();
        info.date = Smart::Custom(Some(date));
        info.locale = Smart::Custom(Locale::new(Lang::THAI, "TH".parse::<Region>().ok()));
        typst_pdf::pdf(&document, &pdf_options(order)).map_err(failed)
    }
}

fn pdf_options(order: &Order) -> PdfOptions {
    let ident = serde_json::json!([order.template, order.about.title, order.about.keywords, order.about.date]);
    PdfOptions {
        ident: Smart::Custom(ident.to_string()),
        creator: Smart::Custom(Some("e-MES".to_owned())),
        standards: PdfStandards::new(&[PdfStandard::A_2u, PdfStandard::Ua_1]).unwrap_or_default(),
        ..PdfOptions::default()
    }
}

fn parse_date(text: &str) -> Result<Datetime, RenderError> {
    let mut parts = text.splitn(3, '-');
    let date = (|| {
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        Datetime::from_ymd(year, month, parts.next()?.parse().ok()?)
    })();
    date.ok_or_else(|| RenderError::Data(format!("the date of the document is {text:?}, not an ISO 8601 date")))
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "panicked".to_owned())
}
