//! `emes user`

use clap::Subcommand;
use domain::office::OfficeCode;
use domain::policy::{Role, Scope};
use domain::problem::Fault;
use domain::user::{Login, RoleAssignment, User};
use jiff::civil::Date;
use store::user::UserRow;

use super::{Outcome, Refusal, Session};

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Add a person with a role; the password is the first line of standard input.
    Add(Add),
    /// Give a person another password, the first line of standard input, and sign them out everywhere.
    Passwd {
        /// What the person signs in with.
        login: String,
    },
    /// Take the second factors of a person who lost them, and sign them out everywhere.
    ResetSecondFactor {
        /// What the person signs in with.
        login: String,
    },
    /// Forbid a person to sign in, and sign them out everywhere.
    Disable {
        /// What the person signs in with.
        login: String,
    },
}

#[derive(clap::Args)]
struct Add {
    /// E-mail address or user name to sign in with.
    login: String,
    /// How the person is called.
    #[arg(long)]
    name: String,
    /// Where mail reaches them.
    #[arg(long, default_value = "")]
    email: String,
    /// Role: central-admin, instrument-editor, screener, evaluator, lead-evaluator, executive, region-chair, field-member, director,
    /// coordinator, reporter, viewer or auditor.
    #[arg(long, value_parser = role)]
    role: Role,
    /// The office in which the role holds.
    #[arg(long, conflicts_with = "region")]
    office: Option<OfficeCode>,
    /// The region in which the role holds; without office and region, everywhere.
    #[arg(long)]
    region: Option<u16>,
    /// First day on which the role holds; without it, today.
    #[arg(long)]
    from: Option<Date>,
    /// First day on which it holds no longer.
    #[arg(long)]
    to: Option<Date>,
    /// The person acts for a vacant post or an absent holder (รักษาราชการแทน).
    #[arg(long)]
    acting: bool,
}

fn role(word: &str) -> Result<Role, String> {
    Role::from_name(word).ok_or_else(|| "there is no such role".to_owned())
}

pub(super) async fn run(session: &Session, args: &Args) -> Outcome {
    let app = session.open().await?;
    let (login, said) = match &args.what {
        What::Add(add) => (add_user(session, &app, add).await?, "user-added"),
        What::Passwd { login } => {
            let row = find(session, &app, login).await?;
            let new = read_password(session)?;
            app::user::set_password(&app, &session.actor(), row.id, &new).await.map_err(session.failed(None))?;
            (row.user.login, "user-password-set")
        }
        What::ResetSecondFactor { login } => {
            let row = find(session, &app, login).await?;
            let reset = app::second_factor::reset(&app, &session.actor(), row.id).await;
            (reset.map_err(session.failed(None))?, "second-factor-is-reset")
        }
        What::Disable { login } => {
            let row = find(session, &app, login).await?;
            if row.disabled_at.is_none() {
                app::user::disable(&app, &session.actor(), row.id, row.version).await.map_err(session.failed(None))?;
            }
            (row.user.login, "user-is-disabled")
        }
    };
    app.db().close().await;
    session.say(&Fault::new(said).with("login", login));
    Ok(())
}

async fn add_user(session: &Session, app: &app::App, add: &Add) -> Result<Login, Refusal> {
    let user = User::new(&add.login, &add.name, &add.email).map_err(|faults| {
        Refusal::Words(faults.iter().map(|fault| session.language.fault(fault)).collect::<Vec<_>>().join("\n"))
    })?;
    let scope = match (&add.office, add.region) {
        (Some(code), _) => Scope::Office(code.clone()),
        (None, Some(number)) => Scope::Region(number),
        (None, None) => Scope::System,
    };
    let from = add.from.unwrap_or_else(|| app::clock::bangkok_day(app.clock().now()));
    let given = RoleAssignment { role: add.role, scope, from, to: add.to, acting: add.acting };
    let password = read_password(session)?;
    // Before the person is added: a weak password shall not leave half of what was asked for.
    domain::password::check(&password, &user.login).map_err(|fault| session.refuse(&fault))?;
    let failed = session.failed(None);
    let id = app::user::create(app, &session.actor(), &user, &[given]).await.map_err(&failed)?;
    app::user::set_password(app, &session.actor(), id, &password).await.map_err(&failed)?;
    Ok(user.login)
}

async fn find(session: &Session, app: &app::App, login: &str) -> Result<UserRow, Refusal> {
    let login = Login::new(login).map_err(|fault| session.refuse(&fault))?;
    app::user::find_by_login(app, &session.actor(), &login).await.map_err(session.failed(None))
}

/// From standard input and not from a flag, which other users of the machine can see.
fn read_password(session: &Session) -> Result<String, Refusal> {
    let mut line = String::new();
    let read = std::io::stdin().read_line(&mut line);
    let password = line.trim_end_matches(['\r', '\n']);
    match read {
        Ok(_) if !password.is_empty() => Ok(password.to_owned()),
        _ => Err(session.refuse(&Fault::new("password-none"))),
    }
}
