//! The program through its sockets: a real listener, a real database, real stations.

mod access;
mod http;
mod listener;
mod nodes;
mod openapi;
mod operations;
mod portal;
mod sign_in;
mod station;
