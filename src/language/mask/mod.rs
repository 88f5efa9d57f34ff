//! Stretches of text that are not ordinary words: dates, names, addresses, titles, references.
//!
//! Each family of recognisers is a module. All work on tokens and begin only at words of certain [`classes`].

mod address;
mod classes;
mod legal;
mod money;
mod number;
mod official;
mod person;
mod phone;
mod quotes;
mod registration;
mod roman;
mod scan;
#[cfg(test)]
pub(super) mod testing;
mod web;

pub(super) use self::classes::Classes as WordClasses;

use std::ops::Range;

use self::classes::Classes;
use self::scan::Scan;
use super::analysis::BlockAnalysis;
use super::lexicon::Lexicon;
use crate::document::Document;

/// What a stretch is (catalogue of masks: see `docs/architecture.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum MaskKind {
    /// Inline code, markup.
    Code,
    /// A template's placeholder.
    Placeholder,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A phone number.
    Phone,
    /// A number that names a thing or person: cadastral, tax, account.
    IdNumber,
    /// A registration number of a document, with its date if that stands with it.
    RegNumber,
    /// A reference to a law or another act.
    LegalRef,
    /// The title of an act, in quotes.
    LegalTitle,
    /// The official name of an authority or institution.
    OfficialName,
    /// The name of an organisation, programme, button with the word that says so, in quotes.
    OrgName,
    /// Another title in quotes.
    QuotedTitle,
    /// Somebody's words in quotes.
    Quote,
    /// The name of a person.
    Person,
    /// A postal address.
    Address,
    /// A sum of money.
    Money,
    /// A Roman numeral.
    Roman,
    /// Left out of checks by the author.
    Unchecked,
}

/// A set of kinds of masks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MaskSet(u32);

impl MaskSet {
    /// No kind.
    pub const NONE: Self = Self(0);
    /// What no rule on words may touch (M-BASE of the catalogue).
    pub const BASE: Self = Self::of(&[
        MaskKind::Code,
        MaskKind::Unchecked,
        MaskKind::Placeholder,
        MaskKind::Url,
        MaskKind::Email,
        MaskKind::Phone,
        MaskKind::IdNumber,
        MaskKind::RegNumber,
    ]);
    /// What rules on the choice of words do not touch (M-LEX): names, titles, others' words.
    pub const LEX: Self = Self::BASE.and(&[
        MaskKind::LegalTitle,
        MaskKind::OfficialName,
        MaskKind::OrgName,
        MaskKind::QuotedTitle,
        MaskKind::Quote,
        MaskKind::Person,
        MaskKind::Address,
    ]);
    /// M-LEX and references to acts (M-LEGAL).
    pub const LEGAL: Self = Self::LEX.and(&[MaskKind::LegalRef]);
    /// What counts as one word in lengths.
    pub const ONE_WORD: Self = Self::of(&[
        MaskKind::LegalTitle,
        MaskKind::LegalRef,
        MaskKind::OfficialName,
        MaskKind::OrgName,
        MaskKind::QuotedTitle,
        MaskKind::Address,
        MaskKind::Phone,
        MaskKind::Email,
        MaskKind::Url,
        MaskKind::Date,
        MaskKind::Time,
        MaskKind::RegNumber,
        MaskKind::IdNumber,
        MaskKind::Person,
        MaskKind::Money,
        MaskKind::Placeholder,
    ]);

    /// The set of these kinds.
    pub const fn of(kinds: &[MaskKind]) -> Self {
        Self(0).and(kinds)
    }

    /// The kinds of both sets.
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn and(self, kinds: &[MaskKind]) -> Self {
        let mut bits = self.0;
        let mut at = 0;
        while at < kinds.len() {
            bits |= 1 << kinds[at] as u8;
            at += 1;
        }
        Self(bits)
    }

    /// True when the kind is in the set.
    pub const fn has(self, kind: MaskKind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }
}

/// One masked stretch of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mask {
    /// What it is.
    pub kind: MaskKind,
    /// Its tokens, in the block.
    pub tokens: Range<usize>,
}

/// Finds the masks of one family, from its trigger words.
type Recogniser = fn(&mut Scan<'_>);

/// Finds the masks of a block whose tokens and sentences (by sentence ends alone) are known, and marks its tokens.
pub(super) fn find(document: &Document, block: usize, analysis: &mut BlockAnalysis, lexicon: &Lexicon) {
    let mut scan = Scan::new(document, block, analysis, lexicon);
    web::formats(&mut scan, document);
    // In the order of precedence: a later mask never splits an earlier one.
    let recognisers: [(Classes, Recogniser); 15] = [
        (Classes::PLACEHOLDER, web::placeholders),
        (Classes::URL.with(Classes::EMAIL), web::addresses),
        (Classes::DIGIT, number::dates),
        (Classes::DIGIT, number::times),
        (Classes::DIGIT, phone::find),
        (Classes::DIGIT, number::identifiers),
        (Classes::DIGIT.with(Classes::REG_WORD).with(Classes::NUMERO), registration::find),
        (Classes::PART.with(Classes::ACT).with(Classes::CODE), legal::find),
        (Classes::QUOTE, quotes::legal_titles),
        (Classes::OFFICIAL, official::find),
        (Classes::QUOTE, quotes::others),
        (Classes::CAPITAL, person::find),
        (address::TRIGGERS, address::find),
        (Classes::MONEY, money::find),
        (Classes::ROMAN, roman::find),
    ];
    for (triggers, recognise) in recognisers {
        if scan.any().has_any(triggers) {
            recognise(&mut scan);
        }
    }
    scan.finish(document.blocks()[block].quote)
}
