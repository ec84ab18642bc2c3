//! From the scopes that a grammar gives a text to the style of that text, by the rules.
//! Works as TextMate does: each scope changes the style it stands in by the most specific rule for it.

use std::sync::LazyLock;

use syntect::parsing::{ClearAmount, Scope, ScopeStackOp};

use super::dialects::DIALECTS;
use super::rules::{GITHUB, Look};
use super::style::Style;

/// The scopes that hold at one place of the code, each with the style it leads to.
#[derive(Default)]
pub(super) struct Painter {
    open: Vec<Painted>,
    /// What grammars set aside for a while, to be put back.
    cleared: Vec<Vec<Painted>>,
}

#[derive(Clone, Copy)]
struct Painted {
    scope: Scope,
    style: Style,
}

impl Painter {
    /// The style at this place.
    pub(super) fn style(&self) -> Style {
        self.open
            .last()
            .map_or_else(Style::default, |painted| painted.style)
    }

    /// Opens or closes scopes.
    pub(super) fn apply(&mut self, change: &ScopeStackOp) {
        match *change {
            ScopeStackOp::Push(scope) => self.open(scope),
            ScopeStackOp::Pop(count) => self.open.truncate(self.open.len().saturating_sub(count)),
            ScopeStackOp::Clear(ClearAmount::TopN(count)) => {
                let kept = self.open.len().saturating_sub(count);
                self.cleared.push(self.open.split_off(kept));
            }
            ScopeStackOp::Clear(ClearAmount::All) => {
                self.cleared.push(std::mem::take(&mut self.open));
            }
            ScopeStackOp::Restore => self.open.extend(self.cleared.pop().unwrap_or_default()),
            ScopeStackOp::Noop => {}
        }
    }

    fn open(&mut self, scope: Scope) {
        let before = self.style();
        let style = COMPILED
            .iter()
            .find(|rule| rule.holds(scope, &self.open))
            .map_or(before, |rule| rule.look.over(before));
        self.open.push(Painted { scope, style });
    }
}

/// The rules, the most specific first.
static COMPILED: LazyLock<Vec<Rule>> = LazyLock::new(compile);

struct Rule {
    scope: Scope,
    /// Scopes that must be open around, the innermost first.
    around: Vec<Scope>,
    look: Look,
}

impl Rule {
    fn holds(&self, scope: Scope, open: &[Painted]) -> bool {
        if !self.scope.is_prefix_of(scope) {
            return false;
        }
        let mut open = open.iter().rev();
        self.around
            .iter()
            .all(|around| open.any(|painted| around.is_prefix_of(painted.scope)))
    }

    /// Deeper scopes win, then more of the surroundings; of equals the one that is said last.
    fn weight(&self) -> (u32, usize, u32) {
        let depth = self.around.iter().map(|around| around.len()).sum();
        (self.scope.len(), self.around.len(), depth)
    }
}

fn compile() -> Vec<Rule> {
    let mut rules: Vec<Rule> = GITHUB
        .iter()
        .chain(DIALECTS)
        .flat_map(|(selectors, look)| selectors.split(',').map(|s| (s, *look)))
        .filter_map(|(selector, look)| rule(selector, look))
        .collect();
    rules.sort_by_key(Rule::weight);
    rules.reverse();
    rules
}

fn rule(selector: &str, look: Look) -> Option<Rule> {
    let mut scopes = selector
        .split_whitespace()
        .rev()
        .map_while(|scope| Scope::new(scope).ok());
    Some(Rule {
        scope: scopes.next()?,
        around: scopes.collect(),
        look,
    })
}

#[cfg(test)]
mod tests {
    use super::super::style::Ink;
    use super::*;

    fn ink(scopes: &[&str]) -> Ink {
        let mut painter = Painter::default();
        for scope in scopes {
            painter.apply(&ScopeStackOp::Push(Scope::new(scope).unwrap()));
        }
        painter.style().ink
    }

    #[test]
    fn every_selector_compiles() {
        let selectors = GITHUB.iter().chain(DIALECTS);
        let count: usize = selectors.clone().map(|(s, _)| s.split(',').count()).sum();
        let compiled: &Vec<Rule> = &COMPILED;
        assert_eq!(compiled.len(), count);
        for (selectors, look) in selectors {
            for selector in selectors.split(',') {
                let compiled = rule(selector, *look).unwrap();
                assert_eq!(
                    compiled.around.len() + 1,
                    selector.split_whitespace().count(),
                    "{selector}"
                );
            }
        }
    }

    #[test]
    fn a_scope_without_a_rule_inherits() {
        assert_eq!(ink(&["source.x"]), Ink::Text);
        assert_eq!(ink(&["source.x", "string.quoted.x"]), Ink::String);
        assert_eq!(ink(&["source.x", "string.quoted.x", "x.y"]), Ink::String);
    }

    #[test]
    fn what_is_cleared_comes_back() {
        let mut painter = Painter::default();
        let push = |scope| ScopeStackOp::Push(Scope::new(scope).unwrap());
        painter.apply(&push("string.x"));
        for amount in [ClearAmount::TopN(1), ClearAmount::All] {
            painter.apply(&ScopeStackOp::Clear(amount));
            assert_eq!(painter.style().ink, Ink::Text);
            painter.apply(&ScopeStackOp::Restore);
            assert_eq!(painter.style().ink, Ink::String);
        }
        painter.apply(&ScopeStackOp::Pop(9));
        painter.apply(&ScopeStackOp::Restore);
        assert_eq!(painter.style(), Style::default());
    }
}
