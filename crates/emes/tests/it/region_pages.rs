//! What the chair of an inspection region sees.

use crate::pages::Site;

#[test]
fn the_chair_of_a_region_watches_its_offices_and_no_others() {
    let site = Site::start("demo");
    let chair = site.person("region-chair", "P2300");
    chair.get("/").leads_to("/national");
    let page = chair.get("/progress").shows("เขตตรวจราชการที่");
    let reports = page.links("/reports/");
    assert!(reports.iter().any(|href| href.ends_with("/P2300")), "{reports:?}");
    assert!(!reports.iter().any(|href| href.ends_with("/P5004")), "{reports:?}");
    for report in reports.iter().take(3) {
        chair.get(report).is(200);
    }
    let items = chair.get("/reports/2569/QP/R12/P2300").links("/reports/2569/QP/R12/P2300/items/");
    chair.get(&items[0]).is(200);
    chair.post(&items[0], &[("version", "0"), ("narrative", "x")]).is(404);
    chair.get("/reports/2569/QP/R12/P5004").is(404);
    // Another region in the address is not another region on the page.
    let other = chair.get("/progress?region=15").is(200).links("/reports/");
    assert_eq!(other, reports);
    for page in ["/publications", "/audit", "/users", "/rounds", "/jobs", "/extensions"] {
        chair.get(page).is(404);
    }

    let executive = site.person("executive", "P2300");
    let all = executive.get("/progress").shows("ทุกเขตตรวจราชการ").links("/reports/");
    assert_eq!(all.len(), 50);
    let region = executive.get("/progress?region=15").links("/reports/");
    assert!(region.iter().any(|href| href.ends_with("/P5004")) && region.len() < 50, "{region:?}");
    site.person("director", "P2300").get("/progress").is(404);
}
