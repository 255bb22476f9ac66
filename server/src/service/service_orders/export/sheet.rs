//! The sheet: a heading, and a row an order. Rows leave memory as soon as they are written.

use std::{
    fs::File,
    io::{Seek, SeekFrom},
};

use aftercare_app::{
    request::language::Language,
    words::{Words, export::ExportWords},
};
use aftercare_domain::{
    service_order::ServiceOrder,
    values::{
        carrier::Parcel,
        id::{ExternalId, SerialNumber},
        money::Money,
        personal::Masked,
        text::Text,
        time::{Span, Timestamp},
    },
};
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};
use tokio::sync::mpsc;

use super::formula;
use crate::service::Failure;

/// What stands in a cell.
enum SheetCell {
    Nothing,
    /// Written here, or by another system in signs that mean nothing.
    Text(String),
    /// Written by people.
    Foreign(String),
    Count(u32),
    Money(Money),
    Time(Timestamp),
}

impl<T: Into<Self>> From<Option<T>> for SheetCell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Nothing, Into::into)
    }
}

impl From<Timestamp> for SheetCell {
    fn from(time: Timestamp) -> Self {
        Self::Time(time)
    }
}

impl From<&str> for SheetCell {
    fn from(text: &str) -> Self {
        Self::Foreign(text.to_owned())
    }
}

impl From<&Parcel> for SheetCell {
    fn from(parcel: &Parcel) -> Self {
        Self::Text(parcel.tracking_number.to_string())
    }
}

/// A column: its heading, its width in characters, what it says of an order.
struct SheetColumn {
    heading: fn(&ExportWords) -> &'static str,
    width: u8,
    cell: fn(&ServiceOrder, Words) -> SheetCell,
}

macro_rules! columns {
    ($($heading:ident $width:literal $cell:expr;)+) => {
        const COLUMNS: &[SheetColumn] = &[$(SheetColumn {
            heading: |words| words.$heading,
            width: $width,
            cell: $cell,
        },)+];
    };
}

columns! {
    number 17 |order, _| SheetCell::Text(order.number.to_string());
    order_number 22 |order, _| order.goods.order_number.as_str().into();
    external_id 18 |order, _| order.application.external_id.as_ref().map(ExternalId::as_str).into();
    node 14 |order, words| words.node(order.node()).into();
    service_type 10 |order, words| words.service_type(order.service_type).into();
    service_method 10 |order, words| words.service_method(order.service_method).into();
    channel 14 |order, words| words.channel(order.goods.channel).into();
    merchant 14 |order, _| order.goods.merchant.as_str().into();
    spu 14 |order, _| order.goods.spu.as_str().into();
    sku 14 |order, _| order.goods.sku.as_str().into();
    title_of_goods 32 |order, _| order.goods.title.as_str().into();
    quantity 8 |order, _| SheetCell::Count(order.application.quantity.get());
    serial_number 20 |order, _| order.application.serial_number.as_ref().map(SerialNumber::as_str).into();
    reason 14 |order, words| words.apply_reason(order.application.reason_code).into();
    description 40 |order, _| order.application.description.as_str().into();
    contact 10 |order, _| order.application.contact.name.as_str().into();
    phone 14 |order, _| SheetCell::Text(order.application.contact.phone.as_str().to_owned());
    province 10 |order, _| order.application.return_to.province.as_str().into();
    city 10 |order, _| order.application.return_to.city.as_str().into();
    district 10 |order, _| order.application.return_to.district.as_ref().map(Text::as_str).into();
    applied_at 17 |order, _| order.application.applied_at.into();
    node_entered_at 17 |order, _| order.node_entered_at.into();
    due_at 17 |order, _| order.deadline.due_at().into();
    assignee 12 |order, _| order.assignee.as_ref().map(|assignee| assignee.name.as_str()).into();
    urges 10 |order, _| SheetCell::Count(order.urges.count);
    method 28 |order, words| order.handling.as_ref().map(|handling| words.method(handling.method)).into();
    refunded 14 |order, _| SheetCell::Money(order.refunded);
    shipment 20 |order, _| order.shipment.as_ref().into();
    return_shipment 20 |order, _| order.return_shipment.as_ref().into();
}

/// Writes the orders that come, page by page, into a file that is removed when it is closed.
pub(super) fn write(
    mut pages: mpsc::Receiver<Vec<ServiceOrder>>,
    language: Language,
) -> Result<(File, u64), Failure> {
    let mut book = Workbook::new();
    let heading = Format::new().set_bold().set_align(FormatAlign::Left);
    let formats = Formats {
        time: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
        money: Format::new().set_num_format("#,##0.00"),
    };
    let words = language.words();
    let sheet = book.add_worksheet_with_constant_memory()?;
    begin(sheet, language.export(), &heading)?;
    let mut row = 0;
    while let Some(orders) = pages.blocking_recv() {
        for order in orders {
            let order = order.masked();
            row += 1;
            for (column, place) in COLUMNS.iter().zip(0..) {
                formats.write(sheet, (row, place), (column.cell)(&order, words))?;
            }
        }
    }
    let mut file = tempfile::tempfile()?;
    book.save_to_writer(&file)?;
    file.seek(SeekFrom::Start(0))?;
    Ok((file, row.into()))
}

fn begin(sheet: &mut Worksheet, words: &ExportWords, format: &Format) -> Result<(), XlsxError> {
    sheet.set_name(words.title)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, place) in COLUMNS.iter().zip(0..) {
        sheet.set_column_width(place, column.width)?;
        sheet.write_string_with_format(0, place, (column.heading)(words), format)?;
    }
    Ok(())
}

/// How values are shown.
struct Formats {
    time: Format,
    money: Format,
}

impl Formats {
    fn write(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        cell: SheetCell,
    ) -> Result<(), XlsxError> {
        match cell {
            SheetCell::Nothing => {}
            SheetCell::Text(text) => {
                sheet.write_string(row, column, text)?;
            }
            SheetCell::Foreign(text) => {
                sheet.write_string(row, column, formula::defused(&text))?;
            }
            SheetCell::Count(count) => {
                sheet.write_number(row, column, count)?;
            }
            SheetCell::Money(money) => {
                sheet.write_number_with_format(row, column, yuan(money), &self.money)?;
            }
            SheetCell::Time(time) => {
                sheet.write_number_with_format(row, column, serial(time), &self.time)?;
            }
        }
        Ok(())
    }
}

/// An amount in yuan, as near as the sheet's numbers can be.
fn yuan(money: Money) -> f64 {
    decimal(money.fen(), 100)
}

/// The number by which a sheet knows a time of China: days since the end of 1899.
fn serial(time: Timestamp) -> f64 {
    const DAYS_BEFORE_1970: f64 = 25_569.0;
    decimal(Span::hours(8).after(time).ms(), Span::days(1).ms()) + DAYS_BEFORE_1970
}

/// A fraction: the whole part and the rest are small enough to be exact each.
fn decimal(numerator: i64, denominator: i64) -> f64 {
    let exact = |number: i64| i32::try_from(number).map_or(f64::MAX, f64::from);
    exact(numerator / denominator) + exact(numerator % denominator) / exact(denominator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_and_times_are_numbers_of_a_sheet() {
        // R-LST-1
        assert!((yuan(Money::parse(123_456).unwrap()) - 1234.56).abs() < 1e-9);
        assert!((yuan(Money::MAX) - 1e9).abs() < 1e-9);
        let noon = Timestamp::parse("2026-11-23T12:00:00+08:00").unwrap();
        assert!((serial(noon) - 46_349.5).abs() < 1e-9);
    }
}
