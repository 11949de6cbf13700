//! A role as people type it, in a form or a row of a file.

use jiff::civil::Date;

use super::{Reach, RoleAssignment, reaches};
use crate::office::OfficeCode;
use crate::policy::{Role, Scope};
use crate::problem::Fault;
use crate::thai;

/// What was typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct TypedRole<'t> {
    /// Name of the role: "reporter".
    pub role: &'t str,
    /// Code of an office, number of a region, or nothing: the own office, or everywhere.
    pub scope: &'t str,
    /// First day; nothing is today.
    pub from: &'t str,
    /// Last day, which people name rather than the one after it; nothing is without end.
    pub until: &'t str,
    /// Whether the person acts for a vacant post or an absent holder.
    pub acting: bool,
}

impl TypedRole<'_> {
    /// Reads it, for whoever belongs to an office or to none.
    ///
    /// # Errors
    /// The first thing wrong, with the name of its field.
    pub fn read(&self, own: Option<&OfficeCode>, today: Date) -> Result<RoleAssignment, (&'static str, Fault)> {
        let word = self.role.trim();
        let role = Role::from_name(word).filter(|role| !reaches(*role).is_empty());
        let role = role.ok_or_else(|| ("role", Fault::new("role-unknown").with("role", word)))?;
        let scope = scope_of(role, self.scope, own).map_err(|fault| ("scope", fault))?;
        let from = match self.from.trim() {
            "" => today,
            text => day(text).map_err(|fault| ("from", fault))?,
        };
        let to = match self.until.trim() {
            "" => None,
            text => Some(day_after(text).map_err(|fault| ("until", fault))?),
        };
        let given = RoleAssignment { role, scope, from, to, acting: self.acting };
        let field = |fault: Fault| (if fault.key == "role-scope" { "scope" } else { "until" }, fault);
        given.check().map_err(field)?;
        Ok(given)
    }
}

/// A day as people write it: "29 ก.ย. 2569", "2026-09-29".
///
/// # Errors
/// When it is none.
pub fn day(text: &str) -> Result<Date, Fault> {
    let found = thai::parse_date(text).or_else(|| text.trim().parse().ok());
    found.ok_or_else(|| Fault::new("day-malformed").with("day", text))
}

/// The first day on which a role holds no longer, from the last on which it does.
///
/// # Errors
/// When it is no day.
pub fn day_after(text: &str) -> Result<Date, Fault> {
    Ok(day(text)?.tomorrow().unwrap_or(Date::MAX))
}

fn scope_of(role: Role, text: &str, own: Option<&OfficeCode>) -> Result<Scope, Fault> {
    let text = text.trim();
    if reaches(role) == [Reach::Office] {
        let code = if text.is_empty() { own.map(OfficeCode::as_str).unwrap_or_default() } else { text };
        let code = code.to_uppercase().parse::<OfficeCode>();
        return code.map(Scope::Office).map_err(|_| Fault::new("user-office-needed"));
    }
    match text {
        "" => Ok(Scope::System),
        text => {
            let number = thai::to_arabic_digits(text).parse();
            number.map(Scope::Region).map_err(|_| Fault::new("region-malformed").with("region", text))
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 22);

    fn read(typed: &TypedRole<'_>) -> Result<RoleAssignment, (&'static str, &'static str)> {
        let own = OfficeCode::new("P2300").unwrap();
        typed.read(Some(&own), TODAY).map_err(|(field, fault)| (field, fault.key))
    }

    #[test]
    fn a_role_is_read_as_people_type_it() {
        let acting = TypedRole {
            role: "director",
            from: "๑ ธ.ค. ๒๕๖๙",
            until: "2026-12-31",
            acting: true,
            ..TypedRole::default()
        };
        let read_back = read(&acting).unwrap();
        assert_eq!(read_back.scope, Scope::Office(OfficeCode::new("P2300").unwrap()));
        assert_eq!((read_back.from, read_back.to), (date(2026, 12, 1), Some(date(2027, 1, 1))), "the last day counts");
        assert!(read_back.holds_on(date(2026, 12, 31)) && !read_back.holds_on(date(2027, 1, 1)));
        let other = TypedRole { role: "reporter", scope: " p2402 ", ..TypedRole::default() };
        assert_eq!(read(&other).unwrap().scope, Scope::Office(OfficeCode::new("P2402").unwrap()));
        assert_eq!(read(&other).unwrap().from, TODAY);
        let screener = TypedRole { role: "screener", ..TypedRole::default() };
        assert_eq!(read(&screener).unwrap().scope, Scope::System);
        assert_eq!(read(&TypedRole { scope: "๙", ..screener }).unwrap().scope, Scope::Region(9));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_field() {
        let good = TypedRole { role: "reporter", ..TypedRole::default() };
        for (typed, expected) in [
            (TypedRole { role: "operator", ..good }, ("role", "role-unknown")),
            (TypedRole { role: "", ..good }, ("role", "role-unknown")),
            (TypedRole { scope: "P 2300", ..good }, ("scope", "user-office-needed")),
            (TypedRole { role: "screener", scope: "P2300", ..good }, ("scope", "region-malformed")),
            (TypedRole { role: "auditor", scope: "9", ..good }, ("scope", "role-scope")),
            (TypedRole { from: "วันนี้", ..good }, ("from", "day-malformed")),
            (TypedRole { until: "31/12/2569", ..good }, ("until", "day-malformed")),
            (TypedRole { until: "2026-11-21", ..good }, ("until", "role-days")),
        ] {
            assert_eq!(read(&typed), Err(expected), "{typed:?}");
        }
        assert!(read(&TypedRole { until: "2026-11-22", ..good }).is_ok(), "a day long");
    }
}
