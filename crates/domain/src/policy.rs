//! Who may do what: one pure function, asked on the entity.
//!
//! The table role × action is printed by a test to `snapshots/` and read by people. A role that an action does not name may not do it.

use serde::{Deserialize, Serialize};

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
    /// Role assignments.
    pub roles: Vec<(Role, Scope)>,
}

impl Actor {
    /// Whoever runs a command on the machine.
    pub fn operator() -> Actor {
        Actor { name: "operator".to_owned(), roles: vec![(Role::Operator, Scope::System)] }
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
}

impl Action {
    /// All actions.
    pub const ALL: [Action; 11] = [
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
        }
    }
}

/// What is acted upon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entity {
    /// The whole administration.
    System,
    /// One office, with the region it lies in.
    Office {
        /// Office.
        code: OfficeCode,
        /// Its region.
        region: u16,
    },
}

impl Scope {
    fn covers(&self, entity: &Entity) -> bool {
        match (self, entity) {
            (Scope::System, _) => true,
            (Scope::Region(number), Entity::Office { region, .. }) => number == region,
            (Scope::Office(own), Entity::Office { code, .. }) => own == code,
            (Scope::Region(_) | Scope::Office(_), Entity::System) => false,
        }
    }
}

/// Whether a role names an action at all, before its scope is asked.
pub fn role_allows(role: Role, action: Action) -> bool {
    match action {
        Action::PublicationRead => true,
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
    }
}

/// Whether an actor may do an action on an entity.
pub fn allows(actor: &Actor, action: Action, entity: &Entity) -> bool {
    action == Action::PublicationRead
        || actor.roles.iter().any(|(role, scope)| role_allows(*role, action) && scope.covers(entity))
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
                table.push_str(&format!(" {:<17}", if role_allows(role, action) { "yes" } else { "-" }));
            }
        }
        let trimmed: String = table.lines().map(|l| format!("{}\n", l.trim_end())).collect();
        insta::assert_snapshot!(trimmed);
    }

    #[test]
    fn a_role_holds_only_in_its_scope() {
        let office = |code: &str, region| Entity::Office { code: OfficeCode::new(code).unwrap(), region };
        let chair = Actor { name: "user:1".to_owned(), roles: vec![(Role::RegionChair, Scope::Region(9))] };
        assert!(allows(&chair, Action::ResultExport, &office("P2300", 9)));
        assert!(!allows(&chair, Action::ResultExport, &office("P5004", 15)));
        assert!(!allows(&chair, Action::ResultExport, &Entity::System));
        assert!(!allows(&chair, Action::PublicationPublish, &office("P2300", 9)));
        let nobody = Actor { name: "public".to_owned(), roles: vec![] };
        assert!(allows(&nobody, Action::PublicationRead, &Entity::System));
        assert!(!allows(&nobody, Action::AuditVerify, &Entity::System));
    }
}
