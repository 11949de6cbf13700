//! Who may do what: one pure function, asked on the entity.
//!
//! The table role × action is printed by a test to `snapshots/` and read by people. A role that an action does not name may not do it.

use serde::{Deserialize, Serialize};

use crate::id::UserId;
use crate::office::OfficeCode;

/// What a person is to the system (product roles; a person may hold several).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Runs commands on the machine itself and so owns the database anyway; every command leaves its audit entry.
    Operator,
    /// Central administrator: everything but marking.
    CentralAdmin,
    /// Authors and publishes instruments.
    InstrumentEditor,
    /// Passes or returns items.
    Screener,
    /// Marks items and writes suggestions.
    Evaluator,
    /// Reconciles and confirms.
    LeadEvaluator,
    /// Reads everything in scope.
    Executive,
    /// Reads the own region.
    RegionChair,
    /// Records findings of visits.
    FieldMember,
    /// Certifies and sends the office's report.
    Director,
    /// Assigns items and submits to the director.
    Coordinator,
    /// Edits assigned items.
    Reporter,
    /// Reads the office.
    Viewer,
    /// Reads everything and the audit log.
    Auditor,
    /// Anybody: what is published.
    Public,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 15] = [
        Role::Operator,
        Role::CentralAdmin,
        Role::InstrumentEditor,
        Role::Screener,
        Role::Evaluator,
        Role::LeadEvaluator,
        Role::Executive,
        Role::RegionChair,
        Role::FieldMember,
        Role::Director,
        Role::Coordinator,
        Role::Reporter,
        Role::Viewer,
        Role::Auditor,
        Role::Public,
    ];

    /// The role of this name.
    pub fn from_name(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == name)
    }

    /// "central-admin"
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Operator => "operator",
            Role::CentralAdmin => "central-admin",
            Role::InstrumentEditor => "instrument-editor",
            Role::Screener => "screener",
            Role::Evaluator => "evaluator",
            Role::LeadEvaluator => "lead-evaluator",
            Role::Executive => "executive",
            Role::RegionChair => "region-chair",
            Role::FieldMember => "field-member",
            Role::Director => "director",
            Role::Coordinator => "coordinator",
            Role::Reporter => "reporter",
            Role::Viewer => "viewer",
            Role::Auditor => "auditor",
            Role::Public => "public",
        }
    }
}

/// Where a role holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// Everywhere.
    System,
    /// In one inspection region.
    Region(u16),
    /// In one office.
    Office(OfficeCode),
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Name in the audit log ("operator", "user:17"); never a person's own name.
    pub name: String,
    /// Role assignments that hold at this moment.
    pub roles: Vec<(Role, Scope)>,
    /// Offices the person belongs to or ever belonged to: nobody screens or marks their own.
    pub belongs_to: Vec<OfficeCode>,
}

impl Actor {
    /// Whoever runs a command on the machine.
    pub fn operator() -> Actor {
        Actor { name: "operator".to_owned(), roles: vec![(Role::Operator, Scope::System)], belongs_to: Vec::new() }
    }

    /// The worker that does jobs, on behalf of whoever asked for them; the audit log has both.
    pub fn worker() -> Actor {
        Actor { name: "worker".to_owned(), ..Actor::operator() }
    }

    /// Someone who has not signed in.
    pub fn public() -> Actor {
        Actor { name: "public".to_owned(), roles: vec![(Role::Public, Scope::System)], belongs_to: Vec::new() }
    }

    /// How a person with an account is named: "user:17".
    pub fn name_of(id: UserId) -> String {
        format!("user:{id}")
    }

    /// Whether the actor is the person with this account.
    pub fn is_user(&self, id: UserId) -> bool {
        self.name == Actor::name_of(id)
    }

    /// Whether a role of theirs reaches the whole administration.
    pub fn is_central(&self) -> bool {
        self.roles.iter().any(|(role, scope)| *role != Role::Public && *scope == Scope::System)
    }

    /// The person behind the name; none for commands and visitors.
    pub fn user(&self) -> Option<UserId> {
        self.name.strip_prefix("user:")?.parse().ok().map(UserId)
    }

