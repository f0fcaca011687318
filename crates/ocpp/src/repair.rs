//! The second pass of decoding: walks a payload that the strict pass refused, forgives and notes.
//!
//! It never builds a tree of the payload: each object and list is split into the texts of its parts, so numbers keep their
//! digits, members that nobody asked for are never looked into, and the depth of the walk is that of our own types.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::deviation::{Deviation, DeviationKind};
use crate::error_code::ErrorCode;
use crate::shape::Kind;
use crate::violation::Violation;
use crate::wire::Wire;

/// Where the walk is and what it has forgiven.
#[derive(Debug)]
pub struct Repair {
    path: String,
    deviations: Vec<Deviation>,
    /// Whether optional members and list elements that cannot be read are dropped to save the rest.
    salvaging: bool,
}

impl Repair {
    /// Starts a walk at the whole payload.
    pub(crate) fn new(salvaging: bool) -> Self {
        Self { path: String::new(), deviations: Vec::new(), salvaging }
    }

    /// What was forgiven.
    pub(crate) fn into_deviations(self) -> Vec<Deviation> {
        self.deviations
    }

    /// Notes something odd about the value at hand.
    pub(crate) fn note(&mut self, kind: DeviationKind, text: &str) {
        Deviation::note(&mut self.deviations, &self.path, kind, text);
    }

    /// The value at hand cannot be accepted.
    pub(crate) fn violation(&self, code: ErrorCode, message: impl Into<String>) -> Violation {
        Violation { code, path: self.path.clone(), message: message.into() }
    }

    /// The value at hand is of a type that cannot be understood.
    pub(crate) fn wrong_type(&self, wanted: &str, raw: &RawValue) -> Violation {
        let found = match Scalar::of(raw) {
            Scalar::Null => "null",
            Scalar::Boolean(_) => "a boolean",
            Scalar::Number(_) => "a number",
            Scalar::Text { .. } => "a text",
            Scalar::List => "a list",
            Scalar::Object => "an object",
        };
        self.violation(ErrorCode::TypeConstraintViolation, format!("expected {wanted}, found {found}"))
    }

    /// Splits a list and accepts its elements. Nulls among them are left out.
    pub(crate) fn elements<T: Wire>(&mut self, raw: &RawValue) -> Result<Vec<T>, Violation> {
        let parts: Vec<&RawValue> = serde_json::from_str(raw.get())
            .map_err(|_| self.violation(ErrorCode::FormationViolation, "the list cannot be read"))?;
        let mut elements = Vec::with_capacity(parts.len());
        let mut first_violation = None;
        for (index, part) in parts.into_iter().enumerate() {
            let depth = self.path.len();
            write!(self.path, "[{index}]").expect("writing to a string cannot fail");
            match Scalar::of(part) {
                Scalar::Null => self.note(DeviationKind::NullForAbsent, part.get()),
                _ => match T::accept(part, self) {
                    Ok(element) => elements.push(element),
                    Err(violation) if self.salvaging => {
                        self.note(DeviationKind::UnreadableDropped, part.get());
                        first_violation.get_or_insert(violation);
                    }
                    Err(violation) => return Err(violation),
                },
            }
            self.path.truncate(depth);
        }
        match first_violation {
            Some(violation) if elements.is_empty() => Err(violation),
            _ => Ok(elements),
        }
    }

    /// Splits an object into its members.
    pub(crate) fn members<'a>(&mut self, raw: &'a RawValue) -> Result<Members<'a>, Violation> {
        if !matches!(Scalar::of(raw), Scalar::Object) {
            let code =
                if self.path.is_empty() { ErrorCode::FormationViolation } else { ErrorCode::TypeConstraintViolation };
            return Err(Violation { code, ..self.wrong_type("an object", raw) });
        }
        Members::split(raw).map_err(|_| self.violation(ErrorCode::FormationViolation, "the object cannot be read"))
    }

    /// Accepts a member that must be there.
    pub(crate) fn required<T: Wire>(&mut self, members: &mut Members<'_>, name: &'static str) -> Result<T, Violation> {
        let value = members.take(name, self);
        self.inside(name, |repair| match value {
            Some(raw) if !matches!(Scalar::of(raw), Scalar::Null) => T::accept(raw, repair),
            _ => Err(repair.violation(ErrorCode::OccurenceConstraintViolation, "missing")),
        })
    }

    /// Accepts a member that may be absent. Null stands for absent, and so does a blank text where no text is wanted.
    pub(crate) fn optional<T: Wire>(
        &mut self,
        members: &mut Members<'_>,
        name: &'static str,
    ) -> Result<Option<T>, Violation> {
        let Some(raw) = members.take(name, self) else { return Ok(None) };
        self.inside(name, |repair| match Scalar::of(raw) {
            Scalar::Null => {
                repair.note(DeviationKind::NullForAbsent, raw.get());
                Ok(None)
            }
            Scalar::Text { text, .. } if text.trim().is_empty() && !matches!(T::KIND, Kind::Text { .. }) => {
                repair.note(DeviationKind::BlankForAbsent, raw.get());
                Ok(None)
            }
            _ => match T::accept(raw, repair) {
                Ok(value) => Ok(Some(value)),
                Err(_) if repair.salvaging => {
                    repair.note(DeviationKind::UnreadableDropped, raw.get());
                    Ok(None)
                }
                Err(violation) => Err(violation),
            },
        })
    }

    /// Notes the members that nobody asked for.
    pub(crate) fn leave(&mut self, members: &Members<'_>) {
        for (name, raw) in members.iter() {
            self.inside(name, |repair| repair.note(DeviationKind::UnknownMember, raw.get()));
        }
    }

    /// Does something with a member.
    fn inside<T>(&mut self, name: &str, act: impl FnOnce(&mut Self) -> T) -> T {
        let depth = self.path.len();
        if depth > 0 {
            self.path.push('.');
        }
        // A peer's own names may be of any length; ours are short.
        self.path.extend(name.chars().take(64));
        let result = act(self);
        self.path.truncate(depth);
        result
    }
}

