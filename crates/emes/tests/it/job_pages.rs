//! What the pages say of a job that failed.

use std::time::{Duration, Instant};

use crate::pages::Site;

#[test]
fn the_error_of_a_job_is_read_in_the_language_of_the_reader() {
    let templates = tempfile::tempdir().unwrap();
    std::fs::write(templates.path().join("theme.typ"), "#let official = unheard-of\n").unwrap();
    let site = Site::start_with("demo", &[("EMES_DOCUMENTS", templates.path().to_str().unwrap())]);
    let centre = site.person("central-admin", "P2300");
    centre.post("/documents", &[("year", "2568"), ("format", "pdf")]).leads_to("/documents?year=2568");

    let begun = Instant::now();
    while !centre.get("/jobs").is(200).text.contains("จัดทำเอกสารไม่สำเร็จ") {
        assert!(begun.elapsed() < Duration::from_secs(240), "it never failed: {}", centre.get("/jobs").text);
        std::thread::sleep(Duration::from_millis(500));
    }
    // Each page shows it: what failed, and with it why, in one language.
    let place = "2568.pdf: {words}\ntheme.typ:1:17: unknown variable: unheard-of\n  hint: ";
    for path in ["/jobs", "/documents?year=2568"] {
        centre.get(path).shows(&place.replace("{words}", "แม่แบบเอกสารมีข้อผิดพลาด"));
    }
    centre.get("/language/en?back=/jobs").leads_to("/jobs");
    for path in ["/jobs", "/documents?year=2568"] {
        let page = centre.get(path).shows(&place.replace("{words}", "the template of the document has an error"));
        assert!(page.text.contains(" documents could not be made, the first is "), "{}", page.text);
        assert!(!page.text.contains("แม่แบบเอกสารมีข้อผิดพลาด"), "{}", page.text);
    }
}
