//! An entry of the log in words. What the detail of an entry holds is JSON; a person reads labels and values.

use std::collections::HashMap;

use domain::audit::Record;
use domain::id::UserId;
use domain::policy::Actor;
use domain::problem::Fault;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;

use crate::clock::{bangkok_day, bangkok_time};
use crate::message::Language;

/// One thing that the detail of an entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// What it is.
    pub label: String,
    /// What it was before, where the entry has it.
    pub before: Option<String>,
    /// What it is now.
    pub value: String,
}

/// Keys whose numbers are people.
const PEOPLE: [&str; 6] = ["user", "users", "from", "imported", "to", "authors"];
/// How much of a content hash is shown; all of it stands in what is taken along.
const SHOWN: usize = 16;
/// What is put before the key of a value that an entry changed.
const BEFORE: &str = "before_";

/// The people that an entry speaks of.
pub(super) fn people(record: &Record) -> Vec<UserId> {
    let mut ids: Vec<UserId> = [&record.actor, &record.entity].into_iter().filter_map(|name| user_of(name)).collect();
    let Ok(Value::Object(detail)) = serde_json::from_str(&record.detail) else { return ids };
    for (key, value) in &detail {
        match value {
            Value::Array(many) if PEOPLE.contains(&key.as_str()) => {
                ids.extend(many.iter().filter_map(|each| each.as_i64().map(UserId)));
            }
            Value::Number(one) if PEOPLE.contains(&key.as_str()) => ids.extend(one.as_i64().map(UserId)),
            Value::String(name) => ids.extend(user_of(name)),
            _ => {}
        }
    }
    ids
}

fn user_of(name: &str) -> Option<UserId> {
    name.strip_prefix("user:")?.parse().ok().map(UserId)
}

/// What the detail of an entry says, in words.
pub fn details(language: Language, record: &Record, names: &HashMap<UserId, String>) -> Vec<Detail> {
    let Ok(Value::Object(detail)) = serde_json::from_str(&record.detail) else { return Vec::new() };
    let words = Words { language, entity: &record.entity, names };
    let shown = detail.iter().filter(|(key, _)| !key.strip_prefix(BEFORE).is_some_and(|key| detail.contains_key(key)));
    shown
        .map(|(key, value)| Detail {
            label: language.fault(&Fault::new("audit-detail").with("key", key)),
            before: detail.get(&format!("{BEFORE}{key}")).map(|before| words.value(key, before)),
            value: words.value(key, value),
        })
        .collect()
}

impl Language {
    /// What was done, by the name the log has for it.
    pub fn audit_action(self, action: &str) -> String {
        let words = self.fault(&Fault::new("audit-action").with("action", action.replace('.', "-")));
        // An entry of a newer program may name what this one does not know.
        if words.is_empty() { action.to_owned() } else { words }
    }

    /// On what it was done: the noun in words, the rest as it is.
    pub fn audit_entity(self, entity: &str, names: &HashMap<UserId, String>) -> String {
        let (noun, rest) = entity.split_once(':').unwrap_or((entity, ""));
        let words = self.fault(&Fault::new("audit-noun").with("noun", noun));
        let rest = match user_of(entity).and_then(|id| names.get(&id)) {
            Some(name) => name.clone(),
            // Which of the two entries of a check it is, its details say.
            None if noun == "audit" => String::new(),
            None => rest.replace(':', " "),
        };
        format!("{words} {rest}").trim().to_owned()
    }

    /// Who did it: the name of a person, or the word for what is not one.
    pub fn audit_actor(self, actor: &str, names: &HashMap<UserId, String>) -> String {
        match user_of(actor) {
            Some(id) => names.get(&id).cloned().unwrap_or_else(|| Actor::name_of(id)),
            None => self.fault(&Fault::new("audit-actor").with("actor", actor)),
        }
    }

    /// An instant in Bangkok to the second: "22 พ.ย. 2569 14.05.09 น.".
    pub fn audit_moment(self, instant: Timestamp) -> String {
        let (day, time) = (self.date(bangkok_day(instant)), bangkok_time(instant));
        match self {
            Language::Th => format!("{day} {:02}.{:02}.{:02} น.", time.hour(), time.minute(), time.second()),
            Language::En => format!("{day} {:02}:{:02}:{:02}", time.hour(), time.minute(), time.second()),
        }
    }
}

struct Words<'a> {
    language: Language,
    entity: &'a str,
    names: &'a HashMap<UserId, String>,
}

