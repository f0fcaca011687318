//! Messages as types, generated from one table each.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::shape::Shape;
use crate::wire::Wire;

/// A payload: what stands in a CALL or CALLRESULT.
pub trait Message: Wire + Serialize + DeserializeOwned {
    /// What it looks like on the wire.
    const SHAPE: &'static Shape;
}

/// The payload of a CALL, paired with that of its answer.
pub trait Request: Message {
    /// The action that the CALL names, such as `StartTransaction`.
    const ACTION: &'static str;
    /// What answers it.
    type Response: Message;
}

/// Defines an object from a table: its type, how it is read and written, and its [`Shape`].
///
/// The strict reading is written out here since the one that serde derives would also take lists for objects and nulls for
/// absent members. Members stand in the order of the official JSON schema. `required` ones are plain, `optional` ones an `Option` that is left
/// out when it is `None`. Where XML has another order, an `xml [...]` after the name gives it; where XML has one member as the
/// element's text and the others as its attributes, `attributes_beside` names the one. `new` takes the required members.
macro_rules! object {
    (
        $(#[$about:meta])*
        pub struct $name:ident $(xml [$($xml:literal),* $(,)?])? $(attributes_beside $content:literal)? {
            $(
                $(#[$about_field:meta])*
                $(required $required:ident)? $(optional $optional:ident)? $wire:literal: $type:ty
            ),* $(,)?
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        pub struct $name {
            $(
                $(#[$about_field])*
                #[serde(rename = $wire)]
                $(pub $required: $type,)?
                $(
                    #[serde(skip_serializing_if = "Option::is_none")]
                    pub $optional: Option<$type>,
                )?
            )*
        }

        impl $name {
            /// What it looks like on the wire.
            pub const SHAPE: &'static $crate::shape::Shape = &$crate::shape::Shape {
                name: stringify!($name),
                fields: &[$($crate::shape::Field {
                    name: $wire,
                    required: $crate::message::object!(@required $($required)? $(optional $optional)?),
                    kind: <$type as $crate::wire::Wire>::KIND,
                }),*],
                xml_order: &[$($($xml),*)?],
                xml_text: $crate::message::object!(@text $($content)?),
            };

            /// With the required members, in their order, and no others.
            #[must_use]
            #[allow(clippy::new_without_default, reason = "some messages have required members and some have none")]
            pub fn new($($($required: impl Into<$type>,)?)*) -> Self {
                Self { $($($required: $required.into(),)? $($optional: None,)?)* }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Members;

                impl<'de> serde::de::Visitor<'de> for Members {
                    type Value = $name;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        formatter.write_str("an object")
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut members: A) -> Result<$name, A::Error> {
                        $(
                            $(let mut $required: Option<$type> = None;)?
                            $(let mut $optional: Option<$type> = None;)?
                        )*
                        while let Some(name) = members.next_key::<$crate::wire::strict::Name<'de>>()? {
                            match name.as_str() {
                                $($wire => {
                                    $($crate::wire::strict::take_once(&mut $required, &mut members)?;)?
                                    $($crate::wire::strict::take_once(&mut $optional, &mut members)?;)?
                                })*
                                _ => return Err(serde::de::Error::custom("unknown member")),
                            }
                        }
                        Ok($name {
                            $(
                                $($required: $required.ok_or_else(|| serde::de::Error::missing_field($wire))?,)?
                                $($optional,)?
                            )*
                        })
                    }
                }

                deserializer.deserialize_map(Members)
            }
        }

        impl $crate::wire::Wire for $name {
            const KIND: $crate::shape::Kind = $crate::shape::Kind::Object($name::SHAPE);

            fn check(&self) -> Result<(), $crate::violation::Unsendable> {
                $(
                    $($crate::wire::Wire::check(&self.$required).map_err(|error| error.within($wire))?;)?
                    $(
                        if let Some(value) = &self.$optional {
                            $crate::wire::Wire::check(value).map_err(|error| error.within($wire))?;
                        }
                    )?
                )*
                Ok(())
            }

            fn accept(
                raw: &serde_json::value::RawValue,
                repair: &mut $crate::repair::Repair,
            ) -> Result<Self, $crate::violation::Violation> {
                let members = &mut repair.members(raw)?;
                let value = Self {
                    $(
                        $($required: repair.required(members, $wire)?,)?
                        $($optional: repair.optional(members, $wire)?,)?
                    )*
                };
                repair.leave(members);
                Ok(value)
            }
        }
    };
    (@text $content:literal) => { Some($content) };
    (@text) => { None };
    (@required optional $optional:ident) => { false };
    (@required $required:ident) => { true };
}

/// Defines the request and response of an action; each as `object!` does.
macro_rules! message {
    (
        $action:literal:
        $(#[$about_request:meta])*
        pub struct $request:ident $(xml [$($request_xml:literal),* $(,)?])? { $($request_fields:tt)* }
        $(#[$about_response:meta])*
        pub struct $response:ident $(xml [$($response_xml:literal),* $(,)?])? { $($response_fields:tt)* }
    ) => {
        $crate::message::object! {
            $(#[$about_request])*
            pub struct $request $(xml [$($request_xml),*])? { $($request_fields)* }
        }

        $crate::message::object! {
            $(#[$about_response])*
            pub struct $response $(xml [$($response_xml),*])? { $($response_fields)* }
        }

        impl $crate::message::Message for $request {
            const SHAPE: &'static $crate::shape::Shape = $request::SHAPE;
        }

        impl $crate::message::Message for $response {
            const SHAPE: &'static $crate::shape::Shape = $response::SHAPE;
        }

        impl $crate::message::Request for $request {
            const ACTION: &'static str = $action;
            type Response = $response;
        }
    };
}

pub(crate) use {message, object};
