//! Letters as HTML: for any mail program, without external resources.

use domain::job::JobKind;
use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use types::{Channel, Language};

use super::words::every_letter;

#[rstest]
#[tokio::test]
async fn html_is_well_formed_and_fetches_nothing(
    #[values(Language::Swedish, Language::English)] language: Language,
    #[values(Channel::Web, Channel::App)] channel: Channel,
) {
    let (letters, _) = every_letter(language, channel).await;

    for (kind, letter) in &letters {
        let (html, link) = (&letter.html, &letter.links[0]);
        // Letters to the company are in its own language.
        let is_swedish = language == Language::Swedish || *kind == JobKind::BagsMissed;
        let tag = if is_swedish { "sv" } else { "en" };
        assert!(html.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{tag}\">")), "{kind:?}: {html}");
        assert!(html.contains(&format!("<a href=\"{link}\">{link}</a>")), "{kind:?}: {html}");
        assert_eq!(html.matches("://").count(), 2, "{kind:?}: only the link, and its text");
        for fetched in ["<img", "<link", "<script", "<iframe", "src=", "url(", "@import", "<form", "background="] {
            assert!(!html.contains(fetched), "{kind:?}: {fetched}");
        }
        assert_eq!(unclosed(html), Vec::<String>::new(), "{kind:?}: {html}");
        assert_eq!(letter.text.matches("://").count(), 1, "{kind:?}");
        assert_eq!(html.contains("Hej!"), is_swedish);
    }
}

#[tokio::test]
async fn what_looks_like_html_is_shown_as_text() {
    let world =
        World::with(TestDatabase::Sqlite, |settings| settings.company = "<b>\"Bolaget\"</b> & Co".to_owned()).await;
    let anna = world.holder(Named::Anna).await;
    world.invite(&anna, Named::Bjorn).await.unwrap();
    world.domain.send_due_letters(9).await.unwrap();

    let letter = &world.letters_to(&Named::Bjorn.email())[0];

    assert!(!letter.html.contains("<b>") && letter.html.contains("&#60;b&#62;"), "{}", letter.html);
    assert!(letter.text.contains("<b>\"Bolaget\"</b> & Co"), "{}", letter.text);
}

/// Elements that are not closed in their order.
fn unclosed(html: &str) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    for tag in html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
        let name = tag.split_whitespace().next().unwrap_or_default().to_lowercase();
        match name.strip_prefix('/') {
            Some(closed) if open.last().is_some_and(|last| last == closed) => _ = open.pop(),
            Some(closed) => open.push(format!("/{closed}")),
            None if ["!doctype", "meta", "br"].contains(&&*name) => {}
            None => open.push(name),
        }
    }
    open
}
