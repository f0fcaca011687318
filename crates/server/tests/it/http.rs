//! The smallest honest HTTP client: a connection per request, so that nothing is hidden by a library.

use std::net::SocketAddr;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// Who asks: a cookie, a token, or nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum As {
    /// Nobody.
    Nobody,
    /// A browser with a sign-in.
    Cookie(String),
    /// A program.
    Token(String),
}

/// A request to be sent.
pub(crate) struct Call {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Call {
    pub(crate) fn new(method: &str, path: &str) -> Call {
        Call { method: method.to_owned(), path: path.to_owned(), headers: Vec::new(), body: None }
    }

    pub(crate) fn get(path: &str) -> Call {
        Call::new("GET", path)
    }

    pub(crate) fn post(path: &str, body: &Value) -> Call {
        Call::new("POST", path).json(body)
    }

    pub(crate) fn json(self, body: &Value) -> Call {
        let call = self.header("content-type", "application/json");
        Call { body: Some(body.to_string().into_bytes()), ..call }
    }

    pub(crate) fn bytes(self, body: impl Into<Vec<u8>>) -> Call {
        Call { body: Some(body.into()), ..self }
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Call {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// As somebody; a browser also says that the page is the portal's own.
    pub(crate) fn by(self, who: &As) -> Call {
        match who {
            As::Nobody => self,
            As::Cookie(cookie) => self.header("cookie", cookie).header("sec-fetch-site", "same-origin"),
            As::Token(token) => self.header("authorization", &format!("Bearer {token}")),
        }
    }

    fn head(&self, address: SocketAddr, connection: &str) -> String {
        let mut head =
            format!("{} {} HTTP/1.1\r\nhost: {address}\r\nconnection: {connection}\r\n", self.method, self.path);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if let Some(body) = &self.body {
            head.push_str(&format!("content-length: {}\r\n", body.len()));
        }
        head + "\r\n"
    }

    /// Sends it and reads the whole answer.
    pub(crate) async fn send(self, address: SocketAddr) -> Answer {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let mut request = self.head(address, "close").into_bytes();
        request.extend(self.body.unwrap_or_default());
        // A server that refuses early may close before it has read everything.
        let _refused = stream.write_all(&request).await;
        let mut reader = BufReader::new(stream);
        let (status, headers) = read_head(&mut reader).await;
        let chunked = header_of(&headers, "transfer-encoding") == Some("chunked");
        let mut body = Vec::new();
        if chunked {
            while let Some(chunk) = read_chunk(&mut reader).await {
                body.extend(chunk);
            }
        } else {
            let _reset = reader.read_to_end(&mut body).await;
        }
        Answer { status, headers, body }
    }

    /// Sends it and reads only the status.
    pub(crate) async fn status(self, address: SocketAddr) -> u16 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(self.head(address, "close").as_bytes()).await.unwrap();
        read_head(&mut BufReader::new(stream)).await.0
    }

    /// Sends it and gives the stream of server-sent events.
    pub(crate) async fn listen(self, address: SocketAddr) -> Events {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(self.head(address, "keep-alive").as_bytes()).await.unwrap();
        let mut reader = BufReader::new(stream);
        let (status, headers) = read_head(&mut reader).await;
        assert_eq!(status, 200);
        assert_eq!(header_of(&headers, "content-type"), Some("text/event-stream"));
        Events { reader, text: String::new() }
    }
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header_of(&self.headers, name)
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The name of the problem, such as `not-found`.
    pub(crate) fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{} {}", self.status, self.text());
        let problem = self.json();
        assert_eq!(problem["status"], self.status);
        problem["type"].as_str().unwrap().strip_prefix("/problems/").unwrap().to_owned()
    }

    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Answer {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }
}

/// A stream of server-sent events.
pub(crate) struct Events {
    reader: BufReader<TcpStream>,
    text: String,
}

/// One event.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Event {
    pub(crate) name: String,
    pub(crate) id: Option<String>,
    pub(crate) data: Value,
}

impl Events {
    /// The next event; comments and bare ids are passed over. `None` at the end.
    pub(crate) async fn next(&mut self) -> Option<Event> {
        loop {
            while let Some((block, rest)) = self.text.split_once("\n\n") {
                let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
                let event = field("data:").map(|data| Event {
                    name: field("event:").unwrap_or("message").to_owned(),
                    id: field("id:").map(str::to_owned),
                    data: serde_json::from_str(data).unwrap(),
                });
                self.text = rest.to_owned();
                if event.is_some() {
                    return event;
                }
            }
            let chunk = read_chunk(&mut self.reader).await?;
            self.text.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }

    /// The next event with a name.
    pub(crate) async fn next_named(&mut self, name: &str) -> Event {
        loop {
            let event = self.next().await.unwrap_or_else(|| panic!("the stream ended before {name}"));
            if event.name == name {
                return event;
            }
        }
    }
}

fn header_of<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

async fn read_head(reader: &mut BufReader<TcpStream>) -> (u16, Vec<(String, String)>) {
    let mut line = String::new();
    reader.read_line(&mut line).await.unwrap();
    let status = line.split(' ').nth(1).unwrap_or_else(|| panic!("no status: {line:?}")).parse().unwrap();
    let mut headers = Vec::new();
    loop {
        line.clear();
        reader.read_line(&mut line).await.unwrap();
        let Some((name, value)) = line.trim_end().split_once(':') else { return (status, headers) };
        headers.push((name.to_lowercase(), value.trim().to_owned()));
    }
}

async fn read_chunk(reader: &mut BufReader<TcpStream>) -> Option<Vec<u8>> {
    let mut line = String::new();
    reader.read_line(&mut line).await.ok()?;
    let length = usize::from_str_radix(line.trim(), 16).ok().filter(|length| *length > 0)?;
    let mut chunk = vec![0; length + 2];
    reader.read_exact(&mut chunk).await.ok()?;
    chunk.truncate(length);
    Some(chunk)
}
