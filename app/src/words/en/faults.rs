//! What is wrong with a field, in English.

use aftercare_domain::{form::FieldError, values::money::Money};

use super::English;
use crate::words::faults::FieldErrorWords;

impl FieldErrorWords for English {
    fn fault(&self, fault: &FieldError) -> String {
        match fault {
            FieldError::Required {} => "Please fill this in".to_owned(),
            FieldError::UnknownField {} => "This is not known here".to_owned(),
            FieldError::WrongType { expected } => match expected.as_str() {
                "integer" => "Please give a number".to_owned(),
                _ => "This has another form than expected".to_owned(),
            },
            FieldError::TooShort { min } => format!("At least {min} characters"),
            FieldError::TooLong {
                max,
                entries: false,
            } => format!("At most {max} characters"),
            FieldError::TooLong { max, entries: true } => format!("At most {max} entries"),
            FieldError::OutOfRange { max, .. } if *max == Money::MAX.fen() => {
                "Please give an amount above 0, up to 1,000 million yuan".to_owned()
            }
            FieldError::OutOfRange { min, max } => format!("Please give a number from {min} to {max}"),
            FieldError::NotOneOf { .. } => "Please choose one of the options".to_owned(),
            FieldError::ControlCharacter {} => "This has characters that can't be shown".to_owned(),
            FieldError::NotAnIdentifier {} => "Letters, digits and hyphens only".to_owned(),
            FieldError::BlankAtEnd {} => "Take the blanks off its beginning and end".to_owned(),
            FieldError::NotAPhone {} => {
                "Please give a Chinese telephone number; an extension has up to 6 digits".to_owned()
            }
            FieldError::NotATrackingNumber { .. } => {
                "This is not one of this carrier's numbers: give the waybill alone, without “-1-1-” after it".to_owned()
            }
            FieldError::NotAServiceOrderNumber {} => {
                "This is no service order number (14 digits): please check".to_owned()
            }
            FieldError::NotATime {} => "Please give a time".to_owned(),
            FieldError::NotADate {} => "Please give a date".to_owned(),
            FieldError::NotADuration {} => {
                "Please give a length of time, such as 1d, 36h or 5s".to_owned()
            }
            FieldError::NotAfter { .. } => "This must be later than the beginning".to_owned(),
            FieldError::NotFound {} => "There is no such thing: please check".to_owned(),
            FieldError::OneOfRequired { .. } => "Please fill in one of these".to_owned(),
            FieldError::ItemMissing { .. } => "A required item has no result yet".to_owned(),
            FieldError::Duplicate {} => "This stands here twice: remove one".to_owned(),
            FieldError::NotApplicable {} => "This does not fit the rest: leave it empty".to_owned(),
            FieldError::Masked {} => "Please give all of it: a masked value can't be used".to_owned(),
            FieldError::Unchanged {} => "It is so already: change it".to_owned(),
            FieldError::InThePast {} => "This time is over: choose another".to_owned(),
        }
    }
}
