//! Databases for tests: a PostgreSQL cluster of the test's own, and fresh databases of both kinds.
//!
//! Only with the feature `testing`.

mod cluster;
mod database;
mod statement;

pub use cluster::{ClusterError, PostgresCluster};
pub use database::TestDatabase;
pub(crate) use statement::record;
pub use statement::record_statements;
