//! The looks of cells. Equal looks share one format.

use std::collections::HashMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The typeface of official documents, at the size of the regulation.
const FONT: &str = "TH SarabunPSK";
const SIZE: f64 = 16.0;

/// Height of a row and width of a column in that typeface.
pub(super) const ROW_PIXELS: u32 = 32;
pub(super) const COLUMN_PIXELS: u32 = 72;

const HEAD_FILL: u32 = 0x00E8_ECF1;
const GROUP_FILL: u32 = 0x00F5_F7F9;
const WARNING_FILL: u32 = 0x00FF_F3D1;
const RULE: u32 = 0x0069_747F;

/// What a cell looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) fill: Fill,
    pub(super) align: Align,
    pub(super) ruled: bool,
    pub(super) indent: u8,
    pub(super) number: Number,
    pub(super) unlocked: bool,
    /// Text that begins like a formula stays text, also after someone edits it.
    pub(super) quoted: bool,
}

/// The ground of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Fill {
    #[default]
    None,
    Head,
    Group,
    Warning,
}

/// Where the content of a cell stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Align {
    #[default]
    Start,
    Centre,
    Right,
}

/// How a cell shows a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Number {
    #[default]
    General,
    /// What is typed stays as it is typed: a code such as "1-2" is no date.
    Text,
    Integer,
    Decimal(usize),
    Date,
}

/// The formats made so far.
#[derive(Default)]
pub(super) struct Styles {
    made: HashMap<Look, Format>,
}

impl Styles {
    /// The format of a look.
    pub(super) fn get(&mut self, look: Look) -> &Format {
        self.made.entry(look).or_insert_with(|| format(look))
    }
}

/// The typeface every format starts from.
pub(super) fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(SIZE).set_font_charset(222)
}

fn format(look: Look) -> Format {
    let align = match look.align {
        Align::Start => FormatAlign::Left,
        Align::Centre => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    };
    let mut format = base().set_align(align).set_align(FormatAlign::VerticalCenter).set_text_wrap();
    if look.bold {
        format = format.set_bold();
    }
    let fill = match look.fill {
        Fill::None => None,
        Fill::Head => Some(HEAD_FILL),
        Fill::Group => Some(GROUP_FILL),
        Fill::Warning => Some(WARNING_FILL),
    };
    if let Some(colour) = fill {
        format = format.set_background_color(Color::RGB(colour));
    }
    if look.ruled {
        format = format.set_border(FormatBorder::Thin).set_border_color(Color::RGB(RULE));
    }
    if look.indent > 0 {
        format = format.set_indent(look.indent);
    }
    if look.unlocked {
        format = format.set_unlocked();
    }
    if look.quoted {
        format = format.set_quote_prefix();
    }
    match look.number {
        Number::General => format,
        Number::Text => format.set_num_format("@"),
        Number::Integer => format.set_num_format("0"),
        Number::Decimal(0) => format.set_num_format("0"),
        Number::Decimal(digits) => format.set_num_format(format!("0.{}", "0".repeat(digits))),
        // Calendar 7 is the Buddhist Era, language 041E is Thai.
        Number::Date => format.set_num_format("[$-107041E]d mmm yyyy"),
    }
}
