//! Parcels of the demo marketplace: carriers, and numbers of their patterns.

use aftercare_domain::values::carrier::{Carrier, Parcel, TrackingNumber};

use super::{dice::Dice, error::DemoError};

/// How often each carrier is chosen.
const CARRIERS: [(u32, Carrier); 9] = [
    (28, Carrier::Sf),
    (14, Carrier::Jd),
    (14, Carrier::Zto),
    (12, Carrier::Yto),
    (8, Carrier::Sto),
    (9, Carrier::Yunda),
    (4, Carrier::Ems),
    (8, Carrier::Jt),
    (3, Carrier::Deppon),
];

/// A parcel of any carrier.
pub(super) fn parcel(dice: &mut Dice) -> Result<Parcel, DemoError> {
    let carrier = dice.weigh(&CARRIERS)?;
    of_carrier(carrier, dice)
}

/// A parcel of a carrier.
pub(super) fn of_carrier(carrier: Carrier, dice: &mut Dice) -> Result<Parcel, DemoError> {
    let digits = |dice: &mut Dice, count: usize| {
        let number = dice.within(0, 999_999_999_999_999);
        let digits = format!("{number:015}");
        digits.chars().skip(15 - count).collect::<String>()
    };
    let number = match carrier {
        Carrier::Sf => format!("SF1{}", digits(dice, 12)),
        Carrier::Jd => format!("JDVB{}", digits(dice, 11)),
        Carrier::Zto => format!("7{}", digits(dice, 13)),
        Carrier::Yto => format!("YT{}", digits(dice, 13)),
        Carrier::Sto => format!("77{}", digits(dice, 13)),
        Carrier::Yunda => format!("43{}", digits(dice, 13)),
        Carrier::Ems => format!("EA{}CN", digits(dice, 9)),
        Carrier::Jt => format!("JT{}", digits(dice, 13)),
        Carrier::Deppon => format!("DPK{}", digits(dice, 12)),
        Carrier::Other => digits(dice, 12),
    };
    Ok(Parcel {
        carrier,
        tracking_number: TrackingNumber::parse(&number)?,
    })
}
