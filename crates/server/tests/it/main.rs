//! The program through its sockets: a real listener, a real database, real stations.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it is")]

mod access;
mod certificates;
mod demo;
mod exports;
mod field;
mod files;
mod history;
mod http;
mod listener;
mod message_log;
mod nodes;
mod openapi;
mod operations;
mod overview;
mod portal;
mod sessions;
mod sign_in;
mod soap;
mod station;
mod stream;
mod tags;
mod tls;
mod users;
mod waiting;
mod workbook;
