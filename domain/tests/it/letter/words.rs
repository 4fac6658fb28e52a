//! The content of letters: everything they must say, in both languages, and nothing they must not.

use std::collections::HashMap;

use domain::Browser;
use domain::import::ImportMode;
use domain::job::JobKind;
use domain::mail::CaughtMail;
use domain::secret::Secret;
use domain::testing::{Holding, Named, TestDatabase, World};
use rstest::rstest;
use types::bag_order::BagOrderStatus;
use types::id::BagOrderId;
use types::page::Destination;
use types::sign_in::{BankIdStart, SignInMethod};
use types::{Channel, Language};

use super::lix::lix;

const NEW_ADDRESS: &str = "ny.adress@example.com";

/// Every kind of letter, and the owner of what they are about.
pub async fn every_letter(language: Language, channel: Channel) -> (HashMap<JobKind, CaughtMail>, Holding) {
    let mut world = World::with(TestDatabase::Sqlite, |settings| settings.grants.letter_to_removed = true).await;
    let mut anna = world.holder(Named::Anna).await;
    anna.caller = anna.caller.in_channel(channel);
    world.domain.change_language(&anna.caller, language).await.unwrap();
    world.domain.change_email(&anna.caller, NEW_ADDRESS).await.unwrap();
    let cecilia = world.let_in(&anna, Named::Cecilia).await;
    world.domain.change_language(&cecilia, language).await.unwrap();
    let removed = world.only_grant(&anna).await.id;
    world.domain.remove_access(&anna.caller, &anna.account, removed).await.unwrap();
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    let hanna = world.sign_in(Named::Hanna, channel, SignInMethod::BankId).await;
    let id = world.invite(&anna, Named::Hanna).await.unwrap();
    world.domain.decline_access(&hanna, id).await.unwrap();
    world.domain.leave_access(&bjorn, &anna.account).await.unwrap();
    let home = world.add_address(&anna, "Storgatan 1").await;
    world.activate(&anna).await;
    let by_number = world.by_number(&anna).await;
    let id = world.invite(&by_number, Named::Eva).await.unwrap();
    world.domain.remove_access(&by_number.caller, &anna.account, id).await.unwrap();
    world.invite(&anna, Named::Ivar).await.unwrap();
    world.domain.send_due_letters(99).await.unwrap();
    let link = world.letters_to(NEW_ADDRESS)[0].links[0].clone();
    world.domain.verify_email(&Secret::returned(link.rsplit('/').next().unwrap())).await.unwrap();
    let order = world.order(&anna, home).await.unwrap();
    world.domain.send_due_letters(99).await.unwrap();
    world.set_order_status(order, BagOrderStatus::Packed).await;
    tell(&world, order, "sent").await;
    world.clock.advance(15 * 24 * 3600);
    world.domain.report_missing(&anna.caller, &anna.account, order).await.unwrap();
    world.domain.expire_access(9).await.unwrap();
    world.domain.send_due_letters(99).await.unwrap();
    tell(&world, order, "cancelled").await;
    somebody_else_signs_in(&mut world, channel).await;
    world.domain.send_due_letters(99).await.unwrap();

    let kinds: HashMap<_, _> = world.letters_owed().await.iter().map(|job| (job.id.to_string(), job.kind)).collect();
    let told_to = world.domain.settings().bags.told_to.clone();
    let (anna_before, cecilia, ivar) = (Named::Anna.email(), Named::Cecilia.email(), Named::Ivar.email());
    let addresses = [anna_before, cecilia, ivar, NEW_ADDRESS.to_owned(), told_to];
    let letters: Vec<_> = addresses.iter().flat_map(|address| world.letters_to(address)).collect();
    let letters: HashMap<_, _> = letters.into_iter().map(|letter| (kinds[&letter.id], letter)).collect();
    let missing: Vec<_> = domain::testing::mailed_kinds().filter(|kind| !letters.contains_key(kind)).collect();
    assert!(missing.is_empty(), "the story sends no {missing:?}");
    (letters, anna)
}

