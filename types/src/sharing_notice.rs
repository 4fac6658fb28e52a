//! "Var det inte du?": the notice to a registered address of sharing by customer number (rule G15).

word!(
    /// The rules that may refuse an answer to "Var det inte du?".
    DenyRefusal {
        /// The link is unknown or too old.
        LinkInvalid = "link_invalid",
    }
);
