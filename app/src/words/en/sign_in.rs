//! The sign-in page and the demo marketplace in English.

use crate::{
    demo::{Group, Person},
    words::{demo::DemoWords, sign_in::SignInWords},
};

pub(in crate::words) const SIGN_IN: SignInWords = SignInWords {
    title: "Sign in",
    username: "User name",
    username_missing: "Please enter your user name",
    password: "Password",
    password_missing: "Please enter your password",
    show_password: "Show password",
    submit: "Sign in",
    consumers: "Consumers come in from “Apply for after-sales service” on their order.",
};

pub(in crate::words) const DEMO: DemoWords = DemoWords {
    title: "The demo marketplace",
    hint: "Choose somebody: one click signs you in. Everything here is made up, so feel free to try things.",
    with_password: "With a password",
    password: |password| format!("Everybody's password in the demo is {password}"),
    group,
    who,
    api: "API documentation",
};

const fn group(group: Group) -> &'static str {
    match group {
        Group::Merchant => "Everybody at one merchant",
        Group::OtherSides => "Other merchants, stores, the platform",
        Group::Consumers => "Consumers, on a phone",
    }
}

const fn who(person: Person) -> (&'static str, &'static str) {
    match person {
        Person::Merchant => (
            "Owner of the first merchant",
            "May do everything there. Begin with what is due first in Pending review",
        ),
        Person::Agent => ("Agent", "Reviews applications, asks consumers"),
        Person::Receiver => ("Receiver", "Signs for returned goods, reports exceptions"),
        Person::Inspector => ("Inspector", "Inspects goods and states the conclusion"),
        Person::Technician => ("Technician", "Quotes and carries out repairs"),
        Person::Finance => ("Finance", "Follows refunds, confirms transfers"),
        Person::MerchantB => ("Owner of another merchant", "Sees nothing of the first"),
        Person::Store => ("Staff of the stores", "Handles returns over the counter"),
        Person::Operator => (
            "The platform",
            "Handles what the platform sold, may super cancel",
        ),
        Person::ReturnCentre => ("The return centre", "Has nothing to do yet"),
        Person::Consumer => (
            "A consumer",
            "Applies for a service in My orders, and follows it",
        ),
        Person::ConsumerB => ("Another consumer", "Sees their own orders alone"),
    }
}
