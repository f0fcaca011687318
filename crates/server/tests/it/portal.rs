//! A whole portal for a test: a listener on a free port, a SQLite file of its own, and people.

use std::net::SocketAddr;

use domain::NodeId;
use domain::user::Role;
use serde_json::{Value, json};
use server::configuration::Configuration;
use server::run::Program;
use server::sign_in::FirstAdministrator;
use tempfile::TempDir;

use crate::http::{Answer, As, Call, Events};

/// Every person's password.
pub(crate) const PASSWORD: &str = "sykkel med 4 hjul";

pub(crate) struct TestPortal {
    pub(crate) address: SocketAddr,
    pub(crate) administrator: As,
    pub(crate) program: Program,
    pub(crate) folder: TempDir,
}

/// A site with a floor, a station on it, and its two outlets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) site: i64,
    pub(crate) floor: i64,
    pub(crate) station: i64,
    pub(crate) outlet: i64,
}

pub(crate) fn configuration(folder: &TempDir) -> Configuration {
    Configuration {
        listen: "127.0.0.1:0".parse().unwrap(),
        database: format!("sqlite:{}", folder.path().join("portal.db").display()),
        ..Configuration::default()
    }
}

impl TestPortal {
    /// A portal with its first administrator.
    pub(crate) async fn start() -> TestPortal {
        TestPortal::start_with(|_| {}).await
    }

    pub(crate) async fn start_with(change: impl FnOnce(&mut Configuration)) -> TestPortal {
        let folder = tempfile::tempdir().unwrap();
        let mut configuration = configuration(&folder);
        change(&mut configuration);
        let program = Program::start(&configuration).await.unwrap();
        let address = program.address;
        let link = FirstAdministrator::new_link(&program.portal.store, program.portal.now()).await.unwrap();
        let person = json!({"token": link.reveal(), "email": "admin@example.org", "password": PASSWORD, "firstName": "Ada", "lastName": "Berg"});
        let answer = Call::post("/api/v1/first-administrator", &person).send(address).await.expect(204);
        TestPortal { address, administrator: cookie_in(&answer), program, folder }
    }

    pub(crate) async fn send(&self, call: Call) -> Answer {
        call.send(self.address).await
    }

    pub(crate) async fn get(&self, path: &str, who: &As) -> Answer {
        self.send(Call::get(path).by(who)).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value, who: &As) -> Answer {
        self.send(Call::post(path, body).by(who)).await
    }

    pub(crate) async fn listen(&self, path: &str, who: &As) -> Events {
        Call::get(path).by(who).listen(self.address).await
    }

    pub(crate) async fn sign_in(&self, email: &str) -> As {
        let body = json!({"email": email, "password": PASSWORD});
        cookie_in(&self.send(Call::post("/api/v1/sign-in", &body)).await.expect(200))
    }

    /// A person with a role, signed in.
    pub(crate) async fn person(&self, email: &str, role: Role, sites: &[i64]) -> As {
        let portal = &self.program.portal;
        let user = store::user::NewUser {
            email: domain::email::EmailAddress::new(email).unwrap(),
            first_name: "Kari".to_owned(),
            last_name: "Nordmann".to_owned(),
            role,
            site_ids: sites.iter().copied().map(NodeId).collect(),
            parking: String::new(),
            email_at_alarm: false,
            language: None,
            time_zone: None,
            password_hash: Some(portal.hasher.hash(PASSWORD.to_owned()).await.unwrap()),
        };
        portal.store.create_user(user, portal.now()).await.unwrap();
        self.sign_in(email).await
    }

    /// A program's token for the whole portal.
    pub(crate) async fn token(&self, role: Role, may_write: bool) -> As {
        let secret = server::sign_in::Secret::with_prefix("cp_");
        let portal = &self.program.portal;
        let token = store::token::NewToken {
            token_hash: secret.hash().0,
            name: "program".to_owned(),
            role,
            site_ids: Vec::new(),
            may_write,
            expires_at: None,
            created_at: portal.now(),
            created_by: "admin@example.org".to_owned(),
        };
        portal.store.create_token(token).await.unwrap();
        As::Token(secret.reveal().to_owned())
    }

    /// Makes a node and gives its id.
    pub(crate) async fn node(&self, body: &Value) -> i64 {
        self.post("/api/v1/nodes", body, &self.administrator).await.expect(201).json()["id"].as_i64().unwrap()
    }

    /// A site with a floor and a station with two outlets; names begin with `name`, which is also the charge box id.
    pub(crate) async fn place(&self, name: &str) -> Place {
        let site = self.node(&json!({"kind": "site", "parentId": 1, "name": format!("{name} site")})).await;
        let floor = self.node(&json!({"kind": "floor", "parentId": site, "name": format!("{name} floor")})).await;
        let station = json!({"kind": "station", "parentId": floor, "name": format!("{name} station"), "station": {"chargeBoxId": name, "outlets": 2}});
        let station = self.node(&station).await;
        let navigator = self.get("/api/v1/navigator", &self.administrator).await.expect(200).json();
        let items = navigator["items"].as_array().unwrap();
        let outlet = items.iter().find(|item| item["parentId"] == station && item["number"] == 1).unwrap();
        Place { site, floor, station, outlet: outlet["id"].as_i64().unwrap() }
    }

    /// Asks again and again until the answer is as wanted.
    pub(crate) async fn eventually(&self, path: &str, holds: impl Fn(&Value) -> bool) {
        let wait = async {
            while !holds(&self.get(path, &self.administrator).await.expect(200).json()) {
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(20), wait).await.expect("it should come to that");
    }

    pub(crate) async fn etag(&self, path: &str) -> String {
        self.get(path, &self.administrator).await.expect(200).header("etag").unwrap().to_owned()
    }
}

/// The cookie that an answer sets, as a browser sends it back.
pub(crate) fn cookie_in(answer: &Answer) -> As {
    let set = answer.header("set-cookie").expect("a cookie is set");
    As::Cookie(set.split(';').next().unwrap().to_owned())
}
