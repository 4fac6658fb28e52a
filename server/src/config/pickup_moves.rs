//! The list of pickups moved for public holidays: the built-in one, or a file named in the settings.

use std::path::Path;

use anyhow::Context as _;
use config::{Config, File, FileFormat};
use domain::settings::PickupSettings;

use super::ServerConfig;

/// Its first lines say which years it covers.
const BUILT_IN: &str = include_str!("../pickup_moves.toml");

impl ServerConfig {
    /// The pickups that are moved for public holidays.
    pub(super) fn pickup_moves(&self) -> anyhow::Result<PickupSettings> {
        let file = &self.pickups.moves_file;
        if file.as_os_str().is_empty() {
            return parse(BUILT_IN).context("the file of pickups that the portal ships with is not of the right form");
        }
        parse(&read(file)?).with_context(|| {
            let file = file.display();
            format!("pickups.moves_file names {file}, which is not of the right form: write [[moves]] with from and to")
        })
    }
}

fn read(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file)
        .with_context(|| format!("pickups.moves_file names {}, which cannot be read", file.display()))
}

fn parse(text: &str) -> anyhow::Result<PickupSettings> {
    let moves = Config::builder().add_source(File::from_str(text, FileFormat::Toml));
    Ok(moves.build()?.try_deserialize()?)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use domain::pickup::PickupMove;
    use jiff::civil::{Date, Weekday, date};
    use jiff::{Span, ToSpan as _};

    use super::*;

    /// Gauss' rule for the years 1900 to 2099; its two exceptions fall outside of the years tested here.
    fn easter(year: i16) -> Date {
        let moon = (19 * (year % 19) + 24) % 30;
        let sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
        date(year, 3, 22) + Span::new().days(moon + sunday)
    }

    /// Public holidays, and the eves without pickups, except those that always fall on a weekend.
    fn days_off(year: i16) -> Vec<Date> {
        let from_easter = |days: i32| easter(year) + Span::new().days(days);
        let midsummer_eve = (19..=25).map(|day| date(year, 6, day)).find(|day| day.weekday() == Weekday::Friday);
        let fixed = [(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)];
        let fixed = fixed.into_iter().map(|(month, day)| date(year, month, day));
        fixed.chain([from_easter(-2), from_easter(1), from_easter(39)]).chain(midsummer_eve).collect()
    }

    fn is_weekend(day: Date) -> bool {
        matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
    }

    fn nearest_working_day(day: Date) -> Date {
        let works = |day: &Date| !is_weekend(*day) && !days_off(day.year()).contains(day);
        let around = (1..9).flat_map(|distance| [day - distance.days(), day + distance.days()]);
        around.into_iter().find(works).unwrap()
    }

    #[test]
    fn what_the_portal_ships_with_moves_every_holiday_of_its_years_to_the_nearest_working_day() {
        let off = (2026..=2028).flat_map(days_off).filter(|day| !is_weekend(*day));
        let expected: BTreeMap<_, _> = off.map(|day| (day, nearest_working_day(day))).collect();

        let file = Config::builder().add_source(File::from_str(BUILT_IN, FileFormat::Toml)).build().unwrap();

        let moves = file.get::<Vec<PickupMove>>("moves").unwrap().into_iter();
        let day = |text: String| text.parse::<Date>().unwrap();
        let shipped: BTreeMap<_, _> = moves.map(|one| (day(one.from), day(one.to))).collect();
        assert_eq!(shipped, expected);
        parse(BUILT_IN).unwrap();
    }
}
