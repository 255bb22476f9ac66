//! The arrows of the house: which room uses which. There is no circle among them, on any level, and none points up: what may use
//! what is drawn in `docs/architecture.md`.

mod tokens;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use self::tree::{Place, Tree};

/// Where the floors are drawn.
const DRAWING: &str = "docs/architecture.md";

/// The crates whose rooms are looked at, each in a folder of its name.
const CRATES: [&str; 3] = ["domain", "app", "server"];

/// The rooms of a crate from the top floor down, as the drawing has them. Those of one floor do not use each other.
type Floors = Vec<BTreeSet<String>>;

/// The arrows between the rooms of one level, each with an example of who uses what.
type Arrows<'a> = BTreeMap<(&'a str, &'a str), (&'a Place, &'a Place)>;

/// Looks at every arrow of the house.
///
/// # Errors
/// When there is a circle, an arrow that does not point down, or a room that the drawing does not have; all of them at once.
pub(crate) fn check(root: &Path) -> Result<()> {
    let drawing = fs::read_to_string(root.join(DRAWING)).with_context(|| DRAWING.to_owned())?;
    let floors = drawn(&drawing)?;
    let mut faults = Vec::new();
    for name in CRATES {
        let folder = root.join(name).join("src");
        let read = |file: &str| {
            let path = folder.join(file);
            fs::read_to_string(&path).with_context(|| path.display().to_string())
        };
        let tree = Tree::read("lib.rs", &read)?;
        let floors = floors
            .get(name)
            .with_context(|| format!("{DRAWING} has no floors of {name}"))?;
        faults.extend(
            faults_of(&tree, floors)
                .into_iter()
                .map(|fault| format!("{name}: {fault}")),
        );
    }
    if faults.is_empty() {
        Ok(())
    } else {
        bail!("the rooms of the house:\n{}", faults.join("\n"))
    }
}

/// The floors of each crate: the block `floors` of the drawing, with a crate's name at the margin, and below it a line a floor.
fn drawn(drawing: &str) -> Result<BTreeMap<String, Floors>> {
    let (_, block) = drawing
        .split_once("```floors\n")
        .context("there is no block `floors`")?;
    let (block, _) = block
        .split_once("```")
        .context("the block `floors` has no end")?;
    let mut floors: BTreeMap<String, Floors> = BTreeMap::new();
    let mut of = String::new();
    for line in block.lines().filter(|line| !line.trim().is_empty()) {
        if line.starts_with(' ') {
            let rooms = line.split_whitespace().map(str::to_owned).collect();
            floors.entry(of.clone()).or_default().push(rooms);
        } else {
            line.trim().clone_into(&mut of);
        }
    }
    Ok(floors)
}

fn faults_of(tree: &Tree, floors: &Floors) -> Vec<String> {
    let arrows = tree.arrows();
    let mut faults = circles(&arrows);
    let floor_of: BTreeMap<&str, usize> = floors
        .iter()
        .enumerate()
        .flat_map(|(floor, rooms)| rooms.iter().map(move |room| (room.as_str(), floor)))
        .collect();
    let rooms = tree.rooms();
    for room in rooms
        .iter()
        .filter(|room| !floor_of.contains_key(room.as_str()))
    {
        faults.push(format!("`{room}` stands on no floor of {DRAWING}"));
    }
    for room in floor_of.keys().filter(|room| !rooms.contains(**room)) {
        faults.push(format!("{DRAWING} has a room `{room}` that is not there"));
    }
    let at_the_top = folded(&arrows).remove(&Place::new()).unwrap_or_default();
    for ((from, to), example) in at_the_top {
        let is_down = floor_of
            .get(from)
            .zip(floor_of.get(to))
            .is_none_or(|(from, to)| from < to);
        if !is_down {
            faults.push(format!(
                "an arrow that does not point down: {}",
                told(example)
            ));
        }
    }
    faults
}

/// A circle of each level and room that has one.
fn circles(arrows: &BTreeSet<(Place, Place)>) -> Vec<String> {
    let mut circles = Vec::new();
    for (place, arrows) in folded(arrows) {
        if let Some(circle) = circle(&arrows) {
            let place = place.join("::");
            let steps: Vec<String> = circle.into_iter().map(told).collect();
            circles.push(format!("a circle in `{place}`: {}", steps.join(", ")));
        }
    }
    circles
}

/// The arrows between the rooms that stand side by side in each place.
fn folded(arrows: &BTreeSet<(Place, Place)>) -> BTreeMap<Place, Arrows<'_>> {
    let mut levels: BTreeMap<Place, Arrows<'_>> = BTreeMap::new();
    for (from, to) in arrows {
        let shared = from
            .iter()
            .zip(to)
            .take_while(|(one, other)| one == other)
            .count();
        if let (Some(above), Some(one), Some(other)) =
            (from.get(..shared), from.get(shared), to.get(shared))
        {
            let level = levels.entry(above.to_vec()).or_default();
            level.entry((one, other)).or_insert((from, to));
        }
    }
    levels
}

