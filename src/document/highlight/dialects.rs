//! Where Sublime's grammars name things differently than the themes expect: rules that put this right, by language.
//! Measured against what Shiki makes of the same code; they go before the themes' own where both say something.

use super::rules::{
    COMMENT, CONSTANT, ENTITY, KEYWORD, LINK, Look, PLAIN, STRING, TAG, UPRIGHT, VARIABLE,
};

/// Selectors and their look, as in the themes.
pub(super) static DIALECTS: &[(&str, Look)] = &[
    // Sublime's names for what TextMate names otherwise, in every language.
    (
        "variable.function, variable.annotation, punctuation.definition.annotation",
        ENTITY,
    ),
    (
        "constant.numeric keyword, constant.numeric storage",
        CONSTANT,
    ),
    ("keyword.other.unit, constant.numeric.suffix.css", KEYWORD),
    ("markup.raw", CONSTANT),
    // Markup.
    ("keyword.declaration.doctype", TAG),
    ("constant.language.doctype", ENTITY),
    ("text.html.vue punctuation.definition.attribute", ENTITY),
    ("markup.raw.code-fence", PLAIN),
    ("constant.other.language-name", PLAIN),
    (
        "meta.link.inline.description, meta.image.inline.description",
        LINK,
    ),
    (
        "punctuation.definition.list_item, markup.list.numbered.bullet",
        VARIABLE,
    ),
    ("meta.diff.header.git", CONSTANT),
    ("meta.diff.range entity.name.section", UPRIGHT),
    (
        "entity.name.tag.toml, entity.name.tag.toml punctuation.definition.string",
        PLAIN,
    ),
    (
        "meta.mapping.key.json string, meta.mapping.key.json punctuation.definition.string",
        CONSTANT,
    ),
    // Style sheets.
    (
        "meta.property-name.css, support.type.property-name.media",
        PLAIN,
    ),
    ("punctuation.separator.combinator", KEYWORD),
    (
        "support.type.custom-property, support.type.custom-property.name",
        VARIABLE,
    ),
    ("meta.property-value string.unquoted.css", CONSTANT),
    (
        "meta.function-call string.unquoted.css, entity.other.animation-name",
        VARIABLE,
    ),
    ("keyword.keyframe-selector", ENTITY),
    (
        "variable.other.sass, meta.group.interpolation.sass",
        VARIABLE,
    ),
    ("entity.name.namespace.sass", VARIABLE),
    ("punctuation.separator.namespace.sass", PLAIN),
    ("keyword.operator.ampersand.sass", TAG),
    // JavaScript and TypeScript.
    ("variable.parameter.function.js", VARIABLE),
    (
        "meta.function-call support.function, new.expr support.class",
        ENTITY,
    ),
    (
        "support.class.builtin.ts, support.class.builtin.tsx, support.class.console",
        PLAIN,
    ),
    (
        "new.expr support.class.builtin.ts, new.expr support.class.builtin.tsx",
        ENTITY,
    ),
    ("support.variable.property, support.variable.object", PLAIN),
    (
        "support.type.object.dom, support.type.object.console, support.constant.builtin.js",
        PLAIN,
    ),
    ("meta.string.js punctuation.section.interpolation", STRING),
    // Python.
    (
        "comment.block.documentation.python, comment.block.documentation.python punctuation.definition.comment",
        STRING,
    ),
    (
        "variable.function.python, meta.function.parameters variable.parameter.python",
        PLAIN,
    ),
    (
        "meta.function.inline.parameters variable.parameter.python",
        PLAIN,
    ),
    (
        "meta.function-call.python support.function.builtin",
        CONSTANT,
    ),
    (
        "meta.interpolation.python punctuation.section.interpolation",
        CONSTANT,
    ),
    (
        "constant.other.format-spec.python, punctuation.definition.numeric.base.python",
        KEYWORD,
    ),
    // Shells: arguments are strings.
    ("meta.function-call.arguments.shell", STRING),
    (
        "variable.parameter.option.shell, support.function.test.begin constant",
        CONSTANT,
    ),
    (
        "meta.group.expansion.parameter.shell, variable.other.readwrite.shell",
        PLAIN,
    ),
    (
        "meta.group.expansion.parameter.shell punctuation, meta.group.expansion.command.parens.shell",
        PLAIN,
    ),
    (
        "support.function.test.begin, support.function.test.end, support.function.double-brace",
        PLAIN,
    ),
    (
        "keyword.operator.logical.and.shell, keyword.operator.logical.or.shell, keyword.operator.logical.continue.shell",
        PLAIN,
    ),
    (
        "keyword.control.heredoc-token, keyword.operator.regexp.quantifier.shell",
        STRING,
    ),
    ("keyword.operator.end-of-options", CONSTANT),
    ("constant.numeric.integer.decimal.file-descriptor", KEYWORD),
    (
        "support.function.echo.shell, meta.function-call.shell support.function",
        CONSTANT,
    ),
    (
        "variable.stage-name, source.dockerfile meta.function-call.arguments.shell",
        PLAIN,
    ),
    (
        "source.dockerfile source.shell meta.function-call.arguments.shell",
        STRING,
    ),
    // C and what looks like it.
    ("entity.name.constant.preprocessor", ENTITY),
    (
        "punctuation.definition.numeric.base.c, punctuation.definition.numeric.base.c++",
        KEYWORD,
    ),
    (
        "support.type.cs, variable.parameter.cs, variable.other.member.cs",
        ENTITY,
    ),
    (
        "storage.type.nullable, punctuation.separator.namespace.cs",
        PLAIN,
    ),
    (
        "meta.string.interpolated.cs punctuation.section.interpolation",
        STRING,
    ),
    // Java.
    (
        "entity.name.namespace.java, support.type.package.java, support.class.import.java, support.class.java",
        PLAIN,
    ),
    ("meta.instantiation.java support.class", ENTITY),
    (
        "variable.annotation.java, punctuation.definition.annotation.java, meta.class.identifier.java storage.type.java",
        KEYWORD,
    ),
    (
        "meta.interface storage.type.java, meta.enum storage.type.java",
        KEYWORD,
    ),
    ("entity.name.constant.java, constant.other.java", PLAIN),
    // Go.
    ("support.type.builtin.go", KEYWORD),
    ("storage.type.go", ENTITY),
    ("storage.type.keyword", KEYWORD),
    ("variable.declaration.go", PLAIN),
    // Rust.
    (
        "storage.type.rust, variable.parameter.rust, variable.parameter.macro.rust",
        PLAIN,
    ),
    (
        "support.type.rust, support.function.rust, storage.modifier.lifetime.rust",
        ENTITY,
    ),
    ("support.macro.rust", ENTITY),
    (
        "punctuation.accessor.rust, punctuation.accessor.dot.rust, meta.function.return-type.rust punctuation.separator",
        KEYWORD,
    ),
    (
        "meta.annotation.rust variable.annotation, meta.annotation.rust punctuation.definition.annotation",
        PLAIN,
    ),
    (
        "storage.modifier.lifetime.rust punctuation, keyword.operator.rust",
        PLAIN,
    ),
    ("meta.path.rust, storage.type.numeric.rust", ENTITY),
    (
        "storage.type.string.rust, constant.other.placeholder.rust",
        STRING,
    ),
    (
        "meta.function.closure.rust punctuation.section.parameters",
        KEYWORD,
    ),
    // Kotlin, Swift, PHP and Ruby.
    ("storage.type.buildin.kotlin", ENTITY),
    (
        "keyword.operator.declaration.kotlin, keyword.operator.dot.kotlin, entity.name.variable.kotlin",
        PLAIN,
    ),
    ("variable.parameter.template.kotlin", STRING),
    ("support.type.module.import.swift", ENTITY),
    ("keyword.constant, support.punctuation.expression", CONSTANT),
    (
        "meta.literal.string.swift support.punctuation.expression",
        STRING,
    ),
    ("keyword.operator.custom.postfix.unary.swift", PLAIN),
    (
        "variable.parameter.php, variable.parameter.php punctuation.definition.variable, variable.parameter.ruby",
        PLAIN,
    ),
    (
        "variable.language.php, punctuation.section.embedded.begin.php, punctuation.accessor.arrow.php, punctuation.accessor.double-colon.php",
        KEYWORD,
    ),
    ("meta.string.ruby punctuation.section.interpolation", STRING),
    // GraphQL.
    (
        "punctuation.definition.variable.graphql, variable.other.graphql, entity.name.field.graphql",
        VARIABLE,
    ),
    ("support.function.graphql", ENTITY),
    (
        "source.graphql entity.name.type, variable.type.graphql",
        CONSTANT,
    ),
    ("string.quoted.multiline.graphql", COMMENT),
    ("storage.modifier.list.graphql", PLAIN),
];
