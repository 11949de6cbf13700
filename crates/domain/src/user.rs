//! People with an account: what they sign in with, the roles they were given, and from when to when these hold.

mod typed_role;

use std::fmt;

use jiff::civil::Date;

use crate::id::UserId;
use crate::policy::{Action, Actor, Entity, Role, Scope, allows};
use crate::problem::Fault;

pub use typed_role::{TypedRole, day, day_after};

/// What a person signs in with: an e-mail address or a user name, in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Login(Box<str>);

impl Login {
    /// Reads a login as people type it: capitals and spaces around it do not matter.
    ///
    /// # Errors
    /// When it has less than 3 or more than 100 characters, or others than Latin letters, digits and `. _ + - @`. Letters of other
    /// scripts are left out because some look alike.
    pub fn new(text: &str) -> Result<Login, Fault> {
        let login = text.trim().to_ascii_lowercase();
        let known = |c: char| c.is_ascii_alphanumeric() || ".@_+-".contains(c);
        let is_whole = match login.split_once('@') {
            Some((name, host)) => !name.is_empty() && !host.is_empty() && !host.contains('@'),
            None => true,
        };
        if !(3..=100).contains(&login.len()) || !login.chars().all(known) || !is_whole {
            return Err(Fault::new("login-unusable"));
        }
        Ok(Login(login.into()))
    }

    /// The login as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// What is known about a person. Nothing more is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// What they sign in with.
    pub login: Login,
    /// How they are called in the product.
    pub name: String,
    /// Where mail reaches them.
    pub email: Option<String>,
}

impl User {
    /// Reads what was typed; an empty e-mail address is none.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn new(login: &str, name: &str, email: &str) -> Result<User, Vec<Fault>> {
        let mut faults = Vec::new();
        let login = Login::new(login).map_err(|fault| faults.push(fault)).ok();
        let (name, email) = (name.trim(), email.trim());
        if name.is_empty() || name.chars().count() > 200 || name.chars().any(char::is_control) {
            faults.push(Fault::new("user-name-unusable"));
        }
        let is_email = email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
        let spoilt = |c: char| c.is_whitespace() || c.is_control();
        if !email.is_empty() && (!is_email || email.len() > 254 || email.contains(spoilt)) {
            faults.push(Fault::new("email-unusable"));
        }
        match login {
            Some(login) if faults.is_empty() => {
                Ok(User { login, name: name.to_owned(), email: (!email.is_empty()).then(|| email.to_owned()) })
            }
            _ => Err(faults),
        }
    }
}

/// A role given to a person.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RoleAssignment {
    /// Role.
    pub role: Role,
    /// Where it holds.
    pub scope: Scope,
    /// First day on which it holds.
    pub from: Date,
    /// First day on which it holds no longer.
    pub to: Option<Date>,
    /// รักษาราชการแทน: held for a vacant post or an absent holder.
    pub acting: bool,
}

impl RoleAssignment {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && !self.is_over(day)
    }

    /// Whether it holds no longer on a day.
    pub fn is_over(&self, day: Date) -> bool {
        self.to.is_some_and(|to| to <= day)
    }

    /// Whether it may be given to anybody at all.
    ///
    /// # Errors
    /// When the role cannot be had in this scope, or ends before it begins.
    pub fn check(&self) -> Result<(), Fault> {
        if !reaches(self.role).contains(&Reach::of(&self.scope)) {
            return Err(Fault::new("role-scope")
                .with("role", self.role.as_str())
                .with("scope", Reach::of(&self.scope).as_str()));
        }
        match self.to {
            Some(to) if to <= self.from => Err(Fault::new("role-days").with("from", self.from).with("to", to)),
            _ => Ok(()),
        }
    }
}

/// The kinds of scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everywhere.
    System,
    /// A region.
    Region,
    /// An office.
    Office,
}

impl Reach {
    /// The kind of a scope.
    pub const fn of(scope: &Scope) -> Reach {
        match scope {
            Scope::System => Reach::System,
            Scope::Region(_) => Reach::Region,
            Scope::Office(_) => Reach::Office,
        }
    }

    /// "system" / "region" / "office"
    pub const fn as_str(self) -> &'static str {
        match self {
            Reach::System => "system",
            Reach::Region => "region",
            Reach::Office => "office",
        }
    }
}

