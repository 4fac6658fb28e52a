//! "Var det inte du?": the question to a registered address about what was shared by customer number (rule G15).

word!(
    /// The rules that may refuse an answer to "Var det inte du?".
    DenyRefusal {
        /// The link is unknown or too old.
        LinkInvalid = "link_invalid",
    }
);
