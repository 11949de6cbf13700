//! The forms of a draft: what they show, and what they send as changes to its tree.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use domain::fiscal_year::RoundCode;
use domain::instrument::draft::{Edit, ItemText, MeasureText, number};
use domain::instrument::{
    GroupBasis, Instrument, MissingRule, Mode, NodeKind, OverallBasis, RoundsRule, ScoringRules, TargetOperator,
    TargetScope,
};
use domain::level::{Band, Level};
use domain::office::{NodeCode, OfficeKind};
use domain::problem::Fault;
use domain::thai;

use crate::frame::Frame;

/// What a form sends, in its order.
#[derive(Clone)]
pub(crate) struct Fields(pub(crate) Vec<(String, String)>);

impl Fields {
    /// The text of a field; empty where it is not there.
    pub(crate) fn text(&self, name: &str) -> String {
        let found = self.0.iter().find(|(field, _)| field == name);
        // A browser sends line ends as two characters.
        found.map(|(_, text)| text.replace("\r\n", "\n").trim().to_owned()).unwrap_or_default()
    }

    /// The text of a field, where there is some.
    fn some(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// Everything that was ticked under a name.
    pub(crate) fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(field, _)| field == name).map(|(_, text)| text.trim().to_owned()).collect()
    }

    /// The version of the draft that the page showed.
    pub(crate) fn version(&self) -> i32 {
        self.text("version").parse().unwrap_or_default()
    }

    /// A code of an item.
    pub(crate) fn code(&self, name: &str) -> Result<NodeCode, Fault> {
        let text = self.text(name);
        NodeCode::new(&text).map_err(|_| Fault::new("code-malformed").with("code", text))
    }
}

/// One of several to choose from.
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) words: String,
    pub(crate) chosen: bool,
}

fn choices(
    frame: &Frame,
    (message, name): (&'static str, &'static str),
    words: &[&str],
    chosen: impl Fn(&str) -> bool,
) -> Vec<Choice> {
    let choice =
        |word: &&str| Choice { value: (*word).to_owned(), words: frame.t1(message, name, word), chosen: chosen(word) };
    words.iter().map(choice).collect()
}

/// Chooses what somebody chose.
pub(crate) fn choose(choices: &mut [Choice], chosen: &[String]) {
    for choice in choices {
        choice.chosen = chosen.contains(&choice.value);
    }
}

/// Empty rows for more measures.
const SPARE: usize = 2;

/// The form of an item.
pub(crate) struct NodeForm(ItemText);

impl std::ops::Deref for NodeForm {
    type Target = ItemText;

    fn deref(&self) -> &ItemText {
        &self.0
    }
}

impl NodeForm {
    /// The form of an item as it stands.
    pub(crate) fn of(tree: &Instrument, at: usize) -> NodeForm {
        let mut text = ItemText::of(tree, at);
        text.measures.extend(vec![MeasureText::default(); SPARE]);
        NodeForm(text)
    }

    /// The form as somebody filled it in.
    pub(crate) fn typed(fields: &Fields) -> NodeForm {
        let count = |begin: &str, end: &str| {
            fields.0.iter().filter(|(field, _)| field.starts_with(begin) && field.ends_with(end)).count()
        };
        let measure = |row: usize| {
            let text = |of: &str| fields.text(&format!("m{row}-{of}"));
            MeasureText {
                name: text("name"),
                label: text("label"),
                unit: text("unit"),
                formula: text("formula"),
                part_of: text("part"),
            }
        };
        NodeForm(ItemText {
            kind: fields.text("kind"),
            label_th: fields.text("label_th"),
            title_th: fields.text("title_th"),
            title_en: fields.text("title_en"),
            mode: fields.text("mode"),
            applies: fields.all("applies"),
            rounds: fields.all("rounds"),
            weight: fields.text("weight"),
            unit: fields.text("unit"),
            target_value: fields.text("target_value"),
            target_unit: fields.text("target_unit"),
            target_operator: fields.text("target_operator"),
            target_scope: fields.text("target_scope"),
            rubric: (0..count("rubric-", "")).map(|i| fields.text(&format!("rubric-{i}"))).collect(),
            guidance_th: fields.text("guidance_th"),
            evidence: fields.text("evidence"),
            owner_th: fields.text("owner_th"),
            source_th: fields.text("source_th"),
            shared: fields.text("shared"),
            measures: (0..count("m", "-name")).map(measure).collect(),
        })
    }

