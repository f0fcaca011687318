//! Payloads of XML as JSON, guided by the shape of the message, so that one reading serves both.
//!
//! XML has texts only: what should be a number and looks like one becomes one, and whatever else it is goes on as a text, for
//! the reading of JSON to forgive and to note.

use super::element::Element;
use crate::deviation::{Deviation, DeviationKind};
use crate::shape::{Field, Kind, Shape};

/// The payload of `element` as JSON, and what was odd about the XML.
pub(crate) fn json(
    element: Option<&Element>,
    document: &str,
    shape: &'static Shape,
    namespace: &str,
) -> (String, Vec<Deviation>) {
    let mut writer = Writer { out: String::new(), path: String::new(), document, namespace, deviations: Vec::new() };
    match element {
        Some(element) => writer.object(element, shape),
        None => {
            writer.note(DeviationKind::MissingPayload, "");
            writer.out.push_str("{}");
        }
    }
    (writer.out, writer.deviations)
}

struct Writer<'a> {
    out: String,
    path: String,
    document: &'a str,
    namespace: &'a str,
    deviations: Vec<Deviation>,
}

impl Writer<'_> {
    /// Notes something odd; what concerns the whole message, once.
    fn note(&mut self, kind: DeviationKind, text: &str) {
        let is_of_all = matches!(kind, DeviationKind::OddNamespace | DeviationKind::OddOrder);
        if !is_of_all || self.deviations.iter().all(|noted| noted.kind != kind) {
            Deviation::note(&mut self.deviations, &self.path, kind, text);
        }
    }

    fn object(&mut self, element: &Element, shape: &'static Shape) {
        if element.namespace.as_deref() != Some(self.namespace) {
            self.note(DeviationKind::OddNamespace, element.namespace.as_deref().unwrap_or_default());
        }
        self.out.push('{');
        if let Some(text) = shape.xml_text {
            self.attributes(element, shape, text);
        }
        self.children(element, shape);
        self.out.push('}');
    }

    /// Members that stand in attributes, beside the one that is the text.
    fn attributes(&mut self, element: &Element, shape: &'static Shape, text: &'static str) {
        self.name(text);
        self.string(&element.text);
        for (name, value) in &element.attributes {
            self.name(name);
            match shape.field(name) {
                Some(field) => self.scalar(value, field.kind),
                None => self.string(value),
            }
        }
    }

    /// Members that stand in elements. Those of a list stand one after the other, and need not stand together; where there are
    /// none, a list that must be there is empty.
    fn children(&mut self, element: &Element, shape: &'static Shape) {
        let order: Vec<&Field> = shape.elements().collect();
        let mut lists: Vec<Vec<&Element>> = vec![Vec::new(); order.len()];
        let mut reached = 0;
        for child in &element.children {
            let Some(index) = place(&order, &child.name) else {
                self.name(&child.name);
                self.string(&child.text);
                continue;
            };
            let field = order[index];
            if index < reached {
                self.note(DeviationKind::OddOrder, &child.name);
            }
            reached = reached.max(index);
            if child.name != field.name {
                self.inside(field.name, None, |writer| writer.note(DeviationKind::MisspeltMember, &child.name));
            }
            if matches!(field.kind, Kind::List { .. }) {
                lists[index].push(child);
            } else {
                self.name(field.name);
                self.inside(field.name, None, |writer| writer.value(child, field.kind));
            }
        }
        for (field, elements) in order.into_iter().zip(lists) {
            if let Kind::List { of, .. } = field.kind
                && (field.required || !elements.is_empty())
            {
                self.name(field.name);
                self.list(field.name, &elements, *of);
            }
        }
    }

    fn list(&mut self, name: &str, elements: &[&Element], of: Kind) {
        self.out.push('[');
        for (index, element) in elements.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.inside(name, Some(index), |writer| writer.value(element, of));
        }
        self.out.push(']');
    }

    fn value(&mut self, element: &Element, kind: Kind) {
        match kind {
            _ if element.is_nil => self.out.push_str("null"),
            // An element that says nothing stands for an absent object, unless the object may say nothing.
            Kind::Object(shape) if element.is_empty() && shape.fields.iter().any(|field| field.required) => {
                self.out.push_str(r#""""#);
            }
            Kind::Object(shape) => self.object(element, shape),
            Kind::List { of, .. } => self.list("", &[element], *of),
            _ if !element.children.is_empty() => {
                let inside = self.document.get(element.inner.clone()).unwrap_or_default();
                self.note(DeviationKind::ObjectForText, inside);
                self.string(inside);
            }
            scalar => {
                if element.namespace.as_deref() != Some(self.namespace) {
                    self.note(DeviationKind::OddNamespace, element.namespace.as_deref().unwrap_or_default());
                }
                self.scalar(&element.text, scalar);
            }
        }
    }

    fn scalar(&mut self, text: &str, kind: Kind) {
        let trimmed = text.trim();
        match kind {
            Kind::Integer => match trimmed.parse::<i64>() {
                Ok(integer) => self.out.push_str(&integer.to_string()),
                Err(_) => self.string(text),
            },
            Kind::Decimal if serde_json::from_str::<serde_json::Number>(trimmed).is_ok() => self.out.push_str(trimmed),
            Kind::Boolean if matches!(trimmed, "true" | "1") => self.out.push_str("true"),
            Kind::Boolean if matches!(trimmed, "false" | "0") => self.out.push_str("false"),
            Kind::Timestamp => self.string(trimmed),
            _ => self.string(text),
        }
    }

    fn name(&mut self, name: &str) {
        if !self.out.ends_with('{') {
            self.out.push(',');
        }
        self.string(name);
        self.out.push(':');
    }

    fn string(&mut self, text: &str) {
        let quoted = serde_json::to_string(text).expect("a text can always be written");
        self.out.push_str(&quoted);
    }

    fn inside(&mut self, name: &str, index: Option<usize>, act: impl FnOnce(&mut Self)) {
        let depth = self.path.len();
        if depth > 0 {
            self.path.push('.');
        }
        self.path.push_str(name);
        if let Some(index) = index {
            self.path.push_str(&format!("[{index}]"));
        }
        act(self);
        self.path.truncate(depth);
    }
}

/// Where the member stands in the order of the elements: of exactly this name, else of the name in other case.
fn place(order: &[&Field], name: &str) -> Option<usize> {
    let exact = order.iter().position(|field| field.name == name);
    exact.or_else(|| order.iter().position(|field| field.name.eq_ignore_ascii_case(name)))
}
