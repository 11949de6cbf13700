//! The phrase bank of the demonstration: the shipped sentences at the items and levels they fit.

use domain::instrument::Mode;
use domain::phrase::kept::{self, Half};
use domain::phrase::{PhraseBand, PhraseBank};
use domain::policy::{Action, Actor, Entity};

use crate::door::App;
use crate::error::Result;
use crate::instrument;
use crate::round::RoundName;

/// Sentences taken of each half.
const EACH: usize = 2;

/// Keeps the first sentences of each topic that have no slot to fill.
pub(super) async fn load(
    app: &App,
    actor: &Actor,
    bank: &PhraseBank,
    (year, code, round): RoundName<'_>,
) -> Result<()> {
    let on = crate::round::on((year, code, round));
    app.run(actor, Action::RoundManage, &Entity::System, &on, async |ctx| {
        let stored = instrument::shared(app, &mut ctx.tx, year, code).await?;
        let bands = &stored.instrument.bands;
        for node in stored.instrument.nodes().iter().filter(|node| node.mode == Mode::Evaluated) {
            let Some(topic) = bank.topic_of(code, &node.code) else { continue };
            for band in bands.iter() {
                let phrases = topic.phrases(PhraseBand::of(band.level, bands));
                for (half, sentences) in
                    [(Half::Strengths, &phrases.strengths), (Half::Recommendation, &phrases.recommendations)]
                {
                    let whole = sentences.iter().filter(|sentence| !sentence.contains('{'));
                    for text in whole.filter_map(|sentence| kept::phrase(sentence).ok()).take(EACH) {
                        let of = (code, &node.code);
                        store::phrase::insert(&mut ctx.tx, of, (band.level, half, &text), (ctx.now, None)).await?;
                    }
                }
            }
        }
        ctx.detail("simulated", true);
        Ok(())
    })
    .await
}
