//! Shipment (docs/rules.md § 2.4).

use aftercare_domain::{
    people::party::Position,
    policy::responsibility::Step,
    service_order::{
        Command, Node, Pickup, State,
        command::{BookPickup, Ship},
    },
    values::{carrier::Carrier, service::ServiceMethod, time::Span},
};

use super::{DemoError, Journey, OrderEnding};
use crate::demo::{parcels, rhythm::Hours};

impl Journey<'_> {
    pub(super) fn ship(&mut self) -> Result<(), DemoError> {
        if self.ends(OrderEnding::Withdrawn(Node::PendingShipment)) {
            return self.withdraw();
        }
        if self.ends(OrderEnding::NeverShipped) {
            return self.elapse();
        }
        if self.ends(OrderEnding::SuperCancelled) {
            return self.super_cancel();
        }
        match (self.order.service_method, self.pickup()) {
            (ServiceMethod::DropOff, _) => self.receive(),
            (ServiceMethod::Pickup, None) => self.book_pickup(),
            (ServiceMethod::Pickup, Some(pickup)) => self.hand_over(&pickup),
            (ServiceMethod::MailIn | ServiceMethod::None, _) => self.mail(),
        }
    }

    fn pickup(&self) -> Option<Pickup> {
        if let State::PendingShipment { pickup } = &self.order.state {
            pickup.clone()
        } else {
            None
        }
    }

    /// For the next day or the one after it, two hours long.
    fn book_pickup(&mut self) -> Result<(), DemoError> {
        let wait = self.dice.span(Span::hours(16), Span::hours(40));
        let wait = self.once_delivered(wait);
        let from = Hours::Office.fit(wait.after(self.at), &mut self.dice);
        let command = Command::BookPickup(BookPickup {
            carrier: self.pick(&[Carrier::Sf, Carrier::Jd])?,
            from,
            until: Span::hours(2).after(from),
        });
        let after = self.dice.span(Span::minutes(20), Span::hours(3));
        let actor = self.responsible(Step::Receive, Position::Agent)?;
        self.give(after, actor, &command)
    }

    /// The carrier has it: the merchant says under which number.
    fn hand_over(&mut self, pickup: &Pickup) -> Result<(), DemoError> {
        let parcel = parcels::of_carrier(pickup.carrier, &mut self.dice)?;
        let command = Command::Ship(Ship {
            carrier: parcel.carrier,
            tracking_number: parcel.tracking_number,
        });
        let came = self.minutes(60).after(pickup.from);
        let after = Span::between(self.at, came).at_least_zero();
        let actor = self.responsible(Step::Receive, Position::Receiver)?;
        self.give(after, actor, &command)
    }

    /// The consumer sends it and says so, or tells the merchant on the phone.
    fn mail(&mut self) -> Result<(), DemoError> {
        let parcel = self.parcel()?;
        let command = Command::Ship(Ship {
            carrier: parcel.carrier,
            tracking_number: parcel.tracking_number,
        });
        let packed = self.hours(20);
        let after = self.once_delivered(packed);
        if self.dice.percent(88) {
            self.give_by_consumer(after, &command)
        } else {
            self.give_by_staff(after, &command)
        }
    }
}
