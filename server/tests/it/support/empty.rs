//! An empty database, without any schema.
#![allow(dead_code, reason = "each test file uses its part")]

use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection};

/// An empty database on the server of `TEST_POSTGRES_URL`.
pub struct Empty {
    server: DatabaseConnection,
    name: String,
    pub url: String,
}

impl Empty {
    pub async fn new(name: &str) -> Self {
        let server_url = std::env::var("TEST_POSTGRES_URL").expect("TEST_POSTGRES_URL names a server; ./test sets it");
        let server = Database::connect(&server_url).await.expect("PostgreSQL answers");
        let name = format!("migrate_{name}_{}", std::process::id());
        server.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a database");
        let (server_url, _) = server_url.rsplit_once('/').expect("the address ends with a database");
        let url = format!("{server_url}/{name}");
        Self { server, name, url }
    }

    pub async fn drop(self) {
        self.server
            .execute_unprepared(&format!("DROP DATABASE {} WITH (FORCE)", self.name))
            .await
            .expect("the database goes");
    }
}
