//! "Hämta som fil": the same as JSON, for other systems too (article 20). Its field names are stable.

use sea_orm::QueryOrder;
use serde_json::{Value, json};
use types::own_data::{OwnData, OwnDataRefusal, SharedWithMe};
use types::session::SessionSummary;
use types::{LocalDate, LocalDateTime, PersonalNumber, Timestamp};

use super::refusal;
use crate::activity::Event;
use crate::entity::{activity as rows, known, person};
use crate::error::refuse;
use crate::{Caller, Domain, Error, Failed, Result, stockholm};

impl Domain {
    /// The caller's own data as a file. The download is recorded in activity: if it was not them, they learn that
    /// somebody has everything.
    pub async fn own_data_file(&self, caller: &Caller) -> Result<String, Error<OwnDataRefusal>> {
        if let Some(rule) = refusal(caller, self.clock.now()) {
            return refuse(rule);
        }
        let change = self.change_of_person(caller.person, caller).await?.ok_or(Failed::NotFound)?;
        let now = change.now;
        change.record(Event::DataFetched).await?;
        change.commit().await?;
        let file = self.file_of(caller, now).await?;
        Ok(serde_json::to_string_pretty(&file).map_err(anyhow::Error::from)?)
    }

    async fn file_of(&self, caller: &Caller, now: Timestamp) -> Result<Value> {
        let data = self.data_of(caller).await?;
        let me = self.person_asking(&self.db.read, caller).await?;
        let number = self.number_of(&me)?;
        let done =
            rows::Entity::of_person(caller.person).order_by_desc(rows::Column::At).order_by_desc(rows::Column::Id);
        let done = known::all(done, &self.db.read).await?;
        Ok(json!({
            "company": self.settings.company,
            "made_at": stockholm::in_utc(now),
            "person": person(&data, &me, &number),
            "sessions": data.profile.sessions.iter().map(session).collect::<Vec<_>>(),
            "accounts": data.accounts,
            "shared_with_me": data.shared_with.iter().map(shared_with).collect::<Vec<_>>(),
            "shared_by_me": data.shared_by.iter().map(|grant| json!({
                "channel": grant.channel,
                "state": grant.state,
                "made_on": date(grant.made_on),
                "ended_on": grant.ended_on.map(date),
            })).collect::<Vec<_>>(),
            "orders": data.orders.iter().map(|order| json!({
                "number": order.number,
                "made_on": date(order.made_on),
                "status": order.status,
            })).collect::<Vec<_>>(),
            "calendar_links": data.calendar_links.iter().map(|day| json!({ "made_on": date(*day) })).collect::<Vec<_>>(),
            "activity": done.iter().map(change).collect::<Vec<_>>(),
        }))
    }
}

fn person(data: &OwnData, me: &person::Model, number: &PersonalNumber) -> Value {
    json!({
        "given_name": data.profile.given_name,
        "surname": data.profile.surname,
        "personal_number": number.digits(),
        "email": text(&data.profile.email),
        "unverified_email": data.profile.unverified_email,
        "mobile": text(&data.profile.mobile),
        "language": data.profile.language,
        "protected_identity": me.protected_identity,
        "known_since": date(data.known_since),
    })
}

fn session(session: &SessionSummary) -> Value {
    json!({
        "channel": session.channel,
        "method": session.method,
        "device": session.device,
        "since": time(session.since),
        "last_used": time(session.last_used),
    })
}

fn shared_with(grant: &SharedWithMe) -> Value {
    json!({
        "channel": grant.channel,
        "state": grant.state,
        "shared_by": grant.owner,
        "email": grant.email,
        "mobile": grant.mobile,
        "made_on": date(grant.made_on),
        "confirmed_on": grant.confirmed_on.map(date),
        "ended_on": grant.ended_on.map(date),
    })
}

fn change(row: &rows::Model) -> Value {
    json!({
        "at": stockholm::in_utc(row.at),
        "event": row.event,
        "for_another": row.for_another,
        "method": row.method,
        "channel": row.channel,
    })
}

fn text(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn date(date: LocalDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// In Stockholm time, as on pages.
fn time(at: LocalDateTime) -> String {
    format!("{}T{:02}:{:02}", date(at.date), at.hour, at.minute)
}