/// Ivar signs in in a browser where Anna is signed in.
async fn somebody_else_signs_in(world: &mut World, channel: Channel) {
    let bankid = world.open_bankid();
    let anna = world.open_session(Named::Anna, channel, SignInMethod::BankId).await;
    let browser = Browser::at("203.0.113.24").with_session(&anna.secret);
    let wanted = Destination::default();
    let began = world.domain.start_sign_in(&browser, channel, BankIdStart::OtherDevice, &wanted).await.unwrap();
    let browser = Browser { order: Some(began.secret), ..browser };
    bankid.approve(&world.auto_start_token(&browser).await, Named::Ivar.personal_number()).unwrap();
    world.clock.advance(2);
    world.domain.finish_sign_in(&browser).await.unwrap();
}

/// The company reports the status of an order.
async fn tell(world: &World, order: BagOrderId, status: &str) {
    let file = format!("order_number,status\n{},{status}\n", world.order_row(order).await.number);
    let counts = world.domain.update_orders(file.as_bytes(), ImportMode::Apply, |_| {}).await.unwrap();
    assert_eq!(counts.changed, 1);
}

/// Both bodies of a letter, as a person reads them.
fn bodies(letter: &CaughtMail) -> [String; 2] {
    let html = letter.html.replace("&#38;", "&").replace("<strong>", "").replace("</strong>", "");
    [letter.text.clone(), html]
}

#[rstest]
#[case(Language::Swedish, Channel::Web, &[
    "Anna Andersson vill ge dig behörighet", "Mina Sidor på webben", "Hjälmare Energi & Miljö",
    "Bekräfta senast 7 december 2026", "Skriv localhost:3000 i din webbläsare", "Logga in med BankID. Då visas inbjudan.",
    "Känner du inte Anna Andersson?", "Anna Andersson har skrivit in dina uppgifter", "raderar vi dem efter 7 december 2026",
    "Du måste ha ett eget BankID", "rätt att se, rätta och ta bort",
])]
#[case(Language::Swedish, Channel::App, &[
    "Anna Andersson vill dela appen", "familjedelning", "Hjälmare Energi & Miljö", "Bekräfta senast 7 december 2026",
    "Skriv localhost:3000/app i din webbläsare", "Lägg till på hemskärmen", "Lägg till på startskärmen", "Känner du inte Anna Andersson?", "raderar vi dem efter 7 december 2026",
])]
#[case(Language::English, Channel::Web, &[
    "Anna Andersson wants to give you access", "My Pages on the web", "Hjälmare Energi & Miljö",
    "Confirm no later than 7 December 2026", "Type localhost:3000 in your browser", "Sign in with BankID.",
    "Do you not know Anna Andersson?", "Anna Andersson has entered your details", "we delete them after 7 December 2026",
    "You need a BankID of your own", "right to see, correct and delete",
])]
#[case(Language::English, Channel::App, &[
    "Anna Andersson wants to share the app", "family sharing", "Confirm no later than 7 December 2026",
    "Type localhost:3000/app in your browser", "Add to Home Screen", "Add to Home screen", "we delete them after 7 December 2026",
])]
#[tokio::test]
async fn an_invitation_says_all_it_must(#[case] language: Language, #[case] channel: Channel, #[case] facts: &[&str]) {
    let (letters, _) = every_letter(language, channel).await;
    let letter = &letters[&JobKind::Invitation];

    assert!(letter.subject.starts_with("Anna Andersson "), "{}", letter.subject);
    let link = &letter.links[0];
    assert!(link.starts_with(&format!("http://localhost:3000{}/inbjudan/", channel.base())), "{link}");
    for body in bodies(letter) {
        for fact in facts.iter().chain([&&**link]) {
            assert!(body.contains(fact), "{fact:?} is not in:\n{body}");
        }
    }
}

