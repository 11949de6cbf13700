//! The instrument of the next year made from this year's by clicking: forms of a browser without script, from the clone to the round.

use crate::pages::{Page, Site, Visitor};

const RUBRIC: &str = "ดำเนินการครบทุกข้อและมีผลงานที่หน่วยงานอื่นนำไปใช้";

/// Sends a form of the draft with the version that its page shows.
fn send(person: &Visitor<'_>, draft: &str, path: &str, fields: &[(&str, &str)]) -> Page {
    let version = person.get(draft).is(200).field("version");
    let mut all = vec![("version", version.as_str())];
    all.extend_from_slice(fields);
    person.post(&format!("{draft}{path}"), &all)
}

/// What the form of an item shows, as a browser would send it back.
fn filled(page: &Page) -> Vec<(String, String)> {
    let form = page.text.split("id=\"item\"").nth(1).and_then(|rest| rest.split("</form>").next()).unwrap();
    let attribute = |tag: &str, name: &str| {
        tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).map(unescape)
    };
    let mut fields = Vec::new();
    let mut select = None;
    for part in form.split('<').skip(1) {
        let (tag, rest) = part.split_once('>').unwrap_or((part, ""));
        let name = attribute(tag, "name");
        match tag.split(' ').next().unwrap() {
            "input" if tag.contains("type=\"checkbox\"") && !tag.ends_with(" checked") => {}
            "input" => fields.extend(name.map(|name| (name, attribute(tag, "value").unwrap_or_default()))),
            "textarea" => fields.extend(name.map(|name| (name, unescape(rest)))),
            "select" => select = name,
            "option" if tag.ends_with(" selected") => {
                fields.push((select.clone().unwrap(), attribute(tag, "value").unwrap()));
            }
            _ => {}
        }
    }
    fields
}

