//! Components, slots, spans and bindings as elements. What is no text in an attribute becomes JSON under a bound name.

use serde_json::Value;

use super::blocks::Builder;
use super::{Element, Flavor, Node, links};
use crate::document::allowlist;
use crate::document::front_matter::{self, Rules};
use crate::document::markdown::node::{
    AttributeValue, Attributes, Binding, Component, Node as Markdown, Span,
};

/// Where a page says which component a box stands for.
const NAME: &str = "data-component";

pub(super) fn component<'m>(
    builder: &mut Builder<'m>,
    component: &Component,
    children: &'m [Markdown],
) -> Element {
    let tag = match builder.flavor {
        Flavor::Nuxt => component.name.as_str(),
        Flavor::Page { .. } => tag_on_page(&component.name, builder.is_in_text()),
    };
    let mut element = Element::new(tag, builder.all(children));
    if tag != component.name {
        element.set(NAME, component.name.clone());
    }
    for (name, value) in &component.attributes {
        bind(&mut element, name, value);
    }
    if let Some(yaml) = &component.yaml {
        bind_yaml(&mut element, yaml);
    }
    if let Flavor::Nuxt = builder.flavor {
        links::mark_external(&mut element);
    }
    element
}

/// Slots are templates in the end; until raw HTML is read they are not, since HTML has templates of its own.
pub(super) fn slot<'m>(
    builder: &mut Builder<'m>,
    slot: &Component,
    children: &'m [Markdown],
) -> Element {
    let children = builder.all(children);
    if let Flavor::Page { .. } = builder.flavor {
        return Element::new("div", children).with("data-slot", slot.name.clone());
    }
    let element = Element::new("component-slot", children);
    with_attributes(element, &slot.attributes).with(&format!("v-slot:{}", slot.name), "")
}

pub(super) fn span<'m>(
    builder: &mut Builder<'m>,
    span: &Span,
    children: &'m [Markdown],
) -> Element {
    let mut element = Element::new("span", builder.all(children));
    for (name, value) in span.attributes.iter().flatten() {
        bind(&mut element, name, value);
    }
    element
}

/// A page knows no values: it shows what is to be shown without one.
pub(super) fn binding(builder: &Builder<'_>, binding: &Binding) -> Node {
    if let Flavor::Page { .. } = builder.flavor {
        return Node::text(binding.default.clone().unwrap_or_default());
    }
    let element = Element::new("binding", Vec::new()).with("value", binding.value.clone());
    match &binding.default {
        Some(default) => element.with("defaultValue", default.clone()),
        None => element,
    }
    .into()
}

/// What a page shows a component as: the element of HTML that it names, or a box.
fn tag_on_page(name: &str, is_in_text: bool) -> &str {
    match allowlist::element(name) {
        Some(element) => element,
        None if is_in_text => "span",
        None => "div",
    }
}

/// Attributes of marks, where a name alone is an attribute without value.
pub(super) fn with_attributes(mut element: Element, attributes: &Attributes) -> Element {
    for (name, value) in attributes {
        element.set_chosen(name, value.text().to_owned());
    }
    element
}

fn bind(element: &mut Element, name: &str, value: &AttributeValue) {
    match value {
        AttributeValue::Text(text) => element.set_chosen(name, text.clone()),
        AttributeValue::Flag => element.set_chosen(&format!(":{name}"), "true".to_owned()),
    }
}

fn bind_yaml(element: &mut Element, yaml: &str) {
    let block = format!("---\n{yaml}\n---\n");
    for (name, value) in front_matter::read(&block, Rules::Nuxt).values {
        match value {
            Value::String(text) => element.set_chosen(&name, text),
            value if name.starts_with(':') => element.set_chosen(&name, value.to_string()),
            value => {
                element.attributes.retain(|(known, _)| *known != name);
                element.set_chosen(&format!(":{name}"), value.to_string());
            }
        }
    }
}
