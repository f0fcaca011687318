//! The order of XML elements is that of the official WSDLs.

use std::collections::BTreeMap;

use ocpp::shape::{Kind, Shape};

use crate::every_message::every_message;
use crate::official_schema;

/// The elements of a complex type: name and whether there may be many.
type Elements = Vec<(String, bool)>;

#[test]
fn every_shape_of_the_soap_profile_has_the_order_of_its_wsdl() {
    let Some(folder) = official_schema::folder() else { return };
    let mut types = BTreeMap::new();
    for service in ["CentralSystem", "ChargePoint"] {
        let path = folder.join("wsdl").join(format!("OCPP_{service}Service_1.6.wsdl"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        read_types(&text, &mut types);
    }
    assert!(types.len() > 60, "only {} types were found", types.len());
    let mut compared = 0;
    for message in every_message() {
        compare(message.shape, &types, &mut compared);
    }
    assert!(compared > 60, "only {compared} types were compared");
}

fn compare(shape: &Shape, types: &BTreeMap<String, Elements>, compared: &mut usize) {
    let Some(elements) = types.get(shape.name) else { return };
    let ours: Elements =
        shape.elements().map(|field| (field.name.to_owned(), matches!(field.kind, Kind::List { .. }))).collect();
    assert_eq!(&ours, elements, "{}", shape.name);
    *compared += 1;
    for field in shape.fields {
        let kind = if let Kind::List { of, .. } = field.kind { *of } else { field.kind };
        if let Kind::Object(shape) = kind {
            compare(shape, types, compared);
        }
    }
}

/// Finds the complex types. The files are regular enough for a look at their tags.
fn read_types(text: &str, types: &mut BTreeMap<String, Elements>) {
    let mut current: Option<(String, Elements)> = None;
    for tag in text.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        if tag.starts_with("s:complexType") {
            current = attribute(tag, "name").map(|name| (name, Vec::new()));
        } else if tag.starts_with("/s:complexType") {
            types.extend(current.take());
        } else if tag.starts_with("s:element")
            && let (Some((_, elements)), Some(name)) = (&mut current, attribute(tag, "name"))
        {
            elements.push((name, attribute(tag, "maxOccurs").is_some_and(|most| most == "unbounded")));
        }
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value.to_owned())
}