fn unescape(text: &str) -> String {
    [("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&#60;", "<"), ("&#62;", ">")]
        .into_iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

/// Saves an item after changing some of its fields.
fn rewrite(person: &Visitor<'_>, draft: &str, node: &str, changed: &[(&str, &str)]) -> Page {
    let mut fields = filled(&person.get(&format!("{draft}?node={node}")).is(200));
    for (name, value) in changed {
        let found = fields.iter_mut().find(|(field, _)| field == name);
        (*value).clone_into(&mut found.unwrap_or_else(|| panic!("the form of {node} has {name}")).1);
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    person.post(&format!("{draft}/nodes/{node}"), &fields)
}

#[test]
fn the_instrument_of_next_year_is_made_by_clicking_and_published_by_a_second_person() {
    let site = Site::start("demo");
    let editor = site.person("instrument-editor", "P2300");
    editor.get("/").leads_to("/instruments");
    editor.get("/instruments").shows("QP").shows("ทำฉบับปี 2570");
    let clone = [("year", "2569"), ("instrument", "QP"), ("to", "2570")];
    let draft = editor.post("/instruments/drafts", &clone).is(303).location;
    assert!(draft.starts_with("/instruments/drafts/"), "{draft}");
    // Two drafts of one instrument would undo each other.
    editor.post("/instruments/drafts", &clone).is(422);
    let page = editor.get(&draft).shows("ส่งให้ตรวจ").shows("ตัวชี้วัดที่ 1 ");
    let version = page.field("version");

    // A text of the rubric, and nothing else of the item.
    rewrite(&editor, &draft, "QP01", &[("rubric-4", RUBRIC)]).leads_to(&format!("{draft}?node=QP01"));
    editor.get(&format!("{draft}?node=QP01")).shows(RUBRIC);
    let changes = editor.get(&format!("{draft}/changes")).shows("เกณฑ์แต่ละระดับ").shows("<ins>");
    assert_eq!(changes.text.matches("class=\"diff quote\"").count(), 1, "{}", changes.text);
    // Who has an older page is shown what it would change, and overwrites nothing.
    let mut stale = filled(&editor.get(&format!("{draft}?node=QP02")).is(200));
    stale[0].1 = version;
    stale.iter_mut().find(|(name, _)| name == "owner_th").unwrap().1 = "สำนักที่พิมพ์ทีหลัง".to_owned();
    let stale: Vec<(&str, &str)> = stale.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let conflict = editor.post(&format!("{draft}/nodes/QP02"), &stale).is(409);
    assert!(conflict.text.contains("สำนักที่พิมพ์ทีหลัง") && conflict.text.contains("สำนักเจ้าของ"), "{}", conflict.text);

    // A group and an item in it; the code that is proposed continues nothing.
    let code = editor.get(&format!("{draft}?part=add")).is(200).field("code");
    assert!(code.starts_with("QP") && code != "QP01", "{code}");
    let add = |code: &str, title: &str, mode: &str| {
        let fields = [
            ("parent", ""),
            ("code", code),
            ("kind", "indicator"),
            ("label_th", "ตัวชี้วัดที่ 99"),
            ("title_th", title),
            ("mode", mode),
        ];
        send(&editor, &draft, "/nodes", &fields)
    };
    add("QP01", "ซ้ำ", "evaluated").is(422);
    add("QPG", "กลุ่มใหม่", "group").leads_to(&format!("{draft}?node=QPG"));
    // What is wrong is shown, at the head and at the item, and nothing can be handed in.
    editor.get(&draft).shows("กลุ่มนี้ไม่มีรายการย่อย");
    send(&editor, &draft, "/hand-in", &[]).is(422);
    add(&code, "การจัดการเรียนรู้ใหม่", "target").leads_to(&format!("{draft}?node={code}"));
    send(&editor, &draft, &format!("/nodes/{code}/up"), &[]).leads_to(&format!("{draft}?node={code}"));
    send(&editor, &draft, &format!("/nodes/{code}/put"), &[("parent", "QPG")]).is(303);
    send(&editor, &draft, "/nodes/QPG/put", &[("parent", "QPG")]).is(422);
    editor.get(&draft).shows("ให้ใส่ค่าเป้าหมาย");
    rewrite(&editor, &draft, &code, &[("target_value", "แปดสิบ")]).is(422);
    rewrite(&editor, &draft, &code, &[("target_value", "๘๐"), ("target_unit", "ร้อยละ")]).is(303);
    let page = editor.get(&draft).shows("ไม่พบข้อผิดพลาด");
    assert!(!page.text.contains("กลุ่มนี้ไม่มีรายการย่อย"));

    // While one types, the office's form and what is wrong come back without anything being saved.
    let mut typed = filled(&editor.get(&format!("{draft}?node=QP01")).is(200));
    typed.iter_mut().find(|(name, _)| name == "rubric-0").unwrap().1 = "ข้อความที่กำลังพิมพ์".to_owned();
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    editor.post(&format!("{draft}/nodes/QP01/check"), &typed).shows("ข้อความที่กำลังพิมพ์").shows("รายการนี้ไม่มีข้อผิดพลาด");
    assert!(!editor.get(&format!("{draft}?node=QP01")).is(200).text.contains("ข้อความที่กำลังพิมพ์"));

    let bands = [("b0-level", "5"), ("b0-min", "9"), ("b0-name_th", "ดีเยี่ยม")];
    editor.post(&format!("{draft}/check/bands"), &bands).shows("ต้องแก้");
    let title = [("title_th", "นโยบายเร่งด่วน"), ("rounds", "R6"), ("rounds", "R12"), ("decimals", "2")];
    editor.post(&format!("{draft}/check/head"), &title).shows("ไม่พบข้อผิดพลาดในสิ่งที่พิมพ์");
    assert!(editor.bytes(&format!("{draft}/printed?kind=secondary")).starts_with(b"%PDF-"));

    // The table of the result and the form of the office, what changed, and what continues what.
    editor.get(&format!("{draft}/preview?node=QP01")).shows("กลุ่มใหม่").shows(RUBRIC).shows("= 80 ร้อยละ");
    let new = editor.get(&format!("{draft}/changes")).shows("รายการใหม่").shows(&code);
    assert!(!new.text.contains(&format!("continue-{code}")), "no item of the year before is left");
    // The new item takes the place that another one left, and goes on under its code.
    send(&editor, &draft, "/nodes/QP12/remove", &[]).is(303);
    editor.get(&format!("{draft}/changes")).shows(&format!("continue-{code}"));
    let walk = format!("{draft}/changes#walk");
    send(&editor, &draft, &format!("/nodes/{code}/continue"), &[("code", "QP12")]).leads_to(&walk);
    let code = "QP12";
    // Bands are tried on the marks of the year before, and nothing of it is stored.
    editor.get(&format!("{draft}/what-if")).shows("QP ปีงบประมาณ 2568").shows("เขตที่ระดับเปลี่ยน");

    // The author cannot publish it, nor can somebody who only reads.
    send(&editor, &draft, "/hand-in", &[]).leads_to(&draft);
    rewrite(&editor, &draft, "QP01", &[("rubric-4", "อีกครั้ง")]).is(422);
    send(&editor, &draft, "/publish", &[]).is(422);
    site.person("lead-evaluator", "P2300").get(&draft).is(404);
    let second = site.person("central-admin", "P2300");
    send(&second, &draft, "/send-back", &[("words", " ")]).is(422);
    send(&second, &draft, "/send-back", &[("words", "แก้เลขกำกับ")]).leads_to(&draft);
    editor.get(&draft).shows("แก้เลขกำกับ");
    rewrite(&editor, &draft, code, &[("label_th", "ตัวชี้วัดที่ 16")]).is(303);
    send(&editor, &draft, "/hand-in", &[]).leads_to(&draft);
    second.get(&draft).shows("เผยแพร่เครื่องมือ");
    send(&second, &draft, "/publish", &[]).leads_to("/instruments/2570/QP");
    editor.get(&draft).is(404);
    second.get("/instruments/2570/QP").shows(RUBRIC).shows("ฉบับที่ 1").shows("ต่อเนื่อง");
    editor.get("/instruments/2570/QP/file/toml").shows("fiscal_year = 2570");

    // Until one of its rounds begins, everybody goes on with the year that runs.
    site.person("coordinator", "P2300").get("/home").shows("/reports/2569/");
    site.person("screener", "P2300").get("/screening").shows("2569");
    second.get("/progress").shows("2569");
    // The rounds of the year are there to be planned.
    let rounds = second.get("/rounds?year=2570").shows("/rounds/2570/QP/R12");
    let version = rounds.field("version");
    let days =
        [("version", version.as_str()), ("opens", "1 ก.ค. 2570"), ("due", "31 ส.ค. 2570"), ("closes", "15 ก.ย. 2570")];
    second.post("/rounds/2570/QP/R12", &days).leads_to("/rounds?year=2570#QP-R12");
}

#[test]
fn a_published_instrument_is_revised_and_a_file_comes_and_goes() {
    let site = Site::start("demo");
    let (editor, second) = (site.person("instrument-editor", "P2300"), site.person("central-admin", "P2300"));
    let draft =
        editor.post("/instruments/drafts", &[("year", "2569"), ("instrument", "SA"), ("to", "2569")]).is(303).location;
    // A draft that says what is published is no revision.
    send(&editor, &draft, "/hand-in", &[]).is(303);
    send(&second, &draft, "/publish", &[]).is(422);
    send(&editor, &draft, "/take-back", &[]).leads_to(&draft);
    let file = editor.get(&format!("{draft}/file/toml")).is(200).text;
    let version = editor.get(&draft).is(200).field("version");
    let fields = [("version", version.as_str())];
    let upload = |text: &str| editor.upload_with(&format!("{draft}/file"), &fields, "sa.toml", text.as_bytes());
    upload("format = 2").is(422);
    upload(&file.replace("fiscal_year = 2569", "fiscal_year = 2571")).is(422);
    upload(&file.replacen("title_th = \"", "title_th = \"ปรับปรุง ", 1)).leads_to(&draft);
    editor.get(&format!("{draft}/changes")).shows("ปรับปรุง");
    send(&editor, &draft, "/hand-in", &[]).is(303);
    send(&second, &draft, "/publish", &[]).leads_to("/instruments/2569/SA");
    second.get("/instruments/2569/SA").shows("ฉบับที่ 2").shows("ปรับปรุง");

    // The items alone go out as a workbook and come back.
    let draft =
        editor.post("/instruments/drafts", &[("year", "2569"), ("instrument", "AP"), ("to", "2570")]).is(303).location;
    let book = editor.bytes(&format!("{draft}/file/xlsx"));
    editor.upload_with(&format!("{draft}/file"), &[("version", "1")], "ap.xlsx", &book).leads_to(&draft);
    editor.get(&format!("{draft}/changes")).shows("ยังไม่มีสิ่งที่เปลี่ยน");

    // A new one has the rules of another and no item; a draft that nobody wants is given up.
    let blank = [("year", "2571"), ("instrument", "XY"), ("title", "เครื่องมือใหม่"), ("rules", "2569/SA")];
    let draft = editor.post("/instruments/drafts", &blank).is(303).location;
    editor.get(&draft).shows("ให้เพิ่มอย่างน้อยหนึ่งรายการ");
    let bands = [
        ("b0-level", "2"),
        ("b0-min", "1.5"),
        ("b0-name_th", "ผ่าน"),
        ("b1-level", "1"),
        ("b1-min", "1"),
        ("b1-name_th", "ไม่ผ่าน"),
        ("b2-level", ""),
    ];
    send(&editor, &draft, "/bands", &bands).leads_to(&format!("{draft}?part=bands"));
    editor.get(&format!("{draft}?part=bands")).shows("ไม่ผ่าน");
    send(&editor, &draft, "/discard", &[]).leads_to("/instruments");
    editor.get(&draft).is(404);
    // Everybody may read what is asked, and only editors see drafts.
    let reader = site.person("coordinator", "P2300");
    let page = reader.get("/instruments").shows("/instruments/2569/SA");
    assert!(!page.text.contains("/instruments/drafts"));
    reader.get("/instruments/2569/SA").shows("เกณฑ์และแนวทาง");
}
