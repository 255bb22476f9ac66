//! The settings of group chat robots, for those who may change them.

use aftercare_domain::teamwork::robot::{Robot, RobotFault};
use leptos::prelude::*;

use super::robots::form::RobotForm;
use crate::{
    api::transport::Method,
    pages::workbench::settings::robots::try_out::TryOutIsland,
    parts::{
        controls::button::Emphasis,
        layout::dialog::WrittenDialog,
        status::{
            empty::Empty,
            icon::{Icon, Symbol},
        },
    },
    request::query::segment,
    window::island::Island as _,
    words::{common, robot_settings},
};

pub mod form;
pub mod try_out;

/// Where robots are set.
const ROBOTS: &str = "/api/v1/robots";

/// The id of the dialog of a new robot.
const NEW_ID: &str = "robot-new";

/// The robots, and how to add one.
#[component]
pub fn Robots(
    /// Those that there are, the newest first.
    robots: Vec<Robot>,
) -> impl IntoView {
    let words = robot_settings();
    let nothing = robots.is_empty().then(|| {
        view! { <Empty title=words.empty next=words.empty_next /> }
    });
    let rows = robots
        .into_iter()
        .map(|robot| view! { <Row robot /> })
        .collect_view();
    view! {
        <section class="card robots" aria-labelledby="robots-title">
            <header class="robots-head">
                <h2 id="robots-title">{words.title}</h2>
                <button class="button" type="button" data-opens=NEW_ID data-palette>
                    <Icon of=Symbol::Plus />
                    {words.add}
                </button>
            </header>
            <p class="muted">{words.hint}</p>
            <div id="robots" data-region tabindex="-1">
                {nothing}
                <ul>{rows}</ul>
            </div>
            <WrittenDialog id=NEW_ID title=words.add>
                <RobotForm call=Method::Post action=ROBOTS.to_owned() />
            </WrittenDialog>
        </section>
    }
}

/// A robot, and what can be done with it.
#[component]
fn Row(robot: Robot) -> impl IntoView {
    let words = robot_settings();
    let id = format!("robot-{}", robot.id);
    let [change, remove] = ["change", "remove"].map(|what| format!("{id}-{what}"));
    let action = format!("{ROBOTS}/{}", segment(&robot.id));
    let removal = action.clone();
    let (name, fault, detail) = (robot.name.clone(), robot.fault, robot.fault_detail.clone());
    view! {
        <li class="robot">
            <Facts robot=robot.clone() />
            {fault.map(|fault| view! { <Fault fault detail /> })}
            <div class="actions">
                {TryOutIsland { robot: robot.id.clone() }.view()}
                <Opens id=change.clone() symbol=Symbol::Pencil label=words.change of=name.clone() />
                <Opens id=remove.clone() symbol=Symbol::Trash2 label=words.remove of=name.clone() />
            </div>
            <WrittenDialog id=change title=format!("{} · {name}", words.change)>
                <RobotForm call=Method::Put action robot />
            </WrittenDialog>
            <WrittenDialog id=remove title=words.remove_question(&name)>
                <Removal action=removal />
            </WrittenDialog>
        </li>
    }
}

/// What removing a robot does, and the forms of yes and no.
#[component]
fn Removal(action: String) -> impl IntoView {
    let words = robot_settings();
    view! {
        <div class="form">
            <p>{words.remove_next}</p>
            <div class="actions">
                <form method="post" action=action data-call="delete" data-done=words.removed>
                    <button class="button" data-emphasis=Emphasis::Danger.id() type="submit">
                        {words.remove}
                    </button>
                    <p class="field-fault" role="alert"></p>
                </form>
                <form method="dialog">
                    <button class="button">{common().cancel}</button>
                </form>
            </div>
        </div>
    }
}

/// What is known of a robot: never its whole address, and nothing of its secret.
#[component]
fn Facts(robot: Robot) -> impl IntoView {
    let words = robot_settings();
    let signed = robot
        .has_secret
        .then(|| view! { <span class="badge">{words.signed}</span> });
    let stopped = robot
        .fault
        .map(|_| view! { <span class="badge" data-tone="refused">{words.stopped}</span> });
    let reminders: Vec<_> = robot
        .events
        .iter()
        .map(|&event| words.reminder(event))
        .collect();
    view! {
        <div class="robot-head">
            <h3>{robot.name}</h3>
            <span class="badge">{words.vendor(robot.kind)}</span>
            {signed}
            {stopped}
        </div>
        <p class="muted small">
            {words.ends_with} " " <span class="mono">{robot.url_ends_with}</span>
        </p>
        <p>{words.reminds} {reminders.join(words.comma)}</p>
    }
}

/// Why a robot was stopped, what to do, and the vendor's message.
#[component]
fn Fault(fault: RobotFault, detail: Option<String>) -> impl IntoView {
    let words = robot_settings();
    let (what, next) = (words.fault(fault), words.fault_next(fault));
    let detail = detail.filter(|detail| !detail.is_empty());
    view! {
        <div class="problem">
            <p class="problem-title">{what}</p>
            <p>{next}</p>
            {detail.map(|detail| view! { <p class="muted small">{words.said} {detail}</p> })}
        </div>
    }
}

/// A button that opens a dialog about one of the robots.
#[component]
fn Opens(id: String, symbol: Symbol, label: &'static str, of: String) -> impl IntoView {
    view! {
        <button
            class="button"
            type="button"
            id=format!("{id}-opens")
            data-opens=id
            aria-label=format!("{label} {of}")
        >
            <Icon of=symbol />
            {label}
        </button>
    }
}
