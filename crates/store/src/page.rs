//! One stretch of a list: where it begins and how long it is. The key of the last row begins the next page, so a page far down the list
//! costs as much as the first.

/// Which rows of a list are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<K> {
    /// The key of the last row that was seen; none for the beginning.
    pub after: Option<K>,
    /// At most this many rows.
    pub limit: u32,
}

impl<K> Page<K> {
    /// The first `limit` rows.
    pub fn first(limit: u32) -> Page<K> {
        Page { after: None, limit }
    }

    /// The rows behind the one with this key.
    pub fn after(key: K, limit: u32) -> Page<K> {
        Page { after: Some(key), limit }
    }

    /// Every row; only for lists that are short by nature or wanted whole.
    pub fn all() -> Page<K> {
        Page { after: None, limit: u32::MAX }
    }

    pub(crate) fn limit(&self) -> i64 {
        i64::from(self.limit)
    }
}
