//! Processor time and load, as the kernel counts them.

use std::{fs, time::Duration};

use anyhow::{Context as _, Result};

/// Processor time.
pub(crate) type Cpu = Duration;

/// What a process took until now, with its threads.
pub(crate) fn of_process(id: u32) -> Result<Cpu> {
    // Of Linux, on every architecture that it is built for here.
    const TICKS_PER_SECOND: u64 = 100;
    let stat = fs::read_to_string(format!("/proc/{id}/stat"))?;
    // The name of the program stands in parentheses, and may have spaces.
    let (_, fields) = stat.rsplit_once(')').context("stat names the program")?;
    let ticks = fields
        .split_whitespace()
        .skip(11)
        .take(2)
        .map(str::parse::<u64>)
        .sum::<Result<u64, _>>()?;
    Ok(Duration::from_millis(ticks * 1000 / TICKS_PER_SECOND))
}

/// What this process took until now.
pub(crate) fn of_this() -> Result<Cpu> {
    of_process(std::process::id())
}

/// How many processes wanted to run, on average over the last minute.
pub(crate) fn load() -> Result<String> {
    let load = fs::read_to_string("/proc/loadavg")?;
    Ok(load
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned())
}

/// How many processors there are.
pub(crate) fn count() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
