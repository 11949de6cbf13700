//! Native charts: levels as shares of a bar, means of the indicators on the scale of the levels.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartPatternFill, ChartPatternFillType, ChartPoint, ChartSeries, ChartSolidFill, ChartType, Color, Worksheet,
};

use super::paint::column;
use super::style::ROW_PIXELS;
use super::{XlsxError, new_book, properties, undated};
use crate::national::NationalSection;
use crate::outline::Shares;

const WIDTH: u32 = 720;
/// Height of a bar with the gap below it, and of all that is not bars.
const BAR: u32 = 30;
const REST: u32 = 150;
/// Name of the sheet behind a chart in Word.
const CHART_SHEET: &str = "Sheet1";

/// Where the charts beside the tables stand.
#[derive(Default)]
pub(super) struct Beside {
    free_row: u32,
}

impl Beside {
    /// Puts a chart beside a table that begins in `row`, below the chart before it.
    pub(super) fn insert(
        &mut self,
        sheet: &mut Worksheet,
        (chart, height): (Chart, u32),
        row: u32,
        column: u16,
    ) -> Result<(), XlsxError> {
        let row = row.max(self.free_row);
        sheet.insert_chart(row, column, &chart)?;
        self.free_row = row + height.div_ceil(ROW_PIXELS) + 1;
        Ok(())
    }
}

/// One bar per group of offices, one part per level. The table has the group in its first column, then the total, then a count and a
/// percentage per level.
pub(super) fn shares_chart(sheet: &str, shares: &Shares, rows: (u32, u32)) -> (Chart, u32) {
    let columns = (0..shares.levels.len() as u16).map(|level| 2 + level * 2).collect::<Vec<u16>>();
    stacked_bars(sheet, shares, rows, &columns)
}

/// The same, where the counts stand in the given columns.
fn stacked_bars(sheet: &str, shares: &Shares, rows: (u32, u32), columns: &[u16]) -> (Chart, u32) {
    let mut chart = Chart::new(ChartType::BarPercentStacked);
    for (level, column) in shares.levels.iter().zip(columns) {
        let mut series = ChartSeries::new();
        series
            .set_name(&level.name_th)
            .set_categories((sheet, rows.0, 0, rows.1, 0))
            .set_values((sheet, rows.0, *column, rows.1, *column))
            .set_gap(40)
            .set_format(&mut level_format(level.level));
        let dark = matches!(level.level, 5 | 1);
        let mut font = font(9.0);
        font.set_color(if dark { Color::White } else { Color::Black });
        // The number of a level that no office has is not shown.
        series.set_data_label(ChartDataLabel::new().show_value().set_num_format("0;;").set_font(&font));
        chart.push_series(&series);
    }
    // The first group on top, the scale at the bottom. Of a chart with lying bars the "y" axis is the one with the groups.
    chart.y_axis().set_reverse().set_font(&font(10.0));
    chart.x_axis().set_label_position(ChartAxisLabelPosition::High).set_font(&font(9.0)).set_num_format("0%");
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10.0));
    let height = REST + BAR * shares.groups.len() as u32;
    (titled(chart, &shares.title, height), height)
}

/// A workbook with nothing but the figures of a chart and the chart itself, as Word keeps it behind a chart of its own.
pub(crate) fn workbook_of(shares: &Shares) -> Result<Vec<u8>, XlsxError> {
    let mut book = new_book()?;
    book.set_properties(&properties(&shares.title).set_creation_datetime(&undated()?));
    let sheet = book.add_worksheet().set_name(CHART_SHEET)?;
    for (index, level) in shares.levels.iter().enumerate() {
        sheet.write_string(0, column(index + 1), &level.name_th)?;
    }
    for (group, row) in shares.groups.iter().zip(1..) {
        sheet.write_string(row, 0, &group.label_th)?;
        for (index, count) in group.counts.iter().enumerate() {
            sheet.write_number(row, column(index + 1), *count)?;
        }
    }
    let columns: Vec<u16> = (1..=shares.levels.len()).map(column).collect();
    let (chart, _) = stacked_bars(CHART_SHEET, shares, (1, shares.groups.len() as u32), &columns);
    sheet.insert_chart(0, column(shares.levels.len() + 2), &chart)?;
    Ok(book.save_to_buffer()?)
}

/// One bar per indicator. The table has its mean in the third column and its code in the last, behind a count per level.
pub(super) fn means_chart(sheet: &str, section: &NationalSection, rows: (u32, u32)) -> (Chart, u32) {
    let mut chart = Chart::new(ChartType::Bar);
    let points: Vec<ChartPoint> =
        section.nodes.iter().map(|node| ChartPoint::new().set_format(&mut level_format(node.level))).collect();
    let code = 4 + column(section.levels.len());
    let mut series = ChartSeries::new();
    series
        .set_name("ค่าเฉลี่ย")
        .set_categories((sheet, rows.0, code, rows.1, code))
        .set_values((sheet, rows.0, 2, rows.1, 2))
        .set_gap(40)
        .set_points(&points)
        .set_data_label(ChartDataLabel::new().show_value().set_font(&font(9.0)));
    chart.push_series(&series);
    chart.y_axis().set_reverse().set_font(&font(9.0));
    let levels = section.levels.iter().map(|level| level.level);
    let (lowest, highest) = (levels.clone().min().unwrap_or(1), levels.max().unwrap_or(5));
    chart
        .x_axis()
        .set_min(lowest as i32)
        .set_max(highest as i32)
        .set_major_unit(1)
        .set_label_position(ChartAxisLabelPosition::High)
        .set_num_format("0")
        .set_font(&font(9.0));
    chart.legend().set_hidden();
    let height = REST + BAR * section.nodes.len() as u32;
    (titled(chart, "ค่าเฉลี่ยระดับประเทศรายตัวชี้วัด", height), height)
}

fn titled(mut chart: Chart, title: &str, height: u32) -> Chart {
    chart.title().set_name(title).set_font(font(13.0).set_bold());
    // Excel takes 255 characters; the figures themselves stand in the table.
    let alternative = format!("{title} ตัวเลขทั้งหมดอยู่ในตารางข้างแผนภูมิ");
    chart.set_width(WIDTH).set_height(height).set_alt_text(alternative);
    chart
}

/// The colours of the levels throughout the system. The lowest is hatched as well, because in grey print it is as dark as the highest.
fn level_format(level: i64) -> ChartFormat {
    let mut format = ChartFormat::new();
    let mut line = ChartLine::new();
    line.set_color(Color::RGB(0x0069_747F)).set_width(0.5);
    format.set_border(&line);
    let solid = |colour: u32| {
        let mut fill = ChartSolidFill::new();
        fill.set_color(Color::RGB(colour));
        fill
    };
    match level {
        5 => format.set_solid_fill(&solid(0x0017_607D)),
        4 => format.set_solid_fill(&solid(0x0086_BCCB)),
        3 => format.set_solid_fill(&solid(0x00EA_DFB4)),
        2 => format.set_solid_fill(&solid(0x00E0_964A)),
        1 => {
            let mut hatch = ChartPatternFill::new();
            hatch
                .set_pattern(ChartPatternFillType::DiagonalStripesWideUpwards)
                .set_background_color(Color::RGB(0x00A6_3D2F))
                .set_foreground_color(Color::RGB(0x00C4_6A5C));
            format.set_pattern_fill(&hatch)
        }
        _ => format.set_solid_fill(&solid(0x00CF_D5DB)),
    };
    format
}

/// Charts name no typeface: Excel would use it for Latin letters and digits only, and set Thai in another beside it.
fn font(size: f64) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_size(size);
    font
}
