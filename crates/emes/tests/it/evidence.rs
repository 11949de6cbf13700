//! Evidence over HTTP: resumed uploads, what is found out about files, short-lived addresses, receipts.

use ureq::http::Response;

use crate::pages::{Page, Site, Visitor};

const ITEM: &str = "/reports/2569/QP/R12/P2300/items/QP04";
const UPLOADS: &str = "/evidence/uploads";

/// A PDF of one page with this line.
fn pdf(line: &str) -> Vec<u8> {
    let content = format!("BT /F1 12 Tf 50 700 Td ({line}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [5 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            .to_owned(),
    ];
    let mut out = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", i + 1);
    }
    let start = out.len();
    out += "xref\n0 6\n0000000000 65535 f \n";
    places.iter().for_each(|place| out += &format!("{place:010} 00000 n \n"));
    out += &format!("trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    out.into_bytes()
}

impl Visitor<'_> {
    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.site.address)
    }

    /// Announces a file and returns where it goes; "YS5wZGY=" is a.pdf.
    fn announce(&self, size: usize) -> Response<ureq::Body> {
        let request = self.agent.post(self.url(UPLOADS)).header("tus-resumable", "1.0.0");
        let request = request.header("upload-length", size.to_string());
        request.header("upload-metadata", "filename YS5wZGY=").send_empty().unwrap()
    }

    fn send_on(&self, path: &str, offset: usize, bytes: &[u8]) -> Response<ureq::Body> {
        let request = self.agent.patch(self.url(path)).header("tus-resumable", "1.0.0");
        let request = request.header("upload-offset", offset.to_string());
        request.header("content-type", "application/offset+octet-stream").send(bytes).unwrap()
    }

    /// How much of a file is there; none where there is no such file for this person.
    fn offset(&self, path: &str) -> Option<String> {
        let response = self.agent.head(self.url(path)).header("tus-resumable", "1.0.0").call().unwrap();
        header(&response, "upload-offset")
    }

    /// Takes a file that is there in, as the script does.
    fn keep(&self, form: &str, path: &str) -> Page {
        let id = path.rsplit('/').next().unwrap();
        let body = format!("--edge\r\nContent-Disposition: form-data; name=\"upload\"\r\n\r\n{id}\r\n--edge--\r\n");
        let request = self.agent.post(self.url(form)).header("x-upload", "1");
        Page::of(request.header("content-type", "multipart/form-data; boundary=edge").send(&body).unwrap())
    }
}

fn header(response: &Response<ureq::Body>, name: &str) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}

