//! The known word a mistyped one most likely means.

/// The nearest candidate, or `None` when nothing is near enough to be worth suggesting.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let lower = word.to_lowercase();
    let far = (word.chars().count() / 2).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= far)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_mistyped_code_finds_its_neighbour() {
        assert_eq!(nearest("P2420", ["P2402", "P2401", "S2401"]), Some("P2402"));
        assert_eq!(nearest("s3.1", ["S3.1", "S3.2"]), Some("S3.1"));
        assert_eq!(nearest("XYZW", ["P2402"]), None);
    }
}
