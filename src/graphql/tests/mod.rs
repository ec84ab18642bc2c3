//! The room as a whole: the schema against the contract, requests against plans, answers and errors without a database.

mod answers;
mod contract;
mod fixture;
mod outline;
mod plans;
mod refusals;
