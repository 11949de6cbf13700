//! Publishing: freeze the results of an instrument with everything they rest on.

use std::collections::BTreeMap;

use domain::document::DocumentSettings;
use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{OfficeId, PublicationId};
use domain::instrument::Instrument;
use domain::objection;
use domain::office::{InstrumentCode, OfficeCode};
use domain::policy::{Action, Actor, Entity};
use domain::problem::Fault;
use domain::publication::{FrozenInputs, FrozenMark, PublicationNumber, Seal, Suggestion, office_hash, sheet_json};
use domain::round::{Round, RoundState, words};
use domain::scoring::{OfficeMarks, ScoreSheet, Scorer};
use domain::webhook::WebhookEvent;
use serde_json::json;
use store::publication::{NewPublication, PublicationOffice, PublicationRow};
use store::round::{RoundKey, RoundRow};
use store::{Conn, Page};

use crate::clock::bangkok_day;
use crate::document::settings_for;
use crate::door::{App, Ctx, not_found};
use crate::error::{AppError, Result};
use crate::instrument::{self, StoredInstrument};
use crate::office;
use crate::round::RoundName;
use crate::score::MarkStream;
use crate::webhook;

/// Offices whose suggestions are read at a time.
const PAGE: usize = 500;

/// What a publication is made with beside the results.
#[derive(Clone, Copy, Debug)]
pub struct Release<'a> {
    /// Layout, texts, signatories and number series of its documents.
    pub settings: &'a DocumentSettings,
    /// Why, for a correction.
    pub reason: Option<&'a str>,
    /// Days in which offices may object from now on; without it, a correction has the window of what it corrects and anything else none.
    pub objection_days: Option<u16>,
}

/// A publication that was made, or found to say the same already.
#[derive(Clone, Debug)]
pub struct Published {
    /// Number as printed ("2566-SA-R12-1").
    pub number: String,
    /// Whether it is new; otherwise nothing had changed since.
    pub is_new: bool,
    /// Number of the one it corrects.
    pub corrects: Option<String>,
    /// Offices with an official result.
    pub offices: usize,
    /// Offices that miss a required level, with the nodes that miss it. Their result is withheld.
    pub withheld: Vec<(OfficeCode, String)>,
    /// Hash over everything.
    pub hash: String,
}

/// A publication's number as printed.
pub fn number(code: &InstrumentCode, row: &PublicationRow) -> String {
    let of = &row.publication;
    let number =
        PublicationNumber { year: of.fiscal_year, instrument: code.clone(), through: of.through, edition: row.number };
    number.to_string()
}

