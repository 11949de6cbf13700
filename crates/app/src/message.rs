//! Words for people, from the message files in `locales/`.

use std::sync::OnceLock;

use domain::problem::{Fault, Problem};
use domain::thai;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use jiff::civil::Date;

const MONTHS_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A language the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Thai, the default.
    #[default]
    Th,
    /// English.
    En,
}

impl Language {
    /// Both.
    pub const ALL: [Language; 2] = [Language::Th, Language::En];

    /// "th" / "en"
    pub const fn code(self) -> &'static str {
        match self {
            Language::Th => "th",
            Language::En => "en",
        }
    }

    fn files(self) -> [&'static str; 3] {
        match self {
            Language::Th => [
                include_str!("../../../locales/th/problems.ftl"),
                include_str!("../../../locales/th/errors.ftl"),
                include_str!("../../../locales/th/pages.ftl"),
            ],
            Language::En => [
                include_str!("../../../locales/en/problems.ftl"),
                include_str!("../../../locales/en/errors.ftl"),
                include_str!("../../../locales/en/pages.ftl"),
            ],
        }
    }

    fn bundle(self) -> &'static FluentBundle<FluentResource> {
        static BUNDLES: [OnceLock<FluentBundle<FluentResource>>; 2] = [const { OnceLock::new() }; 2];
        BUNDLES[self as usize].get_or_init(|| {
            let mut bundle = FluentBundle::new_concurrent(vec![self.code().parse().expect("a valid language tag")]);
            // Isolation marks would end up in CSV files, terminals and PDFs.
            bundle.set_use_isolating(false);
            for file in self.files() {
                let resource = FluentResource::try_new(file.to_owned()).expect("the message files are read by a test");
                bundle.add_resource(resource).expect("a test refuses a key that stands twice");
            }
            bundle
        })
    }

    /// "29 ก.ย. 2566", "29 Sep 2566 BE"
    pub fn date(self, day: Date) -> String {
        match self {
            Language::Th => thai::date_short(day),
            Language::En => {
                let month = MONTHS_EN[usize::try_from(day.month() - 1).unwrap_or_default()];
                format!("{} {month} {} BE", day.day(), thai::buddhist_year(day))
            }
        }
    }

    /// The words of a fault.
    pub fn fault(self, fault: &Fault) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(fault.key).and_then(|m| m.value()) else {
            return fault.key.to_owned();
        };
        let mut args = FluentArgs::new();
        for (name, value) in &fault.args {
            args.set(*name, value.as_str());
        }
        bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// A problem as `line: place: words`, the parts that are there.
    pub fn problem(self, problem: &Problem) -> String {
        let words = self.fault(&problem.fault);
        match (problem.line, &problem.place) {
            (Some(line), Some(place)) => format!("{line}: {place}: {words}"),
            (Some(line), None) => format!("{line}: {words}"),
            (None, Some(place)) => format!("{place}: {words}"),
            (None, None) => words,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn keys(language: Language) -> BTreeSet<String> {
        let lines = language.files().into_iter().flat_map(str::lines);
        lines
            .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()))
            .map(|l| l.split(' ').next().unwrap_or("").to_owned())
            .collect()
    }

    /// The sources of the workspace and the templates of its pages, one text.
    fn sources() -> String {
        fn walk(dir: &std::path::Path, text: &mut String) {
            for entry in std::fs::read_dir(dir).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, text);
                } else if path.extension().is_some_and(|e| e == "rs" || e == "html") {
                    text.push_str(&std::fs::read_to_string(&path).unwrap());
                }
            }
        }
        let mut text = String::new();
        for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).unwrap() {
            walk(&entry.unwrap().path().join("src"), &mut text);
        }
        walk(concat!(env!("CARGO_MANIFEST_DIR"), "/../../templates").as_ref(), &mut text);
        text
    }

    #[test]
    fn both_languages_have_every_key_that_is_used_and_no_other() {
        let sources = sources();
        // A key may also be chosen first and given to the fault by name; then it stands in quotes somewhere.
        let calls = ["Fault::new(\"", "frame.t(\"", "frame.t1(\"", "frame.t2(\""];
        let named = calls.iter().flat_map(|call| sources.split(call).skip(1)).filter_map(|rest| rest.split('"').next());
        let named: BTreeSet<String> =
            named.filter(|key| key.starts_with(|c: char| c.is_ascii_lowercase())).map(str::to_owned).collect();
        assert!(named.len() > 40, "the sources were found");
        for language in Language::ALL {
            let has = keys(language);
            let missing: Vec<_> = named.difference(&has).collect();
            let unused: Vec<_> = has.iter().filter(|key| !sources.contains(&format!("\"{key}\""))).collect();
            assert!(missing.is_empty() && unused.is_empty(), "{language:?}: missing {missing:?}, unused {unused:?}");
        }
        assert_eq!(keys(Language::Th), keys(Language::En));
    }

    #[test]
    fn arguments_are_filled_in_without_marks() {
        let fault = Fault::new("mark-office-unknown").with("office", "P2420").with_nearest(Some("P2402"));
        assert_eq!(Language::Th.fault(&fault), "ไม่มีเขตพื้นที่รหัส \"P2420\" หมายถึง P2402 หรือไม่");
        let fault = Fault::new("mark-office-unknown").with("office", "X").with_nearest(None);
        assert_eq!(Language::En.fault(&fault), "there is no office \"X\"");
    }
}
