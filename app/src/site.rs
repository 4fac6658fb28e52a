//! What only the server knows and every page may show.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::brand::Brand;
use crate::customer_number::NumberSignIn;
use crate::rendered_at::RenderedAt;

/// The settings that pages show. Provided by the server as context.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Site {
    /// The company.
    pub brand: Brand,
    /// Signing in by customer number.
    pub number_sign_in: NumberSignIn,
    /// When the document was rendered.
    pub rendered_at: RenderedAt,
}

impl Site {
    /// Provides each of them to all pages. Empty while the server lists the routes, when there is no page.
    pub(crate) fn provide() {
        let Self { brand, number_sign_in, rendered_at } =
            SharedValue::new(|| use_context::<Self>().unwrap_or_default()).into_inner();
        provide_context(brand);
        provide_context(number_sign_in);
        provide_context(rendered_at);
    }
}
