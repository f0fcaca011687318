//! Values on their way into the database: how the portal's own types are bound.

use domain::{
    AlarmId, CampaignId, CertificateId, CertificateRequestId, CommandId, EventId, ImageId, NodeId, SessionId, TagId,
    TemplateId, TokenId, TransferId, UploadId, UserId, UtcMillis,
};
use sqlx::Arguments as _;
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;

/// A value of one of the five types that the schema knows; NULL has a type too, which PostgreSQL wants to know.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// BIGINT.
    Integer(Option<i64>),
    /// DOUBLE PRECISION.
    Real(Option<f64>),
    /// TEXT.
    Text(Option<String>),
    /// BOOLEAN.
    Boolean(Option<bool>),
    /// BLOB or BYTEA.
    Bytes(Option<Vec<u8>>),
}

/// Gives each value to a driver's arguments.
macro_rules! add_all {
    ($arguments:ident, $values:ident) => {{
        for value in $values {
            match value {
                Value::Integer(value) => $arguments.add(value),
                Value::Real(value) => $arguments.add(value),
                Value::Text(value) => $arguments.add(value),
                Value::Boolean(value) => $arguments.add(value),
                Value::Bytes(value) => $arguments.add(value),
            }
            .map_err(sqlx::Error::Encode)?;
        }
        Ok($arguments)
    }};
}

/// The values as SQLite's driver takes them.
pub(super) fn sqlite_arguments(values: impl IntoIterator<Item = Value>) -> Result<SqliteArguments, sqlx::Error> {
    let mut arguments = SqliteArguments::default();
    add_all!(arguments, values)
}

/// The values as PostgreSQL's driver takes them.
pub(super) fn postgres_arguments(values: impl IntoIterator<Item = Value>) -> Result<PgArguments, sqlx::Error> {
    let mut arguments = PgArguments::default();
    add_all!(arguments, values)
}

/// Something that can be bound in a statement.
pub(crate) trait Bind {
    /// The value as the drivers take it.
    fn value(self) -> Value;
    /// NULL of the same type, which PostgreSQL wants to know.
    fn null() -> Value;
}

impl<T: Bind> Bind for Option<T> {
    fn value(self) -> Value {
        self.map_or_else(T::null, T::value)
    }
    fn null() -> Value {
        T::null()
    }
}

impl Bind for Value {
    fn value(self) -> Value {
        self
    }
    fn null() -> Value {
        Value::Integer(None)
    }
}

macro_rules! bind_integers {
    ($($type:ty => $get:expr),+ $(,)?) => {$(
        impl Bind for $type {
            fn value(self) -> Value {
                let get: fn($type) -> i64 = $get;
                Value::Integer(Some(get(self)))
            }
            fn null() -> Value {
                Value::Integer(None)
            }
        }
    )+};
}

bind_integers! {
    i64 => |number| number,
    u16 => i64::from,
    u32 => i64::from,
    NodeId => |id| id.0,
    SessionId => |id| id.0,
    UserId => |id| id.0,
    TagId => |id| id.0,
    CertificateId => |id| id.0,
    CertificateRequestId => |id| id.0,
    CommandId => |id| id.0,
    TransferId => |id| id.0,
    ImageId => |id| id.0,
    UploadId => |id| id.0,
    CampaignId => |id| id.0,
    AlarmId => |id| id.0,
    EventId => |id| id.0,
    TokenId => |id| id.0,
    TemplateId => |id| id.0,
    UtcMillis => |at| at.0,
}

impl Bind for bool {
    fn value(self) -> Value {
        Value::Boolean(Some(self))
    }
    fn null() -> Value {
        Value::Boolean(None)
    }
}

impl Bind for f64 {
    /// *Decision:* what is no finite number is NULL, since SQLite keeps no NaN.
    fn value(self) -> Value {
        Value::Real(self.is_finite().then_some(self))
    }
    fn null() -> Value {
        Value::Real(None)
    }
}

impl Bind for String {
    /// *Deviation:* U+0000, which PostgreSQL keeps in no text, becomes U+FFFD, so that a station's odd text is stored.
    fn value(self) -> Value {
        let text = if self.contains('\0') { self.replace('\0', "\u{fffd}") } else { self };
        Value::Text(Some(text))
    }
    fn null() -> Value {
        Value::Text(None)
    }
}

impl Bind for &str {
    fn value(self) -> Value {
        self.to_owned().value()
    }
    fn null() -> Value {
        Value::Text(None)
    }
}

impl Bind for &String {
    fn value(self) -> Value {
        self.clone().value()
    }
    fn null() -> Value {
        Value::Text(None)
    }
}

impl Bind for Vec<u8> {
    fn value(self) -> Value {
        Value::Bytes(Some(self))
    }
    fn null() -> Value {
        Value::Bytes(None)
    }
}

#[cfg(test)]
mod tests {
    use super::{Bind, Value};

    #[test]
    fn what_a_database_cannot_keep_is_replaced() {
        assert_eq!("a\0b".value(), Value::Text(Some("a\u{fffd}b".to_owned())));
        assert_eq!(f64::NAN.value(), Value::Real(None));
        assert_eq!(None::<i64>.value(), Value::Integer(None));
    }
}
