//! The picture of all offices, its lists and its files.

use crate::pages::{Page, Site};

/// The links of a page as a browser follows them.
fn links(page: &Page, begin: &str) -> Vec<String> {
    page.links(begin).into_iter().map(|href| href.replace("&#38;", "&").replace("&amp;", "&")).collect()
}

#[test]
fn the_centre_reads_the_picture_and_opens_what_is_behind_it() {
    let site = Site::start("demo");
    let centre = site.person("central-admin", "P2300");
    let page = centre.get("/national?year=2568&instrument=SA&round=R12");
    let lists = links(&page, "/national/list?");
    let files = links(&page, "/national/tables/");
    let page = page.shows("ผลรายเขตตรวจราชการ").shows("data-chart=\"map\"").shows("@svg-maps/thailand").shows("chart-");
    assert!(page.text.len() < 200_000, "{} bytes", page.text.len());
    assert!(lists.len() > 100, "{}", lists.len());
    for list in lists.iter().step_by(29) {
        centre.get(list).is(200);
    }
    assert_eq!(files.len(), 14, "without reports there are no own levels: {files:?}");
    for file in &files {
        let file = centre.get(file).is(200);
        let is_kind = file.kind.starts_with("text/csv") || file.kind.contains("spreadsheetml");
        assert!(is_kind, "{}", file.kind);
    }
    let csv = centre.get("/national/tables/levels.csv?year=2568&instrument=SA").shows("5 ดีเยี่ยม");
    assert!(csv.text.lines().count() > 20, "{}", csv.text);

    // A list in pages, and whole as a file.
    let reports = "?year=2569&instrument=SA&stage=waiting";
    let first = centre.get(&format!("/national/list{reports}")).is(200);
    let next =
        links(&first, "/national/list?").into_iter().find(|link| link.contains("after=")).expect("there are more");
    centre.get(&next).is(200);
    let whole = centre.get(&format!("/national/list/csv{reports}")).is(200);
    assert!(whole.text.lines().count() > 50, "{}", whole.text);
    centre.get(&format!("/national/list/xlsx{reports}")).is(200);
    for wrong in
        ["/national?year=2401", "/national?region=x", "/national/list?level=nine", "/national/tables/nothing.csv"]
    {
        centre.get(wrong).is(404);
    }
    let pdf = centre.get("/national/picture.pdf?year=2568&instrument=SA").is(200);
    assert_eq!(pdf.kind, "application/pdf");
    centre.get("/national?year=2569&instrument=AP").shows("ผู้ประเมินสองคนให้ระดับตรงกัน").shows("%</b> จาก");
    // Another year without the round leads to what is nearest.
    centre.get("/national?year=2569&instrument=QP&round=R6").is(200);
    centre.get("/national/reflection?year=2568&instrument=QP").shows("reflection.xlsx").shows("รอบ 12 เดือน");
    centre.get("/national/tables/reflection.csv?year=2568&instrument=QP").shows("5 ดีเยี่ยม");
    centre.get("/national/reflection?year=2568&instrument=SA").is(200);
    centre.get("/national/compare").shows("เลือกเขตพื้นที่ที่ต้องการดู");
    centre.get("/national/compare?year=2568&office=P2300&with=p5004").shows("data-chart=\"radar\"").shows("สพป.ตราด");
    let unknown = centre.get("/national/compare?office=P0000").is(404);
    assert!(unknown.text.contains("ไม่พบเขตพื้นที่ชื่อหรือรหัส"), "{}", unknown.text);
    // By a name: written out, in part, and in a part that several have.
    centre
        .get("/national/compare?office=%E0%B8%AA%E0%B8%9E%E0%B8%9B.%E0%B8%95%E0%B8%A3%E0%B8%B2%E0%B8%94")
        .shows("data-chart=\"radar\"")
        .shows("value=\"P2300\"");
    centre.get("/national/compare?office=chiang%20mai%203").shows("data-chart=\"radar\"").shows("สพป.เชียงใหม่ เขต 3");
    centre
        .get("/national/compare?office=%E0%B9%80%E0%B8%8A%E0%B8%B5%E0%B8%A2%E0%B8%87%E0%B9%83%E0%B8%AB%E0%B8%A1%E0%B9%88&with=P2300")
        .shows("หมายถึงเขตพื้นที่ใด")
        .shows("สพป.เชียงใหม่ เขต 6")
        .shows("with=P2300");
}

#[test]
fn an_office_sees_its_years_its_peers_and_what_raises_its_level() {
    let site = Site::start("demo");
    let director = site.person("director", "P2300");
    director.get("/results/2568/P2300").shows("/results/2568/P2300/outlook");
    let page = director.get("/results/2568/P2300/outlook").shows("รายการที่จะยกระดับผล").shows("data-chart=\"line\"");
    let near = "เทียบกับเขตพื้นที่ประเภทเดียวกัน 20 เขตที่มีจำนวนโรงเรียนใกล้เคียงที่สุด";
    assert!(page.text.contains("data-chart=\"radar\"") && page.text.contains(near) && page.text.contains("ไม่แสดงชื่อ"));
    assert!(!page.text.contains("P5004") && !page.text.contains("สพป.เชียงใหม่"), "nobody else is named");
    let years = page.links("/results/25");
    assert!(years.iter().any(|href| href.starts_with("/results/2567/P2300")), "{years:?}");
    let mut files = links(&page, "/results/2568/P2300/outlook/");
    files.sort();
    files.dedup();
    assert_eq!(files.len(), 6, "{files:?}");
    for file in &files {
        assert!(!director.bytes(file).is_empty());
    }
    director.get("/results/2568/P2300/outlook/years.csv").shows("2568");
    director.get("/results/2568/P2300/outlook/steps.csv").shows("เพิ่มอีกหนึ่งระดับ");
    director.get("/results/2568/P2300/outlook/peers.csv").shows("เฉลี่ยเขตอื่น");
    director.get("/results/2568/P2300/outlook/nothing.csv").is(404);
    director.get("/results/2568/P5004/outlook/years.csv").is(404);
    director.get("/results/2568/P5004/outlook").is(404);
    director.get("/results/2401/P2300/outlook").is(404);
    site.visitor().get("/results/2568/P2300/outlook").is(303);
}

#[test]
fn a_chair_has_the_own_region_only() {
    let site = Site::start("demo");
    let chair = site.person("region-chair", "P2300");
    chair.get("/national?year=2568").is(200);
    chair.get("/national?year=2568&region=15").is(404);
    chair.get("/national/list?year=2568&region=15").is(404);
    chair.get("/national/tables/regions.csv?region=15").is(404);
    chair.get("/national/compare?office=P5004").is(404);
    chair.get("/national/compare?office=%E0%B9%80%E0%B8%8A%E0%B8%B5%E0%B8%A2%E0%B8%87%E0%B9%83%E0%B8%AB%E0%B8%A1%E0%B9%88").is(404);
    chair.get("/national/compare?office=P2300").shows("เฉลี่ยเขตตรวจราชการที่ 9");
    let list = chair.get("/national/list/csv?year=2568&instrument=SA").is(200).text;
    assert!(list.contains("P2300") && !list.contains("P5004"), "{list}");
    for role in ["director", "coordinator", "screener", "evaluator"] {
        site.person(role, "P2300").get("/national").is(404);
    }
}
