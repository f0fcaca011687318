//! What cannot be told from the shape of a file alone: names that must exist, numbers that must fit.

use ocpp::v16::ChargePointErrorCode;
use toml::Spanned;

use super::step::Step;
use super::{Per, ScenarioFile};
use crate::station::OutletNumber;

/// What is wrong, and where in the file, in bytes.
type Wrong = (String, usize);

impl ScenarioFile {
    /// Looks for what is wrong.
    pub(super) fn check(&self) -> Result<(), Wrong> {
        if !(self.time_scale.is_finite() && self.time_scale > 0.0) {
            return Err((format!("time-scale must be above 0, not {}", self.time_scale), 0));
        }
        for (name, tag) in &self.tags {
            if tag.is_empty() || tag.chars().count() > 20 {
                return Err((format!("the tag {name} must have 1 to 20 characters"), 0));
            }
        }
        for scenario in self.scenarios.values() {
            self.check_steps(&scenario.steps)?;
        }
        self.stations.iter().try_for_each(|group| self.check_group(group))
    }

    fn check_group(&self, group: &super::StationGroup) -> Result<(), Wrong> {
        let at = group.ids.span().start;
        if group.count != 1 && !group.ids.get_ref().has_number() {
            return Err(("ids of several stations need a number, such as CP-{:04}".to_owned(), at));
        }
        if group.outlets == 0 || group.outlets > 100 {
            return Err((format!("a station has 1 to 100 outlets, not {}", group.outlets), at));
        }
        for name in &group.scenarios {
            let Some(scenario) = self.scenarios.get(name.get_ref()) else {
                let known = self.scenarios.keys().cloned().collect::<Vec<_>>().join(", ");
                return Err((format!("there is no scenario {:?}, only {known}", name.get_ref()), name.span().start));
            };
            if scenario.per == Per::Station {
                check_outlets(&scenario.steps, group.outlets)?;
            }
        }
        group.tags.iter().flatten().try_for_each(|tag| self.check_tag(tag))
    }

    fn check_tag(&self, name: &Spanned<String>) -> Result<(), Wrong> {
        if self.tags.contains_key(name.get_ref()) {
            return Ok(());
        }
        let known = self.tags.keys().cloned().collect::<Vec<_>>().join(", ");
        Err((format!("there is no tag {:?}, only {known}", name.get_ref()), name.span().start))
    }

    fn check_steps(&self, steps: &[Spanned<Step>]) -> Result<(), Wrong> {
        for step in steps {
            let at = step.span().start;
            match step.get_ref() {
                Step::Tag(tag) if tag.get_ref() == "any" && !self.tags.is_empty() => {}
                Step::Tag(tag) if tag.get_ref().starts_with('#') && tag.get_ref().len() > 1 => {}
                Step::Tag(tag) => self.check_tag(tag)?,
                Step::Fault(fault) => {
                    let code = fault.code.get_ref();
                    if ChargePointErrorCode::read(code).is_none() {
                        let message = format!("{code:?} is no error code of OCPP 1.6, such as GroundFailure");
                        return Err((message, fault.code.span().start));
                    }
                }
                Step::Choose(choices) => {
                    if choices.iter().all(|choice| choice.weight == 0) {
                        return Err(("there is nothing to choose from".to_owned(), at));
                    }
                    choices.iter().try_for_each(|choice| self.check_steps(&choice.steps))?;
                }
                Step::Repeat(repeat) => self.check_steps(&repeat.steps)?,
                _ => {}
            }
        }
        Ok(())
    }
}

/// Outlets that steps name must exist.
fn check_outlets(steps: &[Spanned<Step>], outlets: u32) -> Result<(), Wrong> {
    let check = |outlet: &Option<Spanned<OutletNumber>>, least: u32| match outlet {
        Some(number) if !(least..=outlets).contains(&number.get_ref().get()) => {
            Err((format!("there is no outlet {}, only {outlets}", number.get_ref()), number.span().start))
        }
        _ => Ok(()),
    };
    for step in steps {
        match step.get_ref() {
            Step::Plug(plug) => check(&plug.outlet, 1)?,
            Step::Fault(fault) => check(&fault.outlet, 0)?,
            Step::Choose(choices) => {
                choices.iter().try_for_each(|choice| check_outlets(&choice.steps, outlets))?;
            }
            Step::Repeat(repeat) => check_outlets(&repeat.steps, outlets)?,
            _ => {}
        }
    }
    Ok(())
}
