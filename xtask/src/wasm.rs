//! The bundles: cargo for WASM, then wasm-bindgen for the JavaScript that loads it, then `wasm-opt` for size.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::layout::Layout;
use crate::process;
use crate::site::SiteWriter;
use crate::unreached;

/// The target of the bundles.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// The WASM features that the oldest browsers have. Named one by one: `--all-features` makes modules that no browser takes.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// What `wasm-opt` does: after the first pass the ways through each function are laid out anew, and the second finds more.
const PASSES: [&str; 4] = ["-Oz", "--flatten", "--rereloop", "-Oz"];

/// What `esbuild` does to the JavaScript beside it.
const MINIFYING: [&str; 2] = ["--minify", "--log-level=warning"];

/// How much work goes into a bundle.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Optimisation {
    /// Built in seconds, with names in its stack traces.
    Quick,
    /// As small as it gets: what people download.
    Small,
}

impl Optimisation {
    fn cargo_profile(self) -> &'static str {
        match self {
            Self::Quick => "wasm-dev",
            Self::Small => "wasm-release",
        }
    }
}

/// A bundle as a browser loads it.
pub(crate) struct Module {
    /// The JavaScript between the browser and the WASM.
    pub(crate) glue: Vec<u8>,
    /// The WASM.
    pub(crate) wasm: Vec<u8>,
}

/// Compiles these packages, both in one call, so that they share one build of their dependencies.
pub(crate) fn compile(layout: &Layout, packages: &[&str], effort: Optimisation) -> Result<()> {
    let mut cargo = process::cargo(layout.root());
    cargo
        .args(["build", "--target", TARGET])
        .args(["--config", &without_paths(layout)])
        .args(["--profile", effort.cargo_profile(), "--target-dir"])
        .arg(layout.wasm_target());
    for package in packages {
        cargo.args(["--package", package]);
    }
    process::run(&mut cargo)
}

/// Makes a compiled package loadable, from memory where nothing changed.
pub(crate) fn module(
    layout: &Layout,
    site: &mut SiteWriter,
    package: &str,
    effort: Optimisation,
) -> Result<Module> {
    let file = format!("{}.wasm", package.replace('-', "_"));
    let path = layout
        .wasm_target()
        .join(TARGET)
        .join(effort.cargo_profile())
        .join(file);
    let compiled = fs::read(&path).with_context(|| format!("{} is missing", path.display()))?;
    let ways = [&FEATURES[..], &PASSES, &MINIFYING, &unreached::BIT_BY_BIT].concat();
    let ways = ways.join(" ");
    let key = [
        &compiled,
        ways.as_bytes(),
        effort.cargo_profile().as_bytes(),
    ];
    let mut bound = None;
    let glue = site.remembered("glue", &key, || {
        let (glue, wasm) = bind(package, &compiled, effort)?;
        bound = Some(wasm);
        match effort {
            Optimisation::Quick => Ok(glue),
            Optimisation::Small => minify(layout, package, &glue),
        }
    })?;
    let wasm = site.remembered("wasm", &key, || {
        let wasm = match bound {
            Some(wasm) => wasm,
            None => bind(package, &compiled, effort)?.1,
        };
        match effort {
            Optimisation::Quick => Ok(wasm),
            Optimisation::Small => shrink(layout, package, &wasm),
        }
    })?;
    Ok(Module { glue, wasm })
}

/// Panic messages name source files: without this machine's folders they are shorter, and the same on every machine.
fn without_paths(layout: &Layout) -> String {
    let packages = layout.cargo_home().join("registry/src");
    let (packages, root) = (packages.display(), layout.root().display());
    format!(
        "target.{TARGET}.rustflags=['--remap-path-prefix={packages}=', '--remap-path-prefix={root}=']"
    )
}

fn bind(package: &str, compiled: &[u8], effort: Optimisation) -> Result<(Vec<u8>, Vec<u8>)> {
    println!("build: {package}: its JavaScript");
    let mut output = Bindgen::new()
        .input_bytes(package, compiled.to_vec())
        .web(true)?
        .typescript(false)
        .remove_name_section(effort == Optimisation::Small)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate_output()
        .with_context(|| format!("wasm-bindgen failed on {package}"))?;
    if !output.local_modules().is_empty() || output.snippets().values().any(|it| !it.is_empty()) {
        bail!("{package} brings JavaScript snippets, which the site has no place for");
    }
    unreached::empty(output.wasm_mut()).with_context(|| format!("{package} is not as it was"))?;
    Ok((
        output.js().as_bytes().to_vec(),
        output.wasm_mut().emit_wasm(),
    ))
}

/// Leaves out of JavaScript what only people read.
fn minify(layout: &Layout, package: &str, script: &[u8]) -> Result<Vec<u8>> {
    let long = layout.site_cache().join(format!("{package}.long.js"));
    let short = layout.site_cache().join(format!("{package}.short.js"));
    fs::write(&long, script)?;
    let mut minifier = Command::new(layout.npm_program("esbuild"));
    minifier.arg(&long).args(MINIFYING);
    minifier.arg(format!("--outfile={}", short.display()));
    process::run(&mut minifier)?;
    let result = fs::read(&short)?;
    fs::remove_file(long)?;
    fs::remove_file(short)?;
    Ok(result)
}

fn shrink(layout: &Layout, package: &str, wasm: &[u8]) -> Result<Vec<u8>> {
    println!("build: {package}: making it small");
    let from = layout.site_cache().join(format!("{package}.unoptimised"));
    let to = layout.site_cache().join(format!("{package}.optimised"));
    fs::write(&from, wasm)?;
    process::run(
        Command::new(layout.npm_program("wasm-opt"))
            .args(FEATURES)
            .args(PASSES)
            .arg("--output")
            .arg(&to)
            .arg(&from),
    )?;
    let small = fs::read(&to)?;
    fs::remove_file(from)?;
    fs::remove_file(to)?;
    Ok(small)
}
