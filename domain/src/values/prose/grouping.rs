//! How people group the digits of a number, and how those of lists, tables and sizes stand.

use crate::values::text::{is_dash, narrow};

/// What people set between the digits of one number; none other than these can be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Joint {
    /// A few blanks, hyphens, dots or brackets: what stands there belongs together.
    Close,
    /// A line break, or many blanks: columns and lines of tables stand so as well.
    Gap,
    /// A sign that also stands between the entries of lists.
    Listed(char),
}

impl Joint {
    /// What these characters join.
    pub(super) fn of(between: impl Iterator<Item = char>) -> Option<Self> {
        const MOST_SIGNS: usize = 3;
        const FEW_BLANKS: usize = 3;
        let (mut blanks, mut signs, mut joint) = (0, 0, Self::Close);
        for c in between.map(narrow) {
            match c {
                '\n' | '\r' | '\t' => {
                    blanks += 1;
                    joint = joint.max(Self::Gap);
                }
                '/' | '\\' | '|' | ',' | ';' | '、' | '。' | '·' | '・' | '•' | '‧' | '･' =>
                {
                    signs += 1;
                    joint = joint.max(Self::Listed(c));
                }
                '(' | ')' | '.' => signs += 1,
                c if is_dash(c) => signs += 1,
                c if c.is_whitespace() && !c.is_control() => blanks += 1,
                _ => return None,
            }
        }
        if blanks > FEW_BLANKS {
            joint = joint.max(Self::Gap);
        }
        (blanks + signs > 0 && signs <= MOST_SIGNS).then_some(joint)
    }
}

/// The groups in which digits stand.
pub(super) struct Grouping {
    sizes: Vec<usize>,
    /// The joint that joins least.
    joint: Joint,
    /// A group begins with a zero, which no quantity does.
    has_zero: bool,
}

impl Grouping {
    /// The grouping of one group.
    pub(super) fn of(digits: &str) -> Self {
        Self {
            sizes: vec![digits.len()],
            joint: Joint::Close,
            has_zero: digits.starts_with('0'),
        }
    }

    /// Adds a group behind a joint.
    pub(super) fn add(&mut self, joint: Joint, digits: &str) {
        self.sizes.push(digits.len());
        self.joint = self.joint.max(joint);
        self.has_zero |= digits.starts_with('0');
    }

    fn are_single(&self) -> bool {
        self.sizes.len() > 1 && self.sizes.iter().all(|&size| size == 1)
    }

    /// Whether people group the digits of a phone so.
    pub(super) fn is_usual(&self, digits: &str) -> bool {
        // Of a mobile number people also set the digits in pairs, as they say them.
        let smallest = if digits.starts_with('1') { 2 } else { 3 };
        let sizes = self.sizes.as_slice();
        let are_pairs = |sizes: &[usize]| sizes.iter().all(|&size| size == 2);
        match (sizes, self.joint) {
            ([_], _) => true,
            _ if self.are_single() => true,
            ([1, pairs @ ..] | [pairs @ .., 1], Joint::Close) if are_pairs(pairs) => true,
            (_, Joint::Close) => sizes.iter().all(|&size| size >= smallest),
            // An area code comes before groups of any size.
            _ if digits.starts_with('0') => sizes.iter().all(|&size| size >= smallest),
            ([3, 4, 4], Joint::Gap | Joint::Listed(_)) => true,
            ([first, second], Joint::Gap) => *first >= 3 && *second >= 3,
            (_, Joint::Gap | Joint::Listed(_)) => false,
        }
    }

    /// Whether a group beside these is another entry of the list that they would be.
    pub(super) fn goes_on_with(&self, joint: Joint, size: usize) -> bool {
        if self.are_single() {
            size == 1
        } else {
            self.could_be_quantities() && joint == self.joint && size >= 3
        }
    }

    /// Whether they could be the entries of a list, a table or a size.
    pub(super) fn could_be_quantities(&self) -> bool {
        !self.has_zero && !self.are_single() && self.joint > Joint::Close
    }
}

/// Whether what stands before or behind says that numbers are quantities: an amount, a size, pieces.
pub(super) fn is_quantity(
    before: impl Iterator<Item = char>,
    behind: impl Iterator<Item = char>,
) -> bool {
    const SAID_BEFORE: &str = "¥￥$价格额款寸量";
    const UNITS: &[&str] = &[
        "元", "块", "圆", "角", "分", "件", "个", "台", "只", "套", "条", "张", "盒", "箱", "毫米",
        "厘米", "米", "克", "mm", "cm", "kg", "ml", "rmb", "cny",
    ];
    const LONGEST_UNIT: usize = 3;
    let mut before = before.skip_while(|&c| c.is_whitespace() || c == ':');
    let unit: String = behind
        .skip_while(|c| c.is_whitespace())
        .take(LONGEST_UNIT)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    before.next().is_some_and(|c| SAID_BEFORE.contains(c))
        || UNITS.iter().any(|known| unit.starts_with(known))
}
