//! Every component in each of its states, on one page: for developers before they make a new one, and for
//! `end2end/tests/styleguide.spec.ts`, which would otherwise have to reach each state in the portal. Part of demo mode
//! only. Its texts are samples and not translated.

use leptos::prelude::*;
use types::Channel;
use types::Language;

use crate::component::banner::Banner;
use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};
use crate::component::card::{Card, CardRow, LinkCard};
use crate::component::checkbox_field::CheckboxField;
use crate::component::data_table::{Cell, DataTable, MenuCell, Row, RowHeading};
use crate::component::description_list::{Description, DescriptionList};
use crate::component::icon::Icon;
use crate::component::menu::{Menu, MenuButton, MenuLink, MenuText};
use crate::component::notice::{Notice, NoticeKind};
use crate::component::pages::Pages;
use crate::component::person_line::PersonLine;
use crate::component::radio_group::{Choice, RadioGroup};
use crate::component::steps::{Step, Steps};
use crate::component::tag::Tag;
use crate::component::text_field::{TextField, TextKind};
use crate::form::{ErrorSummary, FormError, FormErrors, FormState};
use crate::installed_app::{ICON, ThemeColors};

const KINDS: [(NoticeKind, &str); 4] = [
    (NoticeKind::Info, "Information"),
    (NoticeKind::Success, "Klart"),
    (NoticeKind::Warning, "Varning"),
    (NoticeKind::Danger, "Fel"),
];
const LINK: &str = "/styleguide";

/// The whole document; `css` is the address of the style sheet.
pub fn styleguide_page(css: &str) -> String {
    let css = css.to_owned();
    Owner::new().with(|| {
        provide_context(Language::Swedish);
        provide_context(Channel::Web);
        let page = view! {
            <!DOCTYPE html>
            <html lang=Language::Swedish.as_str()>
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <meta name="color-scheme" content="light dark" />
                    <title>"Komponenter"</title>
                    <ThemeColors />
                    <link rel="icon" href=ICON type="image/png" />
                    <link rel="stylesheet" href=css />
                </head>
                <body>
                    <Banner text="Du använder Mina Sidor för Anna Andersson" href=LINK link="Byt konto" />
                    <main class="frame-width frame-page page">
                        <div class="page-header">
                            <h1 class="ds-heading" data-size="lg">
                                "Komponenter"
                            </h1>
                            <p class="ds-paragraph page-lead">"Varje komponent i varje tillstånd."</p>
                        </div>
                        <Buttons />
                        <Messages />
                        <Cards />
                        <Lists />
                        <Table />
                        <Fields />
                    </main>
                </body>
            </html>
        };
        page.to_html()
    })
}

#[component]
fn Section(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="md">
                {title}
            </h2>
            {children()}
        </section>
    }
}

#[component]
fn Buttons() -> impl IntoView {
    let variants = [
        (ButtonVariant::Primary, "Spara"),
        (ButtonVariant::Secondary, "Ändra"),
        (ButtonVariant::Tertiary, "Avbryt"),
        (ButtonVariant::Danger, "Ta bort"),
    ];
    view! {
        <Section title="Knappar">
            <form class="actions" action=LINK>
                {variants
                    .map(|(variant, label)| view! { <SubmitButton variant>{label}</SubmitButton> })
                    .collect_view()}
            </form>
            <div class="actions">
                {variants
                    .map(|(variant, label)| view! { <LinkButton href=LINK variant>{label}</LinkButton> })
                    .collect_view()}
            </div>
            <form class="actions" action=LINK>
                <button class="ds-button" type="submit" aria-busy="true">
                    "Skickar"
                </button>
                <button class="ds-button" type="button" disabled>
                    "Kan inte väljas"
                </button>
            </form>
            <Pages label="Fler sidor" newer=Some(LINK.to_owned()) older=Some(LINK.to_owned()) />
        </Section>
    }
}

#[component]
fn Messages() -> impl IntoView {
    let notices = KINDS.map(|(kind, title)| {
        view! {
            <Notice kind title>
                <p class="ds-paragraph">
                    "Ett meddelande med "
                    <a class="ds-link" href=LINK>
                        "en länk"
                    </a> "."
                </p>
            </Notice>
        }
    });
    view! {
        <Section title="Meddelanden">
            {notices.collect_view()} <Notice>
                <p class="ds-paragraph">"Ett meddelande utan rubrik."</p>
            </Notice>
            <p class="actions">{KINDS.map(|(kind, text)| view! { <Tag kind text /> }).collect_view()}</p>
        </Section>
    }
}

#[component]
fn Cards() -> impl IntoView {
    view! {
        <Section title="Kort">
            <CardRow>
                <LinkCard title="Ett kort som är en länk" href=LINK icon=Icon::People>
                    <p class="ds-paragraph">"Hela kortet går att trycka på."</p>
                </LinkCard>
                <Card title="Ett kort med en ikon" icon=Icon::House>
                    <p class="ds-paragraph">"Det går inte att trycka på."</p>
                </Card>
                <Card title="Ett-kort-med-ett-ord-som-är-långt-och-utan-mellanslag">
                    <LinkButton href=LINK>"Gå vidare"</LinkButton>
                </Card>
            </CardRow>
        </Section>
    }
}

