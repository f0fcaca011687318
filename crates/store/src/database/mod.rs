//! Two databases behind one interface: connections, statements, rows, migrations.

mod assembly;
mod connection;
mod open;
mod row;
mod rows;
mod statement;
mod value;

pub(crate) use assembly::Assembly;
pub(crate) use connection::{Connection, Readers};
pub(crate) use open::Database;
pub(crate) use row::Row;
pub(crate) use rows::{Kind, Rows, RowsStatement};
pub(crate) use statement::{Statement, sql};
pub(crate) use value::{Bind, Value};
