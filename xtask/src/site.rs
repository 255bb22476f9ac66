//! `target/site`: what browsers load, named by content, each file beside its brotli form, with `manifest.json` to find it.
//!
//! `assets/<stem>-<hash>.<extension>` never changes, so it may be cached for ever. Files of `style/static/` keep their
//! names at the top. The manifest is written last and atomically: a server that starts meanwhile sees the old site or
//! the new one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Serialize;

use crate::fingerprint;
use crate::layout::Layout;

/// How files are compressed besides.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compression {
    /// Not at all: only this machine loads them.
    None,
    /// As small as brotli can.
    Brotli,
}

/// What the server links from the pages of one bundle.
#[derive(Serialize)]
pub(crate) struct BundleFiles {
    /// The module that starts the bundle.
    pub(crate) boot: String,
    /// The style sheets.
    pub(crate) css: Vec<String>,
}

/// A file of the site: where browsers find it, and how much they download.
pub(crate) struct Asset {
    /// Its path on the server.
    pub(crate) href: String,
    /// Its size in bytes, compressed where it is.
    pub(crate) transferred: usize,
}

/// The site while it is being written.
pub(crate) struct SiteWriter {
    folder: PathBuf,
    cache: PathBuf,
    compression: Compression,
    kept: BTreeSet<PathBuf>,
    kept_in_cache: BTreeSet<PathBuf>,
}

impl SiteWriter {
    /// Begins the site anew; what is already there and still right stays.
    pub(crate) fn begin(layout: &Layout, compression: Compression) -> Result<Self> {
        let site = Self {
            folder: layout.site(),
            cache: layout.site_cache(),
            compression,
            kept: BTreeSet::new(),
            kept_in_cache: BTreeSet::new(),
        };
        fs::create_dir_all(site.folder.join("assets"))?;
        fs::create_dir_all(&site.cache)?;
        Ok(site)
    }

    /// Adds a file, named by its content.
    pub(crate) fn add(&mut self, stem: &str, extension: &str, content: &[u8]) -> Result<Asset> {
        let path = format!("assets/{stem}-{}.{extension}", fingerprint::of(&[content]));
        let transferred = self.write(Path::new(&path), content)?;
        Ok(Asset {
            href: format!("/{path}"),
            transferred,
        })
    }

    /// Adds a file at the top, with the name that it has.
    pub(crate) fn add_at_top(&mut self, name: &str, content: &[u8]) -> Result<()> {
        self.write(Path::new(name), content).map(drop)
    }

    /// Copies a folder's files to the top, with the names that they have.
    pub(crate) fn add_folder(&mut self, from: &Path) -> Result<()> {
        if !from.is_dir() {
            return Ok(());
        }
        let mut folders = vec![from.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let content = fs::read(&path)?;
                    self.write(path.strip_prefix(from)?, &content)?;
                }
            }
        }
        Ok(())
    }

    /// What `make` gives for these inputs: computed once, then remembered.
    pub(crate) fn remembered(
        &mut self,
        name: &str,
        inputs: &[&[u8]],
        make: impl FnOnce() -> Result<Vec<u8>>,
    ) -> Result<Vec<u8>> {
        let path = self
            .cache
            .join(format!("{name}-{}", fingerprint::of(inputs)));
        self.kept_in_cache.insert(path.clone());
        if let Ok(known) = fs::read(&path) {
            return Ok(known);
        }
        let computed = make()?;
        replace(&path, &computed)?;
        Ok(computed)
    }

    /// Writes the manifest and removes what no longer belongs to the site.
    pub(crate) fn finish(mut self, manifest: &BTreeMap<&str, BundleFiles>) -> Result<()> {
        let manifest_path = self.folder.join("manifest.json");
        replace(&manifest_path, &serde_json::to_vec_pretty(manifest)?)?;
        self.kept.insert(manifest_path);
        remove_others(&self.folder, &self.kept)?;
        remove_others(&self.cache, &self.kept_in_cache)
    }

    fn write(&mut self, path: &Path, content: &[u8]) -> Result<usize> {
        let plain = self.folder.join(path);
        replace(&plain, content)?;
        self.kept.insert(plain.clone());
        if self.compression == Compression::None || !is_compressible(path) {
            return Ok(content.len());
        }
        let small = self.remembered("brotli", &[content], || brotli(content))?;
        let mut compressed = plain.into_os_string();
        compressed.push(".br");
        let compressed = PathBuf::from(compressed);
        replace(&compressed, &small)?;
        self.kept.insert(compressed);
        Ok(small.len())
    }
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let (buffer_size, quality, window) = (4096, 11, 22);
    brotli::CompressorWriter::new(&mut compressed, buffer_size, quality, window)
        .write_all(content)?;
    Ok(compressed)
}

/// Pictures and fonts are compressed already.
fn is_compressible(path: &Path) -> bool {
    let extension = path.extension().and_then(|it| it.to_str());
    extension.is_some_and(|it| {
        [
            "wasm",
            "js",
            "css",
            "svg",
            "json",
            "txt",
            "webmanifest",
            "map",
        ]
        .contains(&it)
    })
}

/// Writes a file in one step, and only when its content is new: a server may be reading it.
fn replace(path: &Path, content: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|present| present == content) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut beside = path.to_owned().into_os_string();
    beside.push(".new");
    fs::write(&beside, content)
        .and_then(|()| fs::rename(&beside, path))
        .with_context(|| format!("cannot write {}", path.display()))
}

fn remove_others(folder: &Path, kept: &BTreeSet<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(&path, kept)?;
        } else if !kept.contains(&path) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}
