//! Other programs: run to their end, read, watched line by line, and stopped when the user has enough.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use anyhow::{Context, Result, bail, ensure};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);
/// The program that is being waited for.
static CURRENT: Mutex<Option<u32>> = Mutex::new(None);

/// On Ctrl-C or SIGTERM the program that is being waited for is stopped, and xtask unwinds, so that what it started (a
/// database, a server) is stopped as well.
pub(crate) fn stop_children_when_interrupted() -> Result<()> {
    ctrlc::set_handler(|| {
        INTERRUPTED.store(true, Ordering::SeqCst);
        let current = *CURRENT.lock().unwrap_or_else(PoisonError::into_inner);
        match current {
            Some(pid) => terminate(pid),
            None => eprintln!("xtask: stopping"),
        }
    })
    .context("cannot listen for Ctrl-C")
}

/// Whether the user asked to stop.
pub(crate) fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Asks a program to stop.
pub(crate) fn terminate(pid: u32) {
    let asked = Command::new("kill")
        .args(["-TERM", &pid.to_string()])
        .stderr(Stdio::null())
        .status();
    if let Err(error) = asked {
        eprintln!("xtask: cannot stop process {pid}: {error}");
    }
}

/// The cargo that runs this xtask.
pub(crate) fn cargo(root: &Path) -> Command {
    let mut command =
        Command::new(std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    command.current_dir(root);
    command
}

/// Runs a program to its end and fails when it fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let name = name_of(command);
    let child = command
        .spawn()
        .with_context(|| format!("cannot start {name}"))?;
    let status = wait(child)?;
    ensure!(status.success(), "{name} failed ({status})");
    Ok(())
}

/// Runs a program and gives what it printed, without the white space around it.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let name = name_of(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start {name}"))?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        bail!("{name} failed ({}): {}", output.status, told.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether the program can be started and succeeds.
pub(crate) fn works(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs a program to its end, prints what it prints, and shows each line to `see`.
pub(crate) fn watch(command: &mut Command, mut see: impl FnMut(&str)) -> Result<ExitStatus> {
    let name = name_of(command);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {name}"))?;
    let (sender, lines) = mpsc::channel();
    let readers = [
        child.stdout.take().map(|out| pass_on(out, sender.clone())),
        child.stderr.take().map(|err| pass_on(err, sender)),
    ];
    let waiting = thread::spawn(move || wait(child));
    for line in lines {
        println!("{line}");
        see(&line);
    }
    for reader in readers.into_iter().flatten() {
        if reader.join().is_err() {
            bail!("cannot read what {name} prints");
        }
    }
    waiting
        .join()
        .unwrap_or_else(|_| bail!("cannot wait for {name}"))
}

fn pass_on(from: impl Read + Send + 'static, to: mpsc::Sender<String>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            if to.send(line).is_err() {
                return;
            }
        }
    })
}

fn wait(mut child: Child) -> Result<ExitStatus> {
    let current = || CURRENT.lock().unwrap_or_else(PoisonError::into_inner);
    *current() = Some(child.id());
    let status = child.wait();
    *current() = None;
    if interrupted() {
        bail!("interrupted");
    }
    Ok(status?)
}

fn name_of(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let first = command.get_args().next().unwrap_or_default();
    format!("{} {}", name.to_string_lossy(), first.to_string_lossy())
        .trim()
        .to_owned()
}
