//! Inspection regions (เขตตรวจราชการ) and their provinces.

use serde::{Deserialize, Serialize};

/// A province inside a region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Province {
    /// Two-digit code of the Department of Provincial Administration ("24").
    pub code: String,
    /// Thai name.
    pub name_th: String,
    /// English name.
    pub name_en: String,
}

/// An inspection region as it is on a given day: the grouping of provinces has changed before and will again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// Number, 0 for the central region (Bangkok).
    pub number: u16,
    /// "เขตตรวจราชการที่ 1"
    pub name_th: String,
    /// Provinces, in the order of the file.
    pub provinces: Vec<Province>,
}
