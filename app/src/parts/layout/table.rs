//! A table that scrolls within itself on narrow screens, or turns its rows into cards on a phone.

use leptos::prelude::*;

/// A table with a caption for screen readers. Give `<tr>`s of `<th scope="col">` in `head`, and rows as children.
#[component]
pub fn Table(
    /// What the table has.
    #[prop(into)]
    caption: String,
    /// The names of the columns.
    columns: Vec<String>,
    /// On a phone each row is a card, with its cells below one another. A cell names its column in `data-label`.
    #[prop(optional)]
    cards: bool,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let region = caption.clone();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=region>
            <table class="table" data-cards=cards.then_some("")>
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>
                        {columns
                            .into_iter()
                            .map(|column| view! { <th scope="col">{column}</th> })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}
