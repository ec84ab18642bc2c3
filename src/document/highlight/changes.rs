//! The scopes that a match of a grammar opens and closes, in their order.
//! Follows `syntect` (MIT, by Tristan Hume) to the letter, since grammars are written against these rules.

use syntect::parsing::syntax_definition::{Context, MatchOperation, MatchPattern};
use syntect::parsing::{Region, Scope, ScopeStackOp};

type Ops = Vec<(usize, ScopeStackOp)>;

/// Where a match leads from and to.
pub(super) struct Changes<'m> {
    pub(super) current: &'static Context,
    pub(super) operation: &'m MatchOperation,
    pub(super) targets: &'m [&'static Context],
}

impl Changes<'_> {
    /// The scopes of the contexts around the matched text, before it (`initial`) or behind it.
    pub(super) fn push_around(&self, initial: bool, at: usize, ops: &mut Ops) {
        match self.operation {
            MatchOperation::Pop => self.push_pop(initial, at, ops),
            MatchOperation::Push(_) if initial => self.push_enter(false, at, ops),
            MatchOperation::Set(_) if initial => self.push_enter(true, at, ops),
            MatchOperation::Push(_) => self.push_content(false, at, ops),
            MatchOperation::Set(_) => self.push_content(true, at, ops),
            MatchOperation::None => {}
        }
    }

    fn push_pop(&self, initial: bool, at: usize, ops: &mut Ops) {
        let closed = if initial {
            &self.current.meta_content_scope
        } else {
            &self.current.meta_scope
        };
        push_close(closed.len(), at, ops);
        if !initial && self.current.clear_scopes.is_some() {
            ops.push((at, ScopeStackOp::Restore));
        }
    }

    fn push_enter(&self, set: bool, at: usize, ops: &mut Ops) {
        if set && self.current.clear_scopes.is_some() {
            ops.push((at, ScopeStackOp::Restore));
        }
        for target in self.targets {
            if let Some(amount) = target.clear_scopes.filter(|_| !set) {
                ops.push((at, ScopeStackOp::Clear(amount)));
            }
            push_open(&target.meta_scope, at, ops);
        }
    }

    fn push_content(&self, set: bool, at: usize, ops: &mut Ops) {
        let current = self.current.meta_scope.len() + self.current.meta_content_scope.len();
        let target_changes = |target: &Context| {
            !target.meta_content_scope.is_empty() || (target.clear_scopes.is_some() && set)
        };
        let changes = self.targets.iter().any(|target| target_changes(target));
        if !changes && (!set || current == 0) {
            return;
        }
        let opened: usize = self.targets.iter().map(|t| t.meta_scope.len()).sum();
        push_close(opened + if set { current } else { 0 }, at, ops);
        for target in self.targets {
            if let Some(amount) = target.clear_scopes.filter(|_| set) {
                ops.push((at, ScopeStackOp::Clear(amount)));
            }
            push_open(&target.meta_scope, at, ops);
            push_open(&target.meta_content_scope, at, ops);
        }
    }

    /// The scopes of the matched text and of its parts.
    pub(super) fn push_match(&self, pattern: &MatchPattern, region: &Region, ops: &mut Ops) {
        let Some((start, end)) = region.pos(0) else {
            return;
        };
        push_open(&pattern.scope, start, ops);
        ops.extend(parts(pattern, region));
        push_close(pattern.scope.len(), end, ops);
    }
}

/// The scopes of parts, the outer ones opened first.
fn parts(pattern: &MatchPattern, region: &Region) -> Ops {
    let mut parts: Vec<((usize, isize), ScopeStackOp)> = Vec::new();
    for (index, scopes) in pattern.captures.iter().flatten() {
        let Some((start, end)) = region.pos(*index).filter(|(start, end)| start < end) else {
            continue;
        };
        let order = (start, -(end - start).cast_signed());
        parts.extend(scopes.iter().map(|s| (order, ScopeStackOp::Push(*s))));
        parts.push(((end, isize::MIN), ScopeStackOp::Pop(scopes.len())));
    }
    parts.sort_by_key(|(order, _)| *order);
    parts.into_iter().map(|((at, _), op)| (at, op)).collect()
}

fn push_open(scopes: &[Scope], at: usize, ops: &mut Ops) {
    ops.extend(scopes.iter().map(|scope| (at, ScopeStackOp::Push(*scope))));
}

fn push_close(count: usize, at: usize, ops: &mut Ops) {
    if count > 0 {
        ops.push((at, ScopeStackOp::Pop(count)));
    }
}
