//! What can be set: defaults, then a TOML file, then the environment, the later one winning.
//!
//! Every key of the file is also a variable, `AFTERCARE_` and the key in capitals, with two underscores between
//! levels: `AFTERCARE_DEADLINES__PENDING_REVIEW=36h`. Keys that are not known are refused, in the file and in the
//! environment alike: a mistyped deadline must not go unnoticed.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use config::{Environment, File, FileFormat};
use serde::Deserialize;

pub use self::{http::Http, limits::Limits, networks::Networks, signing_key::SigningKey};

use self::deadlines::{DeadlineSettings, Length};

pub mod deadlines;
mod http;
mod limits;
mod networks;
mod signing_key;

const PREFIX: &str = "AFTERCARE_";
/// Variables with our prefix that are not settings of a server: the file's own place, and what the workshop tells tests
/// and benches.
const NOT_SETTINGS: &[&str] = &[
    "AFTERCARE_CONFIG",
    "AFTERCARE_SERVER",
    "AFTERCARE_TEST_",
    "AFTERCARE_BENCH_",
];

/// The settings of a server.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The address to listen on; port 0 picks a free one.
    pub listen: String,
    /// Where orders are kept: `sqlite://...` or `postgres://...`.
    pub database_url: String,
    /// Where uploaded files are kept: `file://...` or `s3://bucket`.
    pub files_url: String,
    /// The address by which people reach the server, used in links; from `listen` when not given.
    pub public_url: Option<String>,
    /// The file with the key that signs what the server gives out, the same for all replicas. Without one the server makes
    /// a key and keeps it in the database, beside what it protects.
    pub signing_key_file: Option<SigningKey>,
    /// The folder of the built pages' scripts and styles, with its `manifest.json`.
    pub site_dir: PathBuf,
    /// How requests arrive.
    pub http: Http,
    /// How much anybody may ask for.
    pub limits: Limits,
    /// How long each node may take, before an operator says otherwise.
    pub deadlines: DeadlineSettings,
    /// Arbitration.
    pub arbitration: Arbitration,
    /// Personal data of consumers.
    pub personal_data: PersonalData,
}

/// The settings of arbitration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Arbitration {
    /// How long after a refusal a consumer may apply for arbitration (R-ARB-1).
    pub window: Length,
}

/// The settings of how consumers' personal data is shown to those who work on their orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PersonalData {
    /// How many orders the staff of a merchant, of a store, or of the platform can have revealed on a day.
    pub reveals_a_day: u32,
    /// How often one person, or one token, may search by a name or a whole telephone number within a minute.
    pub searches_a_minute: u32,
    /// How often those of a merchant, of a store, or of the platform may on a day.
    pub searches_a_day: u32,
}

impl Default for PersonalData {
    fn default() -> Self {
        Self {
            reveals_a_day: 300,
            searches_a_minute: 60,
            searches_a_day: 600,
        }
    }
}

impl Default for Arbitration {
    fn default() -> Self {
        Self {
            window: Length::hours(48),
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:3000".to_owned(),
            database_url: "sqlite://data/aftercare.db".to_owned(),
            files_url: "file://data/files".to_owned(),
            public_url: None,
            signing_key_file: None,
            site_dir: PathBuf::from("target/site"),
            http: Http::default(),
            limits: Limits::default(),
            deadlines: DeadlineSettings::default(),
            arbitration: Arbitration::default(),
            personal_data: PersonalData::default(),
        }
    }
}

