//! A fresh database for each test.

use tempfile::TempDir;

use super::cluster::PostgresCluster;
use crate::{Store, StoreOptions};

/// An empty database of either kind; a file is removed when this is dropped, a PostgreSQL database with its cluster.
#[derive(Debug)]
pub struct TestDatabase {
    address: String,
    folder: Option<TempDir>,
}

impl TestDatabase {
    /// A new SQLite file.
    ///
    /// # Panics
    /// When there is no room for temporary files.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a test may make temporary files");
        let address = format!("sqlite:{}", folder.path().join("portal.db").display());
        Self { address, folder: Some(folder) }
    }

    /// A new database in the cluster that this process' tests share.
    ///
    /// # Panics
    /// When PostgreSQL is not installed or does not start: a test that needs it fails, and says which package is missing.
    pub async fn postgres() -> Self {
        let cluster = PostgresCluster::shared().unwrap_or_else(|error| panic!("could not {error}: {error:?}"));
        let name = cluster.create_database().await.unwrap_or_else(|error| panic!("could not {error}: {error:?}"));
        Self { address: cluster.address(&name), folder: None }
    }

    /// The address to open it by.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Whether it is SQLite.
    pub fn is_sqlite(&self) -> bool {
        self.folder.is_some()
    }

    /// Opens the store on it.
    ///
    /// # Panics
    /// When that fails.
    pub async fn open(&self) -> Store {
        let options = StoreOptions { readers: 3, ..StoreOptions::default() };
        Store::open(&self.address, options).await.unwrap_or_else(|error| panic!("could not {error}: {error:?}"))
    }
}