impl Words<'_> {
    fn value(&self, key: &str, value: &Value) -> String {
        match value {
            Value::Null => self.word("none"),
            Value::Bool(true) => self.word("yes"),
            Value::Bool(false) => self.word("no"),
            Value::Number(number) if PEOPLE.contains(&key) => {
                let id = UserId(number.as_i64().unwrap_or_default());
                self.names.get(&id).cloned().unwrap_or_else(|| Actor::name_of(id))
            }
            Value::Number(number) => number.to_string(),
            Value::String(text) => self.text(key, text),
            Value::Array(many) if many.is_empty() => self.word("none"),
            Value::Array(many) => many.iter().map(|each| self.value(key, each)).collect::<Vec<_>>().join(", "),
            Value::Object(_) => value.to_string(),
        }
    }

    fn text(&self, key: &str, text: &str) -> String {
        if let Some(name) = user_of(text).and_then(|id| self.names.get(&id)) {
            return name.clone();
        }
        if let Ok(day) = text.parse::<Date>() {
            return self.language.date(day);
        }
        if let Ok(instant) = text.parse::<Timestamp>() {
            return self.language.audit_moment(instant);
        }
        if text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return format!("{}…", &text[..SHOWN]);
        }
        let (message, name) = match key {
            "state" if self.entity.starts_with("self-report:") => ("report-state-words", "state"),
            "state" => ("round-state-words", "state"),
            "task" => ("round-task", "task"),
            "edit" => ("draft-edit-words", "edit"),
            "awaits" | "by" | "calendar" | "change" | "confirmed_by" | "link" | "numbers" | "scan"
            | "second_factors" | "what" => ("audit-word", "word"),
            "cancel" | "restart" => ("job-kind", "kind"),
            _ => return text.to_owned(),
        };
        self.language.fault(&Fault::new(message).with(name, text))
    }

    fn word(&self, word: &'static str) -> String {
        self.language.fault(&Fault::new("audit-word").with("word", word))
    }
}

#[cfg(test)]
mod tests {
    use domain::audit::Outcome;
    use domain::policy::Action;

    use super::*;

    #[test]
    fn every_action_has_words_in_both_languages() {
        for language in Language::ALL {
            let words: Vec<String> = Action::ALL.iter().map(|action| language.audit_action(action.as_str())).collect();
            for (action, words) in Action::ALL.iter().zip(&words) {
                assert!(!words.is_empty() && words != action.as_str(), "{language:?} has no words for {action:?}");
            }
            let apart: std::collections::BTreeSet<&String> = words.iter().collect();
            assert_eq!(apart.len(), words.len(), "no two actions read the same in {language:?}");
            assert_eq!(language.audit_action("moon.visit"), "moon.visit");
        }
    }

    /// Every key that a use case puts into the log, as their sources have it.
    #[test]
    fn every_key_of_a_detail_has_words_in_both_languages() {
        fn walk(folder: &std::path::Path, keys: &mut std::collections::BTreeSet<String>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, keys);
                } else {
                    let text = std::fs::read_to_string(&path).unwrap();
                    let found = text.split(".detail(\"").skip(1).filter_map(|rest| rest.split('"').next());
                    keys.extend(found.filter(|key| !key.starts_with(BEFORE)).map(str::to_owned));
                }
            }
        }
        let mut keys = std::collections::BTreeSet::from(["error".to_owned()]);
        walk(concat!(env!("CARGO_MANIFEST_DIR"), "/src").as_ref(), &mut keys);
        assert!(keys.len() > 30, "{keys:?}");
        for language in Language::ALL {
            let words = |key: &String| language.fault(&Fault::new("audit-detail").with("key", key));
            let missing: Vec<&String> = keys.iter().filter(|key| words(key) == **key).collect();
            assert!(missing.is_empty(), "{language:?} has no words for {missing:?}");
        }
    }

    #[test]
    fn a_detail_reads_as_words() {
        let record = |entity: &str, detail: &str| Record {
            at: Timestamp::UNIX_EPOCH,
            actor: "user:1".to_owned(),
            action: "x.y".to_owned(),
            entity: entity.to_owned(),
            outcome: Outcome::Done,
            detail: detail.to_owned(),
        };
        let names = HashMap::from([(UserId(7), "เจ้าหน้าที่ ก.".to_owned())]);
        let told = |entity: &str, detail: &str| {
            let told = details(Language::Th, &record(entity, detail), &names);
            let words = |each: Detail| format!("{}→{}", each.before.unwrap_or_default(), each.value);
            told.into_iter().map(words).collect::<Vec<_>>()
        };
        let report = "self-report:SA-2569-R12:P2300";
        assert_eq!(
            told(report, r#"{"before_state":"submitted","state":"certified"}"#),
            ["รอผู้อำนวยการรับรอง→ส่งแล้ว รอกลั่นกรอง"]
        );
        assert_eq!(told(report, r#"{"users":[7,8]}"#), ["→เจ้าหน้าที่ ก., user:8"]);
        assert_eq!(told("users", r#"{"added":"user:7"}"#), ["→เจ้าหน้าที่ ก."]);
        assert_eq!(told("x", r#"{"due":"2026-09-30"}"#), ["→30 ก.ย. 2569"]);
        assert_eq!(told("x", r#"{"given":true,"to":[]}"#), ["→ใช่", "→ไม่มี"]);
        let hash = "0123456789abcdef".repeat(4);
        assert_eq!(told("x", &format!(r#"{{"sha256":"{hash}"}}"#)), ["→0123456789abcdef…"]);
        assert_eq!(told("x", "no JSON"), Vec::<String>::new());
        let mut people = people(&record("user:3", r#"{"users":[7,8],"added":"user:9","level":4}"#));
        people.sort();
        assert_eq!(people, [1, 3, 7, 8, 9].map(UserId));
        assert_eq!(Language::Th.audit_entity("user:7", &names), "ผู้ใช้ เจ้าหน้าที่ ก.");
        assert_eq!(Language::Th.audit_entity(report, &names), "รายงาน SA-2569-R12 P2300");
        assert_eq!(Language::En.audit_actor("operator", &names), "operator (command line)");
    }
}
