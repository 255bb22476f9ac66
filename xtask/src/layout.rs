//! Where things lie in the workspace.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folders that the jobs read and write.
pub(crate) struct Layout {
    root: PathBuf,
    target: PathBuf,
    cargo_home: PathBuf,
}

impl Layout {
    /// The workspace that this xtask was built from. `CARGO_TARGET_DIR` is honoured for what the host builds.
    pub(crate) fn of_this_workspace() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask/ lies in the workspace")?
            .to_owned();
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |chosen| root.join(chosen));
        let cargo_home = env::var_os("CARGO_HOME")
            .map(PathBuf::from)
            .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
            .context("neither CARGO_HOME nor HOME is set")?;
        Ok(Self {
            root,
            target,
            cargo_home,
        })
    }

    /// The top of the workspace.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where cargo keeps the packages that it downloaded.
    pub(crate) fn cargo_home(&self) -> &Path {
        &self.cargo_home
    }

    /// A binary that cargo built in the given profile folder.
    pub(crate) fn binary(&self, profile_folder: &str, name: &str) -> PathBuf {
        self.target.join(profile_folder).join(name)
    }

    /// The target directory of the bundles: one of their own, so that host and WASM builds don't lock each other out.
    pub(crate) fn wasm_target(&self) -> PathBuf {
        self.root.join("target/wasm")
    }

    /// What the server serves to browsers.
    pub(crate) fn site(&self) -> PathBuf {
        self.root.join("target/site")
    }

    /// What was computed for the site before, by the hash of what it was computed from.
    pub(crate) fn site_cache(&self) -> PathBuf {
        self.root.join("target/site-cache")
    }

    /// Programs that aren't part of the toolchain.
    pub(crate) fn tools(&self) -> PathBuf {
        self.root.join("target/tools")
    }

    /// The lists of what the product is made of.
    pub(crate) fn bill_of_materials(&self) -> PathBuf {
        self.root.join("target/sbom")
    }

    /// The style sheets.
    pub(crate) fn style(&self) -> PathBuf {
        self.root.join("style")
    }

    /// The browser tests, whose npm packages also bring `wasm-opt` and the icons.
    pub(crate) fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }

    /// What is measured in a browser, with npm packages of its own.
    pub(crate) fn measures(&self) -> PathBuf {
        self.end2end().join("measures")
    }

    /// An npm package's folder.
    pub(crate) fn npm_package(&self, name: &str) -> PathBuf {
        self.end2end().join("node_modules").join(name)
    }

    /// A program of an npm package.
    pub(crate) fn npm_program(&self, name: &str) -> PathBuf {
        self.end2end().join("node_modules/.bin").join(name)
    }
}
