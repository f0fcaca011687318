//! `charge-portal demo`: fills a portal with a company that one can look at, and with loads for benchmarks.

mod charge;
mod company;
mod history;
mod people;
mod rhythm;
