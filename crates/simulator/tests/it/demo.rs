//! The demonstration as somebody who looks at it would see it.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use http_body_util::{BodyExt as _, Full};
use hyper::Response;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use ocpp::soap::Version;
use serde_json::{Value, json};
use simulator::access::Access;
use simulator::address::Address;
use simulator::clock::Clock;
use simulator::launch::{Launched, Surroundings};
use simulator::line::{Dial, Dialled, Stream};
use simulator::scenario::ScenarioFile;
use simulator::soap::Hosting;
use tokio::io::DuplexStream;
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::server::{Request, Response as Upgrade};

use crate::central_system::noon;
use crate::soap::{Post, answer};

/// What was heard, and when.
type Heard = Arc<Mutex<Vec<(Instant, Value)>>>;

/// A network in which everything is accepted.
#[derive(Clone, Default)]
struct Hospitable {
    heard: Heard,
}

impl Dial for Hospitable {
    fn dial<'a>(&'a self, address: &'a Address, _: &'a Access) -> Dialled<'a> {
        let (near, far) = tokio::io::duplex(1 << 16);
        let heard = Arc::clone(&self.heard);
        match address.path() {
            "/CentralSystemService15" => tokio::spawn(serve_soap(far, Version::V15, heard)),
            "/CentralSystemService16" => tokio::spawn(serve_soap(far, Version::V16, heard)),
            _ => tokio::spawn(serve(far, heard)),
        };
        Box::pin(async move { io::Result::Ok(Box::new(near) as Box<dyn Stream>) })
    }
}

async fn serve(stream: DuplexStream, heard: Heard) {
    #[expect(clippy::result_large_err, reason = "the signature is the library's")]
    let choose = |_: &Request, mut response: Upgrade| {
        response.headers_mut().insert("sec-websocket-protocol", "ocpp1.6".parse().unwrap());
        Ok(response)
    };
    let Ok(mut socket) = tokio_tungstenite::accept_hdr_async(stream, choose).await else { return };
    let accepted = json!({"status": "Accepted"});
    while let Some(Ok(message)) = socket.next().await {
        let Message::Text(text) = message else { continue };
        let frame: Value = serde_json::from_str(&text).unwrap();
        let answer = match frame[2].as_str().unwrap() {
            "BootNotification" => json!({"status": "Accepted", "currentTime": "2026-01-31T12:00:00Z", "interval": 60}),
            "Authorize" => {
                let tag = frame[3]["idTag"].as_str().unwrap();
                let refused = ["B1", "C1", "FF"].iter().any(|end| tag.ends_with(end));
                json!({"idTagInfo": if refused { json!({"status": "Invalid"}) } else { accepted.clone() }})
            }
            "StartTransaction" => json!({"idTagInfo": accepted, "transactionId": 1}),
            "Heartbeat" => json!({"currentTime": "2026-01-31T12:00:00Z"}),
            _ => json!({}),
        };
        heard.lock().unwrap().push((Instant::now(), frame.clone()));
        if socket.send(Message::text(json!([3, frame[1], answer]).to_string())).await.is_err() {
            return;
        }
    }
}

async fn serve_soap(stream: DuplexStream, version: Version, heard: Heard) {
    let service = service_fn(|request: hyper::Request<Incoming>| {
        let heard = Arc::clone(&heard);
        async move {
            let path = request.uri().path().to_owned();
            let body = request.into_body().collect().await.unwrap().to_bytes();
            let post = Post { path, credential: None, document: String::from_utf8(body.into()).unwrap() };
            heard.lock().unwrap().push((Instant::now(), json!([2, "", post.action(), {}])));
            Ok::<_, Infallible>(Response::new(Full::new(Bytes::from(answer(version, &post)))))
        }
    });
    // Some connections only look whether somebody is there.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

#[tokio::test(start_paused = true)]
async fn something_is_always_to_be_seen() {
    let network = Hospitable::default();
    let surroundings = Surroundings {
        addresses: "ws://portal.example/ocpp".parse::<Address>().unwrap().into(),
        dial: Arc::new(network.clone()),
        clock: Clock::showing(noon()),
        access: Access::default(),
        hosting: Hosting::default(),
        ends_with_players: false,
        onlooker: None,
    };
    let began = Instant::now();
    let launched = Launched::new(ScenarioFile::load("demo").unwrap().fleet(), &surroundings);

    let mut seen: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for _ in 0..60 {
        tokio::time::sleep(Duration::from_secs(60)).await;
        let (mut charging, mut faulted, mut offline, mut idle, mut powers) = (0, 0, 0, 0, Vec::new());
        for (_, handle) in &launched.handles {
            let snapshot = handle.look().await.unwrap();
            offline += usize::from(!snapshot.online);
            for outlet in &snapshot.outlets {
                charging += usize::from(outlet.power_w > 0.0);
                faulted += usize::from(outlet.status.as_str() == "Faulted");
                idle += usize::from(outlet.status.as_str() == "Available");
                powers.extend((outlet.power_w > 0.0).then_some(outlet.power_w as u64 / 1000));
            }
        }
        assert!((3..=16).contains(&charging), "{charging} charge after {:?}", began.elapsed());
        assert!(idle >= 5, "{idle} are free");
        powers.sort_unstable();
        powers.dedup();
        assert!(powers.len() >= 2, "with different power: {powers:?} kW");
        for (what, count) in [("faulted", faulted), ("offline", offline)] {
            seen.entry(what).or_default().push(count);
        }
    }
    for (what, counts) in seen {
        let times = counts.iter().filter(|count| **count > 0).count();
        assert!((20..60).contains(&times), "{what} in {times} of 60 minutes");
        assert!(counts.iter().all(|count| *count <= 4), "{what}: {counts:?}");
    }

    launched.stop().await;
    let heard = network.heard.lock().unwrap();
    let is_soap = |frame: &Value| frame[1] == "";
    let ended = |frame: &Value| is_soap(frame) && frame[2] == "StopTransaction";
    assert!(heard.iter().any(|(_, frame)| ended(frame)), "sessions are reported over SOAP too");
    let told = |frame: &Value| frame[2] != "Heartbeat";
    let first_minute = heard.iter().filter(|(at, frame)| *at - began < Duration::from_secs(60) && told(frame));
    let seconds: Vec<f64> = first_minute.map(|(at, _)| (*at - began).as_secs_f64()).collect();
    let pause = seconds.windows(2).map(|pair| pair[1] - pair[0]).fold(0.0, f64::max);
    assert!(pause < 5.0, "nothing happens for {pause:.1} s of the first minute");
    let fast: Vec<f64> = heard
        .iter()
        .filter(|(_, frame)| frame[2] == "MeterValues" && frame[3]["meterValue"].is_array())
        .flat_map(|(_, frame)| frame[3]["meterValue"][0]["sampledValue"].as_array().unwrap())
        .filter(|sample| sample["measurand"] == "Power.Active.Import")
        .map(|sample| sample["value"].as_str().unwrap().parse().unwrap())
        .collect();
    assert!(fast.iter().any(|power_w| *power_w > 50_000.0) && fast.iter().all(|power_w| *power_w <= 120_000.0));
}
