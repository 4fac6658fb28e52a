//! The component library. Texts are passed in; no component knows a feature.

pub mod back_link;
pub mod banner;
pub mod button;
pub mod button_form;
pub mod card;
pub mod checkbox_field;
pub mod confirm;
pub mod data_table;
pub mod description_list;
pub(crate) mod field;
pub mod get_form;
pub mod icon;
pub mod menu;
pub mod notice;
pub mod page;
pub mod pages;
pub mod person_line;
pub mod radio_group;
pub mod steps;
pub mod tag;
pub mod text_field;
