//! The elements of Office Open XML that the reader knows. Namespaces count, prefixes do not.

use super::space::Space;

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
    Jc,
    Ind,
    B,
    I,
    U,
    Strike,
    DStrike,
    Caps,
    SmallCaps,
    Vanish,
    RFonts,
    Sz,
    SzCs,
    BCs,
    ICs,
    Cs,
    Rtl,
    Color,
    Highlight,
    Shd,
    Spacing,
    Position,
    VertAlign,
    Shadow,
    Outline,
    Emboss,
    Imprint,
    Effect,
    Bdr,
    FramePr,

    /// Text effects of Word 2010 and later.
    Glow,
    NewShadow,
    Reflection,
    TextOutline,
    TextFill,
    Volume,
    Bevel,

    TblPr,
    TblStyle,
    TblLook,
    TblStylePr,
    RowBand,
    ColumnBand,

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

    Background,
    ShowBackground,
    ColourMap,
    FontDefinition,
    Family,
    Panose,

    /// A shape of DrawingML that holds text.
    Shape,
    /// A shape of VML.
    VmlShape,
    VmlFill,
    TextPath,
    /// Where a drawing is anchored.
    Placement,
    DrawingName,
    ShapeProperties,
    ShapeStyle,
    FillRef,
    BodyProperties,
    Geometry,
    Warp,
    SolidFill,
    OtherFill,
    NoFill,
    Rgb,
    Scheme,
    System,
    LumMod,
    LumOff,
    Tint,
    Shade,
    Alpha,

    ColourScheme,
    SchemeEntry,
    MajorFont,
    MinorFont,
    Latin,

    Choice,
    Fallback,

    Relationship,
    Property,
    Value,
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
            Space::Drawing | Space::Shape | Space::Placement => Self::drawing(local),
            Space::Word14 => match local {
                "glow" => Self::Glow,
                "shadow" => Self::NewShadow,
                "reflection" => Self::Reflection,
                "textOutline" => Self::TextOutline,
                "textFill" => Self::TextFill,
                "props3d" => Self::Volume,
                "bevelT" | "bevelB" => Self::Bevel,
                _ => Self::drawing(local),
            },
            Space::Vml => match local {
                "shape" | "rect" | "roundrect" | "oval" => Self::VmlShape,
                "fill" => Self::VmlFill,
                "textpath" => Self::TextPath,
                _ => Self::Other,
            },
            // In strict documents Word writes it in a namespace of its own.
            _ if local == "txbxContent" => Self::TextBox,
            _ => Self::Other,
        }
    }

    fn drawing(local: &str) -> Self {
        match local {
            "wsp" => Self::Shape,
            "anchor" | "inline" => Self::Placement,
            "docPr" => Self::DrawingName,
            "spPr" => Self::ShapeProperties,
            "style" => Self::ShapeStyle,
            "fillRef" => Self::FillRef,
            "bodyPr" => Self::BodyProperties,
            "prstGeom" => Self::Geometry,
            "prstTxWarp" => Self::Warp,
            "solidFill" => Self::SolidFill,
            "gradFill" | "blipFill" | "pattFill" => Self::OtherFill,
            "noFill" => Self::NoFill,
            "srgbClr" => Self::Rgb,
            "schemeClr" => Self::Scheme,
            "sysClr" => Self::System,
            "lumMod" => Self::LumMod,
            "lumOff" => Self::LumOff,
            "tint" => Self::Tint,
            "shade" => Self::Shade,
            "alpha" => Self::Alpha,
            "clrScheme" => Self::ColourScheme,
            "dk1" | "lt1" | "dk2" | "lt2" | "accent1" | "accent2" | "accent3" | "accent4" | "accent5" | "accent6"
            | "hlink" | "folHlink" => Self::SchemeEntry,
            "majorFont" => Self::MajorFont,
            "minorFont" => Self::MinorFont,
            "latin" => Self::Latin,
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
            "jc" => Self::Jc,
            "ind" => Self::Ind,
            "b" => Self::B,
            "i" => Self::I,
            "u" => Self::U,
            "strike" => Self::Strike,
            "dstrike" => Self::DStrike,
            "caps" => Self::Caps,
            "smallCaps" => Self::SmallCaps,
            "vanish" => Self::Vanish,
            "rFonts" => Self::RFonts,
            "sz" => Self::Sz,
            "szCs" => Self::SzCs,
            "bCs" => Self::BCs,
            "iCs" => Self::ICs,
            "cs" => Self::Cs,
            "rtl" => Self::Rtl,
            "color" => Self::Color,
            "highlight" => Self::Highlight,
            "shd" => Self::Shd,
            "spacing" => Self::Spacing,
            "position" => Self::Position,
            "vertAlign" => Self::VertAlign,
            "shadow" => Self::Shadow,
            "outline" => Self::Outline,
            "emboss" => Self::Emboss,
            "imprint" => Self::Imprint,
            "effect" => Self::Effect,
            "bdr" => Self::Bdr,
            "framePr" => Self::FramePr,
            "tblPr" => Self::TblPr,
            "tblStyle" => Self::TblStyle,
            "tblLook" => Self::TblLook,
            "tblStylePr" => Self::TblStylePr,
            "tblStyleRowBandSize" => Self::RowBand,
            "tblStyleColBandSize" => Self::ColumnBand,
            "background" => Self::Background,
            "displayBackgroundShape" => Self::ShowBackground,
            "clrSchemeMapping" => Self::ColourMap,
            "font" => Self::FontDefinition,
            "family" => Self::Family,
            "panose1" => Self::Panose,
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
            | "tcPrChange" | "tblGridChange" | "numberingChange" | "sdtPr" | "sdtEndPr" | "tblPrEx" | "tblGrid"
            | "customXmlPr" | "smartTagPr" | "rubyPr" | "rt" | "tabs" | "delText" | "delInstrText" | "ffData"
            | "fldData" => Self::Skip,
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
                | Self::TblPr
                | Self::Fallback
        )
    }
}
