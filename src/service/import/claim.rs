//! Whose path it is: no two posts have one path in one locale, neither as their newest state nor live.
//! Who loses is left as it is stored and gets a diagnostic; the rest of the run goes on.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::plan::PostPlan;
use super::report::Verdict;
use super::stored::{Occupied, Stored};
use crate::domain::diagnostic::Diagnostic;
use crate::domain::id::PostId;
use crate::domain::locale::Locale;
use crate::domain::path::Rest;
use crate::domain::route::Subject;

/// Every path that a plan wants.
pub(super) fn wanted(plans: &[PostPlan<'_>]) -> BTreeSet<Rest> {
    plans
        .iter()
        .flat_map(|plan| {
            plan.translations
                .iter()
                .flat_map(|each| [plan.head_rest(each), plan.live_rest(each)])
        })
        .flatten()
        .collect()
}

/// Leaves alone what claims a path that is another's, until no path has two owners.
pub(super) fn settle(
    plans: &mut [PostPlan<'_>],
    occupied: &Occupied,
    stored: &Stored,
    diagnostics: &mut Vec<Diagnostic>,
) {
    loop {
        let conflicts = conflicts(plans, occupied);
        let mut is_settled = true;
        for conflict in conflicts {
            if let Some(plan) = plans.get_mut(conflict.post)
                && give_way(plan, &conflict, stored, diagnostics)
            {
                is_settled = false;
            }
        }
        if is_settled {
            return;
        }
    }
}

/// A translation whose path is another's.
struct Conflict {
    post: usize,
    translation: usize,
    locale: Locale,
    rest: Rest,
    owner: String,
}

/// Which of a translation's two paths.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Path {
    Head,
    Live,
}

/// Whether anything was changed.
fn give_way(
    plan: &mut PostPlan<'_>,
    conflict: &Conflict,
    stored: &Stored,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let path = format!("/{}/{}", conflict.locale, conflict.rest);
    let message = format!(
        "the path `{}` is that of {}",
        path.trim_end_matches('/'),
        conflict.owner
    );
    let moved = plan
        .before
        .as_ref()
        .filter(|before| before.section != plan.after.section)
        .cloned();
    if let Some(before) = moved {
        let help = "the post stays in its old folder; give one of the two another `slug`";
        diagnostics.push(
            Diagnostic::error("PATH_TAKEN", message)
                .help(help)
                .in_file(file_of(plan)),
        );
        plan.after = before;
        return true;
    }
    let Some(translation) = plan.translations.get_mut(conflict.translation) else {
        return false;
    };
    let Some(document) = translation.document else {
        return false;
    };
    if translation.verdict == Verdict::Failed {
        return false;
    }
    let help = "give this file another `slug` in its front matter, or change that post's";
    diagnostics.push(document.locate(Diagnostic::error("PATH_TAKEN", message).help(help), "slug"));
    translation.leave(Verdict::Failed, stored);
    true
}

fn file_of(plan: &PostPlan<'_>) -> String {
    let files = plan.translations.iter().filter_map(|each| each.document);
    let mut files = files.map(|document| document.file.clone());
    files.next().unwrap_or_default()
}

type Place = (Path, Locale, Rest);

fn conflicts(plans: &[PostPlan<'_>], occupied: &Occupied) -> Vec<Conflict> {
    let planned: HashSet<PostId> = plans.iter().map(|plan| plan.after.id).collect();
    let mut owners = outside(occupied, &planned);
    let mut conflicts = Vec::new();
    // Who stays has an older right than who comes.
    for is_staying in [true, false] {
        for (post, plan) in plans.iter().enumerate() {
            for (translation, each) in plan.translations.iter().enumerate() {
                let head_before = each.before.as_ref().and_then(|row| row.head_rest.clone());
                for (path, rest, before) in [
                    (Path::Head, plan.head_rest(each), head_before),
                    (Path::Live, plan.live_rest(each), each.live_before.clone()),
                ] {
                    let Some(rest) = rest else { continue };
                    if (before.as_ref() == Some(&rest)) != is_staying {
                        continue;
                    }
                    let locale = each.after.locale.clone();
                    let place = (path, locale.clone(), rest.clone());
                    let owner = match each.document {
                        Some(document) => format!("the file `{}`", document.file),
                        None => format!("the post `{}`", plan.after.key),
                    };
                    match owners.get(&place) {
                        None => drop(owners.insert(place, owner)),
                        Some(owner) => conflicts.push(Conflict {
                            post,
                            translation,
                            locale,
                            rest,
                            owner: owner.clone(),
                        }),
                    }
                }
            }
        }
    }
    conflicts
}

/// Owners that the run does not speak of.
fn outside(occupied: &Occupied, planned: &HashSet<PostId>) -> HashMap<Place, String> {
    let name = |post: &PostId| {
        let key = occupied.keys.get(post).map_or("", String::as_str);
        format!("the post `{key}`")
    };
    let mut owners = HashMap::new();
    for ((locale, rest), row) in &occupied.heads {
        if !planned.contains(&row.post) {
            let mut owner = name(&row.post);
            if let (Some(root), Some(file)) = (&row.source_root, &row.source_file) {
                owner.push_str(&format!(", imported from `{root}/{file}`"));
            }
            owners.insert((Path::Head, locale.clone(), rest.clone()), owner);
        }
    }
    for ((locale, rest), subject) in &occupied.live {
        let owner = match subject {
            Subject::Post(post) if planned.contains(post) => continue,
            Subject::Post(post) => name(post),
            Subject::Tag(_) => "a tag".to_owned(),
        };
        owners.insert((Path::Live, locale.clone(), rest.clone()), owner);
    }
    owners
}
