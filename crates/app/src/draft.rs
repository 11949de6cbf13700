//! Drafts of instruments: begun from a stored one or a file, changed step by step, handed in, and published by a second person.

use std::sync::Arc;

use domain::fiscal_year::FiscalYear;
use domain::id::OfficeId;
use domain::instrument::draft::{Draft, Edit, Review};
use domain::instrument::{Change, diff};
use domain::level::{Bands, Level};
use domain::office::{InstrumentCode, OfficeKind};
use domain::policy::{Action, Actor, Entity};
use domain::problem::Fault;
use domain::scoring::{NodeScore, ScoreSheet, Scorer};
pub use store::draft::DraftRow;
use store::draft::NewDraft;
use store::{Conn, SaveError};

use crate::door::{App, check, not_found};
use crate::error::{AppError, Result};
use crate::instrument::{self, InstrumentImport, StoredInstrument};
use crate::office;
use crate::score::MarkStream;
use crate::table_file::decode;

/// What a draft begins from.
pub enum Source {
    /// A stored instrument, for the same year or another.
    Stored {
        /// Year it is of.
        year: FiscalYear,
        /// Its code.
        code: InstrumentCode,
        /// Year the draft is for.
        to: FiscalYear,
    },
    /// An instrument file.
    File(Vec<u8>),
    /// Nothing but the rules of a stored instrument: its rounds, bands and how its levels combine.
    Blank {
        /// Year and code of the instrument with the rules.
        rules: (FiscalYear, InstrumentCode),
        /// Its year.
        year: FiscalYear,
        /// Its code.
        code: InstrumentCode,
        /// Its title.
        title_th: String,
    },
}

/// A draft as an editor sees it.
pub struct Opened {
    /// What is stored.
    pub row: DraftRow,
    /// The tree with what is wrong with it.
    pub draft: Draft,
    /// The revision it began from.
    pub base: Option<Arc<StoredInstrument>>,
    /// The instrument of this code in the year before.
    pub earlier: Option<Arc<StoredInstrument>>,
}

impl Opened {
    /// What it would change of the revision it began from.
    pub fn changes(&self) -> Vec<Change> {
        self.base.as_ref().map(|base| diff(&base.instrument, self.draft.tree())).unwrap_or_default()
    }

    /// Whether an item of the year before had this code.
    pub fn is_earlier(&self, code: &str) -> bool {
        self.earlier.as_ref().is_some_and(|earlier| earlier.instrument.node(code).is_some())
    }
}

/// All drafts.
///
/// # Errors
/// When the actor may not; when the database fails.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<DraftRow>> {
    let mut conn = app.read(actor, Action::InstrumentDraft, &Entity::System).await?;
    Ok(store::draft::list(&mut conn).await?)
}

/// A draft with what it rests on.
///
/// # Errors
/// When there is none; when the actor may not; when the database fails.
pub async fn open(app: &App, actor: &Actor, id: i64) -> Result<Opened> {
    let mut conn = app.read(actor, Action::InstrumentDraft, &Entity::System).await?;
    let row = find(&mut conn, id).await?;
    let draft = tree(&row)?;
    let (year, code) = (row.fiscal_year, &row.code);
    let base = match row.base {
        Some(number) => {
            let stored = instrument::shared(app, &mut conn, year, code).await?;
            match stored.revision == number {
                true => Some(stored),
                false => Some(Arc::new(instrument::at_revision(&mut conn, stored.id, number).await?)),
            }
        }
        None => None,
    };
    let earlier = instrument::of_year_before(app, &mut conn, year, code).await?;
    Ok(Opened { row, draft, base, earlier })
}

async fn find(conn: &mut Conn, id: i64) -> Result<DraftRow> {
    store::draft::find(conn, id).await?.ok_or_else(|| not_found("draft", id))
}

/// What is stored was checked when it was; only a newer program could have written what this one cannot read.
fn tree(row: &DraftRow) -> Result<Draft> {
    Draft::read(&row.toml)
        .map_err(|problems| AppError::Internal(format!("draft {} cannot be read: {problems:?}", row.id)))
}

