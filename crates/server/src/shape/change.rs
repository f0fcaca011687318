//! Members of a PATCH body which can be left out, emptied (`null`) or set.

use serde::{Deserialize, Deserializer};

/// Reads a member that was sent: `null` is `Some(None)`. With `#[serde(default)]` one that was not sent is `None`.
///
/// # Errors
/// Those of the member's own type.
pub fn sent<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    #[test]
    fn left_out_emptied_and_set_differ() {
        #[derive(serde::Deserialize)]
        struct Patch {
            #[serde(default, deserialize_with = "super::sent")]
            value: Option<Option<i32>>,
        }
        for (body, expected) in [("{}", None), (r#"{"value":null}"#, Some(None)), (r#"{"value":7}"#, Some(Some(7)))] {
            assert_eq!(serde_json::from_str::<Patch>(body).unwrap().value, expected);
        }
    }
}
