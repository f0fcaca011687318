//! The samples of a reading as compact JSON: `[{"m":"Voltage","o":"230.1","u":"V","p":"L1"}]`.
//!
//! The original is always kept, byte for byte. The value is left out where it is what the original reads as.

use std::borrow::Cow;

use domain::report::Sample;
use serde::{Deserialize, Serialize};

/// A sample with short names; absent members are not written.
#[derive(Serialize, Deserialize)]
struct Packed<'a> {
    #[serde(rename = "m", borrow)]
    measurand: Cow<'a, str>,
    #[serde(rename = "v", default, skip_serializing_if = "Option::is_none")]
    value: Option<f64>,
    #[serde(rename = "u", borrow)]
    unit: Cow<'a, str>,
    #[serde(rename = "p", default, borrow, skip_serializing_if = "Option::is_none")]
    phase: Option<Cow<'a, str>>,
    #[serde(rename = "l", default, borrow, skip_serializing_if = "Option::is_none")]
    location: Option<Cow<'a, str>>,
    #[serde(rename = "c", default, borrow, skip_serializing_if = "Option::is_none")]
    context: Option<Cow<'a, str>>,
    #[serde(rename = "o", borrow)]
    original: Cow<'a, str>,
    #[serde(rename = "n", default, borrow, skip_serializing_if = "Option::is_none")]
    original_unit: Option<Cow<'a, str>>,
    #[serde(rename = "s", default, skip_serializing_if = "std::ops::Not::not")]
    signed: bool,
    /// There is no value though the original reads as a number.
    #[serde(rename = "x", default, skip_serializing_if = "std::ops::Not::not")]
    valueless: bool,
}

/// Packs samples; done by the caller, not by the writer, so that the writer only writes.
pub(crate) fn pack(samples: &[Sample]) -> String {
    let mut bytes = Vec::with_capacity(samples.len() * 72 + 2);
    bytes.push(b'[');
    for (index, sample) in samples.iter().enumerate() {
        if index > 0 {
            bytes.push(b',');
        }
        let read = number(&sample.original);
        let packed = Packed {
            measurand: Cow::Borrowed(&sample.measurand),
            value: if sample.value == read { None } else { sample.value },
            unit: Cow::Borrowed(&sample.unit),
            phase: sample.phase.as_deref().map(Cow::Borrowed),
            location: sample.location.as_deref().map(Cow::Borrowed),
            context: sample.context.as_deref().map(Cow::Borrowed),
            original: Cow::Borrowed(&sample.original),
            original_unit: sample.original_unit.as_deref().map(Cow::Borrowed),
            signed: sample.signed,
            valueless: sample.value.is_none() && read.is_some(),
        };
        serde_json::to_writer(&mut bytes, &packed).expect("texts and numbers are always JSON, and memory takes all");
    }
    bytes.push(b']');
    String::from_utf8(bytes).expect("serde_json writes UTF-8")
}

/// Reads packed samples.
pub(crate) fn unpack(text: &str) -> Result<Vec<Sample>, serde_json::Error> {
    let packed: Vec<Packed<'_>> = serde_json::from_str(text)?;
    Ok(packed
        .into_iter()
        .map(|packed| Sample {
            value: if packed.valueless { None } else { packed.value.or_else(|| number(&packed.original)) },
            measurand: owned(packed.measurand),
            unit: owned(packed.unit),
            phase: packed.phase.map(owned),
            location: packed.location.map(owned),
            context: packed.context.map(owned),
            original: packed.original.into(),
            original_unit: packed.original_unit.map(owned),
            signed: packed.signed,
        })
        .collect())
}

/// What a text reads as when it is a finite number.
fn number(text: &str) -> Option<f64> {
    text.parse::<f64>().ok().filter(|number| number.is_finite())
}

fn owned(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use domain::report::Sample;

    use super::{pack, unpack};

    fn sample(value: Option<f64>, original: &str) -> Sample {
        Sample {
            measurand: Cow::Borrowed("Energy.Active.Import.Register"),
            value,
            unit: Cow::Borrowed("Wh"),
            phase: None,
            location: Some(Cow::Borrowed("Outlet")),
            context: None,
            original: original.into(),
            original_unit: None,
            signed: false,
        }
    }

    #[test]
    fn what_is_packed_is_unpacked_again() {
        let samples = vec![
            sample(Some(12.5), "12.5"),
            sample(Some(12_500.0), "12.5"),
            sample(None, "12.5"),
            sample(None, "OCMF|{\"FV\":\"1.0\"}\0"),
            sample(Some(-0.1), " -0.1 "),
            Sample {
                original_unit: Some(Cow::Borrowed("kWh")),
                phase: Some(Cow::Borrowed("L1-N")),
                context: Some(Cow::Borrowed("Transaction.End")),
                signed: true,
                ..sample(Some(1000.0), "1")
            },
        ];
        assert_eq!(unpack(&pack(&samples)).unwrap(), samples);
        assert_eq!(unpack(&pack(&[])).unwrap(), []);
    }

    #[test]
    fn a_plain_sample_is_short() {
        assert_eq!(
            pack(&[Sample { location: None, ..sample(Some(12.5), "12.5") }]),
            r#"[{"m":"Energy.Active.Import.Register","u":"Wh","o":"12.5"}]"#
        );
    }

    #[test]
    fn odd_text_is_an_error() {
        assert!(unpack("[{]").is_err());
        assert!(unpack("[{\"m\":1}]").is_err());
    }
}
