//! Which tags of HTML are pairs: `<kbd>` and `</kbd>` around a text become one mark, as emphasis is.

use super::Mark;

/// So many open tags are looked at for a partner.
const OPENERS_MAX: usize = 100;

/// What happens at a place of the text.
enum Event {
    Open,
    Close,
    Alone(usize),
}

/// Makes pairs of marks that are tags, where no other pair ends between them; marks come in the order in which they open.
pub(super) fn pair(text: &str, mut marks: Vec<Mark>) -> Vec<Mark> {
    let mut is_taken = vec![false; marks.len()];
    // For each pair that is open, the tags that are open in it.
    let mut scopes: Vec<Vec<(usize, &str)>> = vec![Vec::new()];
    for event in events(&marks) {
        match event {
            Event::Open => scopes.push(Vec::new()),
            Event::Close => {
                scopes.pop();
            }
            Event::Alone(index) => {
                let written = marks
                    .get(index)
                    .and_then(|mark| text.get(mark.open.clone()));
                let (Some(scope), Some(written)) = (scopes.last_mut(), written) else {
                    continue;
                };
                if let Some(name) = opened(written) {
                    scope.push((index, name));
                } else if let Some(opener) = closed(written).and_then(|name| close(scope, name)) {
                    let range = marks.get(index).map(|mark| mark.open.clone());
                    if let Some(mark) = marks.get_mut(opener) {
                        mark.close = range;
                    }
                    if let Some(taken) = is_taken.get_mut(index) {
                        *taken = true;
                    }
                }
            }
        }
    }
    let kept = marks.into_iter().zip(is_taken);
    kept.filter(|(_, taken)| !taken)
        .map(|(mark, _)| mark)
        .collect()
}

fn events(marks: &[Mark]) -> Vec<Event> {
    let mut events = Vec::with_capacity(marks.len() * 2);
    for (index, mark) in marks.iter().enumerate() {
        match &mark.close {
            Some(close) => {
                events.push((mark.open.start, Event::Open));
                events.push((close.start, Event::Close));
            }
            None => events.push((mark.open.start, Event::Alone(index))),
        }
    }
    events.sort_by_key(|(at, _)| *at);
    events.into_iter().map(|(_, event)| event).collect()
}

/// The tag that this one closes, without those opened after it.
fn close(scope: &mut Vec<(usize, &str)>, name: &str) -> Option<usize> {
    let near = scope.iter().enumerate().rev().take(OPENERS_MAX);
    let at = near
        .filter(|(_, (_, opened))| opened.eq_ignore_ascii_case(name))
        .map(|(at, _)| at)
        .next()?;
    let opener = scope.get(at).map(|(index, _)| *index);
    scope.truncate(at);
    opener
}

fn opened(tag: &str) -> Option<&str> {
    let inner = tag.strip_prefix('<')?.strip_suffix('>')?;
    let name = name(inner)?;
    (!inner.ends_with('/') && !inner.get(name.len()..)?.starts_with(':')).then_some(name)
}

fn closed(tag: &str) -> Option<&str> {
    name(tag.strip_prefix("</")?)
}

fn name(text: &str) -> Option<&str> {
    let end = text
        .bytes()
        .position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'-'))
        .unwrap_or(text.len());
    text.get(..end).filter(|name| !name.is_empty())
}
