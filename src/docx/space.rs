//! The namespaces of Office Open XML that the reader knows, strict ones with their twins.

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
    Drawing,
    Shape,
    Placement,
    Word14,
    Vml,
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
            "http://schemas.openxmlformats.org/drawingml/2006/main" | "http://purl.oclc.org/ooxml/drawingml/main" => {
                Self::Drawing
            }
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
            | "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing" => Self::Placement,
            "http://schemas.microsoft.com/office/word/2010/wordprocessingShape" => Self::Shape,
            "http://schemas.microsoft.com/office/word/2010/wordml" => Self::Word14,
            "urn:schemas-microsoft-com:vml" => Self::Vml,
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
