//! The reader on small made documents: what must be in the text, what must not, and where it stands.

mod content;
mod damage;
mod formatting;
mod looks;
mod made;
mod origin;
mod producers;
mod reading;
