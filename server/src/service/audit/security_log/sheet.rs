//! Security events as a workbook.

use aftercare_app::request::language::Language;
use aftercare_domain::{people::security_event::SecurityEvent, values::time::marketplace_time};
use rust_xlsxwriter::{Workbook, XlsxError};

/// Writes the events, a row each.
pub(super) fn write(events: &[SecurityEvent], language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_freeze_panes(1, 0)?;
    let words = language.security();
    let headings = [
        words.time,
        words.kind,
        words.times,
        words.subject,
        words.side,
        words.detail,
        words.rows,
        words.network,
        words.request,
    ];
    for (heading, column) in headings.iter().zip(0..) {
        sheet.set_column_width(column, 22)?;
        sheet.write_string(0, column, *heading)?;
    }
    for (event, row) in events.iter().zip(1..) {
        let time = marketplace_time(event.last_at).format("%Y-%m-%d %H:%M:%S");
        let number = |number: u64| number.to_string();
        let texts = [
            time.to_string(),
            words.kind(event.kind).to_owned(),
            number(event.times.into()),
            event.subject.clone(),
            event.side.clone().unwrap_or_default(),
            event.detail.clone().unwrap_or_default(),
            event.rows.map(number).unwrap_or_default(),
            event.network.clone().unwrap_or_default(),
            event.request_id.clone().unwrap_or_default(),
        ];
        for (text, column) in texts.iter().zip(0..) {
            sheet.write_string(row, column, text)?;
        }
    }
    book.save_to_buffer()
}
