//! What a person should know of a tag.

use domain::tag::{NormalTag, WIRE_16_CHARACTERS};

/// The normal forms among which a tag's look-alikes are found: each form in which it may be written, and each form of those.
pub(super) fn lookalike_forms(tag: &NormalTag) -> Vec<String> {
    let mut forms: Vec<String> =
        tag.candidates().iter().flat_map(NormalTag::candidates).map(|form| form.as_str().to_owned()).collect();
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// The warnings of a tag, `others` being all tags among its [`lookalike_forms`].
pub(super) fn warnings<'a>(tag: &NormalTag, others: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let mut warnings = Vec::new();
    if tag.as_str().len() > WIRE_16_CHARACTERS {
        warnings.push(format!(
            "It is longer than the {WIRE_16_CHARACTERS} characters that OCPP 1.5 and 1.6 stations can send."
        ));
    }
    for (normal, id_tag) in others {
        let other = NormalTag::of(normal);
        if other != *tag && tag.collides(&other) {
            warnings.push(format!("Stations can take it for the tag {id_tag}."));
        }
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_that_could_be_another_is_found_and_warned_of() {
        let hex = NormalTag::of("01020304");
        let same_card =
            [("16909060", "its number"), ("67305985", "its number from behind"), ("04030201", "its bytes from behind")];
        for (written, why) in same_card {
            let other = NormalTag::of(written);
            assert!(lookalike_forms(&hex).contains(&other.as_str().to_owned()), "{why}");
            assert_eq!(warnings(&hex, [(written, written)]).len(), 1, "{why}");
        }
        assert!(warnings(&hex, [("01020304", "01:02:03:04"), ("0A0B0C0D", "0A0B0C0D")]).is_empty());
        assert_eq!(warnings(&NormalTag::of(&"A".repeat(21)), []).len(), 1);
    }
}
