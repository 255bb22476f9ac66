//! The demo marketplace as its visitors meet it: who can sign in to it, and how.

/// In context of pages of the demo marketplace.
#[derive(Clone, Copy, Debug)]
pub struct Demo;

/// The password of everybody who signs in to the demo.
pub const PASSWORD: &str = "demo-aftercare";

macro_rules! people {
    ($($(#[$meta:meta])* $Person:ident = $username:literal, $name:literal, $group:ident;)+) => {
        /// Somebody who can sign in to the demo.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Person { $($(#[$meta])* $Person,)+ }

        impl Person {
            /// Everybody, in the order in which one gets to know the product.
            pub const ALL: &'static [Self] = &[$(Self::$Person,)+];

            /// The name with which they sign in.
            pub const fn username(self) -> &'static str {
                match self { $(Self::$Person => $username,)+ }
            }

            /// What they are called.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$Person => $name,)+ }
            }

            /// Among whom they are shown.
            pub const fn group(self) -> Group {
                match self { $(Self::$Person => Group::$group,)+ }
            }
        }
    };
}

people! {
    /// Owns the first merchant.
    Merchant = "merchant", "陈立群", Merchant;
    /// Reviews.
    Agent = "agent", "林晓雯", Merchant;
    /// Signs for goods.
    Receiver = "receiver", "王建国", Merchant;
    /// Inspects goods.
    Inspector = "inspector", "赵倩", Merchant;
    /// Repairs goods.
    Technician = "technician", "孙志强", Merchant;
    /// Confirms refunds.
    Finance = "finance", "何丽", Merchant;
    /// Owns another merchant.
    MerchantB = "merchant_b", "许文博", OtherSides;
    /// Works in a store.
    Store = "store", "吴婷", OtherSides;
    /// Runs the platform.
    Operator = "operator", "周敏", OtherSides;
    /// Works in the return centre.
    ReturnCentre = "return_centre", "郑凯", OtherSides;
    /// Bought goods.
    Consumer = "consumer", "刘洋", Consumers;
    /// Bought other goods.
    ConsumerB = "consumer_b", "张雨桐", Consumers;
}

/// Among whom somebody is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Those of the first merchant.
    Merchant,
    /// Those of other sides.
    OtherSides,
    /// Those who bought something.
    Consumers,
}

impl Group {
    /// All of them, in their order.
    pub const ALL: [Self; 3] = [Self::Merchant, Self::OtherSides, Self::Consumers];

    /// Its people.
    pub fn people(self) -> impl Iterator<Item = Person> {
        let all = Person::ALL.iter().copied();
        all.filter(move |person| person.group() == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::language::Language;

    #[test]
    fn everybody_stands_in_one_group() {
        let shown: Vec<Person> = Group::ALL.into_iter().flat_map(Group::people).collect();
        assert_eq!(shown, Person::ALL);
    }

    #[test]
    fn the_readme_has_everybody_as_the_sign_in_page_has_them() {
        let readme = include_str!("../../README.md");
        let words = Language::English.demo();
        let rows: Vec<String> = Person::ALL
            .iter()
            .map(|&person| {
                let (who, what) = (words.who(person), words.what_to_look_at(person));
                format!("| `{}` | {who} | {what} |", person.username())
            })
            .collect();
        let table = rows.join("\n");
        assert!(readme.contains(&table), "README.md should have:\n{table}");
        assert!(readme.contains(&format!("`{PASSWORD}`")));
    }
}
