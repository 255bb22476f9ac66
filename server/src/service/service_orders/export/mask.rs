//! Hiding what may be a phone in a text, and signs that a spreadsheet would take for a formula.

/// A text in which the middle of every long number is hidden, for it may be a phone: `138****5678`.
pub(super) fn numbers(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut digits = String::new();
    for c in text.chars() {
        if c.is_numeric() {
            digits.push(c);
        } else {
            end_number(&mut digits, &mut shown);
            shown.push(c);
        }
    }
    end_number(&mut digits, &mut shown);
    shown
}

fn end_number(digits: &mut String, shown: &mut String) {
    const SHORTEST: usize = 7;
    const HEAD: usize = 3;
    const TAIL: usize = 4;
    let count = digits.chars().count();
    if count < SHORTEST {
        shown.push_str(digits);
    } else {
        shown.extend(digits.chars().take(HEAD));
        shown.push_str("****");
        shown.extend(digits.chars().skip(count - TAIL));
    }
    digits.clear();
}

/// A text that no spreadsheet takes for a formula, even when it is saved as CSV and opened again.
pub(super) fn defused(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_phone_is_hidden() {
        // R-LST-1
        assert_eq!(
            numbers("请打13812345678，或 010-82828282"),
            "请打138****5678，或 010-828****8282"
        );
        assert_eq!(numbers("第 3 次，2026 年"), "第 3 次，2026 年");
    }

    #[test]
    fn formulas_are_defused() {
        // R-LST-1
        for bad in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(defused(bad), format!("'{bad}"));
        }
        assert_eq!(defused("净化器=好"), "净化器=好");
    }
}
