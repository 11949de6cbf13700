//! Paragraphs and runs of text.

use super::xml::{Element, element, setting};

/// A paragraph being built.
#[derive(Clone, Debug)]
pub(crate) struct Paragraph {
    style: &'static str,
    keep_next: bool,
    page_break_before: bool,
    alignment: Option<&'static str>,
    left: Option<u32>,
    runs: Vec<Element>,
}

/// A paragraph in a style of `styles`.
pub(crate) fn paragraph(style: &'static str) -> Paragraph {
    Paragraph { style, keep_next: false, page_break_before: false, alignment: None, left: None, runs: Vec::new() }
}

impl Paragraph {
    /// Text in the paragraph's own look.
    pub(crate) fn text(self, text: &str) -> Paragraph {
        self.runs(text, None)
    }

    /// Text in a character style.
    pub(crate) fn styled(self, style: &'static str, text: &str) -> Paragraph {
        self.runs(text, Some(style))
    }

    /// Lines below each other in one paragraph.
    pub(crate) fn lines(self, lines: &[String]) -> Paragraph {
        self.text(&lines.join("\n"))
    }

    /// A field whose value Word works out, such as the page number.
    pub(crate) fn field(mut self, instruction: &str) -> Paragraph {
        let mark = |kind: &'static str| element("w:r").holding([element("w:fldChar").with("w:fldCharType", kind)]);
        let code = element("w:instrText").with("xml:space", "preserve").saying(&format!(" {instruction} "));
        self.runs.extend([
            mark("begin"),
            element("w:r").holding([code]),
            mark("separate"),
            element("w:r").holding([element("w:t").saying("1")]),
            mark("end"),
        ]);
        self
    }

    /// A ready run, such as a drawing.
    pub(crate) fn run(mut self, run: Element) -> Paragraph {
        self.runs.push(run);
        self
    }

    /// Stays on the page of the next paragraph.
    pub(crate) fn keep_next(mut self) -> Paragraph {
        self.keep_next = true;
        self
    }

    /// Begins a page.
    pub(crate) fn on_new_page(mut self, begins: bool) -> Paragraph {
        self.page_break_before = begins;
        self
    }

    /// Stands otherwise than its style says (a value of `w:jc`).
    pub(crate) fn aligned(mut self, alignment: &'static str) -> Paragraph {
        self.alignment = Some(alignment);
        self
    }

    /// Moved in from the left, in twentieths of a point.
    pub(crate) fn indented(mut self, twips: u32) -> Paragraph {
        self.left = (twips > 0).then_some(twips);
        self
    }

    /// The paragraph as XML. The order of the properties is the order of the schema.
    pub(crate) fn build(self) -> Element {
        let mut properties = element("w:pPr").holding([setting("w:pStyle", self.style)]);
        if self.keep_next {
            properties = properties.holding([element("w:keepNext")]);
        }
        if self.page_break_before {
            properties = properties.holding([element("w:pageBreakBefore")]);
        }
        if let Some(twips) = self.left {
            properties = properties.holding([element("w:ind").with("w:left", twips.to_string())]);
        }
        if let Some(alignment) = self.alignment {
            properties = properties.holding([setting("w:jc", alignment)]);
        }
        element("w:p").holding([properties]).holding(self.runs)
    }

    fn runs(mut self, text: &str, style: Option<&'static str>) -> Paragraph {
        let mut run = element("w:r");
        if let Some(style) = style {
            run = run.holding([element("w:rPr").holding([setting("w:rStyle", style)])]);
        }
        // A vertical tab is how Word itself puts a line break into pasted text.
        for (index, line) in text.split(['\n', '\u{b}']).enumerate() {
            if index > 0 {
                run = run.holding([element("w:br")]);
            }
            for (index, piece) in line.trim_end_matches('\r').split('\t').enumerate() {
                if index > 0 {
                    run = run.holding([element("w:tab")]);
                }
                if !piece.is_empty() {
                    run = run.holding([element("w:t").with("xml:space", "preserve").saying(piece)]);
                }
            }
        }
        self.runs.push(run);
        self
    }
}
