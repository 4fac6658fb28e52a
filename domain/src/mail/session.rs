//! Letters about sessions. They contain no names.

super::letter::letter! {
    /// To a person: somebody else signed in in the browser where they were signed in, and they were signed out there.
    SessionEndedByAnother {}
    sv: "mail/session_ended_by_another.sv.txt", "mail/session_ended_by_another.sv.html";
    en: "mail/session_ended_by_another.en.txt", "mail/session_ended_by_another.en.html";
}
