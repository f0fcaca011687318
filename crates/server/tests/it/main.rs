//! The program through its sockets: a real listener, a real database, real stations.

mod http;
mod listener;
