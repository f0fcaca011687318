//! `ocpp.md` rule 2: when two texts are the same tag.

use domain::tag::{InvalidTag, NormalTag, TagText, same_tag};
use proptest::prelude::*;

#[test]
fn normal_form_drops_case_and_separators() {
    for (text, normal) in [
        ("2069C021", "2069C021"),
        ("20:69:c0:21", "2069C021"),
        (" 20-69-C0-21 ", "2069C021"),
        ("20 69\tc0\u{a0}21", "2069C021"),
        ("2069c021\0\0", "2069C021"),
        ("gäst", "GÄST"),
        ("", ""),
        (" :-", ""),
    ] {
        assert_eq!(NormalTag::of(text).as_str(), normal, "{text:?}");
    }
}

#[test]
fn decimal_is_the_same_as_hex_in_both_byte_orders() {
    // 2069C021₁₆ = 543801377; its bytes turned around 21C06920₁₆ = 566257952.
    for (one, other, same) in [
        ("20:69:C0:21", "2069c021", true),
        ("20:69:C0:21", "543801377", true),
        ("20:69:C0:21", "566257952", true),
        ("543801377", "2069C021", true),
        ("543801377", "21C06920", true),
        ("0543801377", "2069C021", true),
        ("0543801377", "543801377", true),
        // A double-size number.
        ("04A1B2C3D4E5F6", "1303689068602870", true),
        ("04A1B2C3D4E5F6", "69495546249912580", true),
        // Zero bytes at either end keep their place.
        ("00000001", "1", true),
        ("00000001", "16777216", true),
        // Other cards.
        ("2069C021", "2069C022", false),
        ("2069C021", "543801378", false),
        // Two hex texts are two cards even when one is the other turned around.
        ("2069C021", "21C06920", false),
        // Names and short numbers are not hex.
        ("1234", "4660", false),
        ("CAFE", "51966", false),
        ("", "", false),
    ] {
        assert_eq!(same_tag(one, other), same, "{one} {other}");
        assert_eq!(same_tag(other, one), same, "{other} {one}");
    }
}

#[test]
fn candidates_begin_with_what_was_sent_and_hold_no_form_twice() {
    let candidates = NormalTag::of("12345678").candidates();
    assert_eq!(candidates[0].as_str(), "12345678");
    for form in ["12345678", "0012345678", "00BC614E", "4E61BC00", "305419896", "2018915346"] {
        assert_eq!(candidates.iter().filter(|candidate| candidate.as_str() == form).count(), 1, "{form}");
    }
    assert!(NormalTag::of(" ").candidates().is_empty());
}

#[test]
fn tags_that_could_be_taken_for_each_other_collide() {
    for (one, other, collide) in [
        ("2069C021", "543801377", true),
        // Both are the card 543801377, each in its byte order.
        ("2069C021", "21C06920", true),
        ("543801377", "566257952", true),
        ("2069C021", "2069C021", true),
        ("2069C021", "2069C022", false),
        ("visitor", "VISITOR", true),
        ("visitor", "visitor2", false),
    ] {
        assert_eq!(NormalTag::of(one).collides(&NormalTag::of(other)), collide, "{one} {other}");
    }
}

#[test]
fn entered_tags_are_bounded() {
    assert_eq!(TagText::new(" 20:69:C0:21 ").unwrap().as_str(), "20:69:C0:21");
    assert_eq!(TagText::new("20:69:C0:21").unwrap().normal().as_str(), "2069C021");
    assert_eq!(TagText::new(""), Err(InvalidTag::Empty));
    assert_eq!(TagText::new(" : - "), Err(InvalidTag::Empty));
    assert_eq!(TagText::new("2069\u{7}C021"), Err(InvalidTag::BadCharacter));
    assert_eq!(TagText::new("gäst"), Err(InvalidTag::BadCharacter));
    assert!(TagText::new(&"A".repeat(20)).unwrap().fits_ocpp_16());
    assert!(!TagText::new(&"A".repeat(21)).unwrap().fits_ocpp_16());
    assert!(TagText::new(&"A".repeat(36)).is_ok());
    assert_eq!(TagText::new(&"A".repeat(37)), Err(InvalidTag::TooLong));
}

proptest! {
    #[test]
    fn normal_form_is_stable(text in ".*") {
        let once = NormalTag::of(&text);
        prop_assert_eq!(&NormalTag::of(once.as_str()), &once);
    }

    #[test]
    fn every_card_is_found_by_its_decimal_in_both_byte_orders(
        bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 4),
            proptest::collection::vec(any::<u8>(), 7),
            proptest::collection::vec(any::<u8>(), 8),
            proptest::collection::vec(any::<u8>(), 10),
        ],
        reversed in any::<bool>(),
    ) {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let number = |bytes: &mut dyn Iterator<Item = &u8>| bytes.fold(0_u128, |sum, &byte| sum * 256 + u128::from(byte));
        let decimal = if reversed { number(&mut bytes.iter().rev()) } else { number(&mut bytes.iter()) }.to_string();
        let (hex, decimal) = (NormalTag::of(&hex), NormalTag::of(&decimal));
        prop_assert!(hex.candidates().contains(&decimal));
        prop_assert!(decimal.candidates().contains(&hex));
        prop_assert!(hex.collides(&decimal) && decimal.collides(&hex));
    }
}
