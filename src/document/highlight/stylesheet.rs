//! The style sheet that turns the variables of highlighted code into colors.
//! Light is what holds by default; the page's word for a theme goes before the reader's preference.

/// What a frontend needs for highlighted code and brings no theme of its own for.
pub const fn stylesheet() -> &'static str {
    STYLESHEET
}

const STYLESHEET: &str = "\
.shiki {
  --shiki-light: #24292E;
  --shiki-light-bg: #FFFFFF;
  --shiki-light-highlight-bg: #F6F8FA;
  --shiki-dark: #E1E4E8;
  --shiki-dark-bg: #24292E;
  --shiki-dark-highlight-bg: #2B3036;
  background-color: var(--shiki-light-bg);
  overflow-x: auto;
}

.shiki,
.shiki span {
  color: var(--shiki-light);
  font-style: var(--shiki-light-font-style, inherit);
  font-weight: var(--shiki-light-font-weight, inherit);
  text-decoration: var(--shiki-light-text-decoration, inherit);
}

.shiki code {
  display: block;
  width: fit-content;
  min-width: 100%;
}

.shiki .line {
  display: inline-block;
  width: 100%;
  min-height: 1lh;
}

.shiki .highlight {
  background-color: var(--shiki-light-highlight-bg);
  box-shadow: inset 3px 0 #005CC5;
}

@media (prefers-color-scheme: dark) {
  :root:not(.light, [data-theme=\"light\"]) .shiki:not(.light *, [data-theme=\"light\"] *) {
    background-color: var(--shiki-dark-bg);
  }

  :root:not(.light, [data-theme=\"light\"]) .shiki:not(.light *, [data-theme=\"light\"] *),
  :root:not(.light, [data-theme=\"light\"]) .shiki:not(.light *, [data-theme=\"light\"] *) span {
    color: var(--shiki-dark);
    font-style: var(--shiki-dark-font-style, inherit);
    font-weight: var(--shiki-dark-font-weight, inherit);
    text-decoration: var(--shiki-dark-text-decoration, inherit);
  }

  :root:not(.light, [data-theme=\"light\"]) .shiki:not(.light *, [data-theme=\"light\"] *) .highlight {
    background-color: var(--shiki-dark-highlight-bg);
    box-shadow: inset 3px 0 #79B8FF;
  }
}

:is(.dark, [data-theme=\"dark\"]) .shiki {
  background-color: var(--shiki-dark-bg);
}

:is(.dark, [data-theme=\"dark\"]) .shiki,
:is(.dark, [data-theme=\"dark\"]) .shiki span {
  color: var(--shiki-dark);
  font-style: var(--shiki-dark-font-style, inherit);
  font-weight: var(--shiki-dark-font-weight, inherit);
  text-decoration: var(--shiki-dark-text-decoration, inherit);
}

:is(.dark, [data-theme=\"dark\"]) .shiki .highlight {
  background-color: var(--shiki-dark-highlight-bg);
  box-shadow: inset 3px 0 #79B8FF;
}
";

#[cfg(test)]
mod tests {
    use super::super::style::{Color, Ink};
    use super::*;

    const INKS: [Ink; 10] = [
        Ink::Text,
        Ink::Comment,
        Ink::Constant,
        Ink::Entity,
        Ink::Invalid,
        Ink::Keyword,
        Ink::Link,
        Ink::String,
        Ink::Tag,
        Ink::Variable,
    ];

    #[test]
    fn the_default_colors_are_those_of_text() {
        let sheet = stylesheet();
        assert!(sheet.contains(&format!("--shiki-light: {};", Ink::Text.light())));
        assert!(sheet.contains(&format!("--shiki-dark: {};", Ink::Text.dark())));
        assert_eq!(sheet.matches('{').count(), sheet.matches('}').count());
        for theme in ["light", "dark"] {
            for part in ["", "-bg", "-highlight-bg"] {
                assert!(sheet.contains(&format!("--shiki-{theme}{part}: #")));
                assert!(sheet.contains(&format!("var(--shiki-{theme}{part})")));
            }
        }
    }

    #[test]
    fn text_is_readable_except_where_the_themes_themselves_are_faint() {
        let (white, night) = (Color(0xFFFFFF), Color(0x24292E));
        let faint_by_day = INKS
            .into_iter()
            .filter(|i| contrast(i.light(), white) < 4.5);
        let faint_by_night = INKS.into_iter().filter(|i| contrast(i.dark(), night) < 4.5);
        assert_eq!(faint_by_day.collect::<Vec<_>>(), [Ink::Variable]);
        assert_eq!(faint_by_night.collect::<Vec<_>>(), [Ink::Comment]);
    }

    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(color: Color) -> f64 {
        let channel = |shift: u32| {
            let value = f64::from(color.0 >> shift & 0xFF) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }
}