/// Begins a draft; returns its number.
///
/// # Errors
/// When the year has the instrument already and the draft is no revision of it; when there is a draft of it; when the file has problems;
/// when the actor may not; when the database fails.
pub async fn begin(app: &App, actor: &Actor, source: &Source) -> Result<i64> {
    let mut conn = app.read(actor, Action::InstrumentDraft, &Entity::System).await?;
    let draft = match source {
        Source::Stored { year, code, to } => {
            Draft::of(&instrument::shared(app, &mut conn, *year, code).await?.instrument, *to)
        }
        Source::File(bytes) => of_file(bytes)?,
        Source::Blank { rules, year, code, title_th } => {
            let rules = instrument::shared(app, &mut conn, rules.0, &rules.1).await?;
            Draft::blank(&rules.instrument, code.clone(), *year, title_th)?
        }
    };
    // Who waits for the only connection that writes holds none that reads.
    drop(conn);
    let is_revision = match source {
        Source::Stored { year, to, .. } => year == to,
        Source::File(_) => true,
        Source::Blank { .. } => false,
    };
    let (year, code) = (draft.tree().fiscal_year, draft.tree().code.clone());
    let on = instrument::entity(&code, year);
    app.run(actor, Action::InstrumentDraft, &Entity::System, &on, async |ctx| {
        let base = store::instrument::find_by_code(&mut ctx.tx, year, &code).await?.and_then(|row| row.latest);
        if base.is_some() && !is_revision {
            return Err(Fault::new("draft-instrument-exists").with("code", &code).with("year", year).into());
        }
        if store::draft::find_by_code(&mut ctx.tx, year, &code).await?.is_some() {
            return Err(Fault::new("draft-twice").with("code", &code).with("year", year).into());
        }
        let review = Review::begin(actor.user());
        let (title, toml) = (draft.tree().title_th.as_str(), draft.to_text());
        let new = NewDraft { fiscal_year: year, code: &code, base, title, toml: &toml };
        let id = store::draft::insert(&mut ctx.tx, &new, &review, (ctx.now, actor.user())).await?;
        ctx.detail("edit", "begin");
        Ok(id)
    })
    .await
}

/// The draft that a file holds.
///
/// # Errors
/// Every problem of the file that hides a part of it.
pub fn of_file(bytes: &[u8]) -> Result<Draft> {
    let (text, _) = decode(bytes).map_err(|problem| vec![problem])?;
    Ok(Draft::read(&text)?)
}

/// What became of a change.
pub enum Edited {
    /// It is saved.
    Done,
    /// Somebody else saved the draft in the meantime, and nothing was changed: the draft as it is now.
    Conflict(Box<Opened>),
}

/// Changes a draft. `version` is that of the draft that was read.
///
/// # Errors
/// When it waits for a second person; when the change cannot be made; when the actor may not; when the database fails.
pub async fn edit(app: &App, actor: &Actor, id: i64, version: i32, edit: &Edit) -> Result<Edited> {
    let saved = change(app, actor, (id, version), Action::InstrumentDraft, |row| {
        let draft = tree(row)?.apply(edit)?;
        Ok((row.review.write(actor.user())?, Some(draft), (edit.as_str(), edit.node().map(ToString::to_string))))
    });
    match saved.await {
        Ok(()) => Ok(Edited::Done),
        Err(AppError::Refused(fault)) if fault.key == "changed-meanwhile" => {
            Ok(Edited::Conflict(Box::new(open(app, actor, id).await?)))
        }
        Err(error) => Err(error),
    }
}

/// Hands a draft in, to be read by a second person.
///
/// # Errors
/// When it waits already or breaks a rule; when someone else changed it; when the actor may not; when the database fails.
pub async fn hand_in(app: &App, actor: &Actor, id: i64, version: i32) -> Result<()> {
    change(app, actor, (id, version), Action::InstrumentDraft, |row| {
        Ok((row.review.hand_in(actor.user(), &tree(row)?)?, None, ("hand-in", None)))
    })
    .await
}

/// Takes a draft back that waits, to write on.
///
/// # Errors
/// When it does not wait; when someone else changed it; when the actor may not; when the database fails.
pub async fn take_back(app: &App, actor: &Actor, id: i64, version: i32) -> Result<()> {
    change(app, actor, (id, version), Action::InstrumentDraft, |row| {
        Ok((row.review.take_back()?, None, ("take-back", None)))
    })
    .await
}

