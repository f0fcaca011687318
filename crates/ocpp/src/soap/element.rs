//! XML documents as trees, bounded in every direction.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::{NsReader, XmlVersion};

/// *Decision:* the largest document that is read, in bytes; as large as a frame may be over JSON.
pub const MAX_BYTES: usize = 1024 * 1024;
/// *Decision:* how deep elements may be nested; OCPP's own messages need nine levels.
pub const MAX_DEPTH: usize = 32;
/// *Decision:* how many elements a document may have; each costs some hundred bytes while it is read.
const MAX_ELEMENTS: usize = 60_000;
/// *Decision:* how many attributes an element may have.
const MAX_ATTRIBUTES: usize = 32;
/// *Decision:* how many different namespaces a document may have.
const MAX_NAMESPACES: usize = 64;

const SCHEMA_INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Why a document could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// It has a document type, which SOAP forbids (SOAP 1.2 part 1 §5).
    #[error("read the document: it has a DOCTYPE")]
    DocumentType,
    /// It refers to an entity that XML does not define itself.
    #[error("read the document: it refers to an unknown entity")]
    UnknownEntity,
    /// It is larger than allowed.
    #[error("read the document: it is larger than {MAX_BYTES} bytes")]
    TooLarge,
    /// Its elements are nested deeper than allowed.
    #[error("read the document: its elements are nested deeper than {MAX_DEPTH} levels")]
    TooDeep,
    /// It has more elements, attributes or namespaces than allowed.
    #[error("read the document: it has too many elements, attributes or namespaces")]
    TooMany,
    /// It is no XML.
    #[error("read the document: it is not well-formed XML")]
    IllFormed,
}

/// An element and what is in it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Element {
    /// The name without its prefix.
    pub(crate) name: String,
    pub(crate) namespace: Option<Arc<str>>,
    /// Those in no namespace, by name.
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Element>,
    /// The text directly inside, without that of the children.
    pub(crate) text: String,
    /// Whether it says `xsi:nil="true"`.
    pub(crate) is_nil: bool,
    /// Where its content stands in the document, in bytes.
    pub(crate) inner: Range<usize>,
}

impl Element {
    /// Reads a document.
    pub(crate) fn read(document: &str) -> Result<Self, DocumentError> {
        if document.len() > MAX_BYTES {
            return Err(DocumentError::TooLarge);
        }
        let mut reader =
            Reader { reader: NsReader::from_str(document), namespaces: Vec::new(), open: Vec::new(), count: 0 };
        reader.read()
    }

    /// The first child of this name, whatever its namespace and case.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name.eq_ignore_ascii_case(name))
    }

    /// Whether there is nothing in it at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.children.is_empty() && self.attributes.is_empty() && self.text.trim().is_empty()
    }
}

struct Reader<'a> {
    reader: NsReader<&'a [u8]>,
    namespaces: Vec<Arc<str>>,
    open: Vec<Element>,
    count: usize,
}

