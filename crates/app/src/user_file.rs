//! Files of people (docs/formats.md §5): read, checked as a whole, and brought in with a one-time link for each person.

use std::collections::{HashMap, HashSet};

use domain::id::UserId;
use domain::office::OfficeCode;
use domain::one_time_link::LinkPurpose;
use domain::policy::{Action, Actor, Entity, Role, Scope, allows};
use domain::problem::{Fault, PROBLEMS_SHOWN, Problem};
use domain::user::{Login, RoleAssignment, TypedRole, User, office_of, reaches};
use jiff::civil::Date;
use report::xlsx::{Cell, Choice, InputColumn, InputKind, InputTemplate};
use store::Tx;
use store::one_time_link::LinkRow;

use crate::clock::bangkok_day;
use crate::door::{App, Ctx};
use crate::error::{AppError, Result};
use crate::message::Language;
use crate::secret::Token;
use crate::table_file::read_table;

/// Columns of a file of people. Somebody with several roles has several rows.
pub const USER_COLUMNS: [&str; 8] = ["login", "name", "email", "role", "scope", "from", "until", "acting"];
/// People that come in at once: more than any office has, and what is shown with its links on one page.
pub const USERS_MOST: usize = 1000;

/// Somebody of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Newcomer {
    /// The line that names them first.
    line: u32,
    user: User,
    /// Roles with their lines.
    roles: Vec<(u32, RoleAssignment)>,
}

/// Somebody who came in, with the link that is shown once.
#[derive(Clone, Debug)]
pub struct Invited {
    /// Login.
    pub login: Login,
    /// Name.
    pub name: String,
    /// Token of the link.
    pub token: Token,
}

#[derive(Default)]
struct Sink {
    people: Vec<Newcomer>,
    by_login: HashMap<Login, usize>,
    problems: Vec<Problem>,
}

impl Sink {
    fn note(&mut self, line: u32, column: &str, fault: Fault) {
        self.problems.push(Problem::at(line, column, fault));
    }

    fn take(&mut self, line: u32, cells: [&str; 8], own: Option<&OfficeCode>, today: Date) {
        let [login, name, email, role, scope, from, until, acting] = cells;
        let user = User::new(login, name, email).map_err(|faults| {
            for fault in faults {
                let column = match fault.key {
                    "login-unusable" => "login",
                    "email-unusable" => "email",
                    _ => "name",
                };
                self.note(line, column, fault);
            }
        });
        let acting = match acting.trim().to_lowercase().as_str() {
            "" | "0" | "no" | "ไม่" => Some(false),
            "1" | "yes" | "x" | "ใช่" => Some(true),
            _ => None,
        };
        if acting.is_none() {
            self.note(line, "acting", Fault::new("user-acting-unclear"));
        }
        let typed = TypedRole { role, scope, from, until, acting: acting.unwrap_or_default() };
        let given = typed.read(own, today).map_err(|(column, fault)| self.note(line, column, fault));
        let (Ok(user), Ok(given)) = (user, given) else { return };
        let index = *self.by_login.entry(user.login.clone()).or_insert(self.people.len());
        match self.people.get_mut(index) {
            None => self.people.push(Newcomer { line, user, roles: vec![(line, given)] }),
            Some(known) if known.user != user => {
                let first = known.line;
                self.note(line, "login", Fault::new("user-row-differs").with("line", first));
            }
            Some(known) if known.roles.iter().any(|(_, role)| *role == given) => {
                self.note(line, "role", Fault::new("user-row-repeated"));
            }
            Some(known) => known.roles.push((line, given)),
        }
    }
}

fn read(bytes: &[u8], own: Option<&OfficeCode>, today: Date) -> Result<Vec<Newcomer>, Vec<Problem>> {
    let mut sink = Sink::default();
    let read = read_table(
        bytes,
        USER_COLUMNS,
        &mut sink,
        |sink, line, cells| {
            sink.take(line, cells, own, today);
            sink.problems.len() < PROBLEMS_SHOWN && sink.people.len() <= USERS_MOST
        },
        |sink, problem| {
            sink.problems.push(problem);
            sink.problems.len() < PROBLEMS_SHOWN
        },
    );
    match read {
        Err(problem) => sink.problems.push(problem),
        Ok(_) if sink.people.is_empty() && sink.problems.is_empty() => {
            sink.problems.push(Problem::of_file(Fault::new("file-no-rows")));
        }
        Ok(_) if sink.people.len() > USERS_MOST => {
            sink.problems.push(Problem::of_file(Fault::new("user-file-long").with("most", USERS_MOST)));
        }
        Ok(_) => {}
    }
    if sink.problems.is_empty() { Ok(sink.people) } else { Err(sink.problems) }
}

