//! What differs between the kinds of aggregates that the write path writes: everything else is the same for all of them.

use std::{collections::BTreeMap, error::Error, fmt::Debug};

use aftercare_domain::{
    aggregate::{Aggregate, Outcome, Recorded, Situation, deadline::Deadline},
    people::party::Actor,
    values::{id::Username, time::Timestamp},
};
use serde::{Serialize, de::DeserializeOwned};

use super::{RejectedOf, Submission};
use crate::{
    db::{Connection, DbError, answers::AnswerRow},
    write::{batch_context::BatchContext, journal::Journal},
};

/// A kind of aggregate that the write path writes. What a batch needs is read at once, changed in memory as its submissions are
/// decided one after another, and written at once: never a statement a submission.
pub trait Written:
    Aggregate<
        Id: Debug + Send + Sync,
        Command: Debug + Clone + Send + Sync,
        Event: Debug + Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync,
        Report: Debug + Clone + Send + Sync,
        Effect: Debug + Send + Sync,
        Refusal: Debug + Clone + Error + Send + 'static,
    > + Debug
    + Send
    + Sync
    + 'static
{
    /// By what a caller begins one.
    type Beginning: Debug + Clone + Send + Sync;
    /// What its decisions need besides it, changed in memory as the batch goes on.
    type Known: Debug + Send + Sync;
    /// What writing needs to know of how one stood before the batch, besides its version and its timer.
    type Standing: Debug + Clone + Send + Sync;
    /// The answer to a submission that is accepted.
    type Accepted: Debug + Clone + Send;
    /// What a kept answer has besides the aggregate, which its log gives again.
    type Remainder: Debug + Send;
    /// How a line of its log is shown to a caller who saw an earlier version.
    type Line: Debug + Clone + Send;

    /// Reads what submissions need, with one statement for each kind of row, and locks rows that will change in the order of
    /// their keys, so that two batches never wait for each other.
    fn read(
        connection: &mut Connection,
        context: &BatchContext,
        submissions: &[Submission<Self>],
        journal: &mut Journal,
    ) -> impl Future<Output = Result<Stock<Self>, DbError>> + Send;

    /// Decides what begins one.
    fn begin_by(
        stock: &mut Stock<Self>,
        context: &BatchContext,
        submission: &Submission<Self>,
        beginning: &Self::Beginning,
    ) -> Result<Begun<Self>, DbError>;

    /// The facts by which it decides: a command, or none at a deadline.
    fn facts(
        &self,
        known: &Self::Known,
        actor: &Actor,
        command: Option<&Self::Command>,
    ) -> Result<Self::Facts, DbError>;

    /// Follows new lines of its log: in what is known, for the submissions that come after, and in the journal, for what will be
    /// written. Returns the hash of the last line.
    fn follow(
        known: &mut Self::Known,
        journal: &mut Journal,
        step: &Step<'_, Self>,
    ) -> Result<String, DbError>;

    /// The answer to a submission that was accepted.
    fn accept(
        &self,
        known: &Self::Known,
        at: Timestamp,
        begun: bool,
    ) -> Result<Self::Accepted, DbError>;

    /// How it stands.
    fn standing(&self) -> Self::Standing;

    /// Writes those that began or changed, and what else of them changed.
    fn write(
        connection: &mut Connection,
        stock: &Stock<Self>,
    ) -> impl Future<Output = Result<(), DbError>> + Send;

    /// An answer as it is kept under its key; none where it is not kept.
    fn keep(answer: &Result<Self::Accepted, RejectedOf<Self>>)
    -> Result<Option<KeptBody>, DbError>;

    /// An answer that was kept.
    fn recall(row: &AnswerRow) -> Result<Recalled<Self>, DbError>;

    /// An answer that was kept, with the aggregate as it was then.
    fn restore(self, remainder: Self::Remainder) -> Self::Accepted;

    /// The lines of a log after a version, as an actor is shown them.
    fn lines_since(log: &[Recorded<Self::Event>], version: u32, actor: &Actor) -> Vec<Self::Line>;
}

/// A kept answer: its HTTP status and its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptBody {
    /// The status; 0 where it follows from the body each time.
    pub status: u16,
    /// JSON.
    pub body: String,
}

