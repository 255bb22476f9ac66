//! Text of several lines.

use leptos::{html, prelude::*};

use super::{
    field::{Field, described_by},
    typed::sync_with_signal,
};

/// A labelled text area.
///
/// It takes no children on purpose: Leptos does not escape what stands between `<textarea>` and its end when it
/// renders on the server, so a text could end the element and go on as markup. The first text is escaped here, so that a form
/// that is shown again still has it where no script runs.
#[component]
pub fn TextArea(
    /// The field's name; also its id, unless one is given.
    #[prop(into)]
    name: String,
    /// Another id than the name, where a page has two fields of that name.
    #[prop(optional, into)]
    id: Option<String>,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// What has been typed.
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
    /// The most characters; counted beside the text when given.
    #[prop(optional)]
    max: Option<u32>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let element = NodeRef::<html::Textarea>::new();
    sync_with_signal(element, value);
    let count = max.map(|max| {
        view! {
            <span class="field-count" aria-hidden="true">
                {move || value.with(|value| value.chars().count())}
                "/"
                {max}
            </span>
        }
    });
    view! {
        <Field id=id.clone() label hint fault required>
            <textarea
                class="input"
                id=id.clone()
                name=name
                rows="3"
                inner_html=escaped(&value.get_untracked())
                aria-required=required.then_some("true")
                aria-invalid=move || fault.with(Option::is_some).then_some("true")
                aria-describedby=described_by(&id)
                on:input:target=move |event| value.set(event.target().value())
                node_ref=element
            ></textarea>
            {count}
        </Field>
    }
}

/// A text as it stands between tags, or between the quotes of an attribute.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_text_can_not_end_the_element_and_go_on_as_markup() {
        let html = Owner::new().with(|| {
            let value = RwSignal::new("</textarea><script>alert(1)</script>\"'".to_owned());
            view! { <TextArea name="reason" label="</label><script>" value /> }.to_html()
        });
        assert!(!html.contains("<script>"), "{html}");
        assert!(
            html.contains(">&lt;/textarea&gt;&lt;script&gt;alert(1)"),
            "the text survives: {html}"
        );
        assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
    }
}
