//! `pages!`: an enum of pages from a table of their addresses.

/// One row a page: `Name(parameter: Type; query: Type) = CHANNELS ["word", parameter];`. The words and parameters between
/// the slashes are written once, and read and written from there; what is in the query reads and writes itself
/// ([`InQuery`](super::query::InQuery)). Before the rows, the pages that have an enum of their own, below a word and a
/// parameter.
macro_rules! pages {
    (
        $(#[$doc:meta])*
        $name:ident
        $(below {
            $(#[$below_doc:meta])*
            $below:ident($outer:ident: $outer_type:ty, $inner:ident: $inner_type:ty) = $word:literal;
        })?
        {
            $(
                $(#[$variant_doc:meta])*
                $variant:ident
                $(($($field:ident: $type:ty)? $(; $query:ident: $query_type:ty)?))?
                = $channels:ident [$($segment:tt),*];
            )+
        }
    ) => {
        $(#[$doc])*
        pub enum $name {
            $($(#[$variant_doc])* $variant $(($($type)? $($query_type)?))?,)+
            $($(#[$below_doc])* $below($outer_type, $inner_type),)?
        }

        impl $name {
            /// The addresses of all pages of a channel without their query, with parameters in braces.
            pub fn patterns(channel: $crate::Channel) -> Vec<String> {
                let rows: &[(&[$crate::Channel], &[&str])] = &[$(($channels, &[$(stringify!($segment)),*])),+];
                let rows = rows.iter().filter(|(channels, _)| channels.contains(&channel));
                let patterns = rows.map(|(_, segments)| $crate::page::address::pattern(channel, segments));
                $(let patterns = patterns.chain(<$inner_type>::patterns(channel).into_iter().map(|pattern| {
                    format!("/{}/{{{}}}{pattern}", $word, stringify!($outer))
                }));)?
                patterns.collect()
            }

            /// Whether the channel has the page.
            pub fn exists_in(&self, channel: $crate::Channel) -> bool {
                match self {
                    $(Self::$variant { .. } => $channels.contains(&channel),)+
                    $(Self::$below(_, $inner) => $inner.exists_in(channel),)?
                }
            }

            pub(in crate::page) fn read(
                channel: $crate::Channel,
                segments: &[&str],
                query: &mut $crate::page::query::Query,
            ) -> Option<Self> {
                let page = match segments {
                    $([$($segment),*] => Self::$variant $((
                        $($field.parse::<$type>().ok()?)?
                        $(<$query_type as $crate::page::query::InQuery>::read(channel, query)?)?
                    ))?,)+
                    $([$word, $outer, rest @ ..] => {
                        Self::$below($outer.parse().ok()?, <$inner_type>::read(channel, rest, query)?)
                    })?
                    _ => return None,
                };
                page.exists_in(channel).then_some(page)
            }

            pub(in crate::page) fn write(&self, address: &mut $crate::page::address::Address) {
                match self {
                    $(Self::$variant $(($($field)? $($query)?))? => {
                        $(address.push(segment!(address, $segment));)*
                        $($($crate::page::query::InQuery::write($query, address);)?)?
                    })+
                    $(Self::$below($outer, $inner) => {
                        address.push($word);
                        address.push($outer);
                        $inner.write(address);
                    })?
                }
            }
        }
    };
}

/// A segment as it is written: a word has its name in the channel, a parameter its value.
macro_rules! segment {
    ($address:ident, $word:literal) => {
        $crate::page::address::name_in($address.channel, $word)
    };
    ($address:ident, $parameter:ident) => {
        $parameter
    };
}
