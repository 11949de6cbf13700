//! Every page that a role comes to by links, read by several at once.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use domain::policy::Role;

use super::browser::{Ask, Browser};
use super::ground::Ground;
use super::race::Race;
use super::served::Served;
use super::{Loaded, Measured};
use crate::commands::{Refusal, Session};

/// Addresses of the same kind that are followed.
const ALIKE: usize = 2;
/// How often each reader reads a page.
const TIMES: usize = 10;

/// A page as it was read.
struct Read {
    page: String,
    p50: f64,
    p95: f64,
    packed_kb: f64,
}

/// Reads the pages and tells the slowest wait and the largest page; every page goes to standard error.
pub(super) async fn read(
    session: &Session,
    ground: &Arc<Ground>,
    clients: usize,
    answers: usize,
) -> Result<PagesRead, Refusal> {
    let mut people = Vec::new();
    for role in Role::ALL.into_iter().filter(|role| !domain::user::reaches(*role).is_empty()) {
        let (_, token) = ground.newcomer(session, role, ground.offices.len()).await?;
        people.push((role, token));
    }
    let served = Served::start(session)?;
    let mut seen = BTreeSet::new();
    let (mut read, mut all, before) = (Vec::new(), Vec::new(), served.cpu());
    let begun = std::time::Instant::now();
    for (role, token) in &people {
        for path in links(&served, token).await {
            // A page of one kind is read once for each role.
            if !seen.insert((role.as_str(), kind(&path))) {
                continue;
            }
            let mut browser = Browser::new(served.address);
            let reply = browser.ask(Ask::page(token, &path)).await.map_err(Refusal::Words)?;
            let (asked, by) = (path.clone(), token.clone());
            let race = Race { clients, count: clients * TIMES, pace: None };
            let raced = race.run(served.address, move |_| Ask::page(&by, &asked)).await;
            let one = Read {
                page: format!("{} {path}", role.as_str()),
                p50: raced.percentile(50),
                p95: raced.percentile(95),
                packed_kb: reply.body.len() as f64 / 1000.0,
            };
            session.note(&format!("{:8.1} {:8.1} ms {:6.1} kB  {}", one.p50, one.p95, one.packed_kb, one.page));
            all.extend(raced.done);
            read.push(one);
        }
    }
    let raced = super::race::Raced { lasted: begun.elapsed(), done: all };
    let loaded = Loaded::new(&raced, served.cpu() - before, &served, answers);
    read.sort_by(|a, b| b.p95.total_cmp(&a.p95));
    let slowest: BTreeMap<String, f64> = read.iter().take(5).map(|one| (one.page.clone(), one.p95)).collect();
    let largest = read.iter().max_by(|a, b| a.packed_kb.total_cmp(&b.packed_kb));
    let p95 = read.first().map_or(0.0, |one| one.p95);
    let measured = Measured { peak_mib: served.peak_mib(), ..Measured::of("ms", vec![p95]) };
    Ok(PagesRead {
        loaded: Loaded { measured, ..loaded },
        pages: read.len(),
        largest: largest.map_or_else(String::new, |one| format!("{} {:.1} kB", one.page, one.packed_kb)),
        slowest,
    })
}

/// What was read. The time is that of the slowest page.
#[derive(serde::Serialize)]
pub(super) struct PagesRead {
    #[serde(flatten)]
    loaded: Loaded,
    pages: usize,
    largest: String,
    slowest: BTreeMap<String, f64>,
}

/// The pages that a person comes to, a few of each kind.
async fn links(served: &Served, token: &str) -> Vec<String> {
    let mut browser = Browser::new(served.address);
    let mut waiting = VecDeque::from(["/".to_owned()]);
    let (mut met, mut alike, mut pages) = (BTreeSet::new(), BTreeMap::<String, usize>::new(), Vec::new());
    while let Some(path) = waiting.pop_front() {
        let mut ask = Ask::page(token, &path);
        ask.headers.clear();
        let Ok(reply) = browser.ask(ask).await else { continue };
        let mut found: Vec<String> = match reply.status.as_u16() {
            303 => vec![reply.location.clone()],
            200 if reply.kind.starts_with("text/html") => {
                pages.push(path);
                let html = String::from_utf8_lossy(&reply.body);
                html.split("href=\"").skip(1).filter_map(|rest| Some(rest.split('"').next()?.to_owned())).collect()
            }
            _ => continue,
        };
        for link in found.drain(..) {
            let link = link.split('#').next().unwrap_or_default().replace("&amp;", "&").replace("&#38;", "&");
            let is_page = link.starts_with('/') && !["/a/", "/language/"].iter().any(|begin| link.starts_with(begin));
            let count = alike.entry(kind(&link)).or_default();
            if is_page && *count < ALIKE && met.insert(link.clone()) {
                *count += 1;
                waiting.push_back(link);
            }
        }
    }
    pages
}

/// An address without what differs between things of the same kind.
fn kind(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let part = |part: &str| if part.contains(|c: char| c.is_ascii_digit()) { "#".to_owned() } else { part.to_owned() };
    let path: Vec<String> = path.split('/').map(part).collect();
    let names: Vec<&str> = query.split('&').map(|field| field.split('=').next().unwrap_or_default()).collect();
    // The instrument in an address is a word like any other; what follows the year names things.
    let path: Vec<&str> = path
        .iter()
        .scan(false, |is_named, part| {
            let shown = if *is_named && part.chars().all(|c| c.is_ascii_uppercase()) { "#" } else { part };
            *is_named |= part == "#";
            Some(shown)
        })
        .collect();
    format!("{}?{}", path.join("/"), names.join("&"))
}
