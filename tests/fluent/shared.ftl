### What every language says alike, so that its own numbers, dates and plural rules are what differs.

## Numbers

number = { $n }
number-in-text = a { $n } b
literals = { 1234.50 } { -3 } { 0.0 }
fixed = { NUMBER($n, minimumFractionDigits: 2) }
rounded = { NUMBER($n, maximumFractionDigits: 0) }
significant = { NUMBER($n, maximumSignificantDigits: 3) }
significant-least = { NUMBER($n, minimumSignificantDigits: 4) }
padded = { NUMBER($n, minimumIntegerDigits: 3) }
ungrouped = { NUMBER($n, useGrouping: 0) }
ungrouped-by-word = { NUMBER($n, useGrouping: "false") }
percent = { NUMBER($n, style: "percent") }
percent-digits = { NUMBER($n, style: "percent", minimumFractionDigits: 1) }
twice = { NUMBER(NUMBER($n, minimumFractionDigits: 1), maximumFractionDigits: 1) }
fixed-plural = { NUMBER($n, minimumFractionDigits: 1) ->
    [zero] zero
    [one] one
    [two] two
    [few] few
    [many] many
   *[other] other
}
cardinal = { $n ->
    [zero] zero
    [one] one
    [two] two
    [few] few
    [many] many
   *[other] other
}
ordinal = { NUMBER($n, type: "ordinal") ->
    [zero] zero
    [one] one
    [two] two
    [few] few
    [many] many
   *[other] other
}
exact = { $n ->
    [0] none
    [1.0] exactly one
    [one] never where 1 is one
    [-1] minus one
    [1.5] one and a half
   *[other] some
}

## Dates

date-short = { DATETIME($date, dateStyle: "short") }
date-medium = { DATETIME($date, dateStyle: "medium") }
date-long = { DATETIME($date, dateStyle: "long") }
date-full = { DATETIME($date, dateStyle: "full") }
time-short = { DATETIME($date, timeStyle: "short") }
time-medium = { DATETIME($date, timeStyle: "medium") }
date-time = { DATETIME($date, dateStyle: "medium", timeStyle: "short") }
date-long-time = { DATETIME($date, dateStyle: "long", timeStyle: "short") }
month-year = { DATETIME($date, month: "long", year: "numeric") }
month-day = { DATETIME($date, month: "long", day: "numeric") }
month-day-year = { DATETIME($date, month: "long", day: "numeric", year: "numeric") }
month-short-day-year = { DATETIME($date, month: "short", day: "numeric", year: "numeric") }
weekday = { DATETIME($date, weekday: "long") }
year = { DATETIME($date, year: "numeric") }
date-numeric = { DATETIME($date, year: "numeric", month: "numeric", day: "numeric") }
month-short-day = { DATETIME($date, month: "short", day: "numeric") }
weekday-month-day = { DATETIME($date, weekday: "long", month: "long", day: "numeric") }
hour-minute = { DATETIME($date, hour: "numeric", minute: "numeric") }
text-date = { DATETIME($text, dateStyle: "long") }
milliseconds = { DATETIME($millis, dateStyle: "long") }

## Syntax

variable = { $name }
isolated = a { $name } b { $n } c
plain = text
multi =
    one
      two

    four { $name }
    five
escapes = { "{" } { "\u00e9\U01F600" } { "\\" } { "\"" } { "" }x
nested = { { $name } }
message = { plain }, { isolated }
attribute = { titled.of }, { titled.plain }
titled = Title
    .of = of { $name }
    .plain = plain
only-attributes =
    .label = Label { $n }
    .again = First
    .again = Last
term = { -thing } { -thing(case: "long") } { -thing(case: "unknown") } { -thing(n: 3) }
-thing = { $case ->
   *[short] S
    [long] L { $name } { $n }
}
    .gender = neuter
term-attribute = { -thing.gender ->
    [neuter] it
   *[other] they
}
term-number = { -counted(n: 1) } { -counted(n: 2) } { -counted(n: 1000) }
-counted = { $n ->
    [one] { $n } thing
   *[other] { $n } things
}
term-sees-no-argument = { -named(x: 1) }
-named = { $name }
text-selector = { $name ->
    [Ann] A
    [one] one
   *[other] other
}
nested-selector = { $n ->
    [1] { $name ->
        [Ann] Ann alone
       *[other] someone alone
    }
   *[other] { $name } and others
}
selector-of-function = { NUMBER($n) ->
    [1] one exactly
   *[other] { $n }
}
default-first = { $n ->
   *[one] first
    [1] second
}

## What is missing

missing-variable = a { $none } b
missing-message = { nowhere } { nowhere.of }
missing-attribute = { titled.none }
missing-term = { -nowhere } x
missing-term-attribute = { -thing.none ->
    [a] a
   *[b] b
}
missing-function = { SHOUT($name) }
missing-argument = { NUMBER($none) } { DATETIME($none) }
missing-text = { only-attributes }
number-of-text = { NUMBER($name) }
missing-selector = { $none ->
    [a] a
   *[b] b
}
cycle = a { cycle } b
cycle-one = 1 { cycle-two }
cycle-two = 2 { cycle-one }
cycle-term = { -round }
-round = { -round }
