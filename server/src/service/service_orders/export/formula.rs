//! Signs that a spreadsheet would take for a formula.

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
    fn formulas_are_defused() {
        // R-LST-1
        for bad in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(defused(bad), format!("'{bad}"));
        }
        assert_eq!(defused("净化器=好"), "净化器=好");
    }
}