/// Sends a draft back to its authors with words.
///
/// # Errors
/// When it does not wait; when the actor wrote some of it or says nothing; when someone else changed it; when the actor may not; when the
/// database fails.
pub async fn send_back(app: &App, actor: &Actor, id: i64, version: i32, why: &str) -> Result<()> {
    change(app, actor, (id, version), Action::InstrumentReview, |row| {
        Ok((row.review.send_back(actor.user(), why)?, None, ("send-back", Some(why.trim().to_owned()))))
    })
    .await
}

/// What a change makes of a draft: its review, its tree where that changes, and what the log says of it.
type Changed = (Review, Option<Draft>, (&'static str, Option<String>));

async fn change(
    app: &App,
    actor: &Actor,
    (id, version): (i64, i32),
    action: Action,
    decide: impl Fn(&DraftRow) -> Result<Changed>,
) -> Result<()> {
    let on = named(app, actor, action, id).await?;
    app.run(actor, action, &Entity::System, &on, async |ctx| {
        let row = find(&mut ctx.tx, id).await?;
        if row.version != version {
            return Err(Fault::new("changed-meanwhile").into());
        }
        let (review, draft, (what, about)) = decide(&row)?;
        let title = draft.as_ref().map_or(row.title.clone(), |draft| draft.tree().title_th.clone());
        let toml = draft.map_or(row.toml, |draft| draft.to_text());
        let by = (ctx.now, actor.user());
        store::draft::save(&mut ctx.tx, id, version, (&title, &toml), &review, by).await?;
        ctx.detail("edit", what);
        if let Some(about) = about {
            ctx.detail(if action == Action::InstrumentReview { "reason" } else { "node" }, about);
        }
        Ok(())
    })
    .await
}

/// How the log names what a draft is of.
async fn named(app: &App, actor: &Actor, action: Action, id: i64) -> Result<String> {
    let mut conn = app.read(actor, action, &Entity::System).await?;
    let row = find(&mut conn, id).await?;
    Ok(instrument::entity(&row.code, row.fiscal_year))
}

/// Gives a draft up.
///
/// # Errors
/// When it waits for a second person; when someone else changed it; when the actor may not; when the database fails.
pub async fn discard(app: &App, actor: &Actor, id: i64, version: i32) -> Result<()> {
    let on = named(app, actor, Action::InstrumentDraft, id).await?;
    app.run(actor, Action::InstrumentDraft, &Entity::System, &on, async |ctx| {
        find(&mut ctx.tx, id).await?.review.write(actor.user())?;
        store::draft::delete(&mut ctx.tx, id, version).await?;
        ctx.detail("edit", "discard");
        Ok(())
    })
    .await
}

/// Makes a draft an instrument, or a revision of one, by a person who wrote nothing of it. The draft is gone then.
///
/// # Errors
/// When it does not wait or breaks a rule; when the actor wrote some of it; when the instrument got a revision since the draft began, or the
/// draft says what it says already; when someone else changed the draft; when the actor may not; when the database fails.
pub async fn publish(app: &App, actor: &Actor, id: i64, version: i32) -> Result<InstrumentImport> {
    check(actor, Action::InstrumentImport, &Entity::System)?;
    let on = named(app, actor, Action::InstrumentReview, id).await?;
    app.run(actor, Action::InstrumentReview, &Entity::System, &on, async |ctx| {
        let row = find(&mut ctx.tx, id).await?;
        row.review.judge(actor.user())?;
        let draft = tree(&row)?;
        let instrument = draft.instrument()?;
        let stored = store::instrument::find_by_code(&mut ctx.tx, row.fiscal_year, &row.code).await?;
        if stored.and_then(|stored| stored.latest) != row.base {
            return Err(Fault::new("draft-outdated").with("code", &row.code).with("year", row.fiscal_year).into());
        }
        let done = instrument::add(ctx, instrument).await?;
        if !done.is_new {
            return Err(Fault::new("draft-unchanged").into());
        }
        store::draft::delete(&mut ctx.tx, id, version).await.map_err(|error| match error {
            SaveError::Store(error) => AppError::Store(error),
            SaveError::Conflict(_) | SaveError::Gone => Fault::new("changed-meanwhile").into(),
        })?;
        ctx.detail("authors", row.review.authors.iter().map(|author| author.0).collect::<Vec<_>>());
        Ok(done)
    })
    .await
}

/// What other bands would do to earlier results.
pub struct WhatIf {
    /// The instrument of the year that was scored again.
    pub earlier: Arc<StoredInstrument>,
    /// Offices that were scored.
    pub offices: usize,
    /// The levels, highest first.
    pub levels: Vec<Level>,
    /// The overall and the top nodes.
    pub lines: Vec<WhatIfLine>,
}

/// How the levels of a node lie before and after.
pub struct WhatIfLine {
    /// Its place in the earlier instrument; none for the overall.
    pub node: Option<usize>,
    /// How many offices have each level, with the bands of that year.
    pub before: Vec<usize>,
    /// The same with those of the draft.
    pub after: Vec<usize>,
    /// How many offices have another level.
    pub moved: usize,
}

/// How many years back results are looked for: an instrument is written before the year that runs has any.
const YEARS_BACK: usize = 3;

/// Scores the marks of the newest earlier year that has results with the bands of a draft. Nothing of it is stored. `None` where none of
/// the last years has any.
///
/// # Errors
/// When the draft has other levels; when there is no such draft; when the actor may not; when the database fails.
pub async fn what_if(app: &App, actor: &Actor, id: i64) -> Result<Option<WhatIf>> {
    let mut conn = app.read(actor, Action::InstrumentDraft, &Entity::System).await?;
    let row = find(&mut conn, id).await?;
    let bands = tree(&row)?.tree().bands.clone();
    let mut year = row.fiscal_year;
    for _ in 0..YEARS_BACK {
        let Some(earlier) = instrument::of_year_before(app, &mut conn, year, &row.code).await? else { break };
        year = earlier.instrument.fiscal_year;
        let scored = score_again(&mut conn, earlier, &bands).await?;
        if !scored.lines.is_empty() {
            return Ok(Some(scored));
        }
    }
    Ok(None)
}

async fn score_again(conn: &mut Conn, earlier: Arc<StoredInstrument>, bands: &Bands) -> Result<WhatIf> {
    let instrument = &earlier.instrument;
    let other = instrument.with_bands(bands).ok_or(Fault::new("draft-other-levels"))?;
    let year = instrument.fiscal_year;
    let mut offices: Vec<(OfficeId, OfficeKind)> =
        office::of_year(conn, year).await?.into_iter().map(|(id, office)| (id, office.kind)).collect();
    offices.sort_unstable_by_key(|(id, _)| *id);
    let through = instrument.last_round();
    let scorers = [Scorer::new(instrument, through), Scorer::new(&other, through)];
    let mut marks = MarkStream::new(year, &earlier);
    let national = marks.take(conn, OfficeId::NATIONAL).await?;
    let levels: Vec<Level> = bands.iter().map(|band| band.level).collect();
    let place = |level: Level| levels.iter().position(|each| *each == level).expect("both have the same levels");
    let overall = instrument.scoring.overall.map(|_| None);
    let nodes = overall.into_iter().chain(instrument.top().map(Some));
    let empty = vec![0; levels.len()];
    let line = |node| WhatIfLine { node, before: empty.clone(), after: empty.clone(), moved: 0 };
    let mut lines: Vec<WhatIfLine> = nodes.map(line).collect();
    let mut count = 0;
    for (office, kind) in offices {
        let own = marks.take(conn, office).await?;
        let [before, after] = scorers.each_ref().map(|scorer| scorer.score(kind, &own, &national));
        let mut is_scored = false;
        for line in &mut lines {
            let level = |sheet: &ScoreSheet| {
                let score = line.node.map_or(sheet.overall.as_ref(), |node| sheet.nodes.get(node));
                score.and_then(NodeScore::score).map(|score| score.level)
            };
            if let (Some(before), Some(after)) = (level(&before), level(&after)) {
                line.before[place(before)] += 1;
                line.after[place(after)] += 1;
                line.moved += usize::from(before != after);
                is_scored = true;
            }
        }
        count += usize::from(is_scored);
    }
    lines.retain(|line| line.before.iter().any(|count| *count > 0));
    Ok(WhatIf { offices: count, levels, lines, earlier: Arc::clone(&earlier) })
}