/// Brings in the people of a file, all or none, each with a one-time link. `own` is the office whose people they are where the file says
/// nothing else; who manages only that office brings in nobody for another.
///
/// # Errors
/// All problems, with line and column; when the actor may not; when the database fails.
pub async fn import(app: &App, actor: &Actor, own: Option<&OfficeCode>, bytes: &[u8]) -> Result<Vec<Invited>> {
    let today = bangkok_day(app.clock().now());
    let mut conn = app.db().read().await?;
    let own_entity = match own {
        Some(code) => {
            let row = store::office::find_by_code(&mut conn, code, today).await?;
            row.map(|row| Entity::Office { code: row.office.code, region: row.office.region })
        }
        None => None,
    };
    drop(conn);
    let central = allows(actor, Action::UserManage, &Entity::System);
    let entity = own_entity.filter(|_| !central).unwrap_or(Entity::System);
    // Nobody has a file read who may bring in nobody; the door keeps the attempt.
    if !allows(actor, Action::UserManage, &entity) {
        return app.run(actor, Action::UserManage, &entity, "users", async |_| Err(AppError::Denied)).await;
    }
    let people = read(bytes, own, today)?;
    let hash = domain::sha256_hex(bytes);
    app.run(actor, Action::UserManage, &entity, "users", async |ctx| {
        check(&mut ctx.tx, &people, entity.office(), today).await?;
        let mut invited = Vec::with_capacity(people.len());
        let mut ids = Vec::with_capacity(people.len());
        for Newcomer { user, roles, .. } in &people {
            let roles: Vec<RoleAssignment> = roles.iter().map(|(_, role)| role.clone()).collect();
            let id = store::user::insert(&mut ctx.tx, user, &roles, ctx.now).await?;
            let token = invite(ctx, id).await?;
            ids.push(Actor::name_of(id));
            invited.push(Invited { login: user.login.clone(), name: user.name.clone(), token });
        }
        ctx.detail("imported", ids);
        ctx.detail("sha256", hash.as_str());
        Ok(invited)
    })
    .await
}

async fn invite(ctx: &mut Ctx, user_id: UserId) -> Result<Token> {
    let token = Token::random();
    let purpose = LinkPurpose::Invitation;
    let link = LinkRow { user_id, purpose, expires_at: purpose.ends_at(ctx.now) };
    store::one_time_link::insert(&mut ctx.tx, token.hash(), &link).await?;
    Ok(token)
}

/// What only the database knows: whose logins are taken, which offices and regions there are, and who may bring in people for them.
async fn check(tx: &mut Tx, people: &[Newcomer], only: Option<&OfficeCode>, today: Date) -> Result<()> {
    let mut problems = Vec::new();
    let regions: HashSet<u16> =
        store::region::list(tx, today).await?.into_iter().map(|row| row.region.number).collect();
    let mut offices: HashMap<OfficeCode, bool> = HashMap::new();
    for person in people {
        if store::user::find_by_login(tx, &person.user.login).await?.is_some() {
            problems.push(Problem::at(person.line, "login", Fault::new("login-taken")));
        }
        for (line, role) in &person.roles {
            let fault = match &role.scope {
                Scope::Region(number) if !regions.contains(number) => {
                    Some(Fault::new("office-region-unknown").with("number", number))
                }
                Scope::Office(code) => {
                    if !offices.contains_key(code) {
                        let found = store::office::find_by_code(tx, code, today).await?;
                        offices.insert(code.clone(), found.is_some());
                    }
                    let is_there = offices.get(code).copied().unwrap_or_default();
                    let unknown = Fault::new("mark-office-unknown").with("office", code).with_nearest(None);
                    (!is_there).then_some(unknown)
                }
                _ => None,
            };
            let fault = fault.or_else(|| {
                let is_own = only.is_none() || office_of([role]) == only;
                (!is_own).then(|| Fault::new("user-not-yours"))
            });
            problems.extend(fault.map(|fault| Problem::at(*line, "scope", fault)));
        }
        if problems.len() >= PROBLEMS_SHOWN {
            break;
        }
    }
    problems.truncate(PROBLEMS_SHOWN);
    if problems.is_empty() { Ok(()) } else { Err(problems.into()) }
}

/// A workbook to be filled in and imported, with the roles that the actor may give.
///
/// # Errors
/// When it cannot be made.
pub fn template(language: Language, central: bool) -> Result<Vec<u8>> {
    let words = |key: &'static str| language.fault(&Fault::new(key));
    let fits = |role: &Role| if central { !reaches(*role).is_empty() } else { is_of_office(*role) };
    let role = |role: Role| Choice {
        value: Cell::Text(role.as_str().to_owned()),
        meaning_th: language.fault(&Fault::new("role").with("role", role.as_str())),
    };
    let roles = InputKind::Choice(Role::ALL.into_iter().filter(fits).map(role).collect());
    let column = |name: &str, meaning: &'static str, is_required, kind, width| InputColumn {
        name: name.to_owned(),
        meaning_th: words(meaning),
        is_required,
        kind,
        width,
    };
    let [login, name, email, role, scope, from, until, acting] = USER_COLUMNS;
    let template = InputTemplate {
        title_th: words("user-file-title"),
        instructions_th: vec![words("user-file-how"), words("user-file-several")],
        columns: vec![
            column(login, "user-file-login", true, InputKind::Text, 26),
            column(name, "user-name", true, InputKind::Text, 30),
            column(email, "user-email", false, InputKind::Text, 26),
            column(role, "user-file-role", true, roles, 18),
            column(scope, "user-file-scope", false, InputKind::Text, 12),
            column(from, "user-from", false, InputKind::Text, 16),
            column(until, "user-until", false, InputKind::Text, 16),
            column(acting, "user-file-acting", false, InputKind::Text, 10),
        ],
        rows: Vec::new(),
    };
    Ok(report::xlsx::input_template(&template).map_err(report::Error::from)?)
}

fn is_of_office(role: Role) -> bool {
    reaches(role) == [domain::user::Reach::Office]
}