/// The arrows of one circle, where there is one.
fn circle<'a>(arrows: &Arrows<'a>) -> Option<Vec<(&'a Place, &'a Place)>> {
    let mut done = BTreeSet::new();
    let rooms: BTreeSet<&str> = arrows.keys().map(|(from, _)| *from).collect();
    rooms
        .into_iter()
        .find_map(|room| follow(arrows, &mut vec![room], &mut done))
}

/// Goes on from the last room of a way, until it comes to one where it has been on this way.
fn follow<'a, 'n>(
    arrows: &Arrows<'n>,
    way: &mut Vec<&'n str>,
    done: &mut BTreeSet<&'n str>,
) -> Option<Vec<(&'a Place, &'a Place)>>
where
    'n: 'a,
{
    let here = *way.last()?;
    if done.contains(here) {
        return None;
    }
    for (_, next) in arrows.keys().filter(|(from, _)| *from == here) {
        if let Some(begin) = way.iter().position(|room| room == next) {
            let round = way
                .get(begin..)?
                .iter()
                .zip(way.get(begin + 1..)?.iter().chain([next]));
            return round
                .map(|(from, to)| arrows.get(&(*from, *to)).copied())
                .collect();
        }
        way.push(next);
        let found = follow(arrows, way, done);
        way.pop();
        if found.is_some() {
            return found;
        }
    }
    done.insert(here);
    None
}

fn told((from, to): (&Place, &Place)) -> String {
    format!("`{}` uses `{}`", from.join("::"), to.join("::"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The faults of a made-up crate, whose files are given by their paths.
    fn faults(floors: &str, files: &[(&str, &str)]) -> Vec<String> {
        let files: BTreeMap<&str, &str> = files.iter().copied().collect();
        let read = |file: &str| Ok(files.get(file).context("no such file")?.to_string());
        let tree = Tree::read("lib.rs", &read).unwrap();
        let drawing = format!("```floors\nhouse\n{floors}\n```\n");
        faults_of(&tree, &drawn(&drawing).unwrap()["house"])
    }

    #[test]
    fn the_house_has_no_circle_and_no_arrow_points_up() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        check(root).unwrap();
    }

    #[test]
    fn a_circle_is_found_however_long_it_is_and_on_every_level() {
        let files = [
            ("lib.rs", "pub mod attic; mod roof;"),
            ("attic.rs", "mod a; mod b; mod c; pub use self::a::A;"),
            ("attic/a.rs", "use super::b::{self, B};"),
            ("attic/b.rs", "fn b() -> crate::attic::c::C { todo!() }"),
            (
                "attic/c.rs",
                "use crate::attic; fn c() { attic::a::begin(); }",
            ),
            ("roof.rs", "use crate::attic::A;"),
        ];
        assert_eq!(
            faults("  roof\n  attic", &files),
            [
                "a circle in `attic`: `attic::a` uses `attic::b`, `attic::b` uses `attic::c`, `attic::c` uses `attic::a`"
            ]
        );
    }

    #[test]
    fn an_arrow_up_or_aside_is_found_and_so_is_a_room_on_no_floor() {
        let files = [
            ("lib.rs", "mod cellar; mod kitchen; mod parlour; mod shed;"),
            (
                "cellar.rs",
                "mod shelf { use crate::kitchen as k; use k::Pot; }",
            ),
            ("kitchen.rs", "use crate::parlour::Chair;"),
            ("parlour.rs", ""),
            ("shed.rs", ""),
        ];
        assert_eq!(
            faults("  kitchen parlour\n  cellar\n  pantry", &files),
            [
                "`shed` stands on no floor of docs/architecture.md",
                "docs/architecture.md has a room `pantry` that is not there",
                "an arrow that does not point down: `cellar::shelf` uses `kitchen`",
                "an arrow that does not point down: `kitchen` uses `parlour`",
            ]
        );
    }

    #[test]
    fn what_tests_use_and_who_may_see_something_is_no_arrow() {
        let files = [
            ("lib.rs", "mod a; mod b; use std::fmt;"),
            (
                "a.rs",
                "pub(in crate::b) fn a() {} // crate::b::B\nconst A: &str = \"crate::b::B\";",
            ),
            (
                "b.rs",
                "use crate::a; #[cfg(test)] mod tests { use crate::b; } #[cfg(test)] mod more;",
            ),
        ];
        assert_eq!(faults("  b\n  a", &files), Vec::<String>::new());
        let tests = [
            ("lib.rs", "mod a; mod b;"),
            (
                "a.rs",
                "#[cfg(test)]\nmod tests { use super::*; use crate::b::B; fn t() { if true { } } }",
            ),
            ("b.rs", "use crate::a::A;"),
        ];
        assert_eq!(faults("  b\n  a", &tests), Vec::<String>::new());
    }
}
