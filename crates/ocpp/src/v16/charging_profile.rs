//! How much a vehicle may take, and when.

use crate::Timestamp;
use crate::enumeration::enumeration;
use crate::message::object;
use crate::wire::Decimal;

object! {
    /// A schedule with what it is for and when it holds (OCPP 1.6 ed. 2 §7.8).
    pub struct ChargingProfile {
        /// Its id.
        required charging_profile_id "chargingProfileId": i64,
        /// The transaction that it is for, where its purpose is `TxProfile`.
        optional transaction_id "transactionId": i64,
        /// Its rank among those of the same purpose; the highest holds.
        required stack_level "stackLevel": i64,
        /// What it is for.
        required charging_profile_purpose "chargingProfilePurpose": ChargingProfilePurpose,
        /// What its times are relative to.
        required charging_profile_kind "chargingProfileKind": ChargingProfileKind,
        /// How often it recurs, where it does.
        optional recurrency_kind "recurrencyKind": RecurrencyKind,
        /// From when it holds; absent means at once.
        optional valid_from "validFrom": Timestamp,
        /// Until when it holds; absent means until it is replaced.
        optional valid_to "validTo": Timestamp,
        /// The limits.
        required charging_schedule "chargingSchedule": ChargingSchedule,
    }
}

object! {
    /// Limits over time (OCPP 1.6 ed. 2 §7.13).
    pub struct ChargingSchedule {
        /// How long it lasts in seconds; absent means that the last period goes on.
        optional duration "duration": i64,
        /// When it begins, where its kind is absolute.
        optional start_schedule "startSchedule": Timestamp,
        /// The unit of its limits.
        required charging_rate_unit "chargingRateUnit": ChargingRateUnit,
        /// The periods, the earliest first.
        required charging_schedule_period "chargingSchedulePeriod": Vec<ChargingSchedulePeriod>,
        /// Below this rate charging makes no sense.
        optional min_charging_rate "minChargingRate": Decimal,
    }
}

object! {
    /// A limit from a moment on (OCPP 1.6 ed. 2 §7.14).
    pub struct ChargingSchedulePeriod {
        /// When it begins, in seconds from the start of the schedule.
        required start_period "startPeriod": i64,
        /// The limit, in the schedule's unit.
        required limit "limit": Decimal,
        /// How many phases may be used; absent means 3.
        optional number_phases "numberPhases": i64,
    }
}

enumeration! {
    /// What a profile is for (OCPP 1.6 ed. 2 §7.10).
    pub enum ChargingProfilePurpose {
        /// The most that the whole station takes.
        "ChargePointMaxProfile" ChargePointMaxProfile,
        /// What transactions have that were given none.
        "TxDefaultProfile" TxDefaultProfile,
        /// One transaction.
        "TxProfile" TxProfile,
    }
}

enumeration! {
    /// What the times of a profile are relative to (OCPP 1.6 ed. 2 §7.9).
    pub enum ChargingProfileKind {
        /// The start that its schedule gives.
        "Absolute" Absolute,
        /// The start that its schedule gives, day after day or week after week.
        "Recurring" Recurring,
        /// The start of charging.
        "Relative" Relative,
    }
}

enumeration! {
    /// How often a profile recurs (OCPP 1.6 ed. 2 §7.37).
    pub enum RecurrencyKind {
        /// Every day.
        "Daily" Daily,
        /// Every week.
        "Weekly" Weekly,
    }
}

enumeration! {
    /// The unit of a limit (OCPP 1.6 ed. 2 §7.12).
    pub enum ChargingRateUnit {
        /// Amperes for each phase.
        "A" Ampere,
        /// Watts in all.
        "W" Watt,
    }
}