/// Makes the results of an instrument official. Without a change since the last publication nothing happens; with one, the new
/// publication names the old. Offices that miss a required level are withheld and follow in a later publication. The round and the
/// reports in it become published with it.
///
/// # Errors
/// When offices report in the round and its marks are not final; when no office has a complete result; when the actor may not; when the database fails.
pub async fn publish(
    app: &App,
    actor: &Actor,
    year: FiscalYear,
    code: &InstrumentCode,
    through: Option<RoundCode>,
    release: &Release<'_>,
) -> Result<Published> {
    let on = instrument::entity(code, year);
    app.run(actor, Action::PublicationPublish, &Entity::System, &on, async |ctx| {
        let stored = instrument::latest(&mut ctx.tx, year, code).await?;
        store::instrument::lock(&mut ctx.tx, stored.id).await?;
        let through = through.unwrap_or_else(|| stored.instrument.last_round());
        if !stored.instrument.rounds.iter().any(|round| *round <= through) {
            let first = stored.instrument.rounds[0];
            return Err(Fault::new("publish-no-round")
                .with("instrument", code)
                .with("through", through)
                .with("first", first)
                .into());
        }
        let key = RoundKey { fiscal_year: year, instrument_id: stored.id, round: through };
        let round = store::round::find_locked(&mut ctx.tx, key).await?;
        let published_round = round.map(|row| row.round.publish()).transpose()?;
        let settings_json = release.settings.to_json();
        let frozen = freeze(ctx, year, &stored, through).await?;
        let published = frozen.values().filter(|office| office.withheld.is_none()).count();
        if published == 0 {
            return Err(Fault::new("publish-nothing")
                .with("instrument", code)
                .with("year", year)
                .with("through", through)
                .into());
        }
        let hash = stored.instrument.hash();
        let mut inputs = Seal::new(&hash, through, "");
        let mut results = Seal::new(&hash, through, &settings_json);
        for (code, office) in &frozen {
            inputs.add(code, &domain::sha256_hex(office.inputs.as_bytes()));
            results.add(code, &office.hash);
        }
        let (inputs_hash, results_hash) = (inputs.finish(), results.finish());
        let previous = store::publication::find_latest(&mut ctx.tx, year, stored.id, through).await?;
        let withheld = frozen.iter().filter_map(|(code, o)| Some((code.clone(), o.withheld.clone()?))).collect();
        if let Some(row) = &previous
            && row.publication.results_hash == results_hash
        {
            if !move_on(ctx, round, published_round, row.id).await? {
                ctx.nothing_changed();
            }
            return Ok(Published {
                number: number(code, row),
                is_new: false,
                corrects: None,
                offices: published,
                withheld,
                hash: results_hash,
            });
        }
        let new = NewPublication {
            fiscal_year: year,
            instrument_id: stored.id,
            through,
            revision: stored.revision,
            corrects_id: previous.as_ref().map(|row| row.id),
            published_at: ctx.now,
            inputs_hash,
            results_hash: results_hash.clone(),
            settings: settings_json,
            reason: release.reason.map(str::to_owned),
            actor: ctx.actor.clone(),
            objections_until: match release.objection_days {
                Some(0) => None,
                Some(days) => Some(objection::window(bangkok_day(ctx.now), days)?),
                None => previous.as_ref().and_then(|row| row.publication.objections_until),
            },
        };
        let row = store::publication::insert(&mut ctx.tx, &new).await?;
        let offices: Vec<PublicationOffice> = frozen.into_values().collect();
        store::publication::insert_offices(&mut ctx.tx, &row, &offices).await?;
        move_on(ctx, round, published_round, row.id).await?;
        store::instrument::publish_revision(&mut ctx.tx, stored.id, stored.revision, ctx.now).await?;
        let corrects = previous.as_ref().map(|old| number(code, old));
        ctx.detail("publication", number(code, &row));
        ctx.detail("corrects", corrects.clone());
        ctx.detail("results_hash", results_hash.clone());
        ctx.detail("offices", published);
        ctx.detail("withheld", offices.len() - published);
        let event = match corrects {
            Some(_) => WebhookEvent::CorrectionPublished,
            None => WebhookEvent::ResultPublished,
        };
        let data = json!({
            "year": year, "instrument": code, "round": through, "number": number(code, &row), "corrects": corrects,
            "offices": published, "results_hash": results_hash,
        });
        webhook::announce(ctx, event, data).await?;
        Ok(Published {
            number: number(code, &row),
            is_new: true,
            corrects,
            offices: published,
            withheld,
            hash: results_hash,
        })
    })
    .await
}

/// Makes the round, and the reports in it that the publication holds, published. False when the round was so before.
async fn move_on(
    ctx: &mut Ctx,
    before: Option<RoundRow>,
    after: Option<Round>,
    publication: PublicationId,
) -> Result<bool> {
    let (Some(before), Some(after)) = (before, after) else { return Ok(false) };
    if after.state == RoundState::Published {
        let reports = store::self_report::publish_many(&mut ctx.tx, before.key, publication, ctx.now).await?;
        ctx.detail("reports", reports);
    }
    if after == before.round {
        return Ok(false);
    }
    ctx.detail("state", after.state.as_str());
    store::round::save(&mut ctx.tx, before.key, before.version, &after, ctx.now).await?;
    Ok(true)
}