/// Where a role can be held. What runs on the machine and whoever has not signed in are no roles of persons.
pub const fn reaches(role: Role) -> &'static [Reach] {
    match role {
        Role::Operator | Role::Public => &[],
        Role::CentralAdmin | Role::InstrumentEditor | Role::Auditor => &[Reach::System],
        Role::Screener | Role::Evaluator | Role::LeadEvaluator | Role::Executive | Role::FieldMember => {
            &[Reach::System, Reach::Region]
        }
        Role::RegionChair => &[Reach::Region],
        Role::Director | Role::Coordinator | Role::Reporter | Role::Viewer => &[Reach::Office],
    }
}

/// The roles that an actor may give to people of an entity: to those of their own office a coordinator gives the roles of an office, to
/// everybody the central administrator gives any.
pub fn roles_to_give(actor: &Actor, entity: &Entity) -> Vec<Role> {
    let fits = |role: &Role| match entity {
        Entity::System => !reaches(*role).is_empty(),
        Entity::Office { .. } => reaches(*role).contains(&Reach::Office),
        Entity::Account(_) | Entity::Region(_) | Entity::Item { .. } => false,
    };
    if allows(actor, Action::UserManage, entity) { Role::ALL.into_iter().filter(fits).collect() } else { Vec::new() }
}

/// Whether the roles of a person may be changed so on a day. What has begun is not unsaid, only ended, because whom somebody belonged to
/// keeps them from judging that office ever after.
///
/// # Errors
/// The first rule that refuses it.
pub fn check_change(before: &[RoleAssignment], after: &[RoleAssignment], today: Date) -> Result<(), Fault> {
    after.iter().try_for_each(RoleAssignment::check)?;
    let is_kept = |old: &RoleAssignment, new: &RoleAssignment| {
        let is_same = RoleAssignment { to: old.to, ..new.clone() } == *old;
        is_same && (new.to == old.to || !old.is_over(today) && new.to.is_none_or(|to| to >= today))
    };
    let mut begun = before.iter().filter(|old| old.from < today);
    match begun.find(|old| !after.iter().any(|new| is_kept(old, new))) {
        Some(lost) => Err(Fault::new("role-begun").with("role", lost.role.as_str()).with("from", lost.from)),
        None => Ok(()),
    }
}

/// Whose business assignments are: that of the one office in which all of them lie, else that of the whole administration. So who
/// manages people of an office never reaches somebody who is more than that.
pub fn office_of<'a>(
    assignments: impl IntoIterator<Item = &'a RoleAssignment>,
) -> Option<&'a crate::office::OfficeCode> {
    let mut offices = assignments.into_iter().map(|assignment| match &assignment.scope {
        Scope::Office(code) => Some(code),
        Scope::System | Scope::Region(_) => None,
    });
    let first = offices.next()??;
    offices.all(|office| office == Some(first)).then_some(first)
}

