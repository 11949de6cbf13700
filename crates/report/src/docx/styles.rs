//! The looks of a document, by name, so that a person who edits it in Word changes one style instead of every paragraph.

use super::xml::{Element, element, setting};

pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The typeface of official documents, and what stands in for it where it is not installed.
pub(super) const FONT: &str = "TH SarabunPSK";
const FONT_ALTERNATIVES: &str = "TH Sarabun New,Sarabun";

/// `word/styles.xml`. Sizes are in half points: 32 is the 16 pt of the regulation on official correspondence.
pub(super) fn styles() -> Element {
    let run_defaults = element("w:rPr").holding([
        element("w:rFonts").with("w:ascii", FONT).with("w:hAnsi", FONT).with("w:eastAsia", FONT).with("w:cs", FONT),
        setting("w:sz", "32"),
        setting("w:szCs", "32"),
        element("w:lang").with("w:val", "en-US").with("w:eastAsia", "en-US").with("w:bidi", "th-TH"),
    ]);
    let paragraph_defaults = element("w:pPr").holding([spacing(0, 0)]);
    let defaults = element("w:docDefaults").holding([
        element("w:rPrDefault").holding([run_defaults]),
        element("w:pPrDefault").holding([paragraph_defaults]),
    ]);
    let justified = || setting("w:jc", "thaiDistribute");
    let centred = || setting("w:jc", "center");
    let keep = || [element("w:keepNext"), element("w:keepLines")];
    element("w:styles").with("xmlns:w", MAIN).holding([
        defaults,
        style("Normal", "Normal", None).with("w:default", "1"),
        style("Title", "heading 1", Some("Normal"))
            .holding([properties(keep()).holding([spacing(0, 160), centred(), setting("w:outlineLvl", "0")])])
            .holding([bold(32)]),
        style("Heading", "heading 2", Some("Normal"))
            .holding([properties(keep()).holding([spacing(160, 40), setting("w:outlineLvl", "1")])])
            .holding([bold(32)]),
        style("Subtitle", "Subtitle", Some("Normal"))
            .holding([properties(keep()).holding([spacing(0, 120), centred()])]),
        style("Running", "Body Text", Some("Normal")).holding([properties([
            element("w:widowControl"),
            spacing(80, 80),
            element("w:ind").with("w:firstLine", "1418"),
            justified(),
        ])]),
        style("Note", "Note", Some("Normal")).holding([
            properties([
                spacing(80, 0),
                element("w:ind").with("w:left", "1134").with("w:hanging", "1134"),
                justified(),
            ]),
            sized(28),
        ]),
        style("TableHead", "Table Head", Some("Normal")).holding([properties([centred()]), bold(30)]),
        style("TableText", "Table Text", Some("Normal")).holding([sized(30)]),
        style("TableRemark", "Table Remark", Some("TableText")).holding([sized(26)]),
        style("Signature", "Signature", Some("Normal"))
            .holding([properties(keep()).holding([element("w:ind").with("w:left", "3685"), centred()])]),
        style("SignatureRoom", "Signature Room", Some("Normal"))
            .holding([properties(keep()).holding([spacing(600, 300)])]),
        style("LetterDate", "Letter Date", Some("Normal")).holding([properties([spacing(160, 160), centred()])]),
        style("LetterField", "Letter Field", Some("Normal")).holding([properties([
            spacing(0, 120),
            element("w:ind").with("w:left", "851").with("w:hanging", "851"),
            justified(),
        ])]),
        style("LetterEnclosure", "Letter Enclosure", Some("Normal")).holding([properties([
            spacing(0, 120),
            element("w:ind").with("w:left", "1814").with("w:hanging", "1814"),
            justified(),
        ])]),
        style("Closing", "Closing", Some("Normal")).holding([properties(keep()).holding([
            spacing(320, 0),
            element("w:ind").with("w:left", "3685"),
            centred(),
        ])]),
        style("Contact", "Contact", Some("Normal")).holding([properties([element("w:keepLines"), spacing(480, 0)])]),
        style("Header", "header", Some("Normal")).holding([properties([centred()]), bold(24)]),
        style("Simulated", "Simulated", Some("Header")).holding([
            properties([setting("w:shd", "clear").with("w:color", "auto").with("w:fill", "FFF3D1")]),
            element("w:rPr").holding([setting("w:color", "6B4700")]),
        ]),
        style("Footer", "footer", Some("Normal")).holding([sized(22)]),
        style("Mark", "Mark", Some("Normal")).holding([properties([spacing(0, 80), centred()])]),
        element("w:style").with("w:type", "character").with("w:styleId", "Strong").holding([
            setting("w:name", "Strong"),
            element("w:qFormat"),
            element("w:rPr").holding([element("w:b"), element("w:bCs")]),
        ]),
        table_style(),
    ])
}