/// Publishes anew what was published, after marks were changed: the same documents settings, and offices keep the time they have to object.
///
/// # Errors
/// When nothing was published; when no reason is given; otherwise as [`publish`].
pub async fn correct(app: &App, actor: &Actor, name: RoundName<'_>, reason: &str) -> Result<Published> {
    let (year, code, through) = name;
    let mut conn = app.read(actor, Action::PublicationPublish, &Entity::System).await?;
    let reason = words(reason)?;
    let stored = instrument::shared(app, &mut conn, year, code).await?;
    let row = store::publication::find_latest(&mut conn, year, stored.id, through).await?;
    let row = row.ok_or_else(|| not_found("publication", format!("{year} {code} {through}")))?;
    drop(conn);
    let settings = settings_of(&row)?;
    let release = Release { settings: &settings, reason: Some(&reason), objection_days: None };
    publish(app, actor, year, code, Some(through), &release).await
}

/// The settings that a publication of a year begins with: those of the newest one up to that year, without what held for that one alone.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn proposed_settings(app: &App, actor: &Actor, year: FiscalYear) -> Result<DocumentSettings> {
    let mut conn = app.read(actor, Action::PublicationPublish, &Entity::System).await?;
    let years = store::publication::list_years(&mut conn).await?;
    let Some(last) = years.into_iter().find(|each| *each <= year) else { return Ok(settings_for(year)) };
    let rows = store::publication::list(&mut conn, last).await?;
    let newest = rows.into_iter().max_by_key(|row| (row.publication.published_at, row.id));
    let mut settings = newest.as_ref().map_or_else(|| Ok(settings_for(year)), settings_of)?;
    if last != year {
        settings.source.clear();
        if let Some(letter) = &mut settings.letter {
            (letter.number, letter.date_th) = (None, None);
        }
    }
    Ok(settings)
}

fn settings_of(row: &PublicationRow) -> Result<DocumentSettings> {
    DocumentSettings::from_json(&row.publication.settings)
        .map_err(|e| AppError::Internal(format!("settings of publication {}: {e}", row.id)))
}

/// Freezes every office of the year, by code.
async fn freeze(
    ctx: &mut Ctx,
    year: FiscalYear,
    stored: &StoredInstrument,
    through: RoundCode,
) -> Result<BTreeMap<OfficeCode, PublicationOffice>> {
    let instrument = &stored.instrument;
    let scorer = Scorer::new(instrument, through);
    let mut offices = office::of_year(&mut ctx.tx, year).await?;
    offices.sort_unstable_by_key(|(id, _)| *id);
    let mut stream = MarkStream::new(year, stored);
    let national = frozen_marks(instrument, through, &stream.take(&mut ctx.tx, OfficeId::NATIONAL).await?);
    let mut frozen = BTreeMap::new();
    for page in offices.chunks(PAGE) {
        let mut suggestions = suggestions_of(&mut ctx.tx, year, stored, page).await?;
        for (id, office) in page {
            let marks = frozen_marks(instrument, through, &stream.take(&mut ctx.tx, *id).await?);
            let mut inputs = FrozenInputs {
                office: office.clone(),
                marks,
                national: national.clone(),
                suggestions: suggestions.remove(id).unwrap_or_default(),
            };
            inputs.sort(instrument);
            let sheet = inputs.score(&scorer);
            let withheld = withheld_for(instrument, &inputs, &sheet);
            let (inputs_json, sheet_text) = (inputs.to_json(), sheet_json(instrument, &office.code, &sheet));
            let entry = PublicationOffice {
                office_id: *id,
                office_code: office.code.clone(),
                hash: office_hash(&inputs_json, &sheet_text),
                inputs: inputs_json,
                sheet: sheet_text,
                withheld,
            };
            frozen.insert(office.code.clone(), entry);
        }
    }
    Ok(frozen)
}

