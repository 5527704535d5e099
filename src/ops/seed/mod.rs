//! Writing a base's first content in chunks: what the training base is made of. Each chunk is one journal entry, so a
//! base of a million clients never stands in memory.

mod book;
mod office;

pub use book::{
    BlockSeed, ClientSeed, ContactSeed, DealSeed, LeadSeed, NoteSeed, SeedBook, SeedBookDone, TaskSeed, TouchSeed,
};
pub use office::{AbsenceSeed, AccessSeed, PersonSeed, SeedOffice, SeedOfficeDone, StageSeed};
