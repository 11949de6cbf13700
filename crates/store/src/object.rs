//! Files beside the database.
