//! What the OpenAPI document says of the words and times that `domain` writes itself; used as `#[schema(value_type = …)]`.

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};

macro_rules! word_schemas {
    ($($(#[$meta:meta])* $name:ident of $source:ty;)+) => {$(
        $(#[$meta])*
        pub struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let words = <$source>::ALL.iter().map(|word| word.as_str());
                ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).into()
            }
        }

        impl ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
        }
    )+};
}

word_schemas! {
    /// The words of [`domain::user::Role`].
    Role of domain::user::Role;
    /// The words of [`domain::access::Capability`].
    Capability of domain::access::Capability;
    /// The words of [`domain::node::NodeKind`].
    NodeKind of domain::node::NodeKind;
    /// The words of [`domain::outlet::State`].
    State of domain::outlet::State;
    /// The words of [`domain::outlet::OutletStatus`].
    OutletStatus of domain::outlet::OutletStatus;
    /// The words of [`domain::outlet::ConnectorType`].
    ConnectorType of domain::outlet::ConnectorType;
    /// The words of [`domain::outlet::OutletMode`].
    OutletMode of domain::outlet::OutletMode;
    /// The words of [`domain::session::Authentication`].
    Authentication of domain::session::Authentication;
    /// The words of [`domain::session::SessionFlag`].
    SessionFlag of domain::session::SessionFlag;
    /// The words of [`domain::session::AuthorisationStatus`].
    AuthorisationStatus of domain::session::AuthorisationStatus;
    /// The words of [`domain::alarm::AlarmType`].
    AlarmType of domain::alarm::AlarmType;
    /// The words of [`domain::command::CommandName`].
    CommandName of domain::command::CommandName;
    /// The words of [`domain::command::CommandState`].
    CommandState of domain::command::CommandState;
    /// The words of [`domain::transfer::TransferKind`].
    TransferKind of domain::transfer::TransferKind;
    /// The words of [`domain::transfer::TransferState`].
    TransferState of domain::transfer::TransferState;
    /// The words of [`domain::transfer::TransferProtocol`].
    TransferProtocol of domain::transfer::TransferProtocol;
    /// The words of [`domain::transfer::LogKind`].
    LogKind of domain::transfer::LogKind;
    /// The words of [`domain::campaign::CampaignState`].
    CampaignState of domain::campaign::CampaignState;
    /// The words of [`domain::campaign::TargetState`].
    TargetState of domain::campaign::TargetState;
    /// The words of [`domain::campaign::SkipReason`].
    SkipReason of domain::campaign::SkipReason;
    /// The words of [`domain::command::TriggeredMessage`].
    TriggeredMessage of domain::command::TriggeredMessage;
    /// The words of [`domain::callback::CallbackFault`].
    CallbackFault of domain::callback::CallbackFault;
    /// The words of [`domain::local_list::ListUpdate`].
    ListUpdate of domain::local_list::ListUpdate;
    /// The words of [`domain::reservation::ReservationState`].
    ReservationState of domain::reservation::ReservationState;
    /// The words of [`domain::charging_profile::ProfilePurpose`].
    ProfilePurpose of domain::charging_profile::ProfilePurpose;
    /// The words of [`domain::charging_profile::ProfileKind`].
    ProfileKind of domain::charging_profile::ProfileKind;
    /// The words of [`domain::charging_profile::Recurrency`].
    Recurrency of domain::charging_profile::Recurrency;
    /// The words of [`domain::charging_profile::RateUnit`].
    RateUnit of domain::charging_profile::RateUnit;
    /// The words of [`domain::station::Protocol`].
    Protocol of domain::station::Protocol;
    /// The words of [`domain::policy::UnknownStations`].
    UnknownStations of domain::policy::UnknownStations;
    /// The words of [`domain::certificate::CertificateUse`].
    CertificateUse of domain::certificate::CertificateUse;
    /// The words of [`domain::certificate::HashAlgorithm`].
    HashAlgorithm of domain::certificate::HashAlgorithm;
    /// The words of [`domain::certificate::CertificateState`].
    CertificateState of domain::certificate::CertificateState;
    /// The words of [`domain::certificate::RequestState`].
    RequestState of domain::certificate::RequestState;
    /// The words of [`domain::security_upgrade::UpgradeStepKind`].
    UpgradeStepKind of domain::security_upgrade::UpgradeStepKind;
    /// The words of [`domain::security_upgrade::UpgradeState`].
    UpgradeState of domain::security_upgrade::UpgradeState;
    /// The words of [`domain::policy::CertificateSigning`].
    CertificateSigning of domain::policy::CertificateSigning;
    /// The words of [`domain::policy::UnknownTags`].
    UnknownTags of domain::policy::UnknownTags;
    /// The words of [`domain::change::SessionChange`].
    SessionChange of domain::change::SessionChange;
    /// The words of [`domain::change::AlarmChange`].
    AlarmChange of domain::change::AlarmChange;
    /// The words of [`domain::change::TopologyChange`].
    TopologyChange of domain::change::TopologyChange;
}

/// A point in time: RFC 3339 in UTC with milliseconds.
pub struct Time;

impl PartialSchema for Time {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .description(Some("RFC 3339, UTC, with milliseconds"))
            .examples(["2026-03-20T15:38:36.000Z"])
            .into()
    }
}

impl ToSchema for Time {
    fn name() -> std::borrow::Cow<'static, str> {
        "Time".into()
    }
}
