//! The main menu: what a person's roles lead to.

use domain::policy::Role;

use crate::visitor::Visitor;

/// An entry of the menu.
pub(crate) struct Entry {
    pub(crate) href: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) key: &'static str,
    pub(crate) current: bool,
}

const OFFICE: [Role; 4] = [Role::Coordinator, Role::Reporter, Role::Director, Role::Viewer];
/// Those who see how far reports have come: all of them, or those of a region.
const WATCHERS: [Role; 5] =
    [Role::CentralAdmin, Role::Executive, Role::Auditor, Role::LeadEvaluator, Role::RegionChair];
const READERS: [Role; 4] = [Role::CentralAdmin, Role::Executive, Role::Auditor, Role::LeadEvaluator];

/// All entries with the roles that see them, in the order of the day's work.
const ENTRIES: &[(&str, &str, &str, &[Role])] = &[
    ("/home", "house", "menu-home", &OFFICE),
    ("/evidence", "folder-check", "menu-evidence", &OFFICE),
    ("/national", "layout-dashboard", "menu-national", &WATCHERS),
    ("/progress", "gauge", "menu-progress", &WATCHERS),
    ("/rounds", "calendar-days", "menu-rounds", &[Role::CentralAdmin, Role::LeadEvaluator]),
    ("/instruments", "clipboard-list", "menu-instruments", &[Role::InstrumentEditor, Role::CentralAdmin]),
    ("/users", "users", "menu-users", &[Role::CentralAdmin, Role::Coordinator]),
    ("/screening", "list-checks", "menu-screening", &[Role::Screener]),
    ("/marking", "clipboard-check", "menu-marking", &[Role::Evaluator]),
    ("/reconciliation", "scale", "menu-reconciliation", &[Role::LeadEvaluator]),
    ("/results", "award", "menu-results", &OFFICE),
    ("/publications", "megaphone", "menu-publications", &READERS),
    ("/jobs", "list-checks", "menu-jobs", &[Role::CentralAdmin]),
    ("/audit", "shield-check", "menu-audit", &[Role::CentralAdmin, Role::Auditor]),
];

/// What everybody sees who has not signed in.
const PUBLIC: [(&str, &str, &str); 5] = [
    ("/public/years", "chart-column", "public-menu-years"),
    ("/public/offices", "landmark", "public-menu-offices"),
    ("/public/instruments", "book-open", "public-menu-instruments"),
    ("/data", "database", "public-menu-data"),
    ("/public/verify", "shield-check", "public-menu-verify"),
];

/// The entries for a visitor; `path` is the page that is shown.
pub(crate) fn of(visitor: Option<&Visitor>, path: &str) -> Vec<Entry> {
    let is_current = |href: &str| path == href || path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'));
    let Some(visitor) = visitor else {
        return PUBLIC.map(|(href, icon, key)| Entry { href, icon, key, current: is_current(href) }).into();
    };
    ENTRIES
        .iter()
        .filter(|(_, _, _, roles)| roles.iter().any(|role| visitor.actor().has(*role)))
        .map(|(href, icon, key, _)| Entry { href, icon, key, current: is_current(href) })
        .collect()
}