    /// Whether the person holds a role, in whatever scope.
    pub fn has(&self, role: Role) -> bool {
        self.roles.iter().any(|(own, _)| *own == role)
    }
}

/// What is done. The audit log names it `noun.verb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Load or change regions.
    RegionImport,
    /// Load or change offices.
    OfficeImport,
    /// Add a revision of an instrument.
    InstrumentImport,
    /// Bring in marks from a file.
    MarkImport,
    /// Bring in suggestions from a file.
    SuggestionImport,
    /// Recompute and store scores.
    ScoreRecompute,
    /// Make results official.
    PublicationPublish,
    /// Issue documents of what is published.
    DocumentIssue,
    /// Read unpublished results as a file.
    ResultExport,
    /// Read what is published.
    PublicationRead,
    /// Check the audit log.
    AuditVerify,
    /// Read the audit log.
    AuditRead,
    /// Add, change and disable people and their roles.
    UserManage,
    /// Give a person a password on the machine itself; administrators hand out one-time links instead and see no password.
    UserSetPassword,
    /// Change the own password.
    UserChangePassword,
    /// Set up, change and remove the own second factors and other ways in.
    SecondFactorChange,
    /// Try to sign in.
    SessionSignIn,
    /// Read where one is signed in oneself.
    SessionRead,
    /// End one's own sessions.
    SessionSignOut,
    /// Set the calendar of a round and move it on by hand.
    RoundManage,
    /// Ask for a longer window.
    ExtensionAsk,
    /// Grant or refuse a longer window.
    ExtensionDecide,
    /// Read what an office reports, with its evidence, screening and marks as far as they may be seen.
    SelfReportRead,
    /// Give an item to a person of the office.
    ItemAssign,
    /// Write the answer of an item and cite evidence in it.
    AnswerSave,
    /// Bring evidence into the office's library.
    AttachmentAdd,
    /// Say of evidence what was found out about it: that numbers in it must stay, that a link leads where it should.
    AttachmentSave,
    /// Hand the report to the director.
    SelfReportSubmit,
    /// Certify the report and send it, or give it back to the office.
    SelfReportCertify,
    /// Pass or return an item.
    ItemScreen,
    /// Write in the thread of an item.
    CommentAdd,
    /// Give a mark and write a suggestion.
    MarkSave,
    /// Keeps what an evaluator typed and has not given.
    MarkDraft,
    /// Decide where marks differ, and declare the marks of a round final.
    MarkConfirm,
    /// Look after jobs: read what failed, try again, stop.
    JobManage,
    /// Read the published result of an office with its documents.
    ResultRead,
    /// Say that the office has received its result.
    ResultAcknowledge,
    /// Object to a published level.
    ObjectionFile,
    /// Decide an objection.
    ObjectionDecide,
    /// Remind people and put what they wait for into the mail.
    NoticeSend,
    /// Read the own notices and choose how to hear of them.
    NoticeRead,
    /// Ask for a mail with which to set another password.
    UserForgetPassword,
    /// Read how far evaluators agree, and which items two of them mark.
    AgreementRead,
    /// Keep a phrase for others who mark an item, or take one away.
    PhraseKeep,
    /// Bring in levels of other systems and national values.
    ExternalImport,
    /// Read the picture of all offices, or of those of a region, also before it is published.
    NationalRead,
    /// Write a draft of an instrument.
    InstrumentDraft,
    /// Publish a draft of somebody else, or send it back.
    InstrumentReview,
}

