//! The nodes that an order passes through, and where it is.

use leptos::prelude::*;

use crate::words::service_order;

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Behind.
    Done,
    /// Now.
    Current,
    /// Ahead.
    Ahead,
    /// Left out, by a rule or a shortcut.
    Skipped,
}

impl StepState {
    const fn id(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Current => "current",
            Self::Ahead => "ahead",
            Self::Skipped => "skipped",
        }
    }
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeStep {
    /// The node's name.
    pub label: String,
    /// How far it is.
    pub state: StepState,
}

/// The nodes of a journey in a row, which scrolls where it does not fit, told by shape and by word.
#[component]
pub fn NodeSteps(
    /// The steps, in order.
    #[prop(into)]
    steps: Signal<Vec<NodeStep>>,
) -> impl IntoView {
    let ui = service_order();
    let said = move |state: StepState| match state {
        StepState::Done => ui.step_done,
        StepState::Current => ui.step_current,
        StepState::Ahead => ui.step_ahead,
        StepState::Skipped => ui.step_skipped,
    };
    view! {
        <ol class="node-steps" tabindex="0">
            {move || {
                steps
                    .get()
                    .into_iter()
                    .map(|step| {
                        view! {
                            <li
                                class="node-step"
                                data-state=step.state.id()
                                aria-current=(step.state == StepState::Current).then_some("step")
                            >
                                {step.label}
                                <span class="visually-hidden">{said(step.state)}</span>
                            </li>
                        }
                    })
                    .collect_view()
            }}
        </ol>
    }
}
