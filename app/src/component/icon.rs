//! Icons. Decorative: the text beside them says the same.

use leptos::prelude::*;

/// The icons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Two people.
    People,
    /// A sheet of paper.
    Paper,
    /// A house.
    House,
    /// One person.
    Person,
    /// A clock face.
    Clock,
    /// Three lines.
    Lines,
    /// A cross.
    Cross,
    /// Three dots.
    Dots,
    /// An arrow back.
    Back,
    /// A globe.
    Globe,
    /// A telephone.
    Phone,
    /// A square code to scan.
    Code,
    /// A bag with a knot.
    Bag,
    /// A box on its way.
    Box,
}

impl Icon {
    /// The path in a 24 by 24 view box.
    fn path(self) -> &'static str {
        match self {
            Self::People => {
                "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c.4-3.6 3-6 6.5-6s6.1 2.4 6.5 6M16 \
                 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2 .8 3.3 2.8 3.5 5.5"
            }
            Self::Paper => "M6 3h8l4 4v14H6ZM14 3v4h4M9 12h6M9 16h6",
            Self::House => "M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6",
            Self::Person => "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.5-4 3.5-6.5 7.5-6.5s7 2.5 7.5 6.5",
            Self::Clock => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3.5 2",
            Self::Lines => "M4 7h16M4 12h16M4 17h16",
            Self::Cross => "M6 6l12 12M18 6L6 18",
            Self::Dots => {
                "M12 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM12 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM12 21a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z"
            }
            Self::Back => "M19 12H5M11 6l-6 6 6 6",
            Self::Phone => "M8 2.5h8a1 1 0 0 1 1 1v17a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1v-17a1 1 0 0 1 1-1ZM11 18.5h2",
            Self::Code => "M4 4h6v6H4ZM14 4h6v6h-6ZM4 14h6v6H4ZM14 14h2v2h-2ZM18 14h2M14 19h2M19 17v3",
            Self::Bag => "M10 7c-4 2-6 6-6 9a4 4 0 0 0 4 4h8a4 4 0 0 0 4-4c0-3-2-7-6-9M10 7h4M10 7L8 3.5h8L14 7",
            Self::Box => "M4 8l8-4 8 4v8l-8 4-8-4ZM4 8l8 4 8-4M12 12v8",
            Self::Globe => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3.5 12h17M12 3c-5 6-5 12 0 18 5-6 5-12 0-18Z",
        }
    }
}

/// Draws an icon, hidden from screen readers.
#[component]
pub fn IconImage(
    /// What it shows.
    icon: Icon,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=icon.path()></path>
        </svg>
    }
}