impl Action {
    /// All actions.
    pub const ALL: [Action; 48] = [
        Action::RegionImport,
        Action::OfficeImport,
        Action::InstrumentImport,
        Action::MarkImport,
        Action::SuggestionImport,
        Action::ScoreRecompute,
        Action::PublicationPublish,
        Action::DocumentIssue,
        Action::ResultExport,
        Action::PublicationRead,
        Action::AuditVerify,
        Action::AuditRead,
        Action::UserManage,
        Action::UserSetPassword,
        Action::UserChangePassword,
        Action::SecondFactorChange,
        Action::SessionSignIn,
        Action::SessionRead,
        Action::SessionSignOut,
        Action::RoundManage,
        Action::ExtensionAsk,
        Action::ExtensionDecide,
        Action::SelfReportRead,
        Action::ItemAssign,
        Action::AnswerSave,
        Action::AttachmentAdd,
        Action::AttachmentSave,
        Action::SelfReportSubmit,
        Action::SelfReportCertify,
        Action::ItemScreen,
        Action::CommentAdd,
        Action::MarkSave,
        Action::MarkDraft,
        Action::MarkConfirm,
        Action::JobManage,
        Action::ResultRead,
        Action::ResultAcknowledge,
        Action::ObjectionFile,
        Action::ObjectionDecide,
        Action::NoticeSend,
        Action::NoticeRead,
        Action::UserForgetPassword,
        Action::AgreementRead,
        Action::PhraseKeep,
        Action::ExternalImport,
        Action::NationalRead,
        Action::InstrumentDraft,
        Action::InstrumentReview,
    ];

    /// "publication.publish"
    pub const fn as_str(self) -> &'static str {
        match self {
            Action::RegionImport => "region.import",
            Action::OfficeImport => "office.import",
            Action::InstrumentImport => "instrument.import",
            Action::MarkImport => "mark.import",
            Action::SuggestionImport => "suggestion.import",
            Action::ScoreRecompute => "score.recompute",
            Action::PublicationPublish => "publication.publish",
            Action::DocumentIssue => "document.issue",
            Action::ResultExport => "result.export",
            Action::PublicationRead => "publication.read",
            Action::AuditVerify => "audit.verify",
            Action::AuditRead => "audit.read",
            Action::UserManage => "user.manage",
            Action::UserSetPassword => "user.set-password",
            Action::UserChangePassword => "user.change-password",
            Action::SecondFactorChange => "second-factor.change",
            Action::SessionSignIn => "session.sign-in",
            Action::SessionRead => "session.read",
            Action::SessionSignOut => "session.sign-out",
            Action::RoundManage => "round.manage",
            Action::ExtensionAsk => "extension.ask",
            Action::ExtensionDecide => "extension.decide",
            Action::SelfReportRead => "self-report.read",
            Action::ItemAssign => "item.assign",
            Action::AnswerSave => "answer.save",
            Action::AttachmentAdd => "attachment.add",
            Action::AttachmentSave => "attachment.save",
            Action::SelfReportSubmit => "self-report.submit",
            Action::SelfReportCertify => "self-report.certify",
            Action::ItemScreen => "item.screen",
            Action::CommentAdd => "comment.add",
            Action::MarkSave => "mark.save",
            Action::MarkDraft => "mark.draft",
            Action::MarkConfirm => "mark.confirm",
            Action::JobManage => "job.manage",
            Action::ResultRead => "result.read",
            Action::ResultAcknowledge => "result.acknowledge",
            Action::ObjectionFile => "objection.file",
            Action::ObjectionDecide => "objection.decide",
            Action::NoticeSend => "notice.send",
            Action::NoticeRead => "notice.read",
            Action::UserForgetPassword => "user.forget-password",
            Action::AgreementRead => "agreement.read",
            Action::PhraseKeep => "phrase.keep",
            Action::ExternalImport => "external.import",
            Action::NationalRead => "national.read",
            Action::InstrumentDraft => "instrument.draft",
            Action::InstrumentReview => "instrument.review",
        }
    }

    /// Whether it is open to anybody, signed in or not.
    pub const fn is_public(self) -> bool {
        matches!(self, Action::PublicationRead | Action::SessionSignIn | Action::UserForgetPassword)
    }

    /// Whether everybody may do it with their own account, whatever their roles, and nobody with another's.
    pub const fn is_own(self) -> bool {
        matches!(
            self,
            Action::UserChangePassword
                | Action::SecondFactorChange
                | Action::SessionRead
                | Action::SessionSignOut
                | Action::NoticeRead
        )
    }
}

/// What is acted upon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entity {
    /// The whole administration.
    System,
    /// The account of a person, as far as it is their own business: password, sessions and notices.
    Account(UserId),
    /// All offices of one inspection region.
    Region(u16),
    /// One office, with the region it lies in.
    Office {
        /// Office.
        code: OfficeCode,
        /// Its region.
        region: u16,
    },
    /// One item of the report of an office.
    Item {
        /// Office.
        code: OfficeCode,
        /// Its region.
        region: u16,
        /// Whether the item was given to the actor to work on.
        assigned: bool,
    },
}

