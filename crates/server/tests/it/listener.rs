//! Connections: limits, patience, TLS and shutdown, with a router of two routes and no portal behind.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::Extension;
use axum::routing::get;
use server::configuration::{Configuration, Limits};
use server::listener::{AddressRange, Line, Listener, Reception, acceptor};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::http::Call;

struct Bench {
    address: SocketAddr,
    stop: CancellationToken,
    tasks: TaskTracker,
    reception: Reception,
    /// Told when a request has come to the slow route, and asked before it answers.
    arrived: Arc<Notify>,
    go_on: Arc<Notify>,
}

async fn bench(limits: Limits, trusted: &[AddressRange], tls: bool) -> Bench {
    let (arrived, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (told, asked) = (Arc::clone(&arrived), Arc::clone(&go_on));
    let router = Router::new()
        .route("/", get(|Extension(line): Extension<Line>| async move { format!("{} {}", line.address, line.secure) }))
        .route(
            "/slow",
            get(move || async move {
                told.notify_one();
                asked.notified().await;
                "done"
            }),
        );
    let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
    let tls = tls.then(|| acceptor(&crate::tls::file("certificate.pem"), &crate::tls::file("key.pem")).unwrap());
    let listener = Listener::bind("127.0.0.1:0".parse().unwrap(), tls).await.unwrap();
    let address = listener.address().unwrap();
    let reception = Reception::new(router, trusted, limits, stop.clone());
    tasks.spawn(listener.run(reception.clone(), tasks.clone(), stop.clone()));
    Bench { address, stop, tasks, reception, arrived, go_on }
}

fn limits() -> Limits {
    Configuration::default().limits
}

/// Reads until the other side closes.
async fn read_all(stream: &mut (impl AsyncReadExt + Unpin)) -> String {
    let mut read = Vec::new();
    // A reset is an end too.
    let _reset = stream.read_to_end(&mut read).await;
    String::from_utf8_lossy(&read).into_owned()
}

#[tokio::test]
async fn one_that_sends_its_head_drop_by_drop_is_dropped() {
    let bench = bench(Limits { head_s: 1, ..limits() }, &[], false).await;
    let mut slow = TcpStream::connect(bench.address).await.unwrap();
    slow.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n").await.unwrap();
    // Others are served meanwhile.
    assert_eq!(Call::get("/").send(bench.address).await.status, 200);
    let said = read_all(&mut slow).await;
    assert!(said.is_empty() || said.starts_with("HTTP/1.1 408"), "{said}");
}

#[tokio::test]
async fn one_that_never_begins_its_handshake_is_dropped() {
    let bench = bench(Limits { handshake_s: 1, ..limits() }, &[], true).await;
    let mut silent = TcpStream::connect(bench.address).await.unwrap();
    assert_eq!(read_all(&mut silent).await, "");
}

#[tokio::test]
async fn an_address_has_only_so_many_connections() {
    let bench = bench(Limits { connections_per_address: 2, ..limits() }, &[], false).await;
    let first = TcpStream::connect(bench.address).await.unwrap();
    let mut second = TcpStream::connect(bench.address).await.unwrap();
    let mut third = TcpStream::connect(bench.address).await.unwrap();
    assert_eq!(read_all(&mut third).await, "", "the third is closed at once");
    second.write_all(b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await.unwrap();
    assert!(read_all(&mut second).await.starts_with("HTTP/1.1 200"));
    drop(first);
    // Both places become free as soon as their tasks have ended.
    while bench.reception.connections() > 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(Call::get("/").send(bench.address).await.status, 200);
}

#[tokio::test]
async fn a_head_that_is_too_large_is_refused() {
    let bench = bench(Limits { head_bytes: 8192, ..limits() }, &[], false).await;
    let answer = Call::get("/").header("x-long", &"a".repeat(9_000)).send(bench.address).await;
    assert_eq!(answer.status, 431);
}

#[tokio::test]
async fn a_shutdown_lets_a_request_finish() {
    let bench = bench(limits(), &[], false).await;
    let mut idle = TcpStream::connect(bench.address).await.unwrap();
    let address = bench.address;
    let request = tokio::spawn(async move { Call::get("/slow").send(address).await });
    bench.arrived.notified().await;
    bench.stop.cancel();
    assert_eq!(read_all(&mut idle).await, "", "an idle connection is closed");
    bench.go_on.notify_one();
    assert_eq!(request.await.unwrap().text(), "done");
    bench.tasks.close();
    bench.tasks.wait().await;
    assert!(TcpStream::connect(bench.address).await.is_err(), "nothing listens any more");
}

#[tokio::test]
async fn a_trusted_proxy_tells_who_asks() {
    let bench = bench(limits(), &["127.0.0.1".parse().unwrap()], false).await;
    let forwarded = Call::get("/").header("x-forwarded-for", "198.51.100.7").header("x-forwarded-proto", "https");
    assert_eq!(forwarded.send(bench.address).await.text(), "198.51.100.7 true");
}

#[tokio::test]
async fn tls_is_spoken_and_known() {
    let bench = bench(limits(), &[], true).await;
    let mut stream = crate::tls::connect(bench.address).await;
    stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await.unwrap();
    assert!(read_all(&mut stream).await.ends_with("127.0.0.1 true"));
}