#[component]
fn Lists() -> impl IntoView {
    view! {
        <Section title="Listor">
            <DescriptionList>
                <Description term="Namn">"Anna Andersson"</Description>
                <Description term="E-post">
                    "en-lang-adress-utan-mellanslag@ett-langt-vardnamn-som-fortsatter.example.com"
                </Description>
            </DescriptionList>
            <Steps in_a_row=true>
                <Step title="Välj">
                    <p class="ds-paragraph">"Välj vad du vill dela."</p>
                </Step>
                <Step title="Fyll i">
                    <p class="ds-paragraph">"Fyll i vem som får dela."</p>
                </Step>
                <Step title="Klart">
                    <p class="ds-paragraph">"Personen får ett mejl."</p>
                </Step>
            </Steps>
            <Steps>
                <Step title="Första steget">
                    <p class="ds-paragraph">
                        <a class="ds-link" href=LINK>
                            "Gå till steget"
                        </a>
                    </p>
                </Step>
                <Step title="Andra steget">
                    <p class="ds-paragraph">"Här finns mer att läsa."</p>
                </Step>
            </Steps>
        </Section>
    }
}

#[component]
fn Table() -> impl IntoView {
    let columns = ["Person", "Tillstånd", ""].map(str::to_owned).to_vec();
    view! {
        <Section title="Tabell">
            <DataTable caption="Personer" columns>
                <Row>
                    <RowHeading>
                        <PersonLine name="Björn Berg" detail="Familj" />
                    </RowHeading>
                    <Cell label="Tillstånd">
                        <Tag kind=NoticeKind::Success text="Bekräftad" />
                    </Cell>
                    <MenuCell>
                        <form action=LINK>
                            <Menu id="menu-1" label="Fler val för Björn Berg">
                                <MenuLink href=LINK>"Ändra uppgifter"</MenuLink>
                                <MenuButton>"Skicka igen"</MenuButton>
                                <MenuText>"Mejlet kan skickas igen om 10 minuter."</MenuText>
                            </Menu>
                        </form>
                    </MenuCell>
                </Row>
                <Row>
                    <RowHeading>
                        <PersonLine name="Cecilia Carlsson" />
                    </RowHeading>
                    <Cell label="Tillstånd">
                        <Tag kind=NoticeKind::Warning text="Väntar" />
                    </Cell>
                    <MenuCell>
                        <Menu id="menu-2" label="Fler val för Cecilia Carlsson">
                            <MenuLink href=LINK>"Ta bort"</MenuLink>
                        </Menu>
                    </MenuCell>
                </Row>
            </DataTable>
        </Section>
    }
}

#[component]
fn Fields() -> impl IntoView {
    let sentence = || "Skriv en e-postadress, till exempel anna@example.org.".to_owned();
    let errors: FormErrors = [
        FormError { field: Some("wrong".to_owned()), message: sentence() },
        FormError { field: None, message: "Det gick inte att spara just nu.".to_owned() },
    ]
    .into_iter()
    .collect();
    let choice = |value: &str, label: &str, description: Option<&str>| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        description: description.map(str::to_owned),
        lang: None,
    };
    let choices = vec![choice("a", "Familj", None), choice("b", "God man", Some("Utsedd av överförmyndaren."))];
    view! {
        <Section title="Fält">
            <ErrorSummary forms=vec![FormState::new(errors)] />
            <form class="form" action=LINK>
                <TextField name="empty" label="Förnamn" required=true />
                <TextField
                    name="filled"
                    label="Personnummer"
                    description="12 siffror: ÅÅÅÅMMDDNNNN."
                    value="198502142386"
                    kind=TextKind::Digits
                />
                <TextField name="phone" label="Mobilnummer" kind=TextKind::Phone />
                <TextField name="secret" label="Lösenord" kind=TextKind::Password required=true />
                <TextField
                    name="wrong"
                    label="E-post"
                    description="Dit skickar vi mejlet."
                    value="anna"
                    kind=TextKind::Email
                    error=Some(sentence())
                    required=true
                />
                <CheckboxField name="box" label="Jag förstår" description="Du kan ändra dig när som helst." />
                <CheckboxField name="ticked" label="Skicka en kopia till mig" checked=true />
                <CheckboxField name="box-wrong" label="Jag godkänner" error=Some("Kryssa i rutan.".to_owned()) />
                <RadioGroup name="radio" legend="Relation" choices=choices.clone() chosen="b" />
                <RadioGroup
                    name="radio-wrong"
                    legend="Relation till personen"
                    description="Välj det som stämmer bäst."
                    choices
                    required=true
                    error=Some("Välj en relation.".to_owned())
                />
                <SubmitButton>"Spara"</SubmitButton>
            </form>
        </Section>
    }
}