impl Entity {
    /// The office it belongs to.
    pub fn office(&self) -> Option<&OfficeCode> {
        match self {
            Entity::System | Entity::Account(_) | Entity::Region(_) => None,
            Entity::Office { code, .. } | Entity::Item { code, .. } => Some(code),
        }
    }
}

impl Scope {
    fn covers(&self, entity: &Entity) -> bool {
        match (self, entity) {
            // No scope reaches into what is a person's own.
            (_, Entity::Account(_)) => false,
            (Scope::System, _) => true,
            (Scope::Region(number), Entity::Office { region, .. } | Entity::Item { region, .. }) => number == region,
            (Scope::Office(own), Entity::Office { code, .. } | Entity::Item { code, .. }) => own == code,
            (Scope::Region(number), Entity::Region(region)) => number == region,
            (Scope::Region(_) | Scope::Office(_), Entity::System) | (Scope::Office(_), Entity::Region(_)) => false,
        }
    }
}

/// Whether a role names an action at all, before its scope is asked.
pub fn role_allows(role: Role, action: Action) -> bool {
    match action {
        Action::PublicationRead | Action::SessionSignIn | Action::UserForgetPassword => true,
        // Not by a role: see `Action::is_own`.
        Action::UserChangePassword
        | Action::SecondFactorChange
        | Action::SessionRead
        | Action::SessionSignOut
        | Action::NoticeRead => false,
        Action::NoticeSend => role == Role::Operator,
        Action::UserSetPassword => role == Role::Operator,
        Action::RegionImport | Action::OfficeImport | Action::ScoreRecompute => {
            matches!(role, Role::Operator | Role::CentralAdmin)
        }
        Action::PublicationPublish | Action::DocumentIssue => matches!(role, Role::Operator | Role::CentralAdmin),
        Action::InstrumentImport => matches!(role, Role::Operator | Role::CentralAdmin | Role::InstrumentEditor),
        // The central administrator does everything but marking (product roles).
        Action::MarkImport | Action::SuggestionImport => matches!(role, Role::Operator | Role::LeadEvaluator),
        Action::ResultExport => {
            matches!(
                role,
                Role::Operator
                    | Role::CentralAdmin
                    | Role::LeadEvaluator
                    | Role::Executive
                    | Role::RegionChair
                    | Role::Auditor
            )
        }
        Action::AuditVerify => matches!(role, Role::Operator | Role::CentralAdmin | Role::Auditor),
        Action::AuditRead => matches!(role, Role::CentralAdmin | Role::Auditor),
        // A coordinator manages the people of the own office; the scope sees to that.
        Action::UserManage => matches!(role, Role::Operator | Role::CentralAdmin | Role::Coordinator),
        Action::RoundManage => matches!(role, Role::Operator | Role::CentralAdmin),
        Action::ExtensionAsk => role == Role::Director,
        Action::ExtensionDecide => role == Role::CentralAdmin,
        Action::SelfReportRead => matches!(
            role,
            Role::CentralAdmin
                | Role::Screener
                | Role::Evaluator
                | Role::LeadEvaluator
                | Role::Executive
                | Role::RegionChair
                | Role::Director
                | Role::Coordinator
                | Role::Reporter
                | Role::Viewer
                | Role::Auditor
        ),
        Action::ItemAssign | Action::SelfReportSubmit => role == Role::Coordinator,
        Action::AnswerSave | Action::AttachmentAdd => matches!(role, Role::Coordinator | Role::Reporter),
        // The program itself looks into files as operator.
        Action::AttachmentSave => matches!(role, Role::Operator | Role::Coordinator | Role::Reporter),
        Action::SelfReportCertify => role == Role::Director,
        Action::ItemScreen => role == Role::Screener,
        Action::CommentAdd => matches!(role, Role::Coordinator | Role::Reporter | Role::Director | Role::Screener),
        Action::MarkSave | Action::MarkDraft | Action::PhraseKeep => {
            matches!(role, Role::Evaluator | Role::LeadEvaluator)
        }
        Action::MarkConfirm => role == Role::LeadEvaluator,
        Action::JobManage => matches!(role, Role::Operator | Role::CentralAdmin),
        Action::ResultRead => matches!(
            role,
            Role::CentralAdmin
                | Role::LeadEvaluator
                | Role::Executive
                | Role::RegionChair
                | Role::Director
                | Role::Coordinator
                | Role::Reporter
                | Role::Viewer
                | Role::Auditor
        ),
        Action::ResultAcknowledge | Action::ObjectionFile => role == Role::Director,
        // No evaluator judges it, so it is no marking.
        Action::ExternalImport => matches!(role, Role::Operator | Role::CentralAdmin),
        // That the second person is another one is asked of the draft itself.
        Action::InstrumentDraft | Action::InstrumentReview => {
            matches!(role, Role::CentralAdmin | Role::InstrumentEditor)
        }
        // It tells how single people judge.
        Action::AgreementRead => matches!(role, Role::CentralAdmin | Role::LeadEvaluator | Role::Auditor),
        // A new level is a mark, and the central administrator does everything but marking.
        Action::ObjectionDecide => role == Role::LeadEvaluator,
        // It shows levels before they are published; a chair sees the own region, which the scope sees to.
        Action::NationalRead => matches!(
            role,
            Role::CentralAdmin | Role::LeadEvaluator | Role::Executive | Role::RegionChair | Role::Auditor
        ),
    }
}