/// Settings that can't be used, and where they stand.
#[derive(Debug, thiserror::Error)]
#[error("the settings can't be read: {0}")]
pub struct ConfigError(#[from] config::ConfigError);

impl Config {
    /// Reads the settings from a TOML file, if one is named, and from the process's environment.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        Self::read(
            file,
            std::env::vars_os().filter_map(|(name, value)| {
                Some((name.into_string().ok()?, value.into_string().ok()?))
            }),
        )
    }

    /// Reads the settings from a TOML file, if one is named, and from these variables.
    pub fn read(
        file: Option<&Path>,
        variables: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let ours: HashMap<String, String> = variables
            .filter(|(name, _)| name.starts_with(PREFIX))
            .filter(|(name, _)| !NOT_SETTINGS.iter().any(|other| name.starts_with(other)))
            .collect();
        let environment = Environment::with_prefix("AFTERCARE")
            .prefix_separator("_")
            .separator("__")
            .source(Some(ours.into_iter().collect()));
        let mut settings = config::Config::builder();
        if let Some(path) = file {
            settings = settings.add_source(File::from(path).format(FileFormat::Toml));
        }
        Ok(settings
            .add_source(environment)
            .build()?
            .try_deserialize()?)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use aftercare_domain::{
        policy::{self, DeadlineKey},
        values::time::Span,
    };

    use super::*;

    fn read(toml: &str, variables: &[(&str, &str)]) -> Result<Config, String> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(toml.as_bytes()).unwrap();
        let variables = variables
            .iter()
            .map(|&(name, value)| (name.to_owned(), value.to_owned()));
        Config::read(Some(file.path()), variables).map_err(|error| error.to_string())
    }

    #[test]
    fn nothing_set_gives_the_defaults_of_the_specification() {
        let config = read("", &[]).unwrap();
        assert_eq!(config, Config::default());
        assert_eq!(
            config.deadlines.platform(),
            policy::Deadlines::default().platform
        );
    }

    #[test]
    fn the_example_of_the_documents_can_be_read() {
        let text = include_str!("../../docs/running.md");
        let (_, from_example) = text.split_once("```toml\n").unwrap();
        let (example, _) = from_example.split_once("```").unwrap();
        let mut key = tempfile::NamedTempFile::new().unwrap();
        key.write_all(&[b'k'; 64]).unwrap();
        let key_file = key.path().to_str().unwrap();
        let config = read(example, &[("AFTERCARE_SIGNING_KEY_FILE", key_file)]).unwrap();
        assert_eq!(config.listen, "0.0.0.0:3000");
        assert_eq!(config.personal_data.reveals_a_day, 100);
        let deadlines = config.deadlines.platform();
        assert_eq!(deadlines.get(&DeadlineKey::InRepair), Some(&Span::days(10)));
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let config = read(
            "listen = '127.0.0.1:1'\n[deadlines]\npending_review = '5s'\nin_repair = '3d'",
            &[
                ("AFTERCARE_LISTEN", "127.0.0.1:0"),
                ("AFTERCARE_DEADLINES__PENDING_REVIEW", "36h"),
                ("AFTERCARE_DEADLINES__PENDING_RECEIPT", "none"),
                ("AFTERCARE_TEST_POSTGRES_URL", "not a setting"),
                ("PATH", "/bin"),
            ],
        )
        .unwrap();
        assert_eq!(config.listen, "127.0.0.1:0");
        let deadlines = config.deadlines.platform();
        assert_eq!(
            deadlines.get(&DeadlineKey::PendingReview),
            Some(&Span::hours(36))
        );
        assert_eq!(deadlines.get(&DeadlineKey::InRepair), Some(&Span::days(3)));
        assert_eq!(deadlines.get(&DeadlineKey::PendingReceipt), None);
        assert_eq!(
            deadlines.get(&DeadlineKey::PendingShipment),
            Some(&Span::days(7))
        );
    }

    // Case 10.
    #[test]
    fn trusted_proxies_are_a_list_in_the_file_and_a_text_in_the_environment() {
        let trusts = |config: &Config, address: &str| {
            let address = address.parse().unwrap();
            config.http.trusted_proxies.contain(address)
        };
        assert!(!trusts(&read("", &[]).unwrap(), "127.0.0.1"), "nobody");
        let file = "[http]\ntrusted_proxies = ['127.0.0.1/32', '::1']";
        let config = read(file, &[]).unwrap();
        assert!(trusts(&config, "127.0.0.1") && trusts(&config, "::1"));
        assert!(!trusts(&config, "127.0.0.2"));
        let variable = |value| [("AFTERCARE_HTTP__TRUSTED_PROXIES", value)];
        let config = read(file, &variable("10.0.0.0/8, 192.0.2.1")).unwrap();
        assert!(trusts(&config, "10.1.2.3") && trusts(&config, "192.0.2.1"));
        assert!(!trusts(&config, "127.0.0.1"), "the environment wins");
        let config = read(file, &variable("")).unwrap();
        assert!(!trusts(&config, "127.0.0.1"), "set to nobody");
        for wrong in [
            read("[http]\ntrusted_proxies = ['localhost']", &[]),
            read("", &variable("localhost")),
        ] {
            let told = wrong.unwrap_err();
            assert!(
                told.contains("trusted_proxies") && told.contains("localhost"),
                "{told}"
            );
        }
    }

    #[test]
    fn every_limit_has_a_default_and_can_be_set() {
        let config = read("", &[]).unwrap();
        assert_eq!(config.limits.requests_a_minute_a_person, 600);
        assert_eq!(config.http.head_bytes.get(), 16 * 1024);
        let file = "[limits]\nhashing_queue = 8\n[http]\nhead_timeout = '2s'";
        let variable = [("AFTERCARE_LIMITS__REQUESTS_A_MINUTE_A_PERSON", "6000")];
        let config = read(file, &variable).unwrap();
        assert_eq!(config.limits.hashing_queue, 8);
        assert_eq!(config.limits.requests_a_minute_a_person, 6000);
        assert_eq!(config.http.head_timeout.span(), Span::milliseconds(2000));
        // A head that small would hold no cookie and no list of numbers.
        let wrong = read("[http]\nhead_bytes = 100", &[]).unwrap_err();
        assert!(
            wrong.contains("head_bytes") && wrong.contains("8192"),
            "{wrong}"
        );
    }

    #[test]
    fn the_signing_key_is_read_from_its_file_and_shown_nowhere() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        let path = file.path().to_str().unwrap().to_owned();
        let variable = [("AFTERCARE_SIGNING_KEY_FILE", path.as_str())];
        let told = read("", &variable).unwrap_err();
        assert!(
            told.contains("32 characters") && told.contains(&path),
            "{told}"
        );
        writeln!(file, "0123456789abcdef0123456789abcdef").unwrap();
        let config = read("", &variable).unwrap();
        let key = config.signing_key_file.as_ref().unwrap();
        assert_eq!(key.reveal(), "0123456789abcdef0123456789abcdef");
        assert!(!format!("{config:?}").contains("0123456789"));
        let missing = read("signing_key_file = 'nowhere.key'", &[]).unwrap_err();
        assert!(
            missing.contains("signing_key_file") && missing.contains("nowhere.key"),
            "{missing}"
        );
    }

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        for wrong in [
            read("lisen = 'x'", &[]),
            read("", &[("AFTERCARE_LISEN", "x")]),
        ] {
            assert!(wrong.clone().unwrap_err().contains("lisen"), "{wrong:?}");
        }
        let wrong = read("[deadlines]\npending_revew = '1d'", &[]).unwrap_err();
        assert!(wrong.contains("pending_revew"), "{wrong}");
    }

    #[test]
    fn a_wrong_value_is_refused_by_the_name_of_its_key() {
        let wrong = read("[deadlines]\npending_review = 'soon'", &[]).unwrap_err();
        assert!(
            wrong.contains("pending_review") && wrong.contains("soon"),
            "{wrong}"
        );
        let wrong = read("", &[("AFTERCARE_ARBITRATION__WINDOW", "ever")]).unwrap_err();
        assert!(
            wrong.contains("arbitration.window") && wrong.contains("ever"),
            "{wrong}"
        );
    }
}