/// The members of an object that were not taken yet, in their order.
#[derive(Debug)]
pub(crate) struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Members<'a> {
    /// Splits an object.
    pub(crate) fn split(raw: &'a RawValue) -> Result<Self, serde_json::Error> {
        struct Splitter;

        impl<'de> Visitor<'de> for Splitter {
            type Value = Members<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some((name, value)) = map.next_entry::<&RawValue, &RawValue>()? {
                    members.push((text_of(name.get()).0, value));
                }
                Ok(Members(members))
            }
        }

        serde_json::Deserializer::from_str(raw.get()).deserialize_map(Splitter)
    }

    /// The members, in their order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.0.iter().map(|(name, raw)| (&**name, *raw))
    }

    /// Takes the member of this name; else the one whose name differs only in case or blanks. Of several, the last.
    fn take(&mut self, name: &'static str, repair: &mut Repair) -> Option<&'a RawValue> {
        let exact = self.take_last(name, repair, |candidate| candidate == name);
        exact.or_else(|| {
            let (given, raw) = self.0.iter().find(|(given, _)| given.trim().eq_ignore_ascii_case(name))?;
            let (given, raw) = (given.clone(), *raw);
            repair.inside(name, |repair| repair.note(DeviationKind::MisspeltMember, &given));
            self.0.retain(|(other, _)| *other != given);
            Some(raw)
        })
    }

    fn take_last(
        &mut self,
        name: &'static str,
        repair: &mut Repair,
        same: impl Fn(&str) -> bool,
    ) -> Option<&'a RawValue> {
        let mut taken: Option<&'a RawValue> = None;
        self.0.retain(|(candidate, raw)| {
            let matches = same(candidate);
            if matches && let Some(earlier) = taken.replace(raw) {
                repair.inside(name, |repair| repair.note(DeviationKind::DuplicateMember, earlier.get()));
            }
            !matches
        });
        taken
    }
}

/// A value, looked at without going into it.
#[derive(Debug, PartialEq)]
pub(crate) enum Scalar<'a> {
    Null,
    Boolean(bool),
    /// The digits as they were written.
    Number(&'a str),
    Text {
        text: Cow<'a, str>,
        /// Whether characters that no text can have were replaced.
        broken: bool,
    },
    List,
    Object,
}

impl<'a> Scalar<'a> {
    pub(crate) fn of(raw: &'a RawValue) -> Self {
        let json = raw.get();
        match json.as_bytes().first() {
            Some(b'{') => Self::Object,
            Some(b'[') => Self::List,
            Some(b'"') => {
                let (text, broken) = text_of(json);
                Self::Text { text, broken }
            }
            Some(b't') => Self::Boolean(true),
            Some(b'f') => Self::Boolean(false),
            Some(b'n') | None => Self::Null,
            Some(_) => Self::Number(json),
        }
    }
}

/// The text of a JSON string, borrowed where it holds no escapes; true beside it where halves of surrogate pairs were replaced.
pub(crate) fn text_of(json: &str) -> (Cow<'_, str>, bool) {
    if let Some(inner) = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'))
        && !inner.contains(['\\', '"'])
    {
        return (Cow::Borrowed(inner), false);
    }
    if let Ok(text) = serde_json::from_str::<String>(json) {
        return (Cow::Owned(text), false);
    }
    struct Bytes;

    impl Visitor<'_> for Bytes {
        type Value = String;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a text")
        }

        fn visit_bytes<E>(self, bytes: &[u8]) -> Result<String, E> {
            Ok(String::from_utf8_lossy(bytes).into_owned())
        }
    }

    let lossy = serde_json::Deserializer::from_str(json).deserialize_bytes(Bytes);
    (Cow::Owned(lossy.unwrap_or_else(|_| json.to_owned())), true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_borrowed_unescaped_and_mended() {
        assert!(matches!(text_of(r#""plain""#), (Cow::Borrowed("plain"), false)));
        assert_eq!(text_of(r#""a\u00e5\n""#), (Cow::Owned("aå\n".to_owned()), false));
        let (mended, broken) = text_of(r#""a\ud800b""#);
        assert!(broken && mended.starts_with('a') && mended.ends_with('b'), "{mended}");
    }
}