/// Whether a role reaches only items that were given to the person.
fn is_by_assignment(role: Role, action: Action) -> bool {
    match action {
        Action::AnswerSave => role == Role::Reporter,
        Action::ItemScreen => role == Role::Screener,
        Action::MarkSave | Action::MarkDraft | Action::PhraseKeep => role == Role::Evaluator,
        _ => false,
    }
}

/// Whether it is a judgement of an office's work, which nobody passes on an office of their own.
fn is_judgement(action: Action) -> bool {
    matches!(
        action,
        Action::ItemScreen | Action::MarkSave | Action::MarkDraft | Action::MarkConfirm | Action::ObjectionDecide
    )
}

/// The inspection regions in which an actor may do an action as a whole, by number; all of them where [`Entity::System`] is allowed.
pub fn regions(actor: &Actor, action: Action) -> Vec<u16> {
    let of = |scope: &Scope| match scope {
        Scope::Region(number) => Some(*number),
        Scope::System | Scope::Office(_) => None,
    };
    let mut regions: Vec<u16> = actor.roles.iter().filter_map(|(_, scope)| of(scope)).collect();
    regions.retain(|number| allows(actor, action, &Entity::Region(*number)));
    regions.sort_unstable();
    regions.dedup();
    regions
}

/// Whether an actor may do an action on an entity.
pub fn allows(actor: &Actor, action: Action, entity: &Entity) -> bool {
    if is_judgement(action) && entity.office().is_some_and(|office| actor.belongs_to.contains(office)) {
        return false;
    }
    if action.is_own() {
        return matches!(entity, Entity::Account(id) if actor.is_user(*id));
    }
    action.is_public()
        || actor.roles.iter().any(|(role, scope)| {
            let is_given = !is_by_assignment(*role, action) || matches!(entity, Entity::Item { assigned: true, .. });
            role_allows(*role, action) && scope.covers(entity) && is_given
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_roles_and_actions_is_as_reviewed() {
        let mut table = format!("{:<22}", "");
        for role in Role::ALL {
            table.push_str(&format!(" {:<17}", role.as_str()));
        }
        for action in Action::ALL {
            table.push_str(&format!("\n{:<22}", action.as_str()));
            for role in Role::ALL {
                let word = match role_allows(role, action) {
                    true => "yes",
                    false if action.is_own() && !matches!(role, Role::Operator | Role::Public) => "own",
                    false => "-",
                };
                table.push_str(&format!(" {word:<17}"));
            }
        }
        let trimmed: String = table.lines().map(|l| format!("{}\n", l.trim_end())).collect();
        insta::assert_snapshot!(trimmed);
    }

    fn actor(role: Role, scope: Scope) -> Actor {
        Actor { name: "user:1".to_owned(), roles: vec![(role, scope)], belongs_to: Vec::new() }
    }

    fn item(code: &str, region: u16, assigned: bool) -> Entity {
        Entity::Item { code: OfficeCode::new(code).unwrap(), region, assigned }
    }

    #[test]
    fn a_reporter_writes_only_what_was_given_to_them() {
        let reporter = actor(Role::Reporter, Scope::Office(OfficeCode::new("P2300").unwrap()));
        assert!(allows(&reporter, Action::AnswerSave, &item("P2300", 9, true)));
        assert!(!allows(&reporter, Action::AnswerSave, &item("P2300", 9, false)));
        assert!(!allows(&reporter, Action::AnswerSave, &item("P5004", 15, true)));
        assert!(allows(&reporter, Action::SelfReportRead, &item("P2300", 9, false)));
    }

    #[test]
    fn nobody_judges_an_office_of_their_own() {
        let mut evaluator = actor(Role::Evaluator, Scope::Region(9));
        assert!(allows(&evaluator, Action::MarkSave, &item("P2300", 9, true)));
        evaluator.belongs_to = vec![OfficeCode::new("P2300").unwrap()];
        assert!(!allows(&evaluator, Action::MarkSave, &item("P2300", 9, true)));
        assert!(allows(&evaluator, Action::SelfReportRead, &item("P2300", 9, true)), "reading is no judgement");
        let mut lead = actor(Role::LeadEvaluator, Scope::System);
        lead.belongs_to = evaluator.belongs_to;
        assert!(!allows(&lead, Action::MarkSave, &item("P2300", 9, true)));
    }

    #[test]
    fn an_account_is_its_owners_alone() {
        let person = Actor { name: "user:1".to_owned(), roles: Vec::new(), belongs_to: Vec::new() };
        let admin = Actor { name: "user:2".to_owned(), ..actor(Role::CentralAdmin, Scope::System) };
        for action in Action::ALL.into_iter().filter(|action| action.is_own()) {
            assert!(allows(&person, action, &Entity::Account(UserId(1))), "roles are not asked for");
            assert!(!allows(&person, action, &Entity::System));
            for other in [&admin, &Actor::operator(), &Actor::public()] {
                assert!(!allows(other, action, &Entity::Account(UserId(1))));
            }
        }
        assert!(!allows(&admin, Action::UserManage, &Entity::Account(UserId(1))), "managing people is asked elsewhere");
        assert!(allows(&Actor::public(), Action::SessionSignIn, &Entity::System));
    }

    #[test]
    fn a_role_holds_only_in_its_scope() {
        let office = |code: &str, region| Entity::Office { code: OfficeCode::new(code).unwrap(), region };
        let chair = actor(Role::RegionChair, Scope::Region(9));
        assert!(allows(&chair, Action::ResultExport, &office("P2300", 9)));
        assert!(!allows(&chair, Action::ResultExport, &office("P5004", 15)));
        assert!(!allows(&chair, Action::ResultExport, &Entity::System));
        assert!(allows(&chair, Action::SelfReportRead, &Entity::Region(9)));
        assert!(!allows(&chair, Action::SelfReportRead, &Entity::Region(15)));
        let director = actor(Role::Director, Scope::Office(OfficeCode::new("P2300").unwrap()));
        assert!(!allows(&director, Action::SelfReportRead, &Entity::Region(9)), "an office is not its region");
        let two = Actor { roles: [15, 9, 9].map(|n| (Role::RegionChair, Scope::Region(n))).into(), ..chair.clone() };
        assert_eq!(regions(&two, Action::SelfReportRead), [9, 15]);
        assert_eq!(regions(&two, Action::AuditRead), Vec::<u16>::new());
        assert!(!allows(&chair, Action::PublicationPublish, &office("P2300", 9)));
        let nobody = Actor::public();
        assert!(allows(&nobody, Action::PublicationRead, &Entity::System));
        assert!(!allows(&nobody, Action::AuditVerify, &Entity::System));
    }
}
