//! What a Markdown tree is made of. Values alone: how text becomes a tree, and a tree something else, is told elsewhere.

/// A block, or a part of a line, with what is inside it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::document) struct Node {
    pub(in crate::document) kind: Kind,
    pub(in crate::document) children: Vec<Node>,
    /// The line of the source that it begins on, from 1.
    pub(in crate::document) line: u32,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::document) enum Kind {
    // Blocks.
    Paragraph,
    Heading(Heading),
    ThematicBreak,
    Quote,
    /// A quote that GitHub shows as an alert.
    Alert(Alert),
    List(List),
    Item(Item),
    CodeBlock(CodeBlock),
    /// A block of raw HTML as it is written, without the last line end.
    HtmlBlock(String),
    /// A table: its first row is the head.
    Table(Vec<Alignment>),
    Row,
    Cell,
    /// A definition of links. It shows nothing, but parts what stands before and after it.
    Definition,
    /// A footnote, with its identifier. It shows nothing where it stands.
    Note(String),
    /// A component, alone on its lines or in a line of text.
    Component(Component),
    /// The text in brackets after the name of a component.
    Label,
    /// A named slot of a component.
    Slot(Component),

    // Parts of a line.
    Text(String),
    Emphasis(Attributes),
    Strong(Attributes),
    Strikethrough,
    Code(Code),
    Link(Link),
    Image(Image),
    Break,
    /// One tag, comment or other piece of raw HTML.
    Html(String),
    /// A reference to the footnote with this identifier.
    NoteReference(String),
    Span(Span),
    /// `{{ value || 'default' }}`
    Binding(Binding),
    /// Attributes that found nothing to belong to.
    Lost(Attributes),
}

/// What a heading is like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::document) struct Heading {
    /// 1 to 6.
    pub(in crate::document) level: u8,
    /// What links point to, once it is known.
    pub(in crate::document) id: Option<String>,
}

/// What an alert is like.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::document) struct Alert {
    pub(in crate::document) kind: AlertKind,
    /// The author's title; empty where the label of the kind stands for it.
    pub(in crate::document) title: Vec<Node>,
}

/// The kinds of alerts that GitHub knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) enum AlertKind {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

/// What a list is like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::document) struct List {
    /// The number of its first item; `None` for bullets.
    pub(in crate::document) start: Option<u32>,
    /// Bullets or delimiters of other kinds begin another list.
    pub(in crate::document) marker: u8,
    /// Whether a blank line stands between two of its items.
    pub(in crate::document) is_spread: bool,
}

/// What an item of a list is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) struct Item {
    /// Whether a blank line stands between two of its blocks.
    pub(in crate::document) is_spread: bool,
    /// Of a task, whether it is done.
    pub(in crate::document) is_checked: Option<bool>,
}

/// A fenced or indented block of code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::document) struct CodeBlock {
    /// The first word of the info string.
    pub(in crate::document) language: String,
    /// The rest of the info string.
    pub(in crate::document) meta: String,
    /// Without the last line end.
    pub(in crate::document) text: String,
}

/// How the cells of a column are aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) enum Alignment {
    None,
    Left,
    Center,
    Right,
}

/// `::name{attributes}` or `:name[text]{attributes}`; a slot is `#name{attributes}`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::document) struct Component {
    /// In kebab case.
    pub(in crate::document) name: String,
    pub(in crate::document) attributes: Attributes,
    /// The YAML between `---` lines after the opening line.
    pub(in crate::document) yaml: Option<String>,
}

/// `` `text`{attributes} ``
#[derive(Clone, Debug, PartialEq)]
pub(in crate::document) struct Code {
    pub(in crate::document) text: String,
    pub(in crate::document) attributes: Attributes,
}

/// A link, however it is written.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::document) struct Link {
    pub(in crate::document) target: Target,
    pub(in crate::document) attributes: Attributes,
    /// Whether the target is named by a definition elsewhere.
    pub(in crate::document) is_reference: bool,
}

/// An image.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::document) struct Image {
    pub(in crate::document) target: Target,
    /// What is written inside it, without marks.
    pub(in crate::document) alt: String,
    pub(in crate::document) attributes: Attributes,
    pub(in crate::document) is_reference: bool,
}

/// Where a link or an image leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::document) struct Target {
    /// As it is written, with escapes and character references resolved.
    pub(in crate::document) url: String,
    pub(in crate::document) title: Option<String>,
}

/// `[text]` or `[text]{attributes}`
#[derive(Clone, Debug, PartialEq)]
pub(in crate::document) struct Span {
    /// `None` if none were written.
    pub(in crate::document) attributes: Option<Attributes>,
    /// Where the text leads if it is the label of a definition; Nuxt Content does not look.
    pub(in crate::document) target: Option<Target>,
}

/// `{{ value || 'default' }}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::document) struct Binding {
    pub(in crate::document) value: String,
    pub(in crate::document) default: Option<String>,
}

/// The attributes of a component or a mark, in the order written, each name once.
pub(in crate::document) type Attributes = Vec<(String, AttributeValue)>;

/// What an attribute says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::document) enum AttributeValue {
    Text(String),
    /// Its name alone is written.
    Flag,
}

impl Kind {
    /// How many attributes are written, in braces.
    pub(in crate::document) fn attributes_len(&self) -> usize {
        let attributes = match self {
            Self::Component(component) | Self::Slot(component) => &component.attributes,
            Self::Emphasis(attributes) | Self::Strong(attributes) => attributes,
            Self::Code(code) => &code.attributes,
            Self::Link(link) => &link.attributes,
            Self::Image(image) => &image.attributes,
            Self::Span(span) => return span.attributes.as_ref().map_or(0, Vec::len),
            _ => return 0,
        };
        attributes.len()
    }
}

impl AttributeValue {
    /// What it says; nothing where its name alone is written.
    pub(in crate::document) fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Flag => "",
        }
    }
}

/// Makes one of texts that stand together.
pub(in crate::document) fn merge_texts(nodes: &mut Vec<Node>) {
    let mut merged: Vec<Node> = Vec::with_capacity(nodes.len());
    for node in std::mem::take(nodes) {
        if let (Some(Kind::Text(text)), Kind::Text(more)) =
            (merged.last_mut().map(|last| &mut last.kind), &node.kind)
        {
            text.push_str(more);
        } else {
            merged.push(node);
        }
    }
    *nodes = merged;
}

impl Node {
    pub(in crate::document) fn new(kind: Kind, line: u32, children: Vec<Node>) -> Self {
        Self {
            kind,
            children,
            line,
        }
    }

    /// A node with nothing inside.
    pub(in crate::document) fn leaf(kind: Kind, line: u32) -> Self {
        Self::new(kind, line, Vec::new())
    }
}
