//! The names of Office Open XML that the reader knows. Namespaces count, prefixes do not.

/// What an element is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// Transparent: read for what is inside.
    Other,
    /// Never read, nor anything inside.
    Skip,
    /// Deleted or moved away: content never read, the element itself is a mark in properties.
    Deleted,
    /// Text inside one of the elements that hold text.
    Text,
    /// CDATA section there.
    CData,
    /// Entity or character reference there.
    Reference,

    Document,
    P,
    PPr,
    R,
    RPr,
    T,
    Tab,
    Br,
    Cr,
    NoBreakHyphen,
    Sym,
    FldChar,
    FldSimple,
    InstrText,
    Hyperlink,
    MathRun,
    MathText,

    Tbl,
    Tr,
    TrPr,
    Tc,
    TcPr,
    GridSpan,
    GridBefore,
    CellDel,

    PStyle,
    RStyle,
    NumPr,
    NumId,
    Ilvl,
    OutlineLvl,
    B,
    I,
    U,
    Strike,
    DStrike,
    Caps,
    SmallCaps,
    Vanish,

    SectPr,
    HeaderReference,
    FooterReference,
    TitlePg,
    EvenAndOdd,

    TextBox,
    FootnoteReference,
    EndnoteReference,
    Note,
    Comment,
    CommentStart,
    CommentEnd,
    CommentReference,
    AltChunk,
    SubDoc,
    Diagram,

    Style,
    Name,
    BasedOn,
    RPrDefault,

    Choice,
    Fallback,

    Relationship,
    Property,
    Value,
}

/// Attributes the reader keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attr {
    Val,
    Id,
    /// `id` in the namespace of relationships.
    RelId,
    Type,
    StyleId,
    Default,
    FldCharType,
    Instr,
    Anchor,
    Char,
    Font,
    Name,
    Target,
    TargetMode,
}

/// A namespace the reader knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    Word,
    Math,
    Compatibility,
    DocumentRelations,
    Relations,
    CustomProperties,
    PropertyTypes,
    Diagram,
    Other,
}

impl Space {
    pub(super) fn of(uri: &str) -> Self {
        match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            | "http://purl.oclc.org/ooxml/officeDocument/relationships" => Self::DocumentRelations,
            "http://schemas.openxmlformats.org/package/2006/relationships" => Self::Relations,
            "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
            | "http://purl.oclc.org/ooxml/officeDocument/customProperties" => Self::CustomProperties,
            "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
            | "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes" => Self::PropertyTypes,
            "http://schemas.openxmlformats.org/drawingml/2006/diagram"
            | "http://purl.oclc.org/ooxml/drawingml/diagram" => Self::Diagram,
            _ => Self::Other,
        }
    }
}

/// True when a `mc:Choice` that requires this namespace can be read: the text is where the reader looks for it.
pub(super) fn understood(uri: &str) -> bool {
    const WORD: &str = "http://schemas.microsoft.com/office/word/";
    const DRAWING: &str = "http://schemas.microsoft.com/office/drawing/";
    Space::of(uri) != Space::Other
        || uri.starts_with(WORD)
        || uri.starts_with(DRAWING)
        || uri.starts_with("http://schemas.openxmlformats.org/drawingml/")
        || uri.starts_with("http://purl.oclc.org/ooxml/drawingml/")
}

impl Tag {
    pub(super) fn of(space: Space, local: &str) -> Self {
        match space {
            Space::Word => Self::word(local),
            Space::Math => match local {
                "r" => Self::MathRun,
                "t" => Self::MathText,
                _ => Self::Other,
            },
            Space::Compatibility => match local {
                "Choice" => Self::Choice,
                "Fallback" => Self::Fallback,
                _ => Self::Other,
            },
            Space::Relations if local == "Relationship" => Self::Relationship,
            Space::CustomProperties if local == "property" => Self::Property,
            Space::PropertyTypes => Self::Value,
            Space::Diagram if local == "relIds" => Self::Diagram,
            _ => Self::Other,
        }
    }

