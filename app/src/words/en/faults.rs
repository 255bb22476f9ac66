//! What is wrong with a field, in English.

use aftercare_domain::{form::Fault, values::money::Money};

use super::English;
use crate::words::faults::Faults;

impl Faults for English {
    fn fault(&self, fault: &Fault) -> String {
        match fault {
            Fault::Required {} => "Please fill this in".to_owned(),
            Fault::UnknownField {} => "This is not known here".to_owned(),
            Fault::WrongType { expected } => match expected.as_str() {
                "integer" => "Please give a number".to_owned(),
                _ => "This has another form than expected".to_owned(),
            },
            Fault::TooShort { min } => format!("At least {min} characters"),
            Fault::TooLong {
                max,
                entries: false,
            } => format!("At most {max} characters"),
            Fault::TooLong { max, entries: true } => format!("At most {max} entries"),
            Fault::OutOfRange { max, .. } if *max == Money::MAX.fen() => {
                "Please give an amount above 0, up to 1,000 million yuan".to_owned()
            }
            Fault::OutOfRange { min, max } => format!("Please give a number from {min} to {max}"),
            Fault::NotOneOf { .. } => "Please choose one of the options".to_owned(),
            Fault::ControlCharacter {} => "This has characters that can't be shown".to_owned(),
            Fault::NotAnIdentifier {} => "Letters, digits and hyphens only".to_owned(),
            Fault::BlankAtEnd {} => "Take the blanks off its beginning and end".to_owned(),
            Fault::NotAPhone {} => {
                "Please give a Chinese telephone number; an extension has up to 6 digits".to_owned()
            }
            Fault::NotATrackingNumber { .. } => {
                "This is not one of this carrier's numbers: give the waybill alone, without “-1-1-” after it".to_owned()
            }
            Fault::NotAServiceOrderNumber {} => {
                "This is no service order number (14 digits): please check".to_owned()
            }
            Fault::NotATime {} => "Please give a time".to_owned(),
            Fault::NotADate {} => "Please give a date".to_owned(),
            Fault::NotADuration {} => {
                "Please give a length of time, such as 1d, 36h or 5s".to_owned()
            }
            Fault::NotAfter { .. } => "This must be later than the beginning".to_owned(),
            Fault::NotFound {} => "There is no such thing: please check".to_owned(),
            Fault::OneOfRequired { .. } => "Please fill in one of these".to_owned(),
            Fault::ItemMissing { .. } => "A required item has no result yet".to_owned(),
            Fault::Duplicate {} => "This stands here twice: remove one".to_owned(),
            Fault::NotApplicable {} => "This does not fit the rest: leave it empty".to_owned(),
            Fault::Masked {} => "Please give all of it: a masked value can't be used".to_owned(),
            Fault::Unchanged {} => "It is so already: change it".to_owned(),
            Fault::InThePast {} => "This time is over: choose another".to_owned(),
        }
    }
}
