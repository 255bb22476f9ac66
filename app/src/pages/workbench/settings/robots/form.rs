//! The form of a robot, for a new one and for one that there is. It is sent by [`crate::browser`], which shows errors
//! at each field.

use aftercare_domain::teamwork::{
    notification::NotificationKind,
    robot::{Robot, RobotKind},
};
use leptos::prelude::*;

use crate::{
    api::transport::Method,
    parts::controls::{
        button::Emphasis,
        field::described_by,
        select::{Choice, Select},
        text_input::TextInput,
    },
    words::robot_settings,
};

/// The default kinds of a new robot: what can't wait.
const USUAL: [NotificationKind; 3] = [
    NotificationKind::DueSoon,
    NotificationKind::Overdue,
    NotificationKind::Urged,
];

/// The field that removes the secret.
const REMOVE_SECRET: &str = "remove_secret";

/// The form of a robot.
#[component]
pub fn RobotForm(
    /// How the call is made.
    call: Method,
    /// Where to.
    action: String,
    /// The robot as it is; none where it is a new one.
    #[prop(optional)]
    robot: Option<Robot>,
) -> impl IntoView {
    let words = robot_settings();
    let is_new = robot.is_none();
    let done = if is_new { words.added } else { words.changed };
    let kept = robot.clone();
    let (id, kind, name, events) = match robot {
        None => (
            "new".to_owned(),
            RobotKind::Wecom,
            String::new(),
            USUAL.to_vec(),
        ),
        Some(robot) => (robot.id, robot.kind, robot.name, robot.events),
    };
    let field = |name: &str| format!("robot-{id}-{name}");
    let kinds: Vec<Choice> = RobotKind::ALL
        .iter()
        .map(|&kind| Choice::new(kind.name(), words.vendor(kind)))
        .collect();
    view! {
        <form
            class="form robot-form"
            method="post"
            action=action
            data-call=call.name().to_lowercase()
            data-done=done
        >
            <Select
                name="kind"
                id=field("kind")
                label=words.kind
                value=RwSignal::new(kind.name().to_owned())
                choices=kinds
                required=true
            />
            <TextInput
                name="name"
                id=field("name")
                label=words.name
                hint=words.name_hint
                initial=name
                required=true
            />
            <Secrets id=id.clone() of=kept />
            <Events id=field("events") events />
            <p class="field-fault" role="alert"></p>
            <div class="actions">
                <button class="button" data-emphasis=Emphasis::Primary.id() type="submit">
                    {words.save}
                </button>
            </div>
        </form>
    }
}

/// Its address and its secret: what is kept stays where nothing is typed, and is never shown.
#[component]
fn Secrets(id: String, of: Option<Robot>) -> impl IntoView {
    let words = robot_settings();
    let is_new = of.is_none();
    let has_secret = of.as_ref().is_some_and(|robot| robot.has_secret);
    let secret_hint = if has_secret {
        words.secret_kept
    } else {
        words.secret_hint
    };
    let url_hint = of.map_or(words.url_hint.to_owned(), |robot| {
        words.url_kept(&robot.url_ends_with)
    });
    view! {
        <TextInput
            name="url"
            id=format!("robot-{id}-url")
            label=words.url
            hint=url_hint
            required=is_new
            attr:data-unfit=words.url_unfit()
        />
        <TextInput
            name="secret"
            id=format!("robot-{id}-secret")
            label=words.secret
            hint=secret_hint
            kind="password"
            autocomplete="new-password"
        />
        {has_secret
            .then(|| {
                view! {
                    <label class="check">
                        <input type="checkbox" name=REMOVE_SECRET data-flag autocomplete="off" />
                        {words.remove_secret}
                    </label>
                }
            })}
    }
}

/// The kinds of messages, a check box each.
#[component]
fn Events(id: String, events: Vec<NotificationKind>) -> impl IntoView {
    let words = robot_settings();
    let fault_id = format!("{id}-fault");
    let boxes = NotificationKind::ALL.iter().map(|&kind| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    autocomplete="off"
                    value=kind.name()
                    checked=events.contains(&kind)
                />
                {words.tells(kind)}
            </label>
        }
    });
    view! {
        <fieldset class="fieldset" id=id.clone() data-list="events" aria-describedby=described_by(&id)>
            <legend>{words.events}</legend>
            {boxes.collect_view()}
            <p class="field-fault" id=fault_id role="alert"></p>
        </fieldset>
    }
}