    fn word(local: &str) -> Self {
        match local {
            "p" => Self::P,
            "r" => Self::R,
            "t" => Self::T,
            "rPr" => Self::RPr,
            "pPr" => Self::PPr,
            "tab" | "ptab" => Self::Tab,
            "br" => Self::Br,
            "cr" => Self::Cr,
            "noBreakHyphen" => Self::NoBreakHyphen,
            "sym" => Self::Sym,
            "fldChar" => Self::FldChar,
            "fldSimple" => Self::FldSimple,
            "instrText" => Self::InstrText,
            "hyperlink" => Self::Hyperlink,
            "del" | "moveFrom" => Self::Deleted,
            "tbl" => Self::Tbl,
            "tr" => Self::Tr,
            "trPr" => Self::TrPr,
            "tc" => Self::Tc,
            "tcPr" => Self::TcPr,
            "gridSpan" => Self::GridSpan,
            "gridBefore" => Self::GridBefore,
            "cellDel" => Self::CellDel,
            "pStyle" => Self::PStyle,
            "rStyle" => Self::RStyle,
            "numPr" => Self::NumPr,
            "numId" => Self::NumId,
            "ilvl" => Self::Ilvl,
            "outlineLvl" => Self::OutlineLvl,
            "b" => Self::B,
            "i" => Self::I,
            "u" => Self::U,
            "strike" => Self::Strike,
            "dstrike" => Self::DStrike,
            "caps" => Self::Caps,
            "smallCaps" => Self::SmallCaps,
            "vanish" => Self::Vanish,
            "sectPr" => Self::SectPr,
            "headerReference" => Self::HeaderReference,
            "footerReference" => Self::FooterReference,
            "titlePg" => Self::TitlePg,
            "evenAndOddHeaders" => Self::EvenAndOdd,
            "txbxContent" => Self::TextBox,
            "footnoteReference" => Self::FootnoteReference,
            "endnoteReference" => Self::EndnoteReference,
            "footnote" | "endnote" => Self::Note,
            "comment" => Self::Comment,
            "commentRangeStart" => Self::CommentStart,
            "commentRangeEnd" => Self::CommentEnd,
            "commentReference" => Self::CommentReference,
            "altChunk" => Self::AltChunk,
            "subDoc" => Self::SubDoc,
            "style" => Self::Style,
            "name" => Self::Name,
            "basedOn" => Self::BasedOn,
            "rPrDefault" => Self::RPrDefault,
            "document" => Self::Document,
            // What was there before a tracked change, descriptions of controls and tables, the gloss of a ruby.
            "pPrChange" | "rPrChange" | "sectPrChange" | "tblPrChange" | "tblPrExChange" | "trPrChange"
            | "tcPrChange" | "tblGridChange" | "numberingChange" | "sdtPr" | "sdtEndPr" | "tblPr" | "tblPrEx"
            | "tblGrid" | "customXmlPr" | "smartTagPr" | "rubyPr" | "rt" | "tabs" | "delText" | "delInstrText"
            | "ffData" | "fldData" => Self::Skip,
            _ => Self::Other,
        }
    }

    /// True for elements whose text the reader keeps.
    pub(super) fn holds_text(self) -> bool {
        matches!(self, Self::T | Self::MathText | Self::InstrText | Self::Value)
    }

    /// True for elements whose attributes the reader looks at.
    pub(super) fn has_attributes(self) -> bool {
        !matches!(
            self,
            Self::Other
                | Self::Skip
                | Self::Deleted
                | Self::Text
                | Self::CData
                | Self::Reference
                | Self::Document
                | Self::P
                | Self::PPr
                | Self::R
                | Self::RPr
                | Self::T
                | Self::Tbl
                | Self::Tr
                | Self::Tc
                | Self::TrPr
                | Self::TcPr
                | Self::Fallback
        )
    }
}

impl Attr {
    /// The attribute of this local name; `relation` says whether it is in the namespace of relationships.
    pub(super) fn of(local: &str, relation: bool) -> Option<Self> {
        Some(match local {
            "val" => Self::Val,
            "id" if relation => Self::RelId,
            "id" | "Id" => Self::Id,
            "type" | "Type" => Self::Type,
            "styleId" => Self::StyleId,
            "default" => Self::Default,
            "fldCharType" => Self::FldCharType,
            "instr" => Self::Instr,
            "anchor" => Self::Anchor,
            "char" => Self::Char,
            "font" => Self::Font,
            "name" => Self::Name,
            "Target" => Self::Target,
            "TargetMode" => Self::TargetMode,
            _ => return None,
        })
    }
}
