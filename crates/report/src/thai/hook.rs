//! The place where our line breaks enter Typst: its realization routine, which turns content into the flat list of text,
//! spaces and boxes that a paragraph is laid out from.
//!
//! Doing it there rather than in the data or the templates covers every text, wherever it comes from, with the words of a
//! paragraph seen together; comparisons in templates and the columns of error messages stay as they are written.

use std::sync::LazyLock;

use typst::diag::{SourceResult, bail};
use typst::engine::Engine;
use typst::foundations::{Bytes, Content, StyleChain};
use typst::introspection::{SplitLocator, TagElem};
use typst::routines::{Arenas, Pair, RealizationKind, Routines};
use typst::text::{Lang, SpaceElem, TextElem};
use typst::{Library, LibraryExt, World};

use super::breaks::{Change, OBJECT, plan};
use super::words::Dictionary;
use crate::world::dictionary_id;

/// The language that is told to Typst: one for which it has no word model, so that lines end only at spaces and at our marks.
pub(crate) const LANG: Lang = Lang::CHINESE;

/// Typst's own routines.
static STOCK: LazyLock<&'static Routines> = LazyLock::new(|| Library::default().routines);

/// Typst's routines with the realization that knows Thai words.
pub(crate) static ROUTINES: LazyLock<Routines> = LazyLock::new(|| Routines {
    rules: STOCK.rules,
    eval_string: STOCK.eval_string,
    eval_closure: STOCK.eval_closure,
    realize,
    layout_frame: STOCK.layout_frame,
    html_module: STOCK.html_module,
    html_mathml_body: STOCK.html_mathml_body,
    html_span_filled: STOCK.html_span_filled,
});

fn realize<'a>(
    kind: RealizationKind,
    engine: &mut Engine,
    locator: &mut SplitLocator,
    arenas: &'a Arenas,
    content: &'a Content,
    styles: StyleChain<'a>,
) -> SourceResult<Vec<Pair<'a>>> {
    let is_math = matches!(kind, RealizationKind::Math);
    let mut pairs = (STOCK.realize)(kind, engine, locator, arenas, content, styles)?;
    if is_math || !pairs.iter().any(|(child, _)| child.is::<TextElem>()) {
        return Ok(pairs);
    }
    for (child, styles) in &pairs {
        if child.is::<TextElem>() && styles.get(TextElem::lang) != LANG {
            bail!(
                child.span(),
                "the language of text must not be set in a template";
                hint: "remove `lang` from `set text(..)`: documents are Thai, and lines break between Thai words by themselves";
            );
        }
    }
    let dictionary = engine.world.file(dictionary_id()).ok().and_then(Dictionary::<Bytes>::open);
    if let Some(dictionary) = dictionary {
        mark(&dictionary, &mut pairs, arenas);
    }
    Ok(pairs)
}

/// Writes the break marks into the texts of a paragraph.
fn mark<'a>(dictionary: &Dictionary<Bytes>, pairs: &mut [Pair<'a>], arenas: &'a Arenas) {
    let mut text = Vec::new();
    let mut ends = Vec::with_capacity(pairs.len());
    for (child, _) in pairs.iter() {
        if let Some(element) = child.to_packed::<TextElem>() {
            text.extend(element.text.chars());
        } else if child.is::<SpaceElem>() {
            text.push(' ');
        } else if !child.is::<TagElem>() {
            text.push(OBJECT);
        }
        ends.push(text.len());
    }
    let changes = plan(dictionary, &text);
    let mut start = 0;
    for (pair, end) in pairs.iter_mut().zip(ends) {
        let part = start..end;
        start = end;
        if changes[part.clone()].iter().all(|change| *change == Change::Keep) {
            continue;
        }
        let marked: String =
            part.flat_map(|index| written(text[index], changes[index]).into_iter().flatten()).collect();
        let mut content = pair.0.clone();
        match content.to_packed_mut::<TextElem>() {
            Some(element) => element.text = marked.into(),
            None if pair.0.is::<SpaceElem>() => content = TextElem::packed(marked).spanned(pair.0.span()),
            // A box cannot hold a mark; the text around it does.
            None => continue,
        }
        pair.0 = arenas.content.alloc(content);
    }
}

/// A character with its mark: at most two characters.
fn written(c: char, change: Change) -> [Option<char>; 2] {
    match change {
        Change::Keep => [None, Some(c)],
        Change::Break => [Some('\u{200B}'), Some(c)],
        Change::Join => [Some('\u{2060}'), Some(c)],
        Change::Hold => [None, Some('\u{A0}')],
    }
}
