//! Invented numbers of schools.

use domain::fiscal_year::FiscalYear;
use domain::office::{Office, OfficeKind};
use domain::office_size::OfficeSize;

use super::chance::Chance;
use super::{DemoPlan, SIMULATED_YEARS};
use crate::office_size_file::OfficeSizeLine;

/// The fewest and the most schools of a primary office.
const PRIMARY: (i32, i32) = (60, 260);
/// The fewest and the most schools of a secondary office, which has fewer and larger ones.
const SECONDARY: (i32, i32) = (20, 70);

impl DemoPlan {
    /// A size for every office, in the first invented year; it holds for the years behind it too.
    pub(super) fn sizes(&self) -> Vec<OfficeSizeLine> {
        let year = FiscalYear::new(i64::from(*SIMULATED_YEARS.start())).expect("the constants are fiscal years");
        let line = |(line, office): (u32, &Office)| {
            let (fewest, most) = match office.kind {
                OfficeKind::Primary => PRIMARY,
                OfficeKind::Secondary => SECONDARY,
            };
            let schools = Chance::of(self.seed, &["size", office.code.as_str()]).between(fewest, most);
            let size = OfficeSize::new(i64::from(schools)).expect("the constants are numbers of schools");
            OfficeSizeLine { line, office: office.code.clone(), year, size }
        };
        // As in a file whose first line is the header.
        (2..).zip(&self.offices).map(line).collect()
    }
}
