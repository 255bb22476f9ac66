//! `cargo xtask dev`: the demo marketplace, rebuilt on each change, with pages that reload themselves.
//!
//! The boot module of a developer's site asks for `assets/version.txt` twice a second and reloads the page when it
//! says something else. The version is written between the end of the old server and the start of the new one, so
//! only the new one can tell it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Child;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use anyhow::{Context, Result};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::build::{self, Profile, SiteAudience};
use crate::layout::Layout;
use crate::progress::{in_steps, step};
use crate::{process, setup};

/// Editors write a file in several steps, and people save several files at once.
const SETTLES_WITHIN: Duration = Duration::from_millis(150);
const LOOKS_UP_EVERY: Duration = Duration::from_millis(250);

/// What has to be built again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum DevPart {
    Server,
    Site,
}

/// A folder or file that is watched, and what is made from it.
const SOURCES: [(&str, &[DevPart]); 6] = [
    ("Cargo.toml", &[DevPart::Server, DevPart::Site]),
    ("domain/src", &[DevPart::Server, DevPart::Site]),
    ("app/src", &[DevPart::Server, DevPart::Site]),
    ("app/bundles", &[DevPart::Site]),
    ("server", &[DevPart::Server]),
    ("style", &[DevPart::Site]),
];

/// Builds, serves, and does both again on each change, until interrupted.
pub(crate) fn watch(layout: &Layout, arguments: &[String]) -> Result<()> {
    setup::for_building(layout)?;
    let (_watcher, changes) = watch_sources(layout)?;
    rebuild(layout, &BTreeSet::from([DevPart::Server, DevPart::Site]))?;
    let mut restarts = 0;
    let mut server = start(layout, arguments, restarts)?;
    while let Some(parts) = next_change(layout, &changes) {
        if let Err(error) = rebuild(layout, &parts) {
            eprintln!("dev: {error:#}; the last good build goes on");
            continue;
        }
        stop(&mut server)?;
        restarts += 1;
        server = start(layout, arguments, restarts)?;
    }
    stop(&mut server)
}

fn watch_sources(layout: &Layout) -> Result<(RecommendedWatcher, Receiver<Event>)> {
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if let Ok(event) = event
            && !matches!(event.kind, EventKind::Access(_))
        {
            // The receiver is gone when watching ends.
            let _ended = sender.send(event);
        }
    })?;
    for (path, _) in SOURCES {
        let path = layout.root().join(path);
        watcher
            .watch(&path, RecursiveMode::Recursive)
            .with_context(|| format!("cannot watch {}", path.display()))?;
    }
    Ok((watcher, changes))
}

/// Waits for a change and for the silence after it; nothing when interrupted.
fn next_change(layout: &Layout, changes: &Receiver<Event>) -> Option<BTreeSet<DevPart>> {
    let mut parts = BTreeSet::new();
    loop {
        let patience = if parts.is_empty() {
            LOOKS_UP_EVERY
        } else {
            SETTLES_WITHIN
        };
        match changes.recv_timeout(patience) {
            Ok(event) => parts.extend(event.paths.iter().flat_map(|path| made_from(layout, path))),
            Err(RecvTimeoutError::Timeout) if process::interrupted() => return None,
            Err(RecvTimeoutError::Timeout) if parts.is_empty() => {}
            Err(RecvTimeoutError::Timeout) => return Some(parts),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

fn made_from(layout: &Layout, path: &Path) -> Vec<DevPart> {
    SOURCES
        .iter()
        .filter(|(source, _)| path.starts_with(layout.root().join(source)))
        .flat_map(|(_, parts)| parts.iter().copied())
        .collect()
}

fn rebuild(layout: &Layout, parts: &BTreeSet<DevPart>) -> Result<()> {
    let steps = parts.iter().map(|part| match part {
        DevPart::Server => step("server", || build::server(layout, Profile::Dev)),
        DevPart::Site => step("bundles", || build::site(layout, SiteAudience::Developer)),
    });
    in_steps("dev", steps.collect())
}

fn start(layout: &Layout, arguments: &[String], restarts: u32) -> Result<Child> {
    let version = format!("{}.{restarts}", std::process::id());
    fs::write(layout.site().join("assets/version.txt"), version)?;
    build::serve_demo(layout, arguments)
        .spawn()
        .context("cannot start the server")
}

/// The server stops by itself on Ctrl-C, which reaches it as well; then there is nobody left to ask.
fn stop(server: &mut Child) -> Result<()> {
    if server.try_wait()?.is_none() {
        process::terminate(server.id());
    }
    server.wait()?;
    Ok(())
}
