//! Numbers that name rows: one type per noun, so that an office is never passed where a node is meant.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id! {
    /// A region, over all the changes of its name and provinces.
    RegionId
}

id! {
    /// An office, over all the changes of its name, provinces and region.
    OfficeId
}

id! {
    /// An instrument of one fiscal year, over all its revisions.
    InstrumentId
}

id! {
    /// A node code of one instrument, over all its revisions.
    NodeId
}

id! {
    /// A publication.
    PublicationId
}

id! {
    /// A file that an office attached as evidence.
    AttachmentId
}

id! {
    /// A file that is on its way into the library of an office.
    UploadId
}

id! {
    /// A job.
    JobId
}

id! {
    /// A person who signs in.
    UserId
}

id! {
    /// A passkey of a person.
    PasskeyId
}

id! {
    /// A token with which a person's own programs come.
    PersonalTokenId
}

id! {
    /// A webhook of the centre.
    WebhookId
}

id! {
    /// Something that a webhook is told.
    DeliveryId
}

id! {
    /// A remark in the thread of an item.
    CommentId
}

impl OfficeId {
    /// Stands where an office would for values of the whole administration.
    pub const NATIONAL: OfficeId = OfficeId(0);
}

impl NodeId {
    /// Stands where a node would for the overall result of an instrument.
    pub const OVERALL: NodeId = NodeId(0);
}
