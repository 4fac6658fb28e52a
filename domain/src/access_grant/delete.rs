//! Deleting the rows of ended grants.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use types::AccessGrantId;

use crate::Result;
use crate::entity::{access_grant, sharing_notice};

/// Deletes ended grants, and their notice links.
pub(crate) async fn delete_grants(txn: &impl ConnectionTrait, ids: Vec<AccessGrantId>) -> Result<u64> {
    let notices = sharing_notice::Column::GrantId.is_in(ids.clone());
    sharing_notice::Entity::delete_many().filter(notices).exec(txn).await?;
    let gone = access_grant::Entity::delete_many()
        .filter(access_grant::Column::Id.is_in(ids))
        .filter(access_grant::Column::EndedAt.is_not_null())
        .exec(txn)
        .await?;
    Ok(gone.rows_affected)
}
