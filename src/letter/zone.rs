//! Zones: what part of the letter a block belongs to.

use serde::{Deserialize, Serialize};

/// The part of the letter a block belongs to; every block belongs to one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Zone {
    /// The authority's name, address and outgoing number at the top.
    Letterhead,
    /// To whom.
    Addressee,
    /// Heading «О рассмотрении …».
    Subject,
    /// «Уважаемый …!»
    Salutation,
    /// The letter's own text.
    #[default]
    Body,
    /// «С уважением»
    Closing,
    /// Post and name of who signs, or the stamp of an electronic signature.
    Signature,
    /// Who prepared the letter, with phone and survey link.
    Executor,
    /// List of attachments.
    Attachments,
    /// Footnotes and endnotes.
    Notes,
    /// The citizen's own words.
    CitizenQuote,
    /// Stage directions of a phone script.
    Stage,
}
