//! Our shapes are those of the official service descriptions: names, order, required elements, types, limits, words, namespaces.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ocpp::shape::{Field, Kind, Shape};
use ocpp::soap::{Service, Version};
use ocpp::v16::Half;

use crate::official_schema;
use crate::soap_message::every_soap_message;

/// Where the descriptions of 1.6 disagree with its JSON schemas, which our shapes follow.
const KNOWN_QUIRKS: &[&str] = &[
    "ChargingSchedule.chargingSchedulePeriod: required true, ours false",
    "MeterValuesRequest.meterValue: required false, ours true",
    "UnitOfMeasure: [\"Celcius\", \"Hertz\"] are ours only",
];

const FILES: [(Version, Service, &str); 4] = [
    (Version::V15, Service::CentralSystem, "ocpp_centralsystemservice_1.5_final.wsdl"),
    (Version::V15, Service::ChargePoint, "ocpp_chargepointservice_1.5_final.wsdl"),
    (Version::V16, Service::CentralSystem, "OCPP_CentralSystemService_1.6.wsdl"),
    (Version::V16, Service::ChargePoint, "OCPP_ChargePointService_1.6.wsdl"),
];

#[test]
fn every_shape_is_that_of_its_service_description() {
    let Some(folder) = official_schema::folder() else { return };
    let mut differences = BTreeSet::new();
    for (version, service, file) in FILES {
        let description = Description::read(&folder.join("wsdl").join(file));
        assert_eq!(description.namespace, version.namespace(service), "{file}");
        let mut ours = BTreeSet::new();
        for message in
            every_soap_message().iter().filter(|message| (message.version, message.service) == (version, service))
        {
            let suffix = if message.half == Half::Request { "" } else { "Response" };
            ours.insert(format!("/{}{suffix}", message.action));
            description.compare(message.shape, version, &mut differences);
        }
        assert_eq!(ours, description.actions, "{file}");
    }
    assert_eq!(differences.iter().map(String::as_str).collect::<Vec<_>>(), KNOWN_QUIRKS);
}

/// What a service description says.
#[derive(Default)]
struct Description {
    namespace: String,
    actions: BTreeSet<String>,
    /// The elements, or attributes, of a complex type in their order.
    types: BTreeMap<String, Vec<Part>>,
    /// The words and the longest text of a simple type.
    words: BTreeMap<String, BTreeSet<String>>,
    limits: BTreeMap<String, usize>,
}

struct Part {
    name: String,
    kind: Option<String>,
    required: bool,
    many: bool,
}

impl Description {
    /// Reads a description. The files are regular enough for a look at their tags.
    fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut description =
            Self { namespace: attribute(&text, "targetNamespace").expect("it has a namespace"), ..Self::default() };
        let mut open: Vec<(String, Vec<Part>)> = Vec::new();
        let mut simple = String::new();
        for tag in text.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap_or_default();
            if let Some(action) = attribute(tag, "wsaw:Action") {
                description.actions.insert(action);
            } else if tag.starts_with("s:complexType") && !tag.ends_with('/') {
                // One without a name belongs to the element `value` of 1.5's MeterValue.
                open.push((attribute(tag, "name").unwrap_or_else(|| "Sample".to_owned()), Vec::new()));
            } else if tag.starts_with("/s:complexType") {
                description.types.extend(open.pop());
            } else if (tag.starts_with("s:element") || tag.starts_with("s:attribute"))
                && let (Some((_, parts)), Some(name)) = (open.last_mut(), attribute(tag, "name"))
            {
                let optional = attribute(tag, "minOccurs").as_deref() == Some("0") || tag.starts_with("s:attribute");
                let many = attribute(tag, "maxOccurs").as_deref() == Some("unbounded");
                parts.push(Part { name, kind: attribute(tag, "type"), required: !optional, many });
            } else if tag.starts_with("s:simpleType") {
                simple = attribute(tag, "name").unwrap_or_default();
            } else if tag.starts_with("s:enumeration") {
                description.words.entry(simple.clone()).or_default().extend(attribute(tag, "value"));
            } else if tag.starts_with("s:maxLength") {
                let limit = attribute(tag, "value").and_then(|limit| limit.parse().ok());
                description.limits.insert(simple.clone(), limit.expect("limits are numbers"));
            }
        }
        description
    }

    fn compare(&self, shape: &Shape, version: Version, differences: &mut BTreeSet<String>) {
        let Some(parts) = self.types.get(shape.name) else {
            differences.insert(format!("{} is ours only", shape.name));
            return;
        };
        let ours: Vec<&Field> = shape.elements().filter(|field| Some(field.name) != shape.xml_text).collect();
        let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(ours.iter().map(|field| field.name).collect::<Vec<_>>(), names, "{}", shape.name);
        for (field, part) in ours.into_iter().zip(parts) {
            let path = format!("{}.{}", shape.name, part.name);
            let is_list = matches!(field.kind, Kind::List { .. });
            assert_eq!(is_list, part.many, "{path}");
            // A list that may be empty may be absent.
            let required = field.required && !matches!(field.kind, Kind::List { at_least: 0, .. });
            if required != part.required {
                differences.insert(format!("{path}: required {}, ours {required}", part.required));
            }
            let kind = if let Kind::List { of, .. } = field.kind { *of } else { field.kind };
            self.compare_kind(&path, kind, part.kind.as_deref(), version, differences);
        }
    }

    fn compare_kind(
        &self,
        path: &str,
        kind: Kind,
        official: Option<&str>,
        version: Version,
        differences: &mut BTreeSet<String>,
    ) {
        let local = official.map(|name| name.trim_start_matches("tns:")).unwrap_or("Sample");
        match kind {
            Kind::Integer => assert_eq!(official, Some("s:int"), "{path}"),
            Kind::Boolean => assert_eq!(official, Some("s:boolean"), "{path}"),
            Kind::Timestamp => assert_eq!(official, Some("s:dateTime"), "{path}"),
            Kind::Decimal => assert_eq!(official, Some("tns:DecimalOne"), "{path}"),
            Kind::Text { limit } => {
                let theirs = self.limits.get(local).copied();
                // 1.5 has no limits for some texts; those of 1.6 are kept.
                let narrower = version == Version::V15 && limit.is_some() && theirs.is_none();
                if limit != theirs && !narrower {
                    differences.insert(format!("{path}: limit {theirs:?}, ours {limit:?}"));
                }
            }
            Kind::Enumeration(words) => {
                let theirs = self.words.get(local).unwrap_or_else(|| panic!("{path}: {local} has no words"));
                let ours: BTreeSet<String> = words.values.iter().map(|word| (*word).to_owned()).collect();
                let missing: Vec<&String> = theirs.difference(&ours).collect();
                assert!(missing.is_empty(), "{path}: {missing:?} are missing");
                let more: Vec<&String> = ours.difference(theirs).collect();
                if !more.is_empty() {
                    differences.insert(format!("{local}: {more:?} are ours only"));
                }
            }
            Kind::Object(shape) => {
                assert_eq!(shape.name, local, "{path}");
                self.compare(shape, version, differences);
            }
            Kind::List { .. } => panic!("{path}: a list of lists"),
        }
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value.to_owned())
}
