//! The program `charge-portal`: HTTP API, station sockets, sign-in, event stream and the embedded web app.
//!
//! Entry points ([`listener`], [`router`]) → access ([`access`]) → handlers ([`api`]) → the central system (`csms`) and the store.
//! Handlers hold no rule and no SQL; [`problem`] is the one place where an error becomes a status. Everything belongs to one
//! [`portal::Portal`]; there are no globals.

pub mod access;
pub mod api;
pub mod command_line;
pub mod configuration;
pub mod demo;
pub mod docs;
pub mod export;
pub mod extract;
mod files;
pub mod health;
pub mod language;
pub mod listener;
mod logging;
pub mod metrics;
pub mod pages;
pub mod portal;
pub mod problem;
mod request_log;
pub mod router;
pub mod run;
pub mod sealing;
pub mod shape;
pub mod sign_in;
pub mod station;
pub mod stream;