    /// Whether it asks for values.
    pub(crate) fn has_measures(&self) -> bool {
        self.measures.iter().any(|row| !row.name.is_empty())
    }

    pub(crate) fn kinds(&self, frame: &Frame) -> Vec<Choice> {
        choices(frame, ("instrument-kind", "kind"), NodeKind::WORDS, |word| self.kind == word)
    }

    pub(crate) fn modes(&self, frame: &Frame) -> Vec<Choice> {
        choices(frame, ("instrument-mode", "mode"), Mode::WORDS, |word| self.mode == word)
    }

    pub(crate) fn office_kinds(&self, frame: &Frame) -> Vec<Choice> {
        let words = OfficeKind::ALL.map(OfficeKind::as_str);
        choices(frame, ("instrument-office-kind", "kind"), &words, |word| self.applies.iter().any(|kind| kind == word))
    }

    pub(crate) fn operators(&self, frame: &Frame) -> Vec<Choice> {
        let words = ["at-least", "at-most", "more", "less", "equal"];
        let choice = |(value, word): (&&str, &str)| Choice {
            value: (*value).to_owned(),
            words: frame.t1("draft-operator", "operator", word),
            chosen: self.target_operator == *value,
        };
        TargetOperator::WORDS.iter().zip(words).map(choice).collect()
    }

    pub(crate) fn scopes(&self, frame: &Frame) -> Vec<Choice> {
        choices(frame, ("draft-scope", "scope"), TargetScope::WORDS, |word| self.target_scope == word)
    }
}

/// The form of what holds for the whole instrument.
pub(crate) struct HeadForm {
    pub(crate) title_th: String,
    pub(crate) title_en: String,
    pub(crate) rounds: Vec<Choice>,
    pub(crate) rounds_rule: Vec<Choice>,
    pub(crate) groups: Vec<Choice>,
    pub(crate) overall: Vec<Choice>,
    pub(crate) overall_label: String,
    pub(crate) missing: Vec<Choice>,
    pub(crate) decimals: String,
}

impl HeadForm {
    pub(crate) fn of(frame: &Frame, tree: &Instrument) -> HeadForm {
        let rules = &tree.scoring;
        let round = |round: RoundCode| Choice {
            value: round.to_string(),
            words: frame.t1("draft-round", "months", round.months()),
            chosen: tree.rounds.contains(&round),
        };
        let none =
            Choice { value: String::new(), words: frame.t("draft-overall-none"), chosen: rules.overall.is_none() };
        let overall = choices(frame, ("draft-overall-basis", "overall"), OverallBasis::WORDS, |word| {
            rules.overall.is_some_and(|overall| overall.as_str() == word)
        });
        HeadForm {
            title_th: tree.title_th.clone(),
            title_en: tree.title_en.clone().unwrap_or_default(),
            rounds: RoundCode::ALL.map(round).into(),
            rounds_rule: choices(frame, ("draft-rounds-rule", "rule"), RoundsRule::WORDS, |word| {
                rules.rounds.as_str() == word
            }),
            groups: choices(frame, ("draft-groups", "groups"), GroupBasis::WORDS, |word| rules.groups.as_str() == word),
            overall: [none].into_iter().chain(overall).collect(),
            overall_label: rules.overall_label_th.clone().unwrap_or_default(),
            missing: choices(frame, ("draft-missing", "missing"), MissingRule::WORDS, |word| {
                rules.missing.as_str() == word
            }),
            decimals: rules.decimals.to_string(),
        }
    }

