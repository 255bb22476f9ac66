//! Applying (docs/rules.md § 2.2).

use aftercare_domain::{
    order::line::Sale,
    people::party::Position,
    policy::responsibility::{Responsible, Step},
    service_order::{Apply, Facts, Situation, execute::apply},
    values::{
        address::Contact, number::ServiceOrderNumber, personal::PersonName, service::ServiceMethod,
        text::Description, time::Timestamp,
    },
};

use super::{DemoError, Dice, Ground, Journey, JourneyCase, JourneyStep, Stage};
use crate::demo::{parcels, phrases, purchases::line_number};

impl<'j> Journey<'j> {
    /// The application: by the consumer or for them, as the channel has it.
    pub(super) fn begin(
        stage: Stage<'j>,
        case: &'j JourneyCase<'j>,
        ground: &Ground,
        number: ServiceOrderNumber,
        applied_at: Timestamp,
    ) -> Result<Self, DemoError> {
        let mut dice = case.dice.clone();
        let application = application(case, ground, &mut dice)?;
        let sale = &ground.sale;
        let matrix = &stage.policy.matrix;
        let actor = match matrix.responsible(sale.channel, case.service_type, Step::Apply) {
            Responsible::Consumer if dice.percent(96) => &case.consumer.actor,
            Responsible::Consumer | Responsible::Merchant => {
                case.merchant.staff(Position::Agent)?
            }
            Responsible::Store => &stage.town.store.clerk,
            Responsible::Platform => &stage.town.operator,
        };
        let facts = Facts::of_line(ground.balance);
        let situation = Situation {
            now: applied_at,
            policy: stage.policy,
            facts: &facts,
        };
        let outcome = apply(actor, &application, sale, number, &situation).map_err(|refusal| {
            DemoError::Refused {
                act: format!("applying for {}", case.service_type),
                refusal,
            }
        })?;
        Ok(Self {
            stage,
            case,
            balance: ground.balance,
            delivered_at: ground.delivered_at,
            dice,
            at: applied_at,
            order: outcome.state,
            steps: vec![JourneyStep {
                recorded: outcome.recorded,
                effects: outcome.effects,
            }],
            looked_around: None,
            rests: false,
        })
    }
}

fn application(
    case: &JourneyCase<'_>,
    ground: &Ground,
    dice: &mut Dice,
) -> Result<Apply, DemoError> {
    let sale = &ground.sale;
    let consumer = case.consumer;
    let known = dice.percent(70);
    let serial_number = sale.serial_numbers.first().filter(|_| known).cloned();
    // Some send the goods at once, and say so.
    let sent = case.service_method == ServiceMethod::MailIn && dice.percent(5);
    let shipment = if sent && case.aim.is_end() {
        let any = parcels::parcel(dice)?;
        Some(case.parcel.clone().unwrap_or(any))
    } else {
        None
    };
    Ok(Apply {
        order_number: sale.order_number.clone(),
        line_number: line_number(sale.line_number.into())?,
        quantity: case.quantity,
        service_type: case.service_type,
        service_method: case.service_method,
        reason_code: case.reason,
        description: Description::parse(description(case, sale, dice)?)?,
        contact: Contact {
            name: PersonName::parse(&consumer.name)?,
            phone: consumer.phone.clone(),
        },
        return_to: consumer.home.clone(),
        serial_number,
        attachments: Vec::new(),
        external_id: None,
        shipment,
        on_behalf_of: None,
    })
}

/// What the consumer writes: of what is wrong with goods of this kind, where neither the reason nor the carrier says more.
fn description(
    case: &JourneyCase<'_>,
    sale: &Sale,
    dice: &mut Dice,
) -> Result<&'static str, DemoError> {
    let is_on_its_way = sale.delivered_at.is_none();
    let of_reason = phrases::descriptions(case.reason);
    let of_reason = of_reason.unwrap_or(case.product.kind.faults);
    dice.pick(if is_on_its_way {
        phrases::ON_ITS_WAY
    } else {
        of_reason
    })
    .copied()
}
