//! The icons as one sprite: those that `style/icons.txt` names, from the npm package `lucide-static`.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result};

use crate::layout::Layout;

/// The sprite: a `<symbol>` an icon, by its name.
pub(crate) fn sprite(layout: &Layout) -> Result<String> {
    let names = fs::read_to_string(layout.style().join("icons.txt")).context("style/icons.txt")?;
    let folder = layout.npm_package("lucide-static").join("icons");
    let mut sprite = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\">");
    for name in names.split_whitespace() {
        let file = folder.join(name).with_extension("svg");
        let icon = fs::read_to_string(&file).with_context(|| format!("there is no icon {name}"))?;
        let shapes = shapes(&icon).with_context(|| format!("{name} is no icon"))?;
        let _infallible = write!(
            sprite,
            "<symbol id=\"{name}\" viewBox=\"0 0 24 24\">{shapes}</symbol>"
        );
    }
    sprite.push_str("</svg>\n");
    Ok(sprite)
}

/// What stands inside of an icon's `<svg>`: how it is drawn, the style sheet says.
fn shapes(icon: &str) -> Option<String> {
    let (_, inside) = icon.split_once("<svg")?;
    let (_, inside) = inside.split_once('>')?;
    let (inside, _) = inside.split_once("</svg>")?;
    Some(inside.lines().map(str::trim).collect())
}
