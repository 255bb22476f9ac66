//! What a password must be that somebody chooses (R-STF-2).

use aftercare_domain::{form::FieldError, people::access::Password};
use zxcvbn::zxcvbn;

/// The fewest characters.
pub const SHORTEST: usize = 12;
/// How many guesses it must take, as a power of ten: more than anybody tries in years where each takes a second.
const HARD_ENOUGH: f64 = 9.0;

/// A password that is long enough and hard to guess.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPassword(Password);

/// Why a password can't be chosen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefusal {
    /// It is too short.
    #[error("a password has at least {SHORTEST} characters")]
    TooShort,
    /// It is one of the commonest, or made of what is known of its owner.
    #[error(
        "this password is easily guessed: take several words that have nothing to do with each other, and nothing of the \
         owner's name"
    )]
    Guessable,
    /// It can't be a password at all.
    #[error("the password can't be used: {0:?}")]
    Unusable(FieldError),
}

impl NewPassword {
    /// Takes a password that somebody chooses of whom this is known, such as their names.
    pub fn choose(typed: &str, known: &[&str]) -> Result<Self, PasswordRefusal> {
        if typed.chars().count() < SHORTEST {
            return Err(PasswordRefusal::TooShort);
        }
        let password = Password::parse(typed).map_err(PasswordRefusal::Unusable)?;
        let known: Vec<&str> = known.iter().copied().chain(["aftercare"]).collect();
        if zxcvbn(typed, &known).guesses_log10() < HARD_ENOUGH {
            return Err(PasswordRefusal::Guessable);
        }
        Ok(Self(password))
    }

    /// A password that nobody chose, as of made-up people, whatever it is.
    pub const fn unchecked(password: Password) -> Self {
        Self(password)
    }

    /// The password, to be hashed.
    pub fn into_password(self) -> Password {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R-STF-2: earlier, `aftercare user add` took passwords of eight characters, common ones too.
    #[test]
    fn a_password_is_long_and_hard_to_guess() {
        let refusal = |typed| NewPassword::choose(typed, &["li-lei", "李雷"]).unwrap_err();
        assert_eq!(refusal("short"), PasswordRefusal::TooShort);
        assert_eq!(refusal("V3ry-g00d!x"), PasswordRefusal::TooShort);
        for common in [
            "password1234",
            "123456789012",
            "qwertyuiopas",
            "aaaaaaaaaaaaaa",
            "1qaz2wsx3edc",
            "iloveyou1234",
            "aftercare2026",
            "li-lei-li-lei",
            "woaini1314520",
            "Admin@123456",
        ] {
            assert_eq!(refusal(common), PasswordRefusal::Guessable, "{common}");
        }
        for good in [
            "corn-otter-92-lamp",
            "正确 马匹 电池 订书钉 七",
            "tR7#kq0Zp!m2",
        ] {
            assert!(NewPassword::choose(good, &["li-lei"]).is_ok(), "{good}");
        }
    }
}
