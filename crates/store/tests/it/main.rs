//! Every function of the store, on both databases, each test with a fresh one.

#![expect(clippy::unwrap_used, reason = "a test fails where it unwraps what is not there")]

/// Makes a test of a scenario on SQLite and one on PostgreSQL.
macro_rules! on_both {
    ($($scenario:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $scenario() {
                super::$scenario(store::testing::TestDatabase::sqlite()).await;
            })+
        }
        mod postgres {
            $(#[tokio::test]
            async fn $scenario() {
                super::$scenario(store::testing::TestDatabase::postgres().await).await;
            })+
        }
    };
}

mod certificate;
mod control;
mod deviation;
mod dice;
mod durability;
mod file;
mod garage;
mod message;
mod node;
mod operation;
mod overview;
mod plan;
mod reading;
mod schema;
mod session;
mod session_list;
mod station;
mod template;
mod user;
mod writer;