/// The nodes that keep an office's result from being official, as text; `None` when nothing does.
fn withheld_for(instrument: &Instrument, inputs: &FrozenInputs, sheet: &ScoreSheet) -> Option<String> {
    let incomplete = |i: &usize| sheet.nodes[*i].outcome == domain::scoring::Outcome::Incomplete;
    let leaves: Vec<&str> = (0..sheet.nodes.len())
        .filter(incomplete)
        .filter(|i| instrument.nodes()[*i].takes_level())
        .map(|i| instrument.nodes()[i].code.as_str())
        .collect();
    if !leaves.is_empty() {
        return Some(leaves.join(" "));
    }
    // Where missing levels are left out, an office without any mark would get an empty result.
    let takes_marks = (0..sheet.nodes.len())
        .any(|i| instrument.nodes()[i].takes_level() && instrument.applies(i, inputs.office.kind));
    (takes_marks && inputs.marks.is_empty()).then(|| "-".to_owned())
}

fn frozen_marks(instrument: &Instrument, through: RoundCode, marks: &OfficeMarks) -> Vec<FrozenMark> {
    let mut frozen = Vec::new();
    for (i, node) in instrument.nodes().iter().enumerate() {
        for round in instrument.rounds.iter().copied().filter(|r| *r <= through) {
            let (level, value) = (marks.level(i, round), marks.latest_value(i, &[round]));
            if level.is_some() || value.is_some() {
                frozen.push(FrozenMark { node: node.code.clone(), round, level, value });
            }
        }
    }
    frozen
}

async fn suggestions_of(
    conn: &mut Conn,
    year: FiscalYear,
    stored: &StoredInstrument,
    offices: &[(OfficeId, domain::office::Office)],
) -> Result<std::collections::HashMap<OfficeId, Vec<Suggestion>>> {
    let mut by_office: std::collections::HashMap<OfficeId, Vec<Suggestion>> = std::collections::HashMap::new();
    let (Some((first, _)), Some((last, _))) = (offices.first(), offices.last()) else { return Ok(by_office) };
    for row in store::suggestion::list_by_offices(conn, year, stored.id, *first, *last).await? {
        let Some(node) = stored.position(row.node_id) else { continue };
        by_office.entry(row.office_id).or_default().push(Suggestion {
            node: stored.instrument.nodes()[node].code.clone(),
            strengths_th: row.strengths,
            connective_th: row.connective,
            recommendation_th: row.recommendation,
        });
    }
    Ok(by_office)
}

/// A publication with the instrument it was made with.
pub struct OpenedPublication {
    /// As stored.
    pub row: PublicationRow,
    /// Number as printed.
    pub number: String,
    /// Number of the publication it corrects.
    pub corrects: Option<String>,
    /// Instrument at the published revision.
    pub instrument: Instrument,
    /// Settings of its documents.
    pub settings: DocumentSettings,
}

/// The publications of a year that hold: per instrument the latest through the latest round.
///
/// # Errors
/// When the year has none, or the database fails.
pub async fn holding(conn: &mut Conn, year: FiscalYear) -> Result<Vec<OpenedPublication>> {
    let rows = holding_rows(conn, year).await?;
    let mut opened = Vec::with_capacity(rows.len());
    for row in rows {
        opened.push(open(conn, row).await?);
    }
    Ok(opened)
}

/// [`holding`] as they are stored.
pub(crate) async fn holding_rows(conn: &mut Conn, year: FiscalYear) -> Result<Vec<PublicationRow>> {
    let rows = store::publication::list(conn, year).await?;
    let mut latest: BTreeMap<i64, PublicationRow> = BTreeMap::new();
    for row in rows {
        let key = row.publication.instrument_id.0;
        let newer = latest
            .get(&key)
            .is_none_or(|held| (row.publication.through, row.number) > (held.publication.through, held.number));
        if newer {
            latest.insert(key, row);
        }
    }
    if latest.is_empty() {
        return Err(not_found("publication", year));
    }
    Ok(latest.into_values().collect())
}

