//! What shows how things stand.

use aftercare_domain::{
    service_order::Node,
    values::{
        service::ServiceType,
        time::{Span, Timestamp},
    },
};
use leptos::prelude::*;

use super::Specimen;
use crate::{
    api::ApiError,
    parts::{
        layout::{
            description_list::{DescriptionList, Fact},
            drop_down::DropDown,
            filter_bar::{Chip, Chips},
            pager::Pager,
            table::Table,
            tabs::{TabLink, Tabs},
        },
        status::{
            empty::Empty,
            icon::{Icon, Symbol},
            node_steps::{NodeStep, NodeSteps, StepState},
            problem_panel::ProblemPanel,
            time_left::TimeLeft,
            timeline::{Timeline, TimelineEntry},
        },
    },
    request::{clock::ServerClock, shortcut::Shortcut},
    words::{common, keys, lists, order_list, service_order, words},
};

fn in_hours(hours: i64) -> Timestamp {
    Span::hours(hours).after(ServerClock::now().get_untracked())
}

/// Time left in each state, and marks.
#[component]
pub fn Badges() -> impl IntoView {
    let orders = order_list();
    view! {
        <Specimen name="TimeLeft">
            <TimeLeft due_at=Some(in_hours(220)) soon_at=Some(in_hours(200)) />
            <TimeLeft due_at=Some(in_hours(3)) soon_at=Some(in_hours(-1)) />
            <TimeLeft due_at=Some(in_hours(-30)) soon_at=Some(in_hours(-40)) />
            <TimeLeft due_at=Some(in_hours(3)) soon_at=None paused=true />
            <TimeLeft due_at=None soon_at=None />
            <span class="badge" data-tone="done">
                {orders.auto_passed}
            </span>
            <span class="badge" data-tone="soon">
                {orders.urged}
            </span>
            <span class="badge" data-tone="refused">
                {words().node(Node::Declined)}
            </span>
        </Specimen>
    }
}

/// What narrows a list, and what opens below a button.
#[component]
pub fn Narrowing() -> impl IntoView {
    view! {
        <Specimen name="Chips">
            <Chips
                chips=vec![
                    Chip {
                        label: order_list().service_type,
                        value: words().service_type(ServiceType::Return).to_owned(),
                        without: "#content".to_owned(),
                    },
                ]
                remove=lists().remove_filter
                clear="#content".to_owned()
            />
        </Specimen>
        <Specimen name="DropDown">
            <DropDown label=lists().columns>
                <p class="muted small">{lists().columns_hint}</p>
            </DropDown>
        </Specimen>
    }
}

/// Tabs, steps, pages, menus, dialogs.
#[component]
pub fn Ways() -> impl IntoView {
    let states = [
        (Node::PendingReview, StepState::Done),
        (Node::PendingShipment, StepState::Skipped),
        (Node::PendingReceipt, StepState::Current),
        (Node::PendingInspection, StepState::Ahead),
        (Node::Completed, StepState::Ahead),
    ];
    let steps = states.map(|(node, state)| NodeStep {
        label: words().node(node).to_owned(),
        state,
    });
    let counts = [12, 0, 40, 7, 1_204];
    let tabs: Vec<TabLink> = states
        .into_iter()
        .zip(counts)
        .map(|((node, state), count)| TabLink {
            href: "#content".to_owned(),
            label: words().node(node).to_owned(),
            count: Some(count),
            current: state == StepState::Current,
        })
        .collect();
    view! {
        <Specimen name="Tabs">
            <Tabs label=order_list().nodes tabs />
        </Specimen>
        <Specimen name="NodeSteps">
            <NodeSteps steps=Signal::stored(steps.to_vec()) />
        </Specimen>
        <Specimen name="Pager">
            <Pager first=Some("#content".to_owned()) next=Some("#content".to_owned()) />
        </Specimen>
        <Specimen name="Menu">
            <button class="button" type="button" popovertarget="kit-popover">
                {common().more}
                <Icon of=Symbol::ChevronDown />
            </button>
            <div class="menu" id="kit-popover" popover>
                <button class="button" data-emphasis="quiet" type="button">
                    {common().add}
                </button>
            </div>
            <button class="button" type="button" data-opens="kit-dialog">
                "Dialog"
            </button>
            <dialog class="dialog" id="kit-dialog" aria-label="Dialog">
                <header class="dialog-header">
                    <h3>"Dialog"</h3>
                    <form method="dialog">
                        <button class="button" data-emphasis="quiet">
                            {common().close}
                        </button>
                    </form>
                </header>
                <p>{common().tagline}</p>
            </dialog>
        </Specimen>
    }
}

/// Facts, and what happened.
#[component]
pub fn Facts() -> impl IntoView {
    let labels = service_order();
    let moment = |title: &str, automatic| TimelineEntry {
        at: in_hours(-5),
        title: title.to_owned(),
        by: words()
            .party(aftercare_domain::people::party::Party::Merchant)
            .to_owned(),
        details: vec![common().tagline.to_owned()],
        automatic,
        way: None,
    };
    let moments = vec![
        moment(words().node(Node::PendingReceipt), false),
        moment(words().node(Node::PendingReview), true),
    ];
    view! {
        <Specimen name="DescriptionList">
            <DescriptionList>
                <Fact label=labels.quantity value="2" />
                <Fact label=labels.serial_number />
                <Fact label=labels.description value=common().tagline wide=true />
            </DescriptionList>
        </Specimen>
        <Specimen name="Timeline">
            <Timeline moments />
        </Specimen>
    }
}

/// A table, and what stands there instead of an empty one.
#[component]
pub fn Rows() -> impl IntoView {
    let keys = keys();
    let columns = vec![
        keys.title.to_owned(),
        service_order().description.to_owned(),
    ];
    view! {
        <Specimen name="Table">
            <Table caption=keys.title columns>
                {Shortcut::ALL
                    .map(|deed| {
                        view! {
                            <tr>
                                <th scope="row">
                                    <kbd>{deed.keys().join(" ")}</kbd>
                                </th>
                                <td>{keys.deed(deed)}</td>
                            </tr>
                        }
                    })
                    .collect_view()}
            </Table>
        </Specimen>
        <Specimen name="Empty">
            <Empty title=order_list().empty next=order_list().empty_next />
        </Specimen>
    }
}

/// What went wrong.
#[component]
pub fn Problems() -> impl IntoView {
    view! {
        <Specimen name="ProblemPanel">
            <ProblemPanel error=ApiError::Offline try_again=true />
            <ProblemPanel error=ApiError::Malformed />
        </Specimen>
    }
}