#[rstest]
#[tokio::test]
async fn letters_name_no_grantee_and_no_number(
    #[values(Language::Swedish, Language::English)] language: Language,
    #[values(Channel::Web, Channel::App)] channel: Channel,
) {
    let (letters, anna) = every_letter(language, channel).await;

    for (kind, letter) in &letters {
        // Links are random letters and digits, among which a short name may be; their form is tested below.
        let [text, html] = bodies(letter).map(|body| body.replace(&letter.links[0], ""));
        for text in [&text, &html, &letter.subject] {
            for name in Named::ALL.into_iter().filter(|name| *name != Named::Anna) {
                assert!(!text.contains(name.given_name()) && !text.contains(name.surname()), "{kind:?}: {text}");
            }
            for name in Named::ALL {
                let number = name.personal_number();
                assert!(!text.contains(&number[..8]) && !text.contains(&number[2..8]), "{kind:?}: {text}");
                assert!(!text.contains(&name.email()), "{kind:?}: {text}");
            }
            assert!(!text.contains(&anna.number()), "{kind:?}: {text}");
            assert!(!text.contains(anna.account.as_str()), "{kind:?}: {text}");
            assert!(!text.contains(NEW_ADDRESS) && !text.contains("****"), "{kind:?}: {text}");
        }
    }
    assert!(!letters[&JobKind::Invitation].text.contains(anna.account.as_str()));
    for kind in [
        JobKind::VerifyEmail,
        JobKind::EmailChanged,
        JobKind::AccessRemoved,
        JobKind::PasswordSet,
        JobKind::NewBrowser,
        JobKind::SessionEndedByAnother,
    ] {
        assert!(!letters[&kind].text.contains("Anna"), "{kind:?} may reach a stranger");
    }
}

#[rstest]
#[case(Channel::Web, "http://localhost:3000/k/{konto}/profil/behorigheter")]
#[case(Channel::App, "http://localhost:3000/app/k/{konto}/profil/familjedelning")]
#[tokio::test]
async fn letters_link_owners_to_the_page_where_they_decide(#[case] channel: Channel, #[case] page: &str) {
    let (letters, anna) = every_letter(Language::Swedish, channel).await;

    let page = page.replace("{konto}", anna.account.as_str());
    for kind in [JobKind::AccessConfirmed, JobKind::AccessDeclined, JobKind::AccessLeft, JobKind::AccessExpired] {
        assert_eq!(letters[&kind].links, std::slice::from_ref(&page));
    }
    assert!(
        letters[&JobKind::AccessConfirmed].text.contains("Har du inte bjudit in någon? Ta då bort personen direkt")
    );
    assert!(letters[&JobKind::VerifyEmail].text.contains("Länken gäller i 24 timmar."));
    assert!(letters[&JobKind::EmailChanged].text.contains("Var det inte du? Kontakta vår kundservice direkt."));
    assert_eq!(letters[&JobKind::EmailChanged].links, ["http://localhost:3000/logga-in"]);
    assert_eq!(letters[&JobKind::PasswordSet].links, ["http://localhost:3000/logga-in"]);
    assert_eq!(letters[&JobKind::NewBrowser].links, ["http://localhost:3000/logga-in"]);
    assert!(letters[&JobKind::NewBrowser].text.contains("Var det inte du? Kontakta vår kundservice direkt."));
    assert_eq!(letters[&JobKind::SessionEndedByAnother].links, ["http://localhost:3000/logga-in"]);
    assert!(letters[&JobKind::SessionEndedByAnother].text.contains("loggade någon annan in"));
    assert!(letters[&JobKind::SharedByNumber].links[0].starts_with("http://localhost:3000/var-det-inte-du/"));
    assert!(letters[&JobKind::SharedByNumber].text.contains("Länken gäller till och med 23 december 2026."));
    assert!(letters[&JobKind::VerifyEmail].links[0].starts_with("http://localhost:3000/bekrafta-epost/"));
}

#[rstest]
#[tokio::test]
async fn swedish_letters_are_easy_to_read(#[values(Channel::Web, Channel::App)] channel: Channel) {
    let (letters, _) = every_letter(Language::Swedish, channel).await;

    for (kind, letter) in &letters {
        let lix = lix(&letter.text);
        assert!(lix <= 40, "{kind:?} has LIX {lix}:\n{}", letter.text);
    }
}