impl KeptBody {
    /// JSON of an answer.
    pub fn of(status: u16, answer: &impl Serialize) -> Result<Self, DbError> {
        let body = serde_json::to_string(answer)
            .map_err(|error| DbError::corrupt("answers", "body", "new", error))?;
        Ok(Self { status, body })
    }
}

/// What was kept of an answer.
#[derive(Debug)]
pub enum Recalled<A: Written> {
    /// All of it.
    Accepted(A::Accepted),
    /// A refusal.
    Refused(RejectedOf<A>),
    /// Which version the aggregate had: its log gives it again.
    At {
        /// The aggregate.
        id: A::Id,
        /// Its version.
        version: u32,
        /// The rest of the answer.
        remainder: A::Remainder,
    },
}

/// What a submission that begins an aggregate comes to.
#[derive(Debug)]
pub enum Begun<A: Written> {
    /// It was begun before.
    Already(A::Accepted),
    /// It begins.
    New(Box<Outcome<A>>),
    /// It is refused.
    Refused(RejectedOf<A>),
}

/// A step of an aggregate in a batch.
#[derive(Debug)]
pub struct Step<'a, A: Written> {
    /// What all submissions of the batch share.
    pub context: &'a BatchContext,
    /// Who asked for it by name.
    pub giver: Option<&'a Username>,
    /// It before the step; none where it begins.
    pub before: Option<&'a A>,
    /// What came of it.
    pub outcome: &'a Outcome<A>,
    /// The hash of the last line of its log before the step; empty where it begins.
    pub head_hash: &'a str,
}

/// An aggregate of the batch.
#[derive(Debug, Clone)]
pub struct Loaded<A: Written> {
    /// It as the submissions so far left it.
    pub state: A,
    /// The hash of the last line of its log.
    pub head_hash: String,
    /// What it was when it was read; none for one that begins here.
    pub before: Option<Before<A>>,
}

/// What writing needs to know of an aggregate as it was before the batch.
#[derive(Debug, Clone)]
pub struct Before<A: Written> {
    /// Its version.
    pub version: u32,
    /// Its deadline.
    pub deadline: Deadline,
    /// When its timer was set.
    pub wakes_at: Option<Timestamp>,
    /// How it stood.
    pub standing: A::Standing,
}

impl<A: Written> Loaded<A> {
    /// One that was read, with the hash of the last line of its log.
    pub fn read(state: A, head_hash: String) -> Self {
        let before = Before {
            version: state.version(),
            deadline: state.deadline().clone(),
            wakes_at: state.wakes_at(),
            standing: state.standing(),
        };
        Self {
            state,
            head_hash,
            before: Some(before),
        }
    }

    /// Whether it began or changed in the batch.
    pub fn is_changed(&self) -> bool {
        self.before
            .as_ref()
            .is_none_or(|before| before.version != self.state.version())
    }
}

/// An aggregate as it is written, with the hash of the last line of its log.
pub type StateRow<'a, A> = (&'a A, &'a str);

/// What a batch holds of a kind.
#[derive(Debug)]
pub struct Stock<A: Written> {
    /// The aggregates.
    pub held: BTreeMap<A::Id, Loaded<A>>,
    /// What is known besides them.
    pub known: A::Known,
}

impl<A: Written> Stock<A> {
    /// Those that began or changed.
    pub fn changed(&self) -> impl Iterator<Item = &Loaded<A>> {
        self.held.values().filter(|loaded| loaded.is_changed())
    }

    /// Those that began or changed, each with the hash of the last line of its log: first those that began.
    pub fn begun_and_changed(&self) -> (Vec<StateRow<'_, A>>, Vec<StateRow<'_, A>>) {
        let (begun, changed): (Vec<_>, Vec<_>) =
            self.changed().partition(|loaded| loaded.before.is_none());
        (rows(begun), rows(changed))
    }
}

/// Each with the hash of the last line of its log.
fn rows<A: Written>(loaded: Vec<&Loaded<A>>) -> Vec<StateRow<'_, A>> {
    loaded
        .into_iter()
        .map(|loaded| (&loaded.state, loaded.head_hash.as_str()))
        .collect()
}

/// The situation in which the submissions of a batch are decided.
pub fn situation<'s, F>(context: &'s BatchContext, facts: &'s F) -> Situation<'s, F> {
    Situation {
        now: context.now,
        policy: &context.policy,
        facts,
    }
}
