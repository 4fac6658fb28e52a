//! `about!`: enums of kinds with a typed subject each, so that the id of one entity is never stored as another's.
//!
//! Such a value is stored in two columns: the kind as text, and the subject as a bare id.

/// Declares an enum with the variants of an enum of kinds, each with the id of its subject. A forgotten kind does not
/// compile.
macro_rules! about {
    // Some kinds have no subject. The subjects of the others are a separate enum.
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

        /// The subject.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $about { $($thing($subject)),+ }

        impl $name {
            /// The kind, without the subject.
            pub(crate) const fn kind(self) -> $kind {
                match self {
                    $(Self::$bare => $kind::$bare,)+
                    $($(Self::$variant(_) => $kind::$variant,)+)+
                }
            }

            /// The subject, if the kind has one.
            pub(crate) const fn about(self) -> Option<$about> {
                match self {
                    $(Self::$bare => None,)+
                    $($(Self::$variant(subject) => Some($about::$thing(subject)),)+)+
                }
            }

            /// The id of the subject.
            pub(crate) fn subject(self) -> Option<uuid::Uuid> {
                self.about().map(|about| match about { $($about::$thing(subject) => subject.into()),+ })
            }

            /// From the two columns. `None` if the subject is missing.
            pub(crate) fn parse(kind: $kind, subject: Option<uuid::Uuid>) -> Option<Self> {
                Some(match kind {
                    $($kind::$bare => Self::$bare,)+
                    $($($kind::$variant => Self::$variant(subject?.into()),)+)+
                })
            }
        }
    };
    // Every kind has a subject.
    (
        $(#[$doc:meta])*
        $name:ident of $kind:ident { $($subject:ty: $($variant:ident)|+;)+ }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $name { $($($variant($subject),)+)+ }

        impl $name {
            /// The kind, without the subject.
            pub(crate) const fn kind(self) -> $kind {
                match self { $($(Self::$variant(_) => $kind::$variant,)+)+ }
            }

            /// The id of the subject.
            pub(crate) fn subject(self) -> uuid::Uuid {
                match self { $($(Self::$variant(subject) => subject.into(),)+)+ }
            }

            /// From the two columns.
            pub(crate) fn parse(kind: $kind, subject: uuid::Uuid) -> Self {
                match kind { $($($kind::$variant => Self::$variant(subject.into()),)+)+ }
            }
        }
    };
}
pub(crate) use about;
