//! The queries of the pages of grants, as the operations build them, and their query plans.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, QueryFilter, QuerySelect, QueryTrait, Statement, TransactionTrait,
};
use types::activity::{ActivityFilter, ActivityMark, ActivityPlace};
use types::id::BagOrderId;
use types::{Channel, CustomerNumber, SessionId};

use super::{Holding, World};
use crate::access_grant::{live_grants_query, news_query};
use crate::bag_order::orders_query;
use crate::entity::{
    Anywhere as _, access_grant, activation_code, activity as activity_table, bag_order, bag_order_roll, calendar_link,
    customer, customer_login, holder, job, person, session, sharing_block, sharing_notice,
};
use crate::job::{JobKind, Letter};
use crate::{Right, activity, stockholm};

impl World {
    /// Each query, named by its purpose.
    pub async fn questions(&self, of: &Holding) -> Vec<(&'static str, Statement)> {
        let (now, me) = (self.clock.now(), of.caller.person);
        let kind = self.domain.db.read.unwatched().get_database_backend();
        let scope = of.caller.scope(&self.domain.db.read, &of.account, Right::Share).await.expect("a holder's scope");
        let customer = scope.customer_id();
        let grant = types::AccessGrantId(uuid::Uuid::now_v7());
        let of_channel = access_grant::Column::Channel.eq(Channel::Web);
        let of_customer = access_grant::Column::CustomerId.eq(customer);
        let hash = vec![7; 32];
        let number = CustomerNumber::trusted(&of.number());
        let of_orders = bag_order::Column::Id.is_in([BagOrderId(grant.0)]);
        let mark = ActivityMark { at: now, id: grant.0 };
        let looked_at = |place| -> [sea_orm::Select<activity_table::Entity>; 2] {
            let questions = activity::questions(&scope, ActivityFilter { place, ..Default::default() }, now);
            questions.try_into().expect("the account's and one's own")
        };
        let [of_account, own] = looked_at(ActivityPlace::OlderThan(mark));
        let [of_account_newer, own_newer] = looked_at(ActivityPlace::NewerThan(mark));
        let [of_account_newest, _] = looked_at(ActivityPlace::Newest);
        let on_their_way = bag_order::Entity::overdue_anywhere(now, stockholm::local_date(now), now);
        let mut questions = vec![
            ("what happened on the account", of_account.build(kind)),
            ("what oneself did", own.build(kind)),
            ("what happened on the account later", of_account_newer.build(kind)),
            ("what oneself did later", own_newer.build(kind)),
            ("what happened on the account last", of_account_newest.build(kind)),
            ("grants that happened", access_grant::Entity::mentioned(&scope, [grant]).build(kind)),
            ("orders that happened", bag_order::Entity::of(&scope).filter(of_orders).build(kind)),
            (
                "what has changed lately",
                activity_table::Entity::latest([customer.0, me.0].into_iter(), now).build(kind),
            ),
            ("activity to forget", activity_table::Entity::old_anywhere(now).build(kind)),
            ("forgetting activity", activity_table::Entity::forget(customer.0, now).build(kind)),
            ("who may use the account", of.caller.standing_question(&of.account).build(kind)),
            ("whether it was open once", access_grant::Entity::held_by(me, customer, Channel::Web).build(kind)),
            ("the customer's lock", customer::Entity::locked_by_reference(&of.account).build(kind)),
            ("the list", live_grants_query(&scope, now).build(kind)),
            ("the news", news_query(&scope, now).build(kind)),
            ("one grant", access_grant::Entity::anywhere(grant).build(kind)),
            ("own accounts", holder::Entity::held_by(me, now).build(kind)),
            ("holders to close", holder::Entity::to_close_anywhere(now).limit(20).build(kind)),
            ("grants left behind", access_grant::Entity::by_former_holders(customer, now).build(kind)),
            ("holders", holder::Entity::of_customer(customer).build(kind)),
            ("shared accounts", access_grant::Entity::active_of(me, now).filter(of_channel).build(kind)),
            ("waiting", access_grant::Entity::waiting_for(hash.clone(), Channel::Web, now).build(kind)),
            ("made today", access_grant::Entity::made_by(me, now).build(kind)),
            ("one press", access_grant::Entity::of_request(me, types::id::IdempotencyKey(grant.0)).build(kind)),
            ("run out", access_grant::Entity::expired_anywhere(now).build(kind)),
            ("run out of a customer", access_grant::Entity::expired_anywhere(now).filter(of_customer).build(kind)),
            ("the newest activity", activity_table::Entity::newest_of(customer.0).build(kind)),
            ("letters to a recipient", job::Entity::to_recipient(hash.clone(), now).build(kind)),
            ("invitations made lately", job::Entity::enqueued_anywhere(JobKind::Invitation, now).build(kind)),
            ("links asked for", job::Entity::enqueued_since(Letter::VerifyEmail(me), now).build(kind)),
            ("a person by number", person::Entity::of_number(hash.clone()).build(kind)),
            ("who asks", session::Entity::of_secret(hash.clone()).build(kind)),
            ("sessions by number", session::Entity::of_customer(customer).build(kind)),
            ("a login by number", customer_login::Entity::of_number(&number, now).build(kind)),
            ("a code by number", activation_code::Entity::of_number(&number, now).build(kind)),
            ("a customer by number", customer::Entity::of_number(&number).build(kind)),
            ("letters to a number", job::Entity::enqueued_since(Letter::ActivationCode(me.0), now).build(kind)),
            ("what was shared by number", access_grant::Entity::unended_by_number(customer).build(kind)),
            ("a notice", sharing_notice::Entity::of_secret(hash.clone()).build(kind)),
            ("a link to a calendar", calendar_link::Entity::of_secret(hash).build(kind)),
            ("links to calendars", calendar_link::Entity::of(&scope).build(kind)),
            ("blocks to lift", sharing_block::Entity::of_holder(me, now).build(kind)),
            ("orders", orders_query(&scope).build(kind)),
            ("orders under way", bag_order::Entity::under_way(&scope).build(kind)),
            (
                "one press of an order",
                bag_order::Entity::of_request(me, types::id::IdempotencyKey(grant.0)).build(kind),
            ),
            ("an order by its number", bag_order::Entity::of_number("12345678").build(kind)),
            ("orders to take as delivered", on_their_way.build(kind)),
            ("orders that wait", bag_order::Entity::waiting_anywhere().limit(100).build(kind)),
            ("orders on a list", bag_order::Entity::on_pick_list(1, "").limit(500).build(kind)),
            ("customers to lock", customer::Entity::all_locked([customer]).build(kind)),
            ("whose name is kept back", holder::Entity::protected_of([customer]).build(kind)),
            (
                "the newest activity of several",
                activity_table::Entity::newest_of_each([customer.0].into_iter()).build(kind),
            ),
            ("rolls of orders", bag_order_roll::Entity::of_orders([types::id::BagOrderId(grant.0)]).build(kind)),
            ("own sessions", session::Entity::of_person(me).build(kind)),
        ];
        questions.extend(self.deletion_queries(me, customer));
        questions
    }

    /// The query plan. PostgreSQL is set to scan a whole table only if it has to, since that is fastest for tables of
    /// a few rows.
    pub async fn plan(&self, question: &Statement) -> Vec<String> {
        let txn = self.domain.db.read.unwatched().begin().await.expect("a transaction");
        let (explain, column) = match question.db_backend {
            DbBackend::Sqlite => ("EXPLAIN QUERY PLAN", 3),
            _ => ("EXPLAIN", 0),
        };
        if question.db_backend == DbBackend::Postgres {
            txn.execute_unprepared("SET LOCAL enable_seqscan = off").await.expect("a setting");
        }
        let explained = Statement { sql: format!("{explain} {}", question.sql), ..question.clone() };
        let rows = txn.query_all_raw(explained).await.expect("a plan");
        rows.iter().map(|row| row.try_get_by_index(column).expect("a step")).collect()
    }
}

/// A nonexistent session, for querying on somebody's behalf.
pub(super) const NO_SESSION: SessionId = SessionId(uuid::Uuid::nil());
