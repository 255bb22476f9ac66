//! The built server as a process of its own, which can be killed at any moment.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

/// A server that runs, and is killed when dropped.
pub(crate) struct Process {
    child: Child,
    /// Where it listens.
    pub(crate) root: String,
}

impl Process {
    /// Starts the server on a database and waits until it listens.
    pub(crate) fn start(database_url: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_aftercare"))
            .arg("serve")
            .env("AFTERCARE_DATABASE_URL", database_url)
            .env("AFTERCARE_LISTEN", "127.0.0.1:0")
            .env("RUST_LOG", "error")
            // A test asks in a moment what people ask in an hour.
            .env("AFTERCARE_LIMITS__REQUESTS_A_MINUTE_A_PERSON", "1000000")
            .env("AFTERCARE_LIMITS__REQUESTS_A_MINUTE_A_SIDE", "1000000")
            .env("AFTERCARE_LIMITS__REQUESTS_A_MINUTE_A_NETWORK", "1000000")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let output = child.stdout.take().expect("its output is ours");
        let mut line = String::new();
        BufReader::new(output)
            .read_line(&mut line)
            .expect("it says something");
        let root = line
            .trim()
            .strip_prefix("listening on ")
            .unwrap_or_else(|| panic!("it does not listen: {line:?}"))
            .to_owned();
        Self { child, root }
    }

    /// Its number in the system.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Kills it, as a power cut does: it gets no word to the end.
    pub(crate) fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        // It may have ended by itself; a test that cares about that has noticed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}
