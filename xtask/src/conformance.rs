//! `docs/CONFORMANCE.md` names tests: here it is held to name only tests that there are, and every case of the OCA's list.

use std::collections::BTreeSet;

use crate::process::workspace;

/// A link of the document: a test's name and the file that it should be in.
struct Link<'a> {
    test: &'a str,
    file: &'a str,
}

fn document() -> String {
    std::fs::read_to_string(workspace().join("docs/CONFORMANCE.md")).expect("the document is there")
}

/// Everything written as `[test](../file)`.
fn links(text: &str) -> Vec<Link<'_>> {
    let mut links = Vec::new();
    for (at, _) in text.match_indices("](../") {
        let test = text[..at].rsplit('[').next().unwrap_or_default();
        let file = text[at + "](../".len()..].split(')').next().unwrap_or_default();
        links.push(Link { test, file });
    }
    links
}

/// The case that a row of a table is about, such as `TC_004_1`, and what stands in the row.
fn cases(text: &str) -> Vec<(&str, &str)> {
    text.lines()
        .filter(|line| line.starts_with("| TC_"))
        .map(|line| (line[2..].split(' ').next().unwrap_or_default(), line))
        .collect()
}

#[test]
fn every_test_that_the_document_names_is_there() {
    let text = document();
    let links = links(&text);
    assert!(links.len() > 60, "only {} links were found", links.len());
    let mut missing = Vec::new();
    for Link { test, file } in links {
        let source = std::fs::read_to_string(workspace().join(file)).unwrap_or_default();
        let wanted = if file.ends_with(".rs") { format!("fn {test}(") } else { test.to_owned() };
        if !source.contains(&wanted) {
            missing.push(format!("{test} in {file}"));
        }
    }
    assert_eq!(missing, Vec::<String>::new(), "docs/CONFORMANCE.md names tests that are not there");
}

#[test]
fn every_number_from_1_to_88_is_accounted_for() {
    let text = document();
    let numbers: BTreeSet<&str> = cases(&text).iter().filter_map(|(case, _)| case.get(3..6)).collect();
    let missing: Vec<String> =
        (1..=88).map(|number| format!("{number:03}")).filter(|number| !numbers.contains(number.as_str())).collect();
    assert_eq!(missing, Vec::<String>::new(), "docs/CONFORMANCE.md leaves out test cases");
}

#[test]
fn every_case_has_a_test_or_a_reason() {
    let text = document();
    for (case, row) in cases(&text) {
        let last = row.trim_end_matches('|').rsplit('|').next().unwrap_or_default().trim();
        assert!(last.contains("](../") || last.len() > 20, "{case} has neither a test nor a reason: {row}");
    }
}
