//! When what was drafted happened: spread over the year, or so that it stands where it is to stand now.

use aftercare_domain::{
    service_order::{ServiceOrder, reason::ApplyReason},
    values::{
        number::ServiceOrderNumber,
        service::{ServiceMethod, ServiceType},
        time::{Span, Timestamp, marketplace_day},
    },
};

use super::{
    complaints::Complaint,
    dice::Dice,
    error::DemoError,
    journey::{self, History, Stage},
    parcels, rhythm,
    target::Target,
};

/// A draft with the time at which it was applied for.
#[derive(Debug, Clone)]
pub(super) struct Scheduled<'t> {
    pub(super) draft: Complaint<'t>,
    pub(super) applied_at: Timestamp,
}

/// How often people may decide anew before a draft is given up.
const MOST_TRIES: u32 = 40;

impl<'t> Scheduled<'t> {
    /// Finds a time for a draft at which it gets to its aim.
    pub(super) fn find(
        stage: Stage<'_>,
        dice: &mut Dice,
        draft: Complaint<'t>,
    ) -> Result<Self, DemoError> {
        let number = placeholder(stage.until)?;
        let mut draft = draft;
        for _ in 0..MOST_TRIES {
            let applied_at = time(stage, dice, &draft, &number)?;
            let found = Self { draft, applied_at };
            let (_, history) = found.simulate(stage, number.clone())?;
            if is_at(found.draft.case.aim, &history.order) {
                return Ok(found);
            }
            draft = found.draft;
            draft.case.dice = dice.fork();
        }
        Err(DemoError::AimMissed(format!("{:?}", draft.case.aim)))
    }

    /// Plays it under its number.
    pub(super) fn simulate(
        &self,
        stage: Stage<'_>,
        number: ServiceOrderNumber,
    ) -> Result<(super::purchases::NumberedOrder, History), DemoError> {
        let (told, ground) = self.draft.ground(self.applied_at, stage.until)?;
        let history = journey::simulate(stage, &self.draft.case, &ground, number, self.applied_at)?;
        Ok((told, history))
    }
}

/// Any number, while a journey is only tried.
fn placeholder(now: Timestamp) -> Result<ServiceOrderNumber, DemoError> {
    ServiceOrderNumber::compose(marketplace_day(now), 0).ok_or(DemoError::NumbersUsedUp)
}

/// Times are moved by whole days and weeks: people keep their hours then, and all goes as it was rehearsed.
fn time(
    stage: Stage<'_>,
    dice: &mut Dice,
    draft: &Complaint<'_>,
    number: &ServiceOrderNumber,
) -> Result<Timestamp, DemoError> {
    let now = stage.until;
    let day_ms = Span::days(1).ms();
    let week_ms = 7 * day_ms;
    let first = rhythm::application_time(dice, now)?;
    let (_, ground) = draft.ground(first, now)?;
    let lasts = journey::rehearse(stage, &draft.case, &ground, number.clone(), first)?;
    let until_now = Span::between(lasts.after(first), now).ms();
    let moved_ms = match draft.case.aim {
        Target::End(_) if until_now >= 0 => 0,
        Target::End(_) => until_now.div_euclid(week_ms) * week_ms,
        Target::Stay(stay) => until_now.div_euclid(day_ms) * day_ms - stay.days(dice).ms(),
    };
    Ok(Span::milliseconds(moved_ms).after(first))
}

fn is_at(aim: Target, order: &ServiceOrder) -> bool {
    match aim {
        Target::End(_) => order.node().is_final(),
        Target::Stay(stay) => stay.is_reached(order),
    }
}

/// Complaints after complaints.
impl Scheduled<'_> {
    /// Whether its order has a line that nobody has complained about.
    pub(super) fn leaves_a_line(&self) -> bool {
        self.draft.purchase.bought.len() > 1 && self.draft.case.parcel.is_none()
    }

    /// Lets the consumer send the goods of the next line along: two service orders, one parcel (R-SHP-1). None where the
    /// two would not go the same way.
    pub(super) fn share_parcel(
        &mut self,
        stage: Stage<'_>,
        dice: &mut Dice,
    ) -> Result<Option<Self>, DemoError> {
        let mut first = self.clone();
        first.draft.case.parcel = Some(parcels::parcel(dice)?);
        let Some(mut second) = first.about_the_next_line(dice) else {
            return Ok(None);
        };
        second.draft.case.dice = first.draft.case.dice.clone();
        for one in [&first, &second] {
            let (_, history) = one.simulate(stage, placeholder(stage.until)?)?;
            let is_sent = history.order.shipment == one.draft.case.parcel;
            if !is_sent || !is_at(one.draft.case.aim, &history.order) {
                return Ok(None);
            }
        }
        *self = first;
        Ok(Some(second))
    }

    /// The same complaint about the next line, a little later.
    pub(super) fn about_the_next_line(&self, dice: &mut Dice) -> Option<Self> {
        let bought = self.draft.purchase.bought.get(1)?;
        let later = dice.span(Span::minutes(2), Span::hours(1));
        let mut draft = self.draft.clone();
        draft.line = 2;
        draft.case.product = bought.product;
        draft.case.quantity = bought.quantity;
        draft.case.dice = dice.fork();
        draft.aged = Span::milliseconds(self.draft.aged.ms() + later.ms());
        Some(Self {
            applied_at: later.after(self.applied_at),
            draft,
        })
    }

    /// A repair of the same goods, some weeks after they came back; none where they did not, or it is too early yet.
    pub(super) fn again(
        &self,
        stage: Stage<'_>,
        dice: &mut Dice,
    ) -> Result<Option<Self>, DemoError> {
        let (_, history) = self.simulate(stage, placeholder(stage.until)?)?;
        let Some(ended_at) = history.log().last().map(|line| line.at) else {
            return Ok(None);
        };
        let applied_at = dice.span(Span::days(18), Span::days(70)).after(ended_at);
        let is_with_consumer = history.order.return_shipment.is_some();
        let can_be_sent = self.draft.case.product.addresses.for_repair.is_some();
        let is_early_enough = Span::days(20).after(applied_at) < stage.until;
        if !is_with_consumer || !can_be_sent || !is_early_enough {
            return Ok(None);
        }
        let passed = Span::between(self.applied_at, applied_at);
        let mut draft = self.draft.clone();
        draft.aged = Span::milliseconds(draft.aged.ms() + passed.ms());
        draft.case.service_type = ServiceType::Repair;
        draft.case.service_method = ServiceMethod::MailIn;
        draft.case.reason = ApplyReason::Malfunction;
        draft.case.parcel = None;
        draft.case.dice = dice.fork();
        Ok(Some(Self { draft, applied_at }))
    }
}
