//! When people come to charge, by the hour and the day of the week.

use jiff::civil::Weekday;
use rand::{Rng, RngExt};

/// The kind of place, which decides when people come and how long they stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rhythm {
    /// Cars come home in the evening and stay the night.
    Residents,
    /// Vans come back in the afternoon; the odd one by day.
    Depot,
    /// Cars come in the morning, some at lunch, some in the evening.
    Workplace,
    /// Fast charging: a stop by day.
    Stopover,
}

impl Rhythm {
    /// Arrivals at one outlet on an average weekday of this kind of place.
    fn arrivals(self, day: Weekday) -> f64 {
        let weekend = matches!(day, Weekday::Saturday | Weekday::Sunday);
        match self {
            Rhythm::Residents => [2.4, 2.7][usize::from(weekend)],
            Rhythm::Depot if day == Weekday::Sunday => 0.2,
            Rhythm::Depot => [3.1, 1.4][usize::from(weekend)],
            Rhythm::Workplace if day == Weekday::Friday => 2.4,
            Rhythm::Workplace => [3.2, 1.6][usize::from(weekend)],
            Rhythm::Stopover => [7.0, 5.0][usize::from(weekend)],
        }
    }

    /// How likely each hour of the day is, relative to the others.
    const fn hours(self) -> [u8; 24] {
        match self {
            Rhythm::Residents => [1, 0, 0, 0, 0, 1, 2, 3, 3, 3, 4, 5, 5, 5, 6, 8, 14, 20, 20, 16, 12, 8, 5, 2],
            Rhythm::Depot => [0, 0, 0, 0, 1, 2, 2, 3, 3, 4, 6, 8, 8, 8, 10, 14, 18, 16, 10, 6, 3, 1, 0, 0],
            Rhythm::Workplace => [0, 0, 0, 0, 0, 0, 3, 16, 20, 12, 6, 6, 9, 8, 5, 4, 6, 9, 8, 5, 3, 2, 1, 0],
            Rhythm::Stopover => [1, 0, 0, 0, 1, 2, 4, 6, 7, 8, 9, 10, 11, 10, 10, 10, 11, 10, 8, 6, 4, 3, 2, 1],
        }
    }

    /// The minutes of a day at which cars come to one outlet, in order.
    pub(super) fn arrival_minutes(self, day: Weekday, random: &mut impl Rng) -> Vec<u16> {
        let arrivals = self.arrivals(day);
        let count = arrivals as usize + usize::from(random.random_bool(arrivals.fract()));
        let mut minutes: Vec<u16> = (0..count).map(|_| self.hour(random) * 60 + random.random_range(0..60)).collect();
        minutes.sort_unstable();
        minutes
    }

    fn hour(self, random: &mut impl Rng) -> u16 {
        let weights = self.hours();
        let mut drawn = random.random_range(0..weights.iter().map(|&weight| u16::from(weight)).sum::<u16>());
        for (hour, weight) in (0..).zip(weights) {
            match drawn.checked_sub(u16::from(weight)) {
                Some(rest) => drawn = rest,
                None => return hour,
            }
        }
        23
    }

    /// How long a car stays after it is full, minutes, when it came at an hour of the day.
    pub(super) fn lingers(self, hour: i8, random: &mut impl Rng) -> i64 {
        match self {
            Rhythm::Residents if !(5..17).contains(&hour) => random.random_range(120..600),
            Rhythm::Residents => random.random_range(5..180),
            Rhythm::Depot => random.random_range(5..240),
            Rhythm::Workplace => random.random_range(10..200),
            Rhythm::Stopover => random.random_range(0..9),
        }
    }

    /// The energy that a car wants, Wh: most a little, some a lot.
    pub(super) fn wants_wh(self, random: &mut impl Rng) -> i64 {
        let (least, most) = match self {
            Rhythm::Residents => (2_000.0, 42_000.0),
            Rhythm::Depot => (4_000.0, 38_000.0),
            Rhythm::Workplace => (1_500.0, 34_000.0),
            Rhythm::Stopover => (8_000.0, 61_000.0),
        };
        let share: f64 = random.random::<f64>() * random.random::<f64>();
        (least + share * (most - least)) as i64
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand::rngs::Xoshiro256PlusPlus;

    use super::*;

    #[test]
    fn people_come_at_the_hours_of_their_place() {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
        let mut evening = 0;
        let mut all = 0;
        for _ in 0..2_000 {
            for minute in Rhythm::Residents.arrival_minutes(Weekday::Tuesday, &mut random) {
                all += 1;
                evening += usize::from((15 * 60..22 * 60).contains(&minute));
            }
        }
        assert!((4_600..5_000).contains(&all), "2.4 a day: {all}");
        assert!(evening * 10 > all * 6, "most in the evening: {evening} of {all}");
    }
}
