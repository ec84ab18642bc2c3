//! Runs a grammar over lines: which scopes begin and end where. Styles are not known here.
//! Follows `syntect::parsing::ParseState` (MIT, by Tristan Hume), which cannot be used as it is: on some code its
//! grammars change contexts forever without moving on (`a /* b` in JavaScript), and it has no bound for that.

use std::rc::Rc;

use fnv::FnvHashMap;
use syntect::parsing::syntax_definition::{
    Context, ContextId, ContextReference, MatchOperation, MatchPattern, context_iter,
};
use syntect::parsing::{Region, ScopeStackOp, SyntaxReference, SyntaxSet};

use super::changes::Changes;

#[cfg(test)]
mod tests;

/// Searches that one code may take: some ten times what dense code of the greatest size does.
const SEARCHES_MAX: usize = 6_000_000;

/// Steps at one place after which a grammar is taken to be going round in circles.
const STEPS_IN_PLACE_MAX: usize = 100;

/// Contexts that may be open; deeper ones are not entered.
const DEPTH_MAX: usize = 100;

/// A grammar at some place of a code.
pub(super) struct Machine {
    set: &'static SyntaxSet,
    stack: Vec<Level>,
    /// Depths of the stack at which a prototype was entered.
    prototypes_entered: Vec<usize>,
    /// The contexts behind the ids that patterns and contexts name.
    contexts: FnvHashMap<ContextId, &'static Context>,
    searches_left: usize,
    begun: bool,
}

#[derive(Clone)]
struct Level {
    context: &'static Context,
    prototypes: Vec<&'static Context>,
    captures: Option<Captures>,
}

/// What the pattern matched that led to a level, for patterns that refer to it.
type Captures = Rc<(Region, String)>;

/// What was found for a pattern in a line from some place on, so that it need not be looked for again.
type Found = FnvHashMap<*const MatchPattern, Option<Region>>;

struct Match {
    region: Region,
    start: usize,
    end: usize,
    pattern: &'static MatchPattern,
    from_prototype: bool,
    loops: bool,
}

/// One line being gone through.
struct Walk<'l> {
    line: &'l str,
    at: usize,
    steps_in_place: usize,
    /// Where something was last pushed without moving on, and how deep: popping it at once would be a loop.
    pushed_at: (usize, usize),
    found: Found,
    changes: Vec<(usize, ScopeStackOp)>,
}

impl Machine {
    /// The grammar before the first line.
    pub(super) fn new(syntax: &SyntaxReference, set: &'static SyntaxSet) -> Option<Self> {
        let index = set.syntaxes().iter().position(|s| s.name == syntax.name)?;
        let first = (0..)
            .map_while(|n| context(index, n, set))
            .find(|context| context.meta_content_scope == [syntax.scope] && is_start(context))?;
        Some(Self {
            set,
            stack: vec![Level {
                context: first,
                prototypes: Vec::new(),
                captures: None,
            }],
            prototypes_entered: Vec::new(),
            contexts: FnvHashMap::default(),
            searches_left: SEARCHES_MAX,
            begun: false,
        })
    }

    /// Where in the next line, which has its line end, scopes begin and end. `None` where the code is too much work.
    pub(super) fn next_line(&mut self, line: &str) -> Option<Vec<(usize, ScopeStackOp)>> {
        let mut walk = Walk {
            line,
            at: 0,
            steps_in_place: 0,
            pushed_at: (0, 0),
            found: FnvHashMap::default(),
            changes: Vec::new(),
        };
        if !self.begun {
            self.begun = true;
            let scopes = &self.stack.last()?.context.meta_content_scope;
            let opened = scopes.iter().map(|scope| (0, ScopeStackOp::Push(*scope)));
            walk.changes.extend(opened);
        }
        while self.step(&mut walk)? {}
        Some(walk.changes)
    }

