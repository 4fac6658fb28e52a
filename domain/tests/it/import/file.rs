//! Files to import, and importing them.

use domain::import::{BadLine, FileProgress, ImportCounts, ImportMode};
use domain::testing::{Holding, Named, World};
use serde_json::{Value, json};

/// A private customer with a house; the first person is on all contracts.
pub fn customer(number: &str, holders: &[Named]) -> Value {
    let facility = format!("735999{number}");
    json!({
        "customer_number": number,
        "kind": "private",
        "name": holders[0].full_name(),
        "organisation_number": null,
        "email": holders[0].email(),
        "phone": "+46701740605",
        "holders": holders.iter().map(|name| holder(*name)).collect::<Vec<_>>(),
        "facilities": [{
            "facility_number": facility, "street": "Storgatan 1", "postal_code": "63210", "city": "Eskilstuna",
            "dwelling": "house", "mailbox": true,
        }],
        "contracts": [
            {
                "contract_number": format!("A{number}0"), "service": "electricity_grid", "facility_number": facility,
                "holder": holders[0].personal_number(), "from": "2020-01-01", "to": null,
            },
            {
                "contract_number": format!("A{number}1"), "service": "waste", "facility_number": facility,
                "holder": holders[0].personal_number(), "from": "2020-01-01", "to": null,
                "colour_sorting": true, "collection": { "weekday": "torsdag", "weeks": "odd" },
            },
        ],
    })
}

pub fn holder(name: Named) -> Value {
    json!({
        "personal_number": name.personal_number(),
        "given_name": name.given_name(),
        "surname": name.surname(),
        "email": name.email(),
        "phone": "+46701740605",
        "language": "sv",
        "protected_identity": false,
    })
}

/// The same customer with contracts that all ended on a day.
pub fn until(mut customer: Value, day: &str) -> Value {
    for contract in customer["contracts"].as_array_mut().expect("contracts") {
        contract["to"] = json!(day);
    }
    customer
}

pub fn protected(mut customer: Value) -> Value {
    customer["holders"][0]["protected_identity"] = json!(true);
    customer
}

pub fn text(lines: &[Value]) -> Vec<u8> {
    let lines: Vec<String> = lines.iter().map(Value::to_string).collect();
    lines.join("\n").into_bytes()
}

/// Imports lines that are all good.
pub async fn import(world: &World, lines: &[Value]) -> ImportCounts {
    let (counts, bad) = import_text(world, &text(lines), ImportMode::Apply).await;
    assert_eq!(bad, []);
    counts
}

/// Imports a file; whatever it contains, the invariants hold.
pub async fn import_text(world: &World, text: &[u8], mode: ImportMode) -> (ImportCounts, Vec<BadLine>) {
    let mut bad = Vec::new();
    let tell = |news: FileProgress<'_, ImportCounts>| match news {
        FileProgress::BadLine(line) => bad.push(line.clone()),
        FileProgress::Counted(_) => {}
    };
    let counts = world.domain.import_customers(text, mode, tell).await.expect("the file is read");
    world.check_invariants().await;
    (counts, bad)
}

/// A holder of an imported customer, signed in on the web; their first account.
pub async fn signed_in(world: &World, name: Named) -> Holding {
    let caller = world.person(name).await;
    let choice = world.domain.account_choice(&caller).await.expect("a choice");
    let account = choice.accounts.into_iter().find(|account| account.standing.is_holder()).expect("an own account");
    Holding { caller, account: account.reference }
}
