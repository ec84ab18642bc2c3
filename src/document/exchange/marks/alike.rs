//! The marks of a translation under the numbers of its source's. A link leads elsewhere in another language, and stays
//! a link: marks that are equal have one number, then those of one kind in their order.

use std::collections::{HashMap, VecDeque};

use super::{Mark, Protected, marks_of, restore, with_numbers};
use crate::document::blocks::{Part, Writing};

/// A translation with the numbers of its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// What a translator sees.
    pub text: String,
    /// The marks of the source; where the translation has its own, those. A mark that the source does not have is text.
    pub marks: Vec<Mark>,
}

/// The text of a translation with its marks protected as those of its source are; `None` if it cannot be.
pub fn protect_alike(part: &Part, source: &Protected) -> Option<Numbered> {
    if part.writing == Writing::Verbatim {
        return Some(Numbered {
            text: part.text.clone(),
            marks: Vec::new(),
        });
    }
    let own = marks_of(part);
    let numbers = numbers(&own, &source.marks);
    let text = with_numbers(part, &numbers);
    let mut marks = source.marks.clone();
    for (mark, number) in own.iter().zip(&numbers) {
        let place = number.and_then(|number| marks.get_mut(number - 1));
        if let Some(place) = place {
            place.clone_from(mark);
        }
    }
    let is_readable = restore::written(&text, &marks) == part.text;
    is_readable.then_some(Numbered { text, marks })
}

fn numbers(own: &[Mark], source: &[Mark]) -> Vec<Option<usize>> {
    let mut equal: HashMap<&Mark, VecDeque<usize>> = HashMap::new();
    for (mark, number) in source.iter().zip(1..) {
        equal.entry(mark).or_default().push_back(number);
    }
    let mut numbers: Vec<Option<usize>> = own
        .iter()
        .map(|mark| equal.get_mut(mark).and_then(VecDeque::pop_front))
        .collect();
    let mut is_taken = vec![false; source.len() + 1];
    for number in numbers.iter().flatten() {
        if let Some(taken) = is_taken.get_mut(*number) {
            *taken = true;
        }
    }
    let mut of_kind: HashMap<(bool, String), VecDeque<usize>> = HashMap::new();
    for (mark, number) in source.iter().zip(1..) {
        if is_taken.get(number) == Some(&false) {
            of_kind.entry(kind(mark)).or_default().push_back(number);
        }
    }
    for (mark, number) in own.iter().zip(&mut numbers) {
        if number.is_none() {
            *number = of_kind.get_mut(&kind(mark)).and_then(VecDeque::pop_front);
        }
    }
    numbers
}

/// What may stand for each other: whether it is a pair, and what it is.
fn kind(mark: &Mark) -> (bool, String) {
    let open = mark.open.as_str();
    let name = |text: &str| -> String {
        let is_in_name = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '!');
        text.chars().take_while(is_in_name).collect()
    };
    let what = match open.chars().next() {
        Some('*' | '_' | '~') => open.replace('_', "*"),
        Some('[') if open.starts_with("[^") => "[^".to_owned(),
        Some('[') => "[".to_owned(),
        Some('!') => "![".to_owned(),
        Some('`') => "`".to_owned(),
        Some(mark @ ('<' | ':')) => format!("{mark}{}", name(open.get(1..).unwrap_or_default())),
        Some('{') => open.to_owned(),
        _ if open.ends_with('\n') => "\n".to_owned(),
        _ => "link".to_owned(),
    };
    (mark.close.is_some(), what)
}