impl Reader<'_> {
    fn read(&mut self) -> Result<Element, DocumentError> {
        let mut root = None;
        loop {
            let before = self.position();
            let event = self.reader.read_event().map_err(|_| DocumentError::IllFormed)?;
            let after = self.position();
            match event {
                Event::Start(start) if root.is_none() => {
                    let element = self.element(&start, after)?;
                    self.open.push(element);
                    if self.open.len() > MAX_DEPTH {
                        return Err(DocumentError::TooDeep);
                    }
                }
                Event::Empty(start) if root.is_none() => {
                    let element = self.element(&start, after)?;
                    self.close(element, &mut root);
                }
                Event::End(_) => {
                    let mut element = self.open.pop().ok_or(DocumentError::IllFormed)?;
                    element.inner.end = before;
                    self.close(element, &mut root);
                }
                Event::Text(text) => self.text(&text.xml10_content())?,
                Event::CData(text) => self.text(&text.xml10_content())?,
                Event::GeneralRef(reference) => {
                    if let Some(character) = reference.resolve_char_ref().map_err(|_| DocumentError::IllFormed)? {
                        self.text(character.encode_utf8(&mut [0; 4]))?;
                    } else {
                        let text = quick_xml::escape::resolve_predefined_entity(&reference);
                        self.text(text.ok_or(DocumentError::UnknownEntity)?)?;
                    }
                }
                Event::DocType(_) => return Err(DocumentError::DocumentType),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
                Event::Start(_) | Event::Empty(_) => return Err(DocumentError::IllFormed),
                Event::Eof if self.open.is_empty() => return root.ok_or(DocumentError::IllFormed),
                Event::Eof => return Err(DocumentError::IllFormed),
            }
        }
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn close(&mut self, element: Element, root: &mut Option<Element>) {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => *root = Some(element),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), DocumentError> {
        match self.open.last_mut() {
            Some(element) => element.text.push_str(text),
            // *Deviation:* NUL bytes after the document, which some stations send, count as blanks.
            None if text
                .chars()
                .all(|character| character.is_whitespace() || matches!(character, '\0' | '\u{feff}')) => {}
            None => return Err(DocumentError::IllFormed),
        }
        Ok(())
    }

    fn element(&mut self, start: &BytesStart<'_>, after: usize) -> Result<Element, DocumentError> {
        self.count += 1;
        if self.count > MAX_ELEMENTS {
            return Err(DocumentError::TooMany);
        }
        let (resolved, name) = self.reader.resolver().resolve_element(start.name());
        let name = name.as_ref().to_owned();
        let namespace = match resolved {
            ResolveResult::Bound(Namespace(namespace)) => Some(namespace),
            ResolveResult::Unbound => None,
            ResolveResult::Unknown(_) => return Err(DocumentError::IllFormed),
        };
        let namespace = namespace.map(|namespace| known(&mut self.namespaces, namespace)).transpose()?;
        let mut element = Element {
            name,
            namespace,
            attributes: Vec::new(),
            children: Vec::new(),
            text: String::new(),
            is_nil: false,
            inner: after..after,
        };
        for (index, attribute) in start.attributes().enumerate() {
            if index == MAX_ATTRIBUTES {
                return Err(DocumentError::TooMany);
            }
            let attribute = attribute.map_err(|_| DocumentError::IllFormed)?;
            if attribute.key.as_namespace_binding().is_some() {
                continue;
            }
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|_| DocumentError::UnknownEntity)?
                .into_owned();
            match self.reader.resolver().resolve_attribute(attribute.key) {
                (ResolveResult::Unbound, name) => element.attributes.push((name.as_ref().to_owned(), value)),
                (ResolveResult::Bound(Namespace(SCHEMA_INSTANCE)), name) if name.as_ref() == "nil" => {
                    element.is_nil = matches!(value.trim(), "true" | "1");
                }
                (ResolveResult::Bound(_) | ResolveResult::Unknown(_), _) => {}
            }
        }
        Ok(element)
    }
}

/// The one copy of a namespace's name.
fn known(namespaces: &mut Vec<Arc<str>>, namespace: &str) -> Result<Arc<str>, DocumentError> {
    if let Some(known) = namespaces.iter().find(|known| &***known == namespace) {
        return Ok(Arc::clone(known));
    }
    if namespaces.len() == MAX_NAMESPACES {
        return Err(DocumentError::TooMany);
    }
    namespaces.push(Arc::from(namespace));
    Ok(Arc::clone(&namespaces[namespaces.len() - 1]))
}

/// The text of a document, and whether it was in another encoding than UTF-8.
///
/// *Deviation:* what is not UTF-8 is read as ISO 8859-1, which is what such stations mean.
#[must_use]
pub fn text_of_bytes(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) => (Cow::Owned(bytes.iter().map(|&byte| char::from(byte)).collect()), true),
    }
}
