//! An amount in yuan.

use leptos::{html, prelude::*};

use super::{
    field::{Field, described_by},
    typed::sync_with_signal,
};
use crate::words::format;

/// A labelled amount, typed in yuan with up to two decimals. The text is kept as typed; leaving the field
/// writes it as amounts are written.
#[component]
pub fn MoneyInput(
    /// The field's name; also its id, unless one is given.
    #[prop(into)]
    name: String,
    /// Another id than the name, where a page has two fields of that name.
    #[prop(optional, into)]
    id: Option<String>,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// What has been typed, in yuan.
    value: RwSignal<String>,
    /// How to answer; may be empty.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong with the answer.
    #[prop(optional, into)]
    fault: Signal<Option<String>>,
    /// An answer is needed.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let element = NodeRef::<html::Input>::new();
    sync_with_signal(element, value);
    view! {
        <Field id=id.clone() label hint fault required>
            <div class="input-affix">
                <span aria-hidden="true">"¥"</span>
                <input
                    class="input"
                    id=id.clone()
                    name=name
                    inputmode="decimal"
                    autocomplete="off"
                    aria-required=required.then_some("true")
                    aria-invalid=move || fault.with(Option::is_some).then_some("true")
                    aria-describedby=described_by(&id)
                    value=value.get_untracked()
                    on:input:target=move |event| value.set(event.target().value())
                    on:blur=move |_| tidy(value)
                    node_ref=element
                />
            </div>
        </Field>
    }
}

fn tidy(value: RwSignal<String>) {
    if let Some(fen) = value.with_untracked(|typed| format::parse_money(typed)) {
        value.set(format::money(fen).replace('¥', ""));
    }
}
