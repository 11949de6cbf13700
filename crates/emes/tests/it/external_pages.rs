//! Levels of other systems and national values, as the centre enters and imports them without script.

use crate::pages::{Page, Site};

const PAGE: &str = "/external/2569/AP";

#[test]
fn the_centre_brings_in_what_comes_from_elsewhere_with_its_source() {
    let site = Site::start("demo");
    let centre = site.person("central-admin", "P2300");
    centre.get("/rounds?year=2569").shows(PAGE);
    let page = centre.get(PAGE).shows("ผลจากระบบอื่น");
    let codes: Vec<(String, bool)> = rows(&page);
    let national = codes.iter().find(|(_, is_national)| *is_national).expect("a national value").0.clone();
    let office = codes.iter().find(|(_, is_national)| !*is_national).expect("a level of another system").0.clone();
    let entry = |office: &str, node: &str, level: &str, value: &str, source: &str| {
        let fields = [
            ("office", office),
            ("node", node),
            ("round", "R12"),
            ("level", level),
            ("value", value),
            ("source", source),
        ];
        centre.post(PAGE, &fields)
    };
    // A row that is entered is checked as one of a file is, and what was typed is still there.
    entry("P2300", &office, "4", "", "").is(422);
    let refused = entry("P0000", &office, "4", "", "ผล ITA 2569").is(422);
    assert!(refused.text.contains("value=\"P0000\""), "{}", refused.text);
    entry("P2300", &office, "9", "", "ผล ITA 2569").is(422);
    entry("P2300", &national, "", "81.5", "สถิติ").is(422);
    entry("P2300", &office, "4", "", "ผล ITA 2569").shows("ผล ITA 2569");
    entry("OBEC", &national, "", "81.5", "สถิติการศึกษา 2569").shows("81.5");
    centre.get(PAGE).shows("81.5").shows("สถิติการศึกษา 2569");

    // A file is taken whole or not at all, and no item that evaluators mark.
    let file = |rows: &str| format!("office,node,round,level,value,note\n{rows}");
    let upload = |text: &str| {
        centre.upload_with(&format!("{PAGE}/file"), &[("source", "ผล PMQA 2569")], "x.csv", text.as_bytes())
    };
    let good = file(&format!("P2300,{office},R12,5,,\nP2402,{office},R12,3,,\n"));
    upload(&good).shows("ผล PMQA 2569");
    upload(&good).shows("ผล PMQA 2569");
    let mixed = file(&format!("P5004,{office},R12,5,,\nP5004,AP10,R12,5,,\n"));
    let refused = upload(&mixed).is(422);
    assert!(refused.text.contains("AP10"), "{}", refused.text);
    upload("nonsense").is(422);

    for role in ["lead-evaluator", "evaluator", "director", "executive"] {
        let person = site.person(role, "P2300");
        person.get(PAGE).is(404);
        person
            .post(
                PAGE,
                &[
                    ("office", "P2300"),
                    ("node", &office),
                    ("round", "R12"),
                    ("level", "1"),
                    ("value", ""),
                    ("source", "x"),
                ],
            )
            .is(404);
    }
    centre.get("/external/2569/XX").is(404);
    centre.get("/external/abc/AP").is(404);
}

/// The codes of the table, each with whether it has one value for all.
fn rows(page: &Page) -> Vec<(String, bool)> {
    let rows = page.text.split("<span class=\"code\">").skip(1);
    rows.map(|row| (row.split('<').next().unwrap().to_owned(), row.split("</tr>").next().unwrap().contains("OBEC")))
        .collect()
}
