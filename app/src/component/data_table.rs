//! A table whose rows become blocks on a narrow screen.

use leptos::prelude::*;

/// A table. Its children are `<tr>`s of one `RowHeading` and then `Cell`s, in the columns' order.
#[component]
pub fn DataTable(
    /// What the table lists; read aloud, and shown above it.
    #[prop(into)]
    caption: String,
    /// The column headings. The menu column's is empty.
    columns: Vec<String>,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let columns = columns.into_iter().map(|column| match column.as_str() {
        "" => view! { <td></td> }.into_any(),
        _ => view! { <th scope="col">{column}</th> }.into_any(),
    });

    // Explicit roles, because browsers drop the table semantics when rows are laid out as blocks.
    view! {
        <table class="ds-table table" role="table">
            <caption>{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">{columns.collect_view()}</tr>
            </thead>
            <tbody role="rowgroup">{children()}</tbody>
        </table>
    }
}

/// One row.
#[component]
pub fn Row(
    /// A `RowHeading`, then `Cell`s.
    children: Children,
) -> impl IntoView {
    view! { <tr role="row">{children()}</tr> }
}

/// The first cell of a row: whom or what the row is about.
#[component]
pub fn RowHeading(
    /// The name.
    children: Children,
) -> impl IntoView {
    view! {
        <th scope="row" role="rowheader">
            {children()}
        </th>
    }
}

/// A cell. Narrow screens show `label` before it.
#[component]
pub fn Cell(
    /// The name of the column.
    #[prop(into)]
    label: String,
    /// The value.
    children: Children,
) -> impl IntoView {
    view! {
        <td role="cell" data-label=label>
            {children()}
        </td>
    }
}

/// The last cell of a row, with its menu. Narrow screens show it in the row's corner.
#[component]
pub fn MenuCell(
    /// The menu.
    children: Children,
) -> impl IntoView {
    view! {
        <td role="cell" class="table-menu">
            {children()}
        </td>
    }
}
