//! Load over real sockets, against an echo and against a small central system.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use simulator::echo::Echo;
use simulator::load::plan::{Mode, Plan};
use simulator::load::report::Report;
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::server::{Request, Response};
use tokio_util::sync::CancellationToken;

fn plan(mode: Mode, server: SocketAddr) -> Plan {
    Plan {
        mode,
        address: format!("ws://{server}/Ocpp/websocket").parse().unwrap(),
        stations: 20,
        ids: "LOAD-{:03}".parse().unwrap(),
        password: Some("secret".to_owned()),
        tags: "TAG-{}".parse().unwrap(),
        warm_up: Duration::ZERO,
        measured: Duration::from_millis(if mode == Mode::Storm { 20_000 } else { 200 }),
        threads: 2,
        bystanders: 3,
        server_process: None,
    }
}

async fn run(mode: Mode, server: SocketAddr) -> Report {
    let plan = plan(mode, server);
    tokio::task::spawn_blocking(move || simulator::load::run(&plan)).await.unwrap().unwrap()
}

fn is_clean(report: &Report) {
    let errors = &report.errors;
    let all = [errors.connect_failures, errors.disconnects, errors.unanswered, errors.not_accepted, errors.strays];
    assert_eq!(all, [0; 5], "{errors:?}");
    assert_eq!(report.refusals, 0);
}

/// A central system that answers as briefly as it can, and asks each station for its configuration.
async fn central_system() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let transactions = Arc::new(AtomicI64::new(0));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, Arc::clone(&transactions)));
        }
    });
    address
}

async fn serve(stream: TcpStream, transactions: Arc<AtomicI64>) {
    #[expect(clippy::result_large_err, reason = "the signature is the library's")]
    let look = |request: &Request, mut response: Response| {
        assert_eq!(request.headers()["sec-websocket-protocol"], "ocpp1.6");
        assert!(request.headers()["authorization"].to_str().unwrap().starts_with("Basic "));
        response.headers_mut().insert("sec-websocket-protocol", "ocpp1.6".parse().unwrap());
        Ok(response)
    };
    let mut socket = tokio_tungstenite::accept_hdr_async(stream, look).await.unwrap();
    socket.send(Message::Ping(Vec::from(*b"?").into())).await.unwrap();
    socket.send(Message::text(r#"[2,"ours","GetConfiguration",{}]"#)).await.unwrap();
    while let Some(Ok(message)) = socket.next().await {
        let Message::Text(text) = message else { continue };
        let frame: Value = serde_json::from_str(&text).unwrap();
        if frame[0] != 2 {
            continue;
        }
        let accepted = json!({"status": "Accepted"});
        let payload = match frame[2].as_str().unwrap() {
            "BootNotification" => json!({"status": "Accepted", "currentTime": "2026-01-31T12:00:00Z", "interval": 9}),
            "Authorize" => json!({"idTagInfo": accepted}),
            "StartTransaction" => {
                let id = transactions.fetch_add(1, Ordering::Relaxed) + 1;
                json!({"idTagInfo": accepted, "transactionId": id})
            }
            "MeterValues" | "StopTransaction" => {
                let action = frame[2].as_str().unwrap();
                assert!(frame[3]["transactionId"].as_i64().unwrap() > 0, "{action} names its transaction");
                json!({})
            }
            _ => json!({}),
        };
        if socket.send(Message::text(json!([3, frame[1], payload]).to_string())).await.is_err() {
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_echo_sends_everything_back() {
    let echo = Echo::listen("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let address = echo.address().unwrap();
    let cancelled = CancellationToken::new();
    let serving = tokio::spawn(echo.serve(cancelled.clone()));
    for mode in [Mode::EchoHeartbeat, Mode::EchoMeter] {
        let report = run(mode, address).await;
        is_clean(&report);
        assert_eq!(report.ready, 20);
        assert!(report.messages > 20, "{}", report.messages);
        assert!(report.latency.p50_ms <= report.latency.p99_ms && report.latency.p99_ms <= report.latency.max_ms);
    }
    cancelled.cancel();
    serving.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_central_system_answers_every_mode() {
    let address = central_system().await;
    for mode in [Mode::Heartbeat, Mode::Meter, Mode::Sessions, Mode::Idle] {
        let report = run(mode, address).await;
        is_clean(&report);
        assert_eq!(report.ready, 20, "{mode}");
        assert_eq!(report.server_calls, 20, "{mode}: each station is asked once, and answers");
        assert!(mode == Mode::Idle || report.messages > 20, "{mode}: {}", report.messages);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_storm_brings_everyone_back() {
    let report = run(Mode::Storm, central_system().await).await;
    is_clean(&report);
    let storm = report.storm.unwrap();
    assert!(storm.all && storm.recovered == 20, "{storm:?}");
    assert_eq!(report.ready, 23);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_server_there_is_no_load() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let plan = plan(Mode::Heartbeat, address);
    let error = tokio::task::spawn_blocking(move || simulator::load::run(&plan)).await.unwrap().unwrap_err();
    assert!(error.to_string().starts_with("connect any station: failed to talk to the server"), "{error}");
}
