//! `about!`: kinds together with what they are about, so that no identity of one thing is ever written as another's.
//!
//! Two columns keep such a value: the kind, a word, and the subject, a bare identity.

/// Declares an enum whose variants are those of an enum of kinds, each with the identity of what it is about. Every kind
/// stands in it once: one that is forgotten does not compile.
macro_rules! about {
    // Some are about nothing but whose they are. What the others are about is an enum of its own.
    (
        $(#[$doc:meta])*
        $name:ident of $kind:ident, about $about:ident {
            nothing: $($bare:ident)|+;
            $($thing:ident($subject:ty): $($variant:ident)|+;)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $name { $($bare,)+ $($($variant($subject),)+)+ }

        /// What it can be about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $about { $($thing($subject)),+ }

        impl $name {
            /// The kind alone.
            pub(crate) const fn kind(self) -> $kind {
                match self {
                    $(Self::$bare => $kind::$bare,)+
                    $($(Self::$variant(_) => $kind::$variant,)+)+
                }
            }

            /// What it is about, if it is about anything.
            pub(crate) const fn about(self) -> Option<$about> {
                match self {
                    $(Self::$bare => None,)+
                    $($(Self::$variant(subject) => Some($about::$thing(subject)),)+)+
                }
            }

            /// The identity of what it is about.
            pub(crate) fn subject(self) -> Option<uuid::Uuid> {
                self.about().map(|about| match about { $($about::$thing(subject) => subject.into()),+ })
            }

            /// What the two columns keep; none when the subject is missing.
            pub(crate) fn parse(kind: $kind, subject: Option<uuid::Uuid>) -> Option<Self> {
                Some(match kind {
                    $($kind::$bare => Self::$bare,)+
                    $($($kind::$variant => Self::$variant(subject?.into()),)+)+
                })
            }
        }
    };
    // All are about something.
    (
        $(#[$doc:meta])*
        $name:ident of $kind:ident { $($subject:ty: $($variant:ident)|+;)+ }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $name { $($($variant($subject),)+)+ }

        impl $name {
            /// The kind alone.
            pub(crate) const fn kind(self) -> $kind {
                match self { $($(Self::$variant(_) => $kind::$variant,)+)+ }
            }

            /// The identity of what it is about.
            pub(crate) fn subject(self) -> uuid::Uuid {
                match self { $($(Self::$variant(subject) => subject.into(),)+)+ }
            }

            /// What the two columns keep.
            pub(crate) fn parse(kind: $kind, subject: uuid::Uuid) -> Self {
                match kind { $($($kind::$variant => Self::$variant(subject.into()),)+)+ }
            }
        }
    };
}
pub(crate) use about;