/// The person as an actor on a day: the roles that hold, and every office they ever belonged to.
pub fn actor(id: UserId, assignments: &[RoleAssignment], on: Date) -> Actor {
    let held = assignments.iter().filter(|assignment| assignment.holds_on(on));
    let mut belongs_to: Vec<_> = assignments.iter().filter_map(|assignment| office_of([assignment]).cloned()).collect();
    belongs_to.sort_unstable();
    belongs_to.dedup();
    let roles = held.map(|assignment| (assignment.role, assignment.scope.clone())).collect();
    Actor { name: Actor::name_of(id), roles, belongs_to }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::office::OfficeCode;

    fn code(text: &str) -> OfficeCode {
        OfficeCode::new(text).unwrap()
    }

    fn given(role: Role, scope: Scope) -> RoleAssignment {
        RoleAssignment { role, scope, from: date(2025, 10, 1), to: None, acting: false }
    }

    #[test]
    fn a_login_is_read_as_people_type_it() {
        assert_eq!(Login::new(" Reporter.P2300@Example.go.th ").unwrap().as_str(), "reporter.p2300@example.go.th");
        let refused = ["ab", "a b c", "ผู้ใช้", "a@b@c", "@host", "name@", "a\nbc", "\u{ff41}bcd"];
        for text in refused.map(str::to_owned).into_iter().chain([format!("{}@b.th", "a".repeat(96))]) {
            assert_eq!(Login::new(&text), Err(Fault::new("login-unusable")), "{text}");
        }
    }

    #[test]
    fn everything_wrong_with_a_person_is_told_at_once() {
        let faults = User::new("x", " ", "nobody").unwrap_err();
        let keys: Vec<_> = faults.iter().map(|fault| fault.key).collect();
        assert_eq!(keys, ["login-unusable", "user-name-unusable", "email-unusable"]);
        assert_eq!(User::new("abc", "ผู้รายงาน", " ").unwrap().email, None);
    }

    #[test]
    fn roles_hold_from_day_to_day_and_offices_are_remembered() {
        let gone =
            RoleAssignment { to: Some(date(2026, 10, 1)), ..given(Role::Reporter, Scope::Office(code("P2300"))) };
        let acting = RoleAssignment {
            from: date(2026, 10, 1),
            acting: true,
            ..given(Role::Director, Scope::Office(code("P2402")))
        };
        let all = [gone, acting, given(Role::Evaluator, Scope::Region(9))];
        let on = |day| actor(UserId(7), &all, day);
        assert_eq!(on(date(2026, 9, 30)).roles[0], (Role::Reporter, Scope::Office(code("P2300"))));
        let later = on(date(2026, 10, 1));
        assert_eq!(later.roles, [(Role::Director, Scope::Office(code("P2402"))), (Role::Evaluator, Scope::Region(9))]);
        assert_eq!(later.belongs_to, [code("P2300"), code("P2402")]);
        assert_eq!(later.name, "user:7");
    }

    #[test]
    fn every_role_has_its_scopes() {
        let scopes = [Scope::System, Scope::Region(9), Scope::Office(code("P2300"))];
        let mut table = String::new();
        for role in Role::ALL {
            let fits = scopes.iter().filter(|scope| given(role, (*scope).clone()).check().is_ok());
            let names: Vec<_> = fits.map(|scope| Reach::of(scope).as_str()).collect();
            table.push_str(&format!("{:<17} {}\n", role.as_str(), names.join(" ")));
        }
        insta::assert_snapshot!(table);
        let backwards = RoleAssignment { to: Some(date(2025, 10, 1)), ..given(Role::Auditor, Scope::System) };
        assert_eq!(backwards.check().unwrap_err().key, "role-days");
    }

    #[test]
    fn a_coordinator_gives_roles_of_the_own_office_only() {
        let office = |text: &str| Entity::Office { code: code(text), region: 9 };
        let coordinator = actor(UserId(1), &[given(Role::Coordinator, Scope::Office(code("P2300")))], date(2026, 1, 1));
        let roles = [Role::Director, Role::Coordinator, Role::Reporter, Role::Viewer];
        assert_eq!(roles_to_give(&coordinator, &office("P2300")), roles);
        assert!(roles_to_give(&coordinator, &office("P2402")).is_empty());
        assert!(roles_to_give(&coordinator, &Entity::System).is_empty());
        let admin = actor(UserId(2), &[given(Role::CentralAdmin, Scope::System)], date(2026, 1, 1));
        assert_eq!(roles_to_give(&admin, &Entity::System).len(), Role::ALL.len() - 2);
    }

    #[test]
    fn what_has_begun_is_ended_and_not_unsaid() {
        let old = given(Role::Reporter, Scope::Office(code("P2300")));
        let ending = |to| RoleAssignment { to: Some(to), ..old.clone() };
        let change = |before: &RoleAssignment, after: &[RoleAssignment]| {
            check_change(std::slice::from_ref(before), after, date(2026, 1, 1)).map_err(|fault| fault.key)
        };
        assert_eq!(change(&old, &[ending(date(2026, 1, 1))]), Ok(()));
        assert_eq!(change(&old, &[ending(date(2026, 6, 1)), given(Role::Auditor, Scope::System)]), Ok(()));
        assert_eq!(change(&old, &[]), Err("role-begun"));
        assert_eq!(change(&old, &[ending(date(2025, 12, 31))]), Err("role-begun"), "not backwards");
        assert_eq!(
            change(&ending(date(2025, 12, 1)), std::slice::from_ref(&old)),
            Err("role-begun"),
            "what is over stays over"
        );
        let today = RoleAssignment { from: date(2026, 1, 1), ..old.clone() };
        assert_eq!(change(&today, &[]), Ok(()), "a slip of today is taken back");
    }

    #[test]
    fn somebody_who_is_more_than_of_an_office_is_the_centres_business() {
        let own = given(Role::Viewer, Scope::Office(code("P2300")));
        assert_eq!(office_of([&own, &own]), Some(&code("P2300")));
        assert_eq!(office_of([&own, &given(Role::CentralAdmin, Scope::System)]), None);
        assert_eq!(office_of([&given(Role::Screener, Scope::Region(9)), &own]), None);
        assert_eq!(office_of([&own, &given(Role::Viewer, Scope::Office(code("P2402")))]), None);
        assert_eq!(office_of([]), None);
    }
}
