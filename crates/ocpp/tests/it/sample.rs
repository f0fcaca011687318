//! Payloads made from shapes.

use ocpp::shape::{Field, Kind, Shape};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// A payload with the required members only, each as small as may be.
pub(crate) fn minimal(shape: &Shape) -> Value {
    object(shape, |field| field.required, &|kind| match kind {
        // It is valid as an address too, which some of them are.
        Kind::Text { limit: None } => json!("ftp://x"),
        Kind::Text { limit: Some(_) } => json!("x"),
        Kind::Integer => json!(0),
        Kind::Decimal => json!(0.0),
        Kind::Boolean => json!(false),
        _ => json!("1970-01-01T00:00:00Z"),
    })
}

/// A payload with every member, each as large as may be.
pub(crate) fn full(shape: &Shape) -> Value {
    object(shape, |_| true, &|kind| match kind {
        Kind::Text { limit: Some(limit) } => json!("ö".repeat(limit)),
        Kind::Text { limit: None } => json!("ftp://host/folder"),
        Kind::Integer => json!(i32::MAX),
        Kind::Decimal => json!(16.1),
        Kind::Boolean => json!(true),
        _ => json!("2026-01-31T12:34:56.789+02:00"),
    })
}

fn object(shape: &Shape, wanted: fn(&Field) -> bool, scalar: &dyn Fn(Kind) -> Value) -> Value {
    let members = shape.fields.iter().filter(|field| wanted(field));
    members.map(|field| (field.name.to_owned(), value(field.kind, wanted, scalar))).collect::<Map<_, _>>().into()
}

fn value(kind: Kind, wanted: fn(&Field) -> bool, scalar: &dyn Fn(Kind) -> Value) -> Value {
    match kind {
        Kind::Object(shape) => object(shape, wanted, scalar),
        Kind::List { of, .. } => json!([value(*of, wanted, scalar)]),
        Kind::Enumeration(words) => json!(words.values[0]),
        other => scalar(other),
    }
}

/// Any payload that may be sent.
pub(crate) fn any_valid(shape: &'static Shape) -> BoxedStrategy<Value> {
    let members: Vec<BoxedStrategy<Option<(String, Value)>>> = shape
        .fields
        .iter()
        .map(|field| {
            let value = any_of_kind(field.kind);
            let value = if field.required { value.prop_map(Some).boxed() } else { prop::option::of(value).boxed() };
            value.prop_map(|value| value.map(|value| (field.name.to_owned(), value))).boxed()
        })
        .collect();
    members.prop_map(|members| Value::Object(members.into_iter().flatten().collect())).boxed()
}

fn any_of_kind(kind: Kind) -> BoxedStrategy<Value> {
    match kind {
        Kind::Integer => any::<i32>().prop_map(Value::from).boxed(),
        Kind::Decimal => any::<i32>().prop_map(|tenths| json!(f64::from(tenths) / 10.0)).boxed(),
        Kind::Boolean => any::<bool>().prop_map(Value::from).boxed(),
        Kind::Text { limit } => prop::collection::vec(any::<char>(), 0..=limit.unwrap_or(40).min(40))
            .prop_map(|characters| Value::from(characters.into_iter().collect::<String>()))
            .boxed(),
        Kind::Enumeration(words) => prop::sample::select(words.values).prop_map(Value::from).boxed(),
        Kind::Timestamp => (0..4_102_444_800_000_i64)
            .prop_map(|utc_ms| Value::from(ocpp::Timestamp::from_utc_ms(utc_ms).as_str()))
            .boxed(),
        Kind::Object(shape) => any_valid(shape),
        Kind::List { of, at_least } => {
            prop::collection::vec(any_of_kind(*of), at_least..4).prop_map(Value::from).boxed()
        }
    }
}

/// A place in a payload: how to reach it, and what it holds.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// As in a JSON pointer, such as `/meterValue/0/timestamp`.
    pub(crate) pointer: String,
    /// As in a deviation, such as `meterValue[0].timestamp`.
    pub(crate) path: String,
    pub(crate) name: &'static str,
    pub(crate) required: bool,
    pub(crate) kind: Kind,
}

/// Every member of a full payload, the inner ones included.
pub(crate) fn places(shape: &'static Shape) -> Vec<Place> {
    let mut places = Vec::new();
    collect(shape, "", "", &mut places);
    places
}

fn collect(shape: &'static Shape, pointer: &str, path: &str, places: &mut Vec<Place>) {
    for field in shape.fields {
        let mut pointer = format!("{pointer}/{}", field.name);
        let separator = if path.is_empty() { "" } else { "." };
        let mut path = format!("{path}{separator}{}", field.name);
        let (name, required, kind) = (field.name, field.required, field.kind);
        places.push(Place { pointer: pointer.clone(), path: path.clone(), name, required, kind });
        let mut kind = kind;
        while let Kind::List { of, .. } = kind {
            kind = *of;
            pointer.push_str("/0");
            path.push_str("[0]");
        }
        if let Kind::Object(shape) = kind {
            collect(shape, &pointer, &path, places);
        }
    }
}

/// The object that holds the place.
pub(crate) fn holder<'a>(payload: &'a mut Value, place: &Place) -> &'a mut Map<String, Value> {
    let pointer = place.pointer.strip_suffix(&format!("/{}", place.name)).expect("a place ends in its name");
    payload.pointer_mut(pointer).and_then(Value::as_object_mut).expect("a full payload has every place")
}