    /// The form as somebody filled it in.
    pub(crate) fn typed(mut self, fields: &Fields) -> HeadForm {
        for (choices, name) in [
            (&mut self.rounds, "rounds"),
            (&mut self.rounds_rule, "rounds_rule"),
            (&mut self.groups, "groups"),
            (&mut self.overall, "overall"),
            (&mut self.missing, "missing"),
        ] {
            choose(choices, &fields.all(name));
        }
        HeadForm {
            title_th: fields.text("title_th"),
            title_en: fields.text("title_en"),
            overall_label: fields.text("overall_label"),
            decimals: fields.text("decimals"),
            ..self
        }
    }
}

/// What the form of the whole instrument sends.
pub(crate) fn head(fields: &Fields, tree: &Instrument) -> Result<Edit, Fault> {
    let rounds = fields.all("rounds").iter().filter_map(|round| round.parse().ok()).collect::<BTreeSet<RoundCode>>();
    let before = &tree.scoring;
    let decimals = thai::to_arabic_digits(&fields.text("decimals")).into_owned();
    let scoring = ScoringRules {
        rounds: RoundsRule::from_word(&fields.text("rounds_rule")).unwrap_or(before.rounds),
        groups: GroupBasis::from_word(&fields.text("groups")).unwrap_or(before.groups),
        overall: OverallBasis::from_word(&fields.text("overall")),
        overall_label_th: fields.some("overall_label"),
        missing: MissingRule::from_word(&fields.text("missing")).unwrap_or(before.missing),
        decimals: decimals.parse().map_err(|_| Fault::new("draft-number").with("text", &decimals))?,
    };
    Ok(Edit::Head {
        title_th: fields.text("title_th"),
        title_en: fields.some("title_en"),
        rounds: rounds.into_iter().collect(),
        scoring,
    })
}

/// A band as its row in the form.
#[derive(Default)]
pub(crate) struct BandRow {
    pub(crate) level: String,
    pub(crate) min: String,
    pub(crate) name_th: String,
    pub(crate) name_en: String,
}

/// The bands with an empty row for one more.
pub(crate) fn band_rows(tree: &Instrument) -> Vec<BandRow> {
    let row = |band: &Band| BandRow {
        level: band.level.to_string(),
        min: band.min.to_string(),
        name_th: band.name_th.clone(),
        name_en: band.name_en.clone().unwrap_or_default(),
    };
    tree.bands.iter().map(row).chain([BandRow::default()]).collect()
}

/// The rows as somebody filled them in.
pub(crate) fn typed_bands(fields: &Fields) -> Vec<BandRow> {
    let rows = fields.0.iter().filter(|(field, _)| field.starts_with('b') && field.ends_with("-level")).count();
    let row = |row: usize| {
        let text = |of: &str| fields.text(&format!("b{row}-{of}"));
        BandRow { level: text("level"), min: text("min"), name_th: text("name_th"), name_en: text("name_en") }
    };
    (0..rows).map(row).collect()
}

/// What the form of the bands sends; a row without a level is none.
pub(crate) fn bands(fields: &Fields) -> Result<Edit, Fault> {
    let mut bands = Vec::new();
    for BandRow { level, min, name_th, name_en } in typed_bands(fields) {
        if level.is_empty() {
            continue;
        }
        let digits = thai::to_arabic_digits(&level).into_owned();
        bands.push(Band {
            level: Level(digits.parse().map_err(|_| Fault::new("draft-number").with("text", &level))?),
            min: number(&min)?,
            name_th,
            name_en: Some(name_en).filter(|name| !name.is_empty()),
        });
    }
    bands.sort_by_key(|band| Reverse(band.level));
    Ok(Edit::Bands(bands))
}

/// What the form of a new item sends.
pub(crate) fn add(fields: &Fields) -> Result<Edit, Fault> {
    let parent = fields.some("parent").map(|_| fields.code("parent")).transpose()?;
    Ok(Edit::Add {
        code: fields.code("code")?,
        parent,
        kind: NodeKind::from_word(&fields.text("kind")).unwrap_or(NodeKind::Indicator),
        label_th: fields.text("label_th"),
        title_th: fields.text("title_th"),
        mode: Mode::from_word(&fields.text("mode")).unwrap_or(Mode::Evaluated),
    })
}