    /// Goes on to the next match; whether there is one.
    fn step(&mut self, walk: &mut Walk<'_>) -> Option<bool> {
        let depth = self.stack.len();
        self.prototypes_entered.retain(|entered| *entered < depth);
        let Some(found) = self.best_match(walk)? else {
            return Some(false);
        };
        walk.steps_in_place = if found.end > walk.at {
            0
        } else {
            walk.steps_in_place + 1
        };
        if found.loops || walk.steps_in_place > STEPS_IN_PLACE_MAX {
            return Some(walk.skip_char());
        }
        if found.end <= walk.at && matches!(found.pattern.operation, MatchOperation::Push(_)) {
            walk.pushed_at = (found.end, depth + 1);
        }
        walk.at = found.end;
        if found.from_prototype {
            self.prototypes_entered.push(depth);
        }
        self.apply(&found, walk)?;
        Some(true)
    }

    /// The match that begins first; of several the one whose pattern stands first. The inner `None` is that none is.
    fn best_match(&mut self, walk: &mut Walk<'_>) -> Option<Option<Match>> {
        let may_loop = walk.pushed_at == (walk.at, self.stack.len());
        let mut best: Option<Match> = None;
        for (context, captures, from_prototype) in self.candidates()? {
            for (owner, index) in context_iter(self.set, context) {
                let pattern = owner.match_at(index).ok()?;
                let Some(region) = self.search(pattern, captures.as_ref(), walk)? else {
                    continue;
                };
                let (start, end) = region.pos(0)?;
                let best_loops = best.as_ref().is_some_and(|b| b.loops);
                let best_start = best.as_ref().map_or(usize::MAX, |b| b.start);
                if start > best_start || (start == best_start && !best_loops) {
                    continue;
                }
                if matches!(pattern.operation, MatchOperation::Push(_)) && self.is_deep() {
                    return Some(None);
                }
                let pops = matches!(pattern.operation, MatchOperation::Pop);
                let loops = may_loop && end <= walk.at && pops;
                best = Some(Match {
                    region,
                    start,
                    end,
                    pattern,
                    from_prototype,
                    loops,
                });
                if start == walk.at && !loops {
                    return Some(best);
                }
            }
        }
        Some(best)
    }

    /// The contexts whose patterns hold here, the ones that go first first.
    fn candidates(&mut self) -> Option<Vec<(&'static Context, Option<Captures>, bool)>> {
        let from = self.prototypes_entered.last().copied().unwrap_or_default();
        let mut candidates = Vec::new();
        for level in self.stack.get(from..).unwrap_or_default() {
            let prototypes = level.prototypes.iter();
            candidates.extend(prototypes.map(|p| (*p, level.captures.clone(), true)));
        }
        let current = self.stack.last()?;
        let (context, captures) = (current.context, current.captures.clone());
        if let Some(prototype) = context.prototype {
            candidates.push((self.context(prototype)?, None, false));
        }
        candidates.push((context, captures, false));
        Some(candidates)
    }

    fn search(
        &mut self,
        pattern: &'static MatchPattern,
        captures: Option<&Captures>,
        walk: &mut Walk<'_>,
    ) -> Option<Option<Region>> {
        let key = std::ptr::from_ref(pattern);
        match walk.found.get(&key) {
            Some(None) => return Some(None),
            Some(Some(region)) if region.pos(0)?.0 >= walk.at => return Some(Some(region.clone())),
            _ => {}
        }
        self.searches_left = self.searches_left.checked_sub(1)?;
        let (region, repeatable) = match captures {
            Some(captures) if pattern.has_captures => {
                // A pattern is built anew each time, which takes a hundred times as long as a search.
                self.searches_left = self.searches_left.checked_sub(100)?;
                let regex = pattern.regex_with_refs(&captures.0, &captures.1);
                (find(&regex, walk), false)
            }
            _ => (find(pattern.regex(), walk), true),
        };
        let region = match region {
            Some(region) if !self.does_something(pattern, &region)? => return Some(None),
            region => region,
        };
        if repeatable {
            walk.found.insert(key, region.clone());
        }
        Some(region)
    }