/// `word/fontTable.xml`: the typefaces to use where the first is missing.
pub(super) fn fonts() -> Element {
    let font = element("w:font").with("w:name", FONT).holding([
        setting("w:altName", FONT_ALTERNATIVES),
        setting("w:charset", "DE"),
        setting("w:family", "swiss"),
        setting("w:pitch", "variable"),
    ]);
    element("w:fonts").with("xmlns:w", MAIN).holding([font])
}

/// `word/settings.xml`: today's Word, Thai as the language of complex scripts.
pub(super) fn settings() -> Element {
    let compatibility = element("w:compatSetting")
        .with("w:name", "compatibilityMode")
        .with("w:uri", "http://schemas.microsoft.com/office/word")
        .with("w:val", "15");
    element("w:settings").with("xmlns:w", MAIN).holding([
        element("w:zoom").with("w:percent", "100"),
        setting("w:defaultTabStop", "720"),
        setting("w:characterSpacingControl", "doNotCompress"),
        element("w:compat").holding([compatibility]),
        element("w:themeFontLang").with("w:val", "en-US").with("w:bidi", "th-TH"),
    ])
}

fn style(id: &'static str, name: &'static str, based_on: Option<&'static str>) -> Element {
    element("w:style")
        .with("w:type", "paragraph")
        .with("w:styleId", id)
        .holding([setting("w:name", name)])
        .holding(based_on.map(|parent| setting("w:basedOn", parent)))
        .holding([element("w:qFormat")])
}

fn properties(children: impl IntoIterator<Item = Element>) -> Element {
    element("w:pPr").holding(children)
}

fn spacing(before: u32, after: u32) -> Element {
    element("w:spacing").with("w:before", before.to_string()).with("w:after", after.to_string())
}

fn sized(half_points: u32) -> Element {
    let size = half_points.to_string();
    element("w:rPr").holding([setting("w:sz", size.clone()), setting("w:szCs", size)])
}

/// Thai text takes its weight and size from the settings for complex scripts, digits and Latin from the others.
fn bold(half_points: u32) -> Element {
    let size = half_points.to_string();
    element("w:rPr").holding([element("w:b"), element("w:bCs"), setting("w:sz", size.clone()), setting("w:szCs", size)])
}

fn table_style() -> Element {
    let border =
        |name: &'static str| setting(name, "single").with("w:sz", "4").with("w:space", "0").with("w:color", "7F7F7F");
    let margin = |name: &'static str, width: &'static str| element(name).with("w:w", width).with("w:type", "dxa");
    let properties = element("w:tblPr").holding([
        element("w:tblBorders")
            .holding(["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"].map(border)),
        element("w:tblCellMar").holding([
            margin("w:top", "28"),
            margin("w:left", "85"),
            margin("w:bottom", "28"),
            margin("w:right", "85"),
        ]),
    ]);
    element("w:style").with("w:type", "table").with("w:styleId", "ResultTable").holding([
        setting("w:name", "Result Table"),
        element("w:qFormat"),
        properties,
    ])
}
