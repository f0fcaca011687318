//! The languages in which the server itself writes something that people read: the titles of exported files.

use std::str::FromStr;

use serde::{Deserialize, Deserializer, de};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// A language of the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Norwegian Bokmål.
    Bokmal,
    /// Swedish.
    Swedish,
}

impl Language {
    /// Every language.
    pub const ALL: [Language; 3] = [Language::English, Language::Bokmal, Language::Swedish];

    /// Its code (BCP 47).
    pub const fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Bokmal => "nb",
            Language::Swedish => "sv",
        }
    }

    /// Of a text in each language, in the order of [`Language::ALL`], the one in this.
    pub const fn of(self, texts: [&str; 3]) -> &str {
        texts[self as usize]
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        Language::ALL.into_iter().find(|language| language.code() == code).ok_or(UnknownLanguage)
    }
}

/// A code of no language that the portal speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("read a language: it must be en, nb or sv")]
pub struct UnknownLanguage;

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl PartialSchema for Language {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(Language::ALL.map(Language::code))).into()
    }
}

impl ToSchema for Language {}
