//! Files that travel to translators and back.
//! Files are read and written here as text, never opened; which posts are in them and what is saved of them is decided
//! elsewhere. [`marks`] keeps translation tools from breaking links and emphasis.

pub mod marks;
