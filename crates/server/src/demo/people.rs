//! The demo company's people and their tags.

use domain::user::Role;

/// A person of the demo company, besides the administrator.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) email: &'static str,
    pub(super) first_name: &'static str,
    pub(super) last_name: &'static str,
    pub(super) role: Role,
    /// Their site, an index into the company's: what a site administrator looks after, where a driver usually charges.
    pub(super) site: Option<usize>,
    pub(super) parking: &'static str,
    pub(super) language: &'static str,
    /// Their tags, drivers only; the same as in the simulator's `scenarios/demo.toml`.
    pub(super) tags: &'static [&'static str],
}

/// A tag that belongs to nobody.
#[derive(Debug)]
pub(super) struct LooseTag {
    pub(super) id_tag: &'static str,
    pub(super) label: &'static str,
    pub(super) blocked: bool,
    pub(super) expired: bool,
}

const fn driver(
    [email, first_name, last_name]: [&'static str; 3],
    site: usize,
    parking: &'static str,
    language: &'static str,
    tags: &'static [&'static str],
) -> Person {
    Person { email, first_name, last_name, role: Role::Driver, site: Some(site), parking, language, tags }
}

/// Everybody but the administrator.
pub(super) const PEOPLE: [Person; 10] = [
    Person {
        email: "ingrid.dahl@example.org",
        first_name: "Ingrid",
        last_name: "Dahl",
        role: Role::SiteAdministrator,
        site: Some(2),
        parking: "",
        language: "nb",
        tags: &[],
    },
    Person {
        email: "sam.berg@example.org",
        first_name: "Sam",
        last_name: "Berg",
        role: Role::Support,
        site: None,
        parking: "",
        language: "en",
        tags: &[],
    },
    driver(
        ["anna.lindqvist@example.org", "Anna", "Lindqvist"],
        0,
        "C1-03",
        "sv",
        &["04A1B2C3D4E501", "04A1B2C3D4E509"],
    ),
    driver(["erik.sandberg@example.org", "Erik", "Sandberg"], 0, "C1-07", "sv", &["04A1B2C3D4E502", "04A1B2C3D4E510"]),
    driver(["fatima.hassan@example.org", "Fatima", "Hassan"], 0, "C2-02", "sv", &["04A1B2C3D4E503"]),
    driver(["johan.oberg@example.org", "Johan", "Öberg"], 1, "Van 4", "sv", &["04A1B2C3D4E504", "04A1B2C3D4E511"]),
    driver(["maja.nystrom@example.org", "Maja", "Nyström"], 1, "Van 9", "sv", &["04A1B2C3D4E505"]),
    driver(["kari.haugen@example.org", "Kari", "Haugen"], 2, "P1-12", "nb", &["04A1B2C3D4E506", "04A1B2C3D4E512"]),
    driver(["lars.solberg@example.org", "Lars", "Solberg"], 2, "P1-15", "nb", &["04A1B2C3D4E507"]),
    driver(["priya.nair@example.org", "Priya", "Nair"], 2, "P1-20", "en", &["04A1B2C3D4E508"]),
];

/// Tags without a person.
pub(super) const LOOSE_TAGS: [LooseTag; 2] = [
    LooseTag { id_tag: "04A1B2C3D4E5B1", label: "Lost in March", blocked: true, expired: false },
    LooseTag { id_tag: "04A1B2C3D4E5C1", label: "Summer visitor", blocked: false, expired: true },
];

/// A tag that nobody knows, which some sessions show.
pub(super) const UNKNOWN_TAG: &str = "04A1B2C3D4E5FF";
