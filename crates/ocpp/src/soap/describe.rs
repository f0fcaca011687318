//! The description of a service (WSDL 1.1), written from the same tables as its messages.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::service::{Service, Version, element_name};
use crate::shape::{Field, Kind, Shape, Words};
use crate::v15;
use crate::v16::{self, Direction, FeatureProfile, Half};

/// Describes a service that is offered at `address`.
#[must_use]
pub fn describe(version: Version, service: Service, address: &str) -> String {
    let namespace = version.namespace(service);
    let name = match service {
        Service::CentralSystem => "CentralSystemService",
        Service::ChargePoint => "ChargePointService",
    };
    let operations = operations(version, service);
    let mut types = Types { out: String::new(), written: BTreeSet::new(), waiting: Vec::new() };
    let mut elements = String::new();
    for (action, request, response) in &operations {
        for (half, shape) in [("Request", request), ("Response", response)] {
            let element = element_name(action, half);
            let _ = write!(elements, r#"<s:element name="{element}" type="tns:{}"/>"#, shape.name);
            types.waiting.push(shape);
        }
    }
    types.write_all();
    let mut out = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:wsaw="http://www.w3.org/2006/05/addressing/wsdl" xmlns:tns="{namespace}" targetNamespace="{namespace}"><wsdl:types><s:schema targetNamespace="{namespace}" elementFormDefault="qualified">{}<s:element name="chargeBoxIdentity" type="s:string"/>{elements}</s:schema></wsdl:types><wsdl:message name="Header"><wsdl:part name="ChargeBoxIdentity" element="tns:chargeBoxIdentity"/></wsdl:message>"#,
        types.out
    );
    for (action, ..) in &operations {
        for (message, half) in [("Input", "Request"), ("Output", "Response")] {
            let element = element_name(action, half);
            let _ = write!(
                out,
                r#"<wsdl:message name="{action}{message}"><wsdl:part name="parameters" element="tns:{element}"/></wsdl:message>"#
            );
        }
    }
    let _ = write!(out, r#"<wsdl:portType name="{name}">"#);
    for (action, ..) in &operations {
        let _ = write!(
            out,
            r#"<wsdl:operation name="{action}"><wsdl:input message="tns:{action}Input" wsaw:Action="/{action}"/><wsdl:output message="tns:{action}Output" wsaw:Action="/{action}Response"/></wsdl:operation>"#
        );
    }
    let _ = write!(
        out,
        r#"</wsdl:portType><wsdl:binding name="{name}Soap" type="tns:{name}"><wsaw:UsingAddressing wsdl:required="true"/><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>"#
    );
    for (action, ..) in &operations {
        let _ = write!(
            out,
            r#"<wsdl:operation name="{action}"><soap:operation soapAction="/{action}" style="document"/><wsdl:input><soap:header message="tns:Header" part="ChargeBoxIdentity" use="literal"/><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation>"#
        );
    }
    let _ = write!(
        out,
        r#"</wsdl:binding><wsdl:service name="{name}"><wsdl:port name="{name}Soap12" binding="tns:{name}Soap"><soap:address location="{}"/></wsdl:port></wsdl:service></wsdl:definitions>"#,
        quick_xml::escape::escape(address)
    );
    out
}

type Operation = (&'static str, &'static Shape, &'static Shape);

fn operations(version: Version, service: Service) -> Vec<Operation> {
    let is_asked_here = |direction: Direction| match service {
        Service::CentralSystem => direction != Direction::ToStation,
        Service::ChargePoint => direction != Direction::FromStation,
    };
    match version {
        Version::V15 => v15::Action::ALL
            .iter()
            .filter(|action| is_asked_here(action.direction()))
            .map(|action| (action.as_str(), action.shape(Half::Request), action.shape(Half::Response)))
            .collect(),
        Version::V16 => v16::Action::ALL
            .iter()
            .filter(|action| is_asked_here(action.direction()) && action.profile() != FeatureProfile::Security)
            .map(|action| (action.as_str(), action.shape(Half::Request), action.shape(Half::Response)))
            .collect(),
    }
}

/// The types of the schema, each written once.
struct Types {
    out: String,
    written: BTreeSet<&'static str>,
    waiting: Vec<&'static Shape>,
}

impl Types {
    fn write_all(&mut self) {
        while let Some(shape) = self.waiting.pop() {
            if self.written.insert(shape.name) {
                self.object(shape);
            }
        }
    }

    fn object(&mut self, shape: &'static Shape) {
        let mut body = String::new();
        match shape.xml_text {
            Some(text) => {
                body.push_str(r#"<s:simpleContent><s:extension base="s:string">"#);
                for field in shape.fields.iter().filter(|field| field.name != text) {
                    let kind = self.kind(field.kind);
                    let _ = write!(body, r#"<s:attribute name="{}" type="{kind}"/>"#, field.name);
                }
                body.push_str("</s:extension></s:simpleContent>");
            }
            None => {
                body.push_str("<s:sequence>");
                for field in shape.elements() {
                    let kind = self.kind(field.kind);
                    let _ = write!(body, r#"<s:element name="{}" type="{kind}"{}/>"#, field.name, occurrence(field));
                }
                body.push_str("</s:sequence>");
            }
        }
        let _ = write!(self.out, r#"<s:complexType name="{}">{body}</s:complexType>"#, shape.name);
    }

    /// The name of a type, which is written where it is not yet.
    fn kind(&mut self, kind: Kind) -> String {
        match kind {
            Kind::Integer => "s:int".to_owned(),
            Kind::Decimal => "s:decimal".to_owned(),
            Kind::Boolean => "s:boolean".to_owned(),
            Kind::Text { .. } => "s:string".to_owned(),
            Kind::Timestamp => "s:dateTime".to_owned(),
            Kind::Enumeration(words) => {
                self.words(words);
                format!("tns:{}", words.name)
            }
            Kind::Object(shape) => {
                self.waiting.push(shape);
                format!("tns:{}", shape.name)
            }
            Kind::List { of, .. } => self.kind(*of),
        }
    }

    fn words(&mut self, words: &'static Words) {
        if !self.written.insert(words.name) {
            return;
        }
        let _ = write!(self.out, r#"<s:simpleType name="{}"><s:restriction base="s:string">"#, words.name);
        for word in words.values {
            let _ = write!(self.out, r#"<s:enumeration value="{word}"/>"#);
        }
        self.out.push_str("</s:restriction></s:simpleType>");
    }
}

/// How often an element may stand, where that is not once.
fn occurrence(field: &Field) -> String {
    let is_list = matches!(field.kind, Kind::List { .. });
    let may_be_absent = !field.required || matches!(field.kind, Kind::List { at_least: 0, .. });
    let least = if may_be_absent { r#" minOccurs="0""# } else { "" };
    let most = if is_list { r#" maxOccurs="unbounded""# } else { "" };
    format!("{least}{most}")
}
