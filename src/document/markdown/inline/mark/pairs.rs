//! Which runs of asterisks, underscores and tildes are pairs, as `attention` decides it.

use super::{Mark, Run};

/// So many openers are looked at for a partner; what is further away is nested deeper than is read.
const OPENERS_MAX: usize = 100;

/// Takes the runs and adds the pairs among them to the marks.
pub(super) fn pair(runs: &mut Vec<(Run, usize)>, marks: &mut Vec<Mark>) {
    let mut openers: Vec<(Run, usize)> = Vec::new();
    for (mut run, mut begin) in runs.drain(..) {
        while run.can_close && run.length > 0 {
            let Some(index) = opener_of(&openers, &run) else {
                break;
            };
            openers.truncate(index + 1);
            let Some((opener, opened)) = openers.last_mut() else {
                break;
            };
            let used = match run.mark {
                b'~' => run.length,
                _ => run.length.min(opener.length).min(2),
            };
            opener.length -= used;
            run.length -= used;
            let open = *opened + opener.length;
            marks.push(Mark::pair(open..open + used, begin..begin + used));
            begin += used;
            if opener.length == 0 {
                openers.pop();
            }
        }
        if run.can_open && run.length > 0 {
            openers.push((run, begin));
        }
    }
}

fn opener_of(openers: &[(Run, usize)], run: &Run) -> Option<usize> {
    let near = openers.iter().enumerate().rev().take(OPENERS_MAX);
    near.filter(|(_, (opener, _))| opener.mark == run.mark && run.may_close(opener))
        .map(|(index, _)| index)
        .next()
}
