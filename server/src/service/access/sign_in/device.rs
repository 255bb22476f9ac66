//! Devices that are known: those on which somebody signed in during the last 90 days.
//!
//! A device keeps, for each person who signed in there, a pass that we signed. It opens nothing; it says that whoever tries this
//! person's password sits where that person sat before, so that guesses from elsewhere do not slow them down.

use aftercare_domain::values::{
    id::Username,
    time::{Span, Timestamp},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::{context::Context, runtime::secret};

/// How long a device is known after somebody signed in there.
pub const KNOWN_FOR: Span = Span::days(90);
/// How many people a device is known to: those who signed in last.
const MOST: usize = 5;

/// The passes that a device keeps, as the text of its cookie.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passes(Vec<Pass>);

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pass {
    username: String,
    device: String,
    given_at: Timestamp,
    signature: String,
}

impl Pass {
    fn message(&self) -> String {
        let Self {
            username,
            device,
            given_at,
            ..
        } = self;
        format!("device\n{username}\n{device}\n{}", given_at.ms())
    }

    fn read(text: &str) -> Option<Self> {
        let mut pieces = text.split('.');
        let username = URL_SAFE_NO_PAD.decode(pieces.next()?).ok()?;
        let pass = Self {
            username: String::from_utf8(username).ok()?,
            device: pieces.next()?.to_owned(),
            given_at: Timestamp::from_ms(pieces.next()?.parse().ok()?),
            signature: pieces.next()?.to_owned(),
        };
        pieces.next().is_none().then_some(pass)
    }

    fn write(&self) -> String {
        let Self {
            username,
            device,
            given_at,
            signature,
        } = self;
        let username = URL_SAFE_NO_PAD.encode(username);
        format!("{username}.{device}.{}.{signature}", given_at.ms())
    }
}

impl Passes {
    /// Reads what a device sends; what is no pass is left out.
    pub fn read(text: &str) -> Self {
        Self(text.split('~').take(MOST).filter_map(Pass::read).collect())
    }

    /// What the device is to keep.
    pub fn write(&self) -> String {
        let passes: Vec<String> = self.0.iter().map(Pass::write).collect();
        passes.join("~")
    }

    /// The name of the device, where somebody has a pass that we gave them and that is not too old.
    pub fn device_of(
        &self,
        context: &Context,
        username: &Username,
        at: Timestamp,
    ) -> Option<String> {
        let own = self
            .0
            .iter()
            .find(|pass| pass.username == username.as_str())?;
        let is_ours = secret::is_signed(&context.signing_key, &own.message(), &own.signature);
        let age = Span::between(own.given_at, at);
        (is_ours && age < KNOWN_FOR).then(|| own.device.clone())
    }

    /// The same with a pass for somebody who has just signed in.
    #[must_use]
    pub fn with(self, context: &Context, username: &Username, at: Timestamp) -> Self {
        let mut pass = Pass {
            username: username.as_str().to_owned(),
            device: context.entropy.identifier(),
            given_at: at,
            signature: String::new(),
        };
        pass.signature = secret::sign(&context.signing_key, &pass.message());
        let others = self
            .0
            .into_iter()
            .filter(|other| other.username != pass.username);
        let others: Vec<Pass> = others.take(MOST - 1).collect();
        Self(std::iter::once(pass).chain(others).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passes_come_back_as_they_were_given_and_nonsense_is_none() {
        let pass = |username: &str| Pass {
            username: username.to_owned(),
            device: "d_-1".to_owned(),
            given_at: Timestamp::from_ms(1_764_000_000_000),
            signature: "s".to_owned(),
        };
        let passes = Passes(vec![pass("agent"), pass("a.b+c/d#e")]);
        let text = passes.write();
        assert!(
            text.bytes()
                .all(|byte| byte.is_ascii_graphic() && !b",;\"\\".contains(&byte))
        );
        assert_eq!(Passes::read(&text), passes);
        for nonsense in ["", "~~", "a.b.c", "YQ.d.x.s", "YQ.d.1.s.t", "!.d.1.s"] {
            assert_eq!(Passes::read(nonsense), Passes::default(), "{nonsense}");
        }
    }
}
