//! Rows that this version can parse. During a rolling deploy a newer version may write enum values that this one does
//! not know: a kind of job, an event, a status. One such row must not block all others.
//!
//! For lists that are shown, and for row-by-row work. Code that ends or protects something reads all rows or fails.

use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IdenStatic as _, QueryResult, QueryTrait, Select, SelectA,
    SelectB, SelectTwo,
};

/// The rows of a query, except those with a value that this version does not know.
pub async fn all<E: EntityTrait>(question: Select<E>, db: &impl ConnectionTrait) -> Result<Vec<E::Model>, DbErr> {
    let rows = db.query_all(&question.into_query()).await?;
    read(&rows, |row| E::Model::from_query_result(row, ""))
}

/// The same with the related row, if there is one.
pub async fn all_with<E: EntityTrait, F: EntityTrait>(
    question: SelectTwo<E, F>,
    db: &impl ConnectionTrait,
) -> Result<Vec<(E::Model, Option<F::Model>)>, DbErr> {
    let rows = db.query_all(&question.into_query()).await?;
    read(&rows, |row| {
        let related = F::Model::from_query_result_optional(row, SelectB.as_str())?;
        Ok((E::Model::from_query_result(row, SelectA.as_str())?, related))
    })
}

fn read<T>(rows: &[QueryResult], read: impl Fn(&QueryResult) -> Result<T, DbErr>) -> Result<Vec<T>, DbErr> {
    let mut known = Vec::with_capacity(rows.len());
    for row in rows {
        match read(row) {
            Ok(row) => known.push(row),
            Err(unknown @ (DbErr::Type(_) | DbErr::TryIntoErr { .. })) => {
                tracing::warn!(%unknown, "a row is left out: this version does not know one of its words");
            }
            Err(fault) => return Err(fault),
        }
    }
    Ok(known)
}
