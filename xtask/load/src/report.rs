//! What was measured: a table for people, JSON for machines.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::{cpu, timing::Timings};

/// The figures, in the order in which they were measured.
#[derive(Debug, Default)]
pub(crate) struct Report {
    figures: Vec<Value>,
}

impl Report {
    /// What it is measured on.
    pub(crate) fn machine(&mut self) -> Result<()> {
        let processors = u64::try_from(cpu::count())?;
        self.figure("machine", "processors", processors, "")
    }

    /// One figure.
    pub(crate) fn figure(
        &mut self,
        subject: &str,
        name: &str,
        value: u64,
        unit: &str,
    ) -> Result<()> {
        let load = cpu::load()?;
        eprintln!("{subject:>10}  {name:<50} {value:>9} {unit}");
        self.figures.push(json!({
            "subject": subject, "name": name, "value": value, "unit": unit, "load": load,
        }));
        Ok(())
    }

    /// A rate with its latencies.
    pub(crate) fn latencies(&mut self, subject: &str, name: &str, timings: &Timings) -> Result<()> {
        let load = cpu::load()?;
        let (rate, p50_us, p99_us) = (
            timings.rate(),
            timings.percentile_us(50),
            timings.percentile_us(99),
        );
        eprintln!(
            "{subject:>10}  {name:<50} {rate:>9} /s   p50 {p50_us:>7} us   p99 {p99_us:>7} us   load {load}"
        );
        self.figures.push(json!({
            "subject": subject, "name": name, "value": rate, "unit": "per second", "p50_us": p50_us, "p99_us": p99_us,
            "load": load,
        }));
        Ok(())
    }

    /// The sizes of what browsers load, compressed.
    pub(crate) fn bundles(&mut self) -> Result<()> {
        let site = std::env::var("AFTERCARE_SITE_DIR").context("AFTERCARE_SITE_DIR")?;
        let assets = Path::new(&site).join("assets");
        let mut files: Vec<_> = fs::read_dir(&assets)
            .with_context(|| format!("{} is built by `cargo xtask build`", assets.display()))?
            .collect::<Result<_, _>>()?;
        files.sort_by_key(fs::DirEntry::file_name);
        for file in files {
            let name = file.file_name().to_string_lossy().into_owned();
            if let Some(asset) = name.strip_suffix(".br") {
                self.figure("brotli", asset, file.metadata()?.len(), "bytes")?;
            }
        }
        Ok(())
    }

    /// Prints everything as one line of JSON.
    #[expect(clippy::print_stdout, reason = "the JSON is what this program is for")]
    pub(crate) fn print(&self) -> Result<()> {
        println!("{}", serde_json::to_string(&self.figures)?);
        Ok(())
    }
}
