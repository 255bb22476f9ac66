//! Every sentence that people read, in both languages.
//!
//! The domain speaks in codes and values; [`Words`] turns them into sentences. Both languages implement
//! the same trait with exhaustive matches and fill the same [`Ui`]: a new variant or a new string that has
//! no words in one of them does not compile.

pub mod consumer;
pub mod demo;
pub mod disclosures;
mod en;
pub mod entrance;
pub mod export;
pub mod faults;
pub mod format;
pub mod forms;
pub mod frame;
pub mod lists;
pub mod names;
pub mod notifications;
pub mod order_page;
pub mod outcomes;
pub mod refusals;
pub mod robot_settings;
pub mod security;
pub mod sign_in;
pub mod timeline;
pub mod ui;
mod zh_cn;

pub use self::{
    consumer::ForConsumers,
    demo::DemoWords,
    entrance::EntranceWords,
    export::ExportWords,
    faults::FieldErrorWords,
    forms::Forms,
    lists::{BatchWords, ListWords},
    names::Names,
    notifications::NotificationWords,
    order_page::OrderPageWords,
    outcomes::OutcomeWords,
    refusals::RefusalWords,
    robot_settings::RobotSettingsWords,
    sign_in::SignInWords,
    timeline::EventWords,
    ui::{CommonWords, ErrorWords, TimeWords, Ui},
};
use crate::request::{context::PageContext, language::Language};

impl Language {
    /// What it says on many screens. Apart from [`Self::ui`], which brings all the others along.
    pub const fn common(self) -> &'static CommonWords {
        match self {
            Self::Chinese => &zh_cn::COMMON,
            Self::English => &en::COMMON,
        }
    }

    /// What it says when something went wrong.
    pub const fn errors(self) -> &'static ErrorWords {
        match self {
            Self::Chinese => &zh_cn::ERRORS,
            Self::English => &en::ERRORS,
        }
    }

    /// How it tells the time left.
    pub const fn time(self) -> &'static TimeWords {
        match self {
            Self::Chinese => &zh_cn::TIME,
            Self::English => &en::TIME,
        }
    }

    /// Its headings, labels and hints.
    pub const fn ui(self) -> &'static Ui {
        match self {
            Self::Chinese => &zh_cn::UI,
            Self::English => &en::UI,
        }
    }

    /// What it says in lists.
    pub const fn lists(self) -> &'static ListWords {
        match self {
            Self::Chinese => &zh_cn::LISTS,
            Self::English => &en::LISTS,
        }
    }

    /// What it says about batches.
    pub const fn batch(self) -> &'static BatchWords {
        match self {
            Self::Chinese => &zh_cn::BATCH,
            Self::English => &en::BATCH,
        }
    }

    /// What robots say in it.
    pub const fn robots(self) -> &'static notifications::RobotWords {
        match self {
            Self::Chinese => &zh_cn::ROBOTS,
            Self::English => &en::ROBOTS,
        }
    }

    /// How it speaks of setting them up.
    pub const fn robot_settings(self) -> &'static RobotSettingsWords {
        match self {
            Self::Chinese => &zh_cn::ROBOT_SETTINGS,
            Self::English => &en::ROBOT_SETTINGS,
        }
    }

    /// What it says where one signs in.
    pub const fn sign_in(self) -> &'static SignInWords {
        match self {
            Self::Chinese => &zh_cn::SIGN_IN,
            Self::English => &en::SIGN_IN,
        }
    }

    /// What it says where a consumer's link leads.
    pub const fn entrance(self) -> &'static EntranceWords {
        match self {
            Self::Chinese => &zh_cn::ENTRANCE,
            Self::English => &en::ENTRANCE,
        }
    }

    /// What it says of the demo marketplace.
    pub const fn demo(self) -> &'static DemoWords {
        match self {
            Self::Chinese => &zh_cn::DEMO,
            Self::English => &en::DEMO,
        }
    }

    /// How it says what is wrong with a field. Apart from [`Self::words`], which brings all the others along.
    pub fn faults(self) -> &'static dyn FieldErrorWords {
        match self {
            Self::Chinese => &zh_cn::Chinese,
            Self::English => &en::English,
        }
    }

    /// Its words.
    pub fn words(self) -> &'static dyn Words {
        match self {
            Self::Chinese => &zh_cn::Chinese,
            Self::English => &en::English,
        }
    }
}

/// The words of this visit.
pub fn words() -> &'static dyn Words {
    PageContext::current().language.words()
}

/// What is said on many screens of this visit.
pub fn common() -> &'static CommonWords {
    PageContext::current().language.common()
}

/// Headings, labels and hints of this visit.
pub fn ui() -> &'static Ui {
    PageContext::current().language.ui()
}

/// What is wrong with a field, in the language of this visit.
pub fn faults() -> &'static dyn FieldErrorWords {
    PageContext::current().language.faults()
}

/// What lists say in this visit.
pub fn lists() -> &'static ListWords {
    PageContext::current().language.lists()
}

/// What is said of setting up robots in this visit.
pub fn robot_settings() -> &'static RobotSettingsWords {
    PageContext::current().language.robot_settings()
}

/// What is said where one signs in, in the language of this visit.
pub fn sign_in() -> &'static SignInWords {
    PageContext::current().language.sign_in()
}

/// What is said where a consumer's link leads, in the language of this visit.
pub fn entrance() -> &'static EntranceWords {
    PageContext::current().language.entrance()
}

/// What is said of the demo marketplace in this visit.
pub fn demo() -> &'static DemoWords {
    PageContext::current().language.demo()
}

/// What is said about batches in this visit.
pub fn batch() -> &'static BatchWords {
    PageContext::current().language.batch()
}

/// What a language has to say.
pub trait Words:
    Names + RefusalWords + FieldErrorWords + EventWords + OutcomeWords + Forms + ForConsumers + Sync
{
    /// Which language this is.
    fn language(&self) -> Language;
}