/// Opens a stored publication.
///
/// # Errors
/// When the database fails.
pub async fn open(conn: &mut Conn, row: PublicationRow) -> Result<OpenedPublication> {
    let stored = instrument::at_revision(conn, row.publication.instrument_id, row.publication.revision).await?;
    let code = stored.instrument.code.clone();
    let corrects = match row.publication.corrects_id {
        Some(id) => store::publication::find(conn, id).await?.map(|old| number(&code, &old)),
        None => None,
    };
    let settings = settings_of(&row)?;
    Ok(OpenedPublication { number: number(&code, &row), corrects, instrument: stored.instrument, settings, row })
}

/// Published offices read at a time.
const GIVEN: u32 = 500;

/// Calls `each` with every office that has a published result and what that was computed from, in code order.
pub(crate) async fn each_given(
    conn: &mut Conn,
    row: &PublicationRow,
    mut each: impl FnMut(&PublicationOffice, FrozenInputs),
) -> Result<()> {
    let mut page = Page::first(GIVEN);
    loop {
        let offices = store::publication::list_given(conn, row, &page).await?;
        let Some(last) = offices.last() else { return Ok(()) };
        page = Page::after(last.office_code.clone(), GIVEN);
        for office in &offices {
            each(office, thaw(office)?);
        }
    }
}

/// Reads frozen inputs.
pub(crate) fn thaw(office: &PublicationOffice) -> Result<FrozenInputs> {
    FrozenInputs::from_json(&office.inputs)
        .map_err(|e| AppError::Internal(format!("frozen inputs of {}: {e}", office.office_code)))
}

/// Scores the frozen inputs of a publication again and compares bytes and hashes; returns the offices that differ, which means that
/// stored data was changed. An empty list is what a sound publication gives.
///
/// # Errors
/// When the database fails.
pub async fn recheck(conn: &mut Conn, publication: &OpenedPublication) -> Result<Vec<OfficeCode>> {
    let through = publication.row.publication.through;
    let scorer = Scorer::new(&publication.instrument, through);
    let mut seal = Seal::new(&publication.instrument.hash(), through, &publication.row.publication.settings);
    let mut differing = Vec::new();
    let mut page = store::page::Page::first(1000);
    loop {
        let offices = store::publication::list_offices(conn, &publication.row, &page).await?;
        let Some(last) = offices.last() else { break };
        page = store::page::Page::after(last.office_code.clone(), 1000);
        for office in &offices {
            let inputs = thaw(office)?;
            let sheet = sheet_json(&publication.instrument, &office.office_code, &inputs.score(&scorer));
            let hash = office_hash(&office.inputs, &sheet);
            if sheet != office.sheet || hash != office.hash {
                differing.push(office.office_code.clone());
            }
            seal.add(&office.office_code, &hash);
        }
    }
    if differing.is_empty() && seal.finish() != publication.row.publication.results_hash {
        return Err(Fault::new("publication-hash").with("number", &publication.number).into());
    }
    Ok(differing)
}

/// Rechecks every publication of every year; returns how many there are, or the first that is not what was published, with its offices.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn recheck_all(app: &App, actor: &Actor) -> Result<Result<usize, (String, Vec<OfficeCode>)>> {
    let mut conn = app.read(actor, Action::AuditVerify, &Entity::System).await?;
    let instruments = store::instrument::list(&mut conn, None).await?;
    let years: std::collections::BTreeSet<FiscalYear> = instruments.iter().map(|row| row.fiscal_year).collect();
    let mut sound = 0;
    for year in years {
        for row in store::publication::list(&mut conn, year).await? {
            let publication = open(&mut conn, row).await?;
            let differing = recheck(&mut conn, &publication).await?;
            if !differing.is_empty() {
                return Ok(Err((publication.number, differing)));
            }
            sound += 1;
        }
    }
    Ok(Ok(sound))
}
