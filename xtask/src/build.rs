//! `cargo xtask build` and `run`: the server, and the site that it serves.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::layout::Layout;
use crate::progress::{ProgressStep, in_steps, step};
use crate::site::{Asset, BundleFiles, Compression, SiteWriter};
use crate::wasm::Optimisation;
use crate::{css, icons, process, setup, wasm};

/// What a developer's boot module does besides.
const RELOAD_ON_CHANGE: &str = r#"
let known;
setInterval(async () => {
  const answer = await fetch("/assets/version.txt", { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return;
  const version = await answer.text();
  if (known !== undefined && version !== known) location.reload();
  known = version;
}, 500);
"#;

/// How the server is compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// In seconds, with every check.
    Dev,
    /// As it is shipped.
    Release,
}

impl Profile {
    /// The profile that `--release` asks for.
    pub(crate) fn from_release(release: bool) -> Self {
        if release { Self::Release } else { Self::Dev }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }
}

/// Who the site is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum SiteAudience {
    /// People: small files, within their budgets.
    Visitors,
    /// The developer before the screen: built in seconds, and open pages reload themselves.
    Developer,
}

/// A part of the product with its own entry, loaded by its own kind of user.
struct BundleSpec {
    name: &'static str,
    package: &'static str,
    /// What a first visit may download, in bytes: WASM, JavaScript and CSS, brotli.
    budget: usize,
}

const BUNDLES: [BundleSpec; 2] = [
    BundleSpec {
        name: "workbench",
        package: "aftercare-workbench",
        budget: 500_000,
    },
    BundleSpec {
        name: "consumer",
        package: "aftercare-consumer",
        budget: 200_000,
    },
];

/// Names the server to the browser tests and the load tool. With `AFTERCARE_TEST_` in front it is no setting of the server.
pub(crate) const SERVER_IN: &str = "AFTERCARE_TEST_SERVER";

/// Sets up, then builds the server and the site.
pub(crate) fn everything(layout: &Layout, profile: Profile) -> Result<()> {
    in_steps("build", steps(layout, profile))
}

fn steps(layout: &Layout, profile: Profile) -> Vec<ProgressStep<'_>> {
    vec![
        step("set-up", move || setup::for_building(layout)),
        step("server", move || server(layout, profile)),
        step("bundles", move || site(layout, SiteAudience::Visitors)),
    ]
}

/// Builds everything and becomes the server, with the demo marketplace.
pub(crate) fn run(layout: &Layout, arguments: &[String]) -> Result<()> {
    let mut steps = steps(layout, Profile::Dev);
    steps.push(step("start", || {
        let error = serve_demo(layout, arguments).exec();
        Err(error).context("cannot start the server")
    }));
    in_steps("run", steps)
}

/// The command that serves the demo marketplace.
pub(crate) fn serve_demo(layout: &Layout, arguments: &[String]) -> Command {
    let mut command = Command::new(server_binary(layout, Profile::Dev));
    command
        .current_dir(layout.root())
        .args(["serve", "--demo"])
        .args(arguments);
    command
}

/// Where the built server lies.
pub(crate) fn server_binary(layout: &Layout, profile: Profile) -> PathBuf {
    layout.binary(profile.folder(), "aftercare")
}

/// Builds the server.
pub(crate) fn server(layout: &Layout, profile: Profile) -> Result<()> {
    let mut cargo = process::cargo(layout.root());
    cargo.args([
        "build",
        "--package",
        "aftercare-server",
        "--bin",
        "aftercare",
    ]);
    if profile == Profile::Release {
        cargo.arg("--release");
    }
    process::run(&mut cargo)
}

/// Builds the bundles and the style sheets, and writes the site.
pub(crate) fn site(layout: &Layout, audience: SiteAudience) -> Result<()> {
    let (effort, compression) = match audience {
        SiteAudience::Visitors => (Optimisation::Small, Compression::Brotli),
        SiteAudience::Developer => (Optimisation::Quick, Compression::None),
    };
    wasm::compile(layout, &BUNDLES.map(|bundle| bundle.package), effort)?;
    let mut site = SiteWriter::begin(layout, compression)?;
    site.add_folder(&layout.style().join("static"))?;
    site.add_at_top("icons.svg", icons::sprite(layout)?.as_bytes())?;
    let mut manifest = BTreeMap::new();
    let mut over_budget = Vec::new();
    for bundle in &BUNDLES {
        let module = wasm::module(layout, &mut site, bundle.package, effort)?;
        let glue = site.add(bundle.name, "js", &module.glue)?;
        let wasm = site.add(bundle.name, "wasm", &module.wasm)?;
        let style = css::bundle(layout, bundle.name)?;
        let style = site.add(bundle.name, "css", &style)?;
        let boot = site.add(
            &format!("{}-boot", bundle.name),
            "js",
            boot_module(&glue, &wasm, audience).as_bytes(),
        )?;
        if audience == SiteAudience::Visitors
            && let Some(excess) = weigh(bundle, &[(&wasm, "WASM"), (&glue, "JS"), (&style, "CSS")])
        {
            over_budget.push(excess);
        }
        manifest.insert(
            bundle.name,
            BundleFiles {
                boot: boot.href,
                css: vec![style.href],
            },
        );
    }
    site.finish(&manifest)?;
    ensure!(over_budget.is_empty(), "{}", over_budget.join("; "));
    Ok(())
}

/// Pages may write no scripts and no addresses of scripts into themselves (Trusted Types). HTML they may: Leptos makes its
/// elements of it. What is in it can't run, since no handler and no script without the page's nonce does. There is one policy,
/// made before anything else can make another.
const TRUSTED_TYPES: &str =
    "self.trustedTypes?.createPolicy(\"default\", { createHTML: (html) => html });\n";

/// Loads the bundle and calls its `hydrate`. A file of its own, so that the content security policy needs no inline script.
///
/// It waits until the page has been painted: on a slow line people read first, and the bundle must not be in the way of
/// that. A page that nobody looks at yet has nothing to wait for.
fn boot_module(glue: &Asset, wasm: &Asset, audience: SiteAudience) -> String {
    let reload = match audience {
        SiteAudience::Visitors => "",
        SiteAudience::Developer => RELOAD_ON_CHANGE,
    };
    format!(
        "{TRUSTED_TYPES}{reload}if (!document.hidden) await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));\n\
         const module_or_path = fetch(\"{}\");\n\
         const {{ default: start, hydrate }} = await import(\"{}\");\n\
         await start({{ module_or_path }});\nhydrate();\n",
        wasm.href, glue.href
    )
}

/// Prints what a first visit downloads; says so when it is too much.
fn weigh(bundle: &BundleSpec, parts: &[(&Asset, &str)]) -> Option<String> {
    let total: usize = parts.iter().map(|(asset, _)| asset.transferred).sum();
    let mut line = format!(
        "build: {:<9} {} of {} (",
        bundle.name,
        kilobytes(total),
        kilobytes(bundle.budget)
    );
    for (index, (asset, kind)) in parts.iter().enumerate() {
        let separator = if index == 0 { "" } else { ", " };
        let _infallible = write!(line, "{separator}{kind} {}", kilobytes(asset.transferred));
    }
    println!("{line}; brotli)");
    (total > bundle.budget).then(|| {
        let (total, budget) = (kilobytes(total), kilobytes(bundle.budget));
        format!(
            "{} downloads {total}, over its budget of {budget}",
            bundle.name
        )
    })
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
}
