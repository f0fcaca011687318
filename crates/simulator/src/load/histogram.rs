//! Latencies in buckets, for percentiles without keeping every value.

use std::time::Duration;

/// Each power of two is split into this many buckets, so that a percentile is off by less than one part in 64.
const STEPS: u64 = 64;
const STEPS_BITS: u32 = STEPS.trailing_zeros();
/// Enough for 2^36 µs, some 19 hours; longer ones count as that.
const BUCKETS: usize = (STEPS as usize) * 31;

/// Counts of latencies in microseconds, in buckets that widen with the latency.
#[derive(Debug, Clone)]
pub struct Histogram {
    buckets: Vec<u64>,
    count: u64,
    sum_us: u64,
    max_us: u64,
}

impl Default for Histogram {
    fn default() -> Self {
        Self { buckets: vec![0; BUCKETS], count: 0, sum_us: 0, max_us: 0 }
    }
}

impl Histogram {
    /// Counts one latency.
    pub fn record(&mut self, latency: Duration) {
        let us = u64::try_from(latency.as_micros()).unwrap_or(u64::MAX);
        self.buckets[bucket_of(us)] += 1;
        self.count += 1;
        self.sum_us = self.sum_us.saturating_add(us);
        self.max_us = self.max_us.max(us);
    }

    /// Adds what another one counted.
    pub fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.buckets.iter_mut().zip(&other.buckets) {
            *mine += theirs;
        }
        self.count += other.count;
        self.sum_us = self.sum_us.saturating_add(other.sum_us);
        self.max_us = self.max_us.max(other.max_us);
    }

    /// How many were counted.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The longest, in milliseconds.
    #[must_use]
    pub fn max_ms(&self) -> f64 {
        self.max_us as f64 / 1000.0
    }

    /// The mean, in milliseconds; 0 where nothing was counted.
    #[must_use]
    pub fn mean_ms(&self) -> f64 {
        if self.count == 0 { 0.0 } else { self.sum_us as f64 / self.count as f64 / 1000.0 }
    }

    /// The latency that `share` (0 to 1) of all do not exceed, in milliseconds; 0 where nothing was counted.
    #[must_use]
    pub fn percentile_ms(&self, share: f64) -> f64 {
        let wanted = (share * self.count as f64).ceil().max(1.0) as u64;
        let mut seen = 0;
        for (index, count) in self.buckets.iter().enumerate() {
            seen += count;
            if seen >= wanted {
                return (upper_us(index).min(self.max_us)) as f64 / 1000.0;
            }
        }
        self.max_ms()
    }
}

fn bucket_of(us: u64) -> usize {
    if us < STEPS {
        return us as usize;
    }
    let power = us.ilog2() - STEPS_BITS;
    let step = (us >> power) - STEPS;
    let index = u64::from(power + 1) * STEPS + step;
    (index as usize).min(BUCKETS - 1)
}

/// The largest latency that falls into the bucket.
fn upper_us(index: usize) -> u64 {
    let index = index as u64;
    if index < STEPS {
        return index;
    }
    let power = index / STEPS - 1;
    let step = index % STEPS;
    ((STEPS + step + 1) << power) - 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn percentiles_of_one_to_a_thousand() {
        let mut histogram = Histogram::default();
        for ms in 1..=1000 {
            histogram.record(Duration::from_millis(ms));
        }
        for (share, expected) in [(0.5, 500.0), (0.95, 950.0), (0.99, 990.0), (1.0, 1000.0)] {
            let found = histogram.percentile_ms(share);
            assert!((found - expected).abs() / expected < 0.02, "{share}: {found}");
        }
        assert_eq!(histogram.max_ms(), 1000.0);
        assert_eq!(histogram.count(), 1000);
    }

    #[test]
    fn nothing_counted_is_zero() {
        let empty = Histogram::default();
        assert_eq!((empty.percentile_ms(0.99), empty.mean_ms(), empty.max_ms()), (0.0, 0.0, 0.0));
    }

    proptest! {
        #[test]
        fn a_latency_lies_within_its_bucket(us in 0_u64..1 << 35) {
            let bucket = bucket_of(us);
            prop_assert!(us <= upper_us(bucket));
            prop_assert!(bucket == 0 || us > upper_us(bucket - 1));
        }
    }
}