    fn does_something(&self, pattern: &MatchPattern, region: &Region) -> Option<bool> {
        let (start, end) = region.pos(0)?;
        Some(match pattern.operation {
            MatchOperation::None => start != end,
            MatchOperation::Push(_) => !self.is_deep(),
            _ => true,
        })
    }

    fn is_deep(&self) -> bool {
        self.stack.len() >= DEPTH_MAX
    }

    /// Writes down the scopes of a match and goes where its pattern leads.
    fn apply(&mut self, found: &Match, walk: &mut Walk<'_>) -> Option<()> {
        let pattern = found.pattern;
        let targets = self.targets(&pattern.operation)?;
        let changes = Changes {
            current: self.stack.last()?.context,
            operation: &pattern.operation,
            targets: &targets,
        };
        changes.push_around(true, found.start, &mut walk.changes);
        changes.push_match(pattern, &found.region, &mut walk.changes);
        changes.push_around(false, found.end, &mut walk.changes);
        self.go(found, &targets, walk.line)
    }

    fn targets(&mut self, operation: &MatchOperation) -> Option<Vec<&'static Context>> {
        match operation {
            MatchOperation::Push(targets) | MatchOperation::Set(targets) => targets
                .iter()
                .map(|target| self.context(target.id().ok()?))
                .collect(),
            _ => Some(Vec::new()),
        }
    }

    fn go(&mut self, found: &Match, targets: &[&'static Context], line: &str) -> Option<()> {
        let mut inherited = Vec::new();
        match found.pattern.operation {
            // What a grammar begins with stays open, whatever it says.
            MatchOperation::Pop if self.stack.len() > 1 => drop(self.stack.pop()),
            MatchOperation::Set(_) => inherited = self.stack.pop()?.prototypes,
            _ => {}
        }
        for (n, context) in targets.iter().enumerate() {
            let mut prototypes = std::mem::take(&mut inherited);
            let added = found.pattern.with_prototype.as_ref();
            if let Some(added) = added.filter(|_| n + 1 == targets.len()) {
                prototypes.push(self.context(added.id().ok()?)?);
            }
            let refers = context.uses_backrefs || prototypes.iter().any(|p| p.uses_backrefs);
            self.stack.push(Level {
                context,
                prototypes,
                captures: refers.then(|| Rc::new((found.region.clone(), line.to_owned()))),
            });
        }
        Some(())
    }

    fn context(&mut self, id: ContextId) -> Option<&'static Context> {
        if let Some(context) = self.contexts.get(&id) {
            return Some(context);
        }
        let context = resolve(&serde_json::to_value(id).ok()?, self.set)?;
        self.contexts.insert(id, context);
        Some(context)
    }
}

impl Walk<'_> {
    /// Whether there was one to skip.
    fn skip_char(&mut self) -> bool {
        let rest = self.line.get(self.at..).unwrap_or_default();
        let Some((next, _)) = rest.char_indices().nth(1) else {
            return false;
        };
        self.at += next;
        self.steps_in_place = 0;
        true
    }
}

fn find(regex: &syntect::parsing::Regex, walk: &Walk<'_>) -> Option<Region> {
    let mut region = Region::new();
    regex
        .search(walk.line, walk.at, walk.line.len(), Some(&mut region))
        .then_some(region)
}

/// Whether a context is the one that every grammar begins with: it leads on at once.
fn is_start(context: &Context) -> bool {
    use syntect::parsing::syntax_definition::Pattern;
    matches!(context.patterns.as_slice(), [Pattern::Match(only)] if only.regex.regex_str().is_empty())
}

fn context(syntax: usize, index: usize, set: &'static SyntaxSet) -> Option<&'static Context> {
    let id = serde_json::json!({ "syntax_index": syntax, "context_index": index });
    resolve(&id, set)
}

/// The context of an id. Syntect gives contexts out for references alone, and lets nobody make one but by reading it.
fn resolve(id: &serde_json::Value, set: &'static SyntaxSet) -> Option<&'static Context> {
    let reference = serde_json::json!({ "Direct": id });
    let reference: ContextReference = serde_json::from_value(reference).ok()?;
    reference.resolve(set).ok()
}
