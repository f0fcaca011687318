//! What a message looks like on the wire, as data.
//!
//! Shapes come out of the same table as the types (see [`crate::message`]). They are compared with the official schemas, and
//! they tell the SOAP side how XML elements and JSON members correspond.

/// An object: its name and its members.
#[derive(Debug, PartialEq, Eq)]
pub struct Shape {
    /// The name, such as `StartTransactionRequest`.
    pub name: &'static str,
    /// The members, in the order of the official JSON schema.
    pub fields: &'static [Field],
    /// The order of the elements in XML where it differs from that of [`Self::fields`], else empty.
    pub xml_order: &'static [&'static str],
    /// The member that XML has as the element's text, the others being its attributes; `None` where all are elements.
    pub xml_text: Option<&'static str>,
}

/// A member of an object.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// The name on the wire.
    pub name: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// What it holds.
    pub kind: Kind,
}

/// What a member or list element holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An integer; 32 bits when sent.
    Integer,
    /// A number with at most one fraction digit.
    Decimal,
    /// True or false.
    Boolean,
    /// A text.
    Text {
        /// How many characters it may have, where there is a limit.
        limit: Option<usize>,
    },
    /// One of a set of words.
    Enumeration(&'static Words),
    /// A time.
    Timestamp,
    /// An object.
    Object(&'static Shape),
    /// A list.
    List {
        /// What its elements are.
        of: &'static Kind,
        /// How many there must be at least: 0 or 1.
        at_least: usize,
    },
}

/// The words of an enumeration.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    /// The name, such as `ChargePointStatus`.
    pub name: &'static str,
    /// The words, in the specification's order.
    pub values: &'static [&'static str],
    /// Whether other words are kept when they are received.
    pub open: bool,
}

impl Shape {
    /// The member with exactly this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The members in the order in which XML has them.
    pub fn elements(&self) -> impl Iterator<Item = &'static Field> {
        let ordered = self.xml_order.iter().filter_map(|name| self.field(name));
        let unordered: &'static [Field] = if self.xml_order.is_empty() { self.fields } else { &[] };
        ordered.chain(unordered)
    }
}