/// Asks again until the program has looked into the file.
fn until(words: &str, get: impl Fn() -> Page) -> Page {
    for _ in 0..100 {
        let page = get().is(200);
        if page.text.contains(words) {
            return page;
        }
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
    get().shows(words)
}

#[test]
fn a_file_goes_on_where_the_line_broke_and_is_masked() {
    let site = Site::start("demo");
    let coordinator = site.person("coordinator", "P2300");
    let bytes = pdf("1-2345-67890-12-1");
    let announced = coordinator.announce(bytes.len());
    assert_eq!((announced.status().as_u16(), header(&announced, "tus-resumable").as_deref()), (201, Some("1.0.0")));
    assert!(header(&announced, "upload-expires").is_some_and(|at| at.ends_with("GMT")));
    let path = header(&announced, "location").unwrap();
    let sent = coordinator.send_on(&path, 0, &bytes[..100]);
    assert_eq!((sent.status().as_u16(), header(&sent, "upload-offset").as_deref()), (204, Some("100")));

    // The sender says more than it sends, and its line breaks.
    let cookie = {
        let jar = coordinator.agent.cookie_jar_lock();
        jar.iter().map(|cookie| format!("{}={}", cookie.name(), cookie.value())).collect::<Vec<_>>().join("; ")
    };
    let address = site.address.strip_prefix("http://").unwrap();
    let mut line = std::net::TcpStream::connect(address).unwrap();
    let head = format!(
        "PATCH {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 100\r\n\
        Content-Type: application/offset+octet-stream\r\nContent-Length: {}\r\n\r\n",
        bytes.len() - 100
    );
    std::io::Write::write_all(&mut line, &[head.as_bytes(), &bytes[100..250]].concat()).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    drop(line);
    for _ in 0..100 {
        if coordinator.offset(&path).as_deref() == Some("250") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(coordinator.offset(&path).as_deref(), Some("250"), "what came is kept");
    assert_eq!(coordinator.send_on(&path, 100, &bytes[100..]).status(), 409);
    assert_eq!(coordinator.keep(&format!("{ITEM}/evidence"), &path).status, 422);

    // For others there is no such file.
    let other = site.person("coordinator", "P2402");
    assert_eq!(other.offset(&path), None);
    assert_eq!(other.send_on(&path, 250, &bytes[250..]).status(), 404);
    other.keep(&format!("{ITEM}/evidence"), &path).is(404);

    assert_eq!(coordinator.send_on(&path, 250, &bytes[250..]).status(), 204);
    coordinator.keep(&format!("{ITEM}/evidence"), &path).shows("a.pdf");
    let file = coordinator.get(ITEM).shows("a.pdf").links("/evidence/P2300/").remove(0);

    // The number is told by its place, never by itself; a screener sees the warning.
    let page = until("evidence-numbers-title", || {
        let mut page = coordinator.get(&file);
        page.text = page.text.replace("พบเลขประจำตัวประชาชนในไฟล์", "evidence-numbers-title");
        page
    });
    assert!(page.text.contains("หน้า 1: 1 แห่ง") && !page.text.contains("67890-12"), "{}", page.text);
    let version = page.field("version");
    coordinator.post(&format!("{file}/numbers"), &[("version", &version), ("words", " ")]).is(422);
    let other_says = [("version", version.as_str()), ("words", "ประกาศแล้ว")];
    other.post(&format!("{file}/numbers"), &other_says).is(404);
    coordinator.post(&format!("{file}/numbers"), &other_says).leads_to(&file);
    coordinator.get(&file).shows("ประกาศแล้ว");

    // Another version, without script; what is cited stays until it is changed.
    coordinator.upload(&format!("{file}/versions"), "ใหม่.pdf", &pdf("masked")).is(303);
    let page = coordinator.get(ITEM).shows("ใช้รุ่นล่าสุด");
    let (newest, before) = (page.field("attachment"), page.field("before"));
    assert!(!before.is_empty(), "{newest}");
    coordinator.post(&format!("{ITEM}/evidence/pages"), &[("attachment", &before), ("pages", "๑-๒")]).is(303);
    coordinator.get(ITEM).shows("หน้า 1–2");
    coordinator.post(&format!("{ITEM}/evidence/pages"), &[("attachment", &before), ("pages", "ปก")]).is(422);

    let text = coordinator.announce(8);
    let path = header(&text, "location").unwrap();
    coordinator.send_on(&path, 0, b"<script>");
    let refused = coordinator.keep("/evidence", &path).is(422);
    assert!(refused.text.contains("a.pdf") && refused.text.starts_with("<li"), "{}", refused.text);
}

#[test]
fn the_protocol_refuses_what_it_does_not_speak() {
    let site = Site::start_with("demo", &[("EMES_EVIDENCE_FILE_MB", "1")]);
    let coordinator = site.person("coordinator", "P2300");
    let options = coordinator.agent.options(coordinator.url(UPLOADS)).call().unwrap();
    assert_eq!((options.status().as_u16(), header(&options, "tus-max-size").as_deref()), (204, Some("1000000")));
    assert!(header(&options, "tus-extension").unwrap().contains("creation"));
    assert_eq!(coordinator.announce(1_000_001).status(), 413);
    let unversioned =
        coordinator.agent.post(coordinator.url(UPLOADS)).header("upload-length", "5").send_empty().unwrap();
    assert_eq!((unversioned.status().as_u16(), header(&unversioned, "tus-version").as_deref()), (412, Some("1.0.0")));
    let endless =
        coordinator.agent.post(coordinator.url(UPLOADS)).header("tus-resumable", "1.0.0").send_empty().unwrap();
    assert_eq!(endless.status(), 400);
    let path = header(&coordinator.announce(9), "location").unwrap();
    let request = coordinator.agent.patch(coordinator.url(&path)).header("tus-resumable", "1.0.0");
    assert_eq!(
        request.header("upload-offset", "0").header("content-type", "text/plain").send("x").unwrap().status(),
        415
    );
    let wrong =
        coordinator.agent.patch(coordinator.url(&path)).header("tus-resumable", "1.0.0").header("upload-offset", "0");
    let wrong = wrong.header("upload-checksum", "sha256 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    let wrong = wrong.header("content-type", "application/offset+octet-stream").send("%PDF-1.7\n").unwrap();
    assert_eq!(wrong.status().as_u16(), 460);
    assert_eq!(coordinator.offset(&path).as_deref(), Some("0"), "nothing of it is kept");
    assert_eq!(coordinator.send_on(&path, 0, b"longer than nine").status(), 422);
    let end = coordinator.agent.delete(coordinator.url(&path)).header("tus-resumable", "1.0.0").call().unwrap();
    assert_eq!(end.status(), 204);
    assert_eq!(coordinator.offset(&path), None);
    assert_eq!(site.person("viewer", "P2300").announce(9).status(), 404);
    assert_eq!(site.visitor().announce(9).status(), 401);
}

#[test]
fn files_are_shown_safely_and_only_for_a_while() {
    let site = Site::start("demo");
    let coordinator = site.person("coordinator", "P2300");
    coordinator.upload("/evidence", "แผน.pdf", &pdf("words")).leads_to("/evidence");
    let found = coordinator.get("/evidence?q=แผน&kind=pdf&state=uncited").shows("แผน.pdf");
    let file = found.links("/evidence/P2300/").remove(0);
    assert!(coordinator.get("/evidence?q=ไม่มี").links("/evidence/P2300/").is_empty());
    let page = coordinator.get(&file).shows("<iframe src=\"/evidence/files/");
    let shown = page.text.split("<iframe src=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let response = coordinator.agent.get(coordinator.url(&shown)).call().unwrap();
    let of = |name: &str| header(&response, name).unwrap();
    assert_eq!((of("content-type").as_str(), of("x-content-type-options").as_str()), ("application/pdf", "nosniff"));
    assert!(of("content-disposition").starts_with("inline;") && of("cache-control").contains("no-store"));
    assert!(
        of("content-security-policy").contains("frame-ancestors 'self'")
            && of("content-security-policy").contains("default-src 'none'")
    );
    let address = coordinator.get(&format!("{file}/download")).is(303).location;
    let response = coordinator.agent.get(coordinator.url(&address)).call().unwrap();
    let of = |name: &str| header(&response, name).unwrap();
    assert!(of("content-disposition").starts_with("attachment;") && of("content-security-policy").contains("sandbox"));
    // An address is its person's alone, and nobody can make one up.
    for role in ["viewer", "director"] {
        site.person(role, "P2300").get(&address).is(404);
    }
    site.person("coordinator", "P2402").get(&address).is(404);
    coordinator.get("/evidence/files/AAAA").is(404);
    coordinator.get(&format!("{address}A")).is(404);
    site.visitor().get(&address).is(303);

    let link = [("url", "https://example.go.th/video"), ("name", "วิดีโอ"), ("note", "เปิดได้")];
    coordinator.post("/evidence/links", &link).leads_to("/evidence");
    let item = format!("/evidence?item={ITEM}&kind=link");
    let page = coordinator.get(&item).shows("วิดีโอ");
    let cited = page.field("attachment");
    coordinator.post(&format!("{ITEM}/evidence/cite"), &[("attachment", &cited)]).leads_to(&format!("{ITEM}#evidence"));
    let page = coordinator.get(&page.links("/evidence/P2300/")[0]).shows("QP 2569").shows("เปิดได้");
    assert!(page.text.contains("href=\"https://example.go.th/video\" rel=\"noopener noreferrer\""), "{}", page.text);
    coordinator.post("/evidence/links", &[("url", "javascript:alert(1)")]).is(422);
}

#[test]
fn a_certified_report_has_a_receipt() {
    let site = Site::start("demo");
    let report = "/reports/2569/SA/R12/P2300";
    let director = site.person("director", "P2300");
    director.get(&format!("{report}/receipt")).is(404);
    director.post(&format!("{report}/certify"), &[("word", "1")]).leads_to(report);
    director.get(report).shows(&format!("{report}/receipt"));
    let get = || {
        let mut response = director.agent.get(director.url(&format!("{report}/receipt"))).call().unwrap();
        assert_eq!(header(&response, "content-type").as_deref(), Some("application/pdf"));
        response.body_mut().read_to_vec().unwrap()
    };
    let first = get();
    assert!(first.starts_with(b"%PDF-") && first.windows(20).any(|w| w == b"SA-2569-R12-P2300-01"));
    assert_eq!(get(), first, "the same certification gives the same bytes");
    site.person("director", "P2402").get(&format!("{report}/receipt")).is(404);
}
