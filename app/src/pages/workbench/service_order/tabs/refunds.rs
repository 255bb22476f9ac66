//! The refunds of the order 退款信息 (R-RFD-3).

use aftercare_domain::{
    refund::{RefundView, TransferReference},
    values::time::Timestamp,
};
use leptos::prelude::*;

use crate::{
    api::ApiError,
    parts::{
        layout::table::Table,
        status::{empty::Empty, problem_panel::ProblemPanel},
    },
    words::{format, order_page, words},
};

/// The refunds, or what would bring one.
#[component]
pub fn Refunds(
    /// The refunds.
    refunds: Result<Vec<RefundView>, ApiError>,
) -> impl IntoView {
    let ui = order_page();
    let refunds = match refunds {
        Ok(refunds) if refunds.is_empty() => {
            return view! { <Empty title=ui.no_refunds next=ui.no_refunds_next /> }.into_any();
        }
        Ok(refunds) => refunds,
        Err(error) => return view! { <ProblemPanel error try_again=true /> }.into_any(),
    };
    let columns = [
        ui.refund_number,
        ui.amount,
        ui.refund_state,
        ui.requested_at,
        ui.succeeded_at,
        ui.reference,
    ];
    view! {
        <Table caption=ui.tab_refunds columns=columns.map(str::to_owned).to_vec()>
            {refunds.into_iter().map(row).collect_view()}
        </Table>
    }
    .into_any()
}

fn row(refund: RefundView) -> impl IntoView {
    let at = |at: Option<Timestamp>| at.map_or_else(String::new, format::time);
    view! {
        <tr>
            <th scope="row" class="nowrap">
                {refund.id.to_string()}
            </th>
            <td class="nowrap">{format::money(refund.amount.fen())}</td>
            <td class="nowrap">{words().refund_state(refund.state)}</td>
            <td class="nowrap">{format::time(refund.requested_at)}</td>
            <td class="nowrap">{at(refund.succeeded_at)}</td>
            <td>{refund.reference.as_ref().map(TransferReference::to_string)}</td>
        </tr>
    }
}
