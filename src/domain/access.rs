//! Who may do what: roles, what each may do, and in which locales.
//! That somebody is who they say is found out elsewhere; here it is known.

use super::locale::Locale;

/// What a token allows; each role may do all that the ones before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Reads drafts, and writes texts in its locales.
    Translator,
    /// Writes and publishes.
    Editor,
    /// Hands out tokens, too.
    Admin,
}

/// A kind of thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// To see drafts, revisions and the like.
    Read,
    /// To write texts in a locale, and publish nothing.
    Translate,
    /// To publish, to take away, to change what locales share.
    Edit,
    /// To hand out tokens and revoke them.
    ManageTokens,
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// As revisions and the log name them.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// In which locales; `None` means in all.
    pub locales: Option<Vec<Locale>>,
}

impl Role {
    /// The role of this name, in any case.
    pub fn parse(name: &str) -> Option<Self> {
        let roles = [Self::Translator, Self::Editor, Self::Admin];
        roles
            .into_iter()
            .find(|role| role.as_str().eq_ignore_ascii_case(name))
    }

    /// Its name in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Translator => "translator",
            Self::Editor => "editor",
            Self::Admin => "admin",
        }
    }
}

impl Deed {
    /// The least role that may do it.
    pub fn least_role(self) -> Role {
        match self {
            Self::Read | Self::Translate => Role::Translator,
            Self::Edit => Role::Editor,
            Self::ManageTokens => Role::Admin,
        }
    }
}

impl Caller {
    /// Who has the machine has everything.
    pub fn operator() -> Self {
        Self {
            name: "command line".to_owned(),
            role: Role::Admin,
            locales: None,
        }
    }

    /// Whether the role may do it.
    pub fn may(&self, deed: Deed) -> bool {
        self.role >= deed.least_role()
    }

    /// Whether they may write in a locale.
    pub fn covers(&self, locale: &Locale) -> bool {
        let covered = self.locales.as_ref();
        covered.is_none_or(|locales| locales.contains(locale))
    }

    /// Whether they may write what all locales share.
    pub fn covers_all(&self) -> bool {
        self.locales.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_may_what_the_ones_before_it_may() {
        let deeds = [Deed::Read, Deed::Translate, Deed::Edit, Deed::ManageTokens];
        for (role, expected) in [
            (Role::Translator, [true, true, false, false]),
            (Role::Editor, [true, true, true, false]),
            (Role::Admin, [true, true, true, true]),
        ] {
            let caller = Caller {
                role,
                ..Caller::operator()
            };
            assert_eq!(deeds.map(|deed| caller.may(deed)), expected, "{role:?}");
            assert_eq!(Role::parse(&role.as_str().to_uppercase()), Some(role));
        }
        assert_eq!(Role::parse("root"), None);
    }

    #[test]
    fn a_caller_with_locales_covers_those_alone() {
        let locale = |tag: &str| Locale::parse(tag).unwrap();
        let caller = Caller {
            locales: Some(vec![locale("de")]),
            ..Caller::operator()
        };
        assert!(caller.covers(&locale("de")));
        assert!(!caller.covers(&locale("en")) && !caller.covers_all());
        assert!(Caller::operator().covers(&locale("en")));
    }
}
