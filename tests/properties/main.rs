//! Properties of kits: random banks and role specs, through files, the library and the program.

mod bytes;
mod checker;
mod edits;
mod kits;
mod parallel;
mod priority;
mod sheet;
mod strategy;
