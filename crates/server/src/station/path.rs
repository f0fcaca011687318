//! The charge box id in the address of a handshake.

/// The path below which stations knock, compared without regard to case.
const ROOT: &str = "/ocpp/websocket/";

/// The percent-decoded last part of a station's path; `None` where the path is none of a station's.
///
/// *Deviation:* stations write the root with all kinds of capitals, and some end the path with a slash. An id that is no UTF-8 or holds a
/// broken escape is taken as written: it will be unknown, and shown so to people.
pub fn charge_box_id(path: &str) -> Option<String> {
    let (root, rest) = path.split_at_checked(ROOT.len())?;
    if !root.eq_ignore_ascii_case(ROOT) {
        return None;
    }
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    Some(decode(rest).unwrap_or_else(|| rest.to_owned()))
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'%' {
            let (digits, after) = after.split_at_checked(2)?;
            let digits = std::str::from_utf8(digits)
                .ok()
                .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = after;
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_taken_from_paths() {
        let table = [
            ("/Ocpp/websocket/CP1", Some("CP1")),
            ("/OCPP/WebSocket/CP1/", Some("CP1")),
            ("/ocpp/websocket/Gar%C3%A5sje%207", Some("Garåsje 7")),
            ("/ocpp/websocket/a%2Fb", Some("a/b")),
            ("/ocpp/websocket/100%", Some("100%")),
            ("/ocpp/websocket/%+1", Some("%+1")),
            ("/ocpp/websocket/%FF", Some("%FF")),
            ("/ocpp/websocket/", Some("")),
            ("/ocpp/websocket", None),
            ("/ocpp/soap/CP1", None),
            ("/ocpp/websocke\u{f8}/", None),
        ];
        for (path, id) in table {
            assert_eq!(charge_box_id(path).as_deref(), id, "{path}");
        }
    }
}
