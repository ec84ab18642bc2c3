// Fills what the variables of the prepared operations leave open: `{{postId of blog/drafts}}`, `{{tomorrow}}`, …

import { ask } from "./server.js";

const PLACEHOLDER = /\{\{([^{}]+)\}\}/g;
const POST = /^(postId|path) of (.+)$/;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The texts with every placeholder filled that this site has a value for; the others stay, to be seen and replaced. */
export async function fill(texts, locales) {
  const values = { ...localeValues(locales), ...timeValues(new Date()) };
  const posts = await readPosts(texts, values["default locale"]).catch(() => ({}));
  const valueOf = (name) => {
    const [, field, key] = POST.exec(name) ?? [];
    return field ? posts[key]?.[field] : values[name];
  };
  return texts.map((text) =>
    text.replaceAll(PLACEHOLDER, (placeholder, name) => inString(valueOf(name) ?? placeholder)),
  );
}

// The prepared translation is German; a site without German translates into any other of its locales.
function localeValues(locales) {
  const standard = locales.find(({ isDefault }) => isDefault) ?? locales[0];
  const others = locales.filter((locale) => locale !== standard);
  const translation = others.find(({ code }) => code === "de") ?? others[0] ?? standard;
  return { "default locale": standard?.code, "translation locale": translation?.code };
}

function timeValues(now) {
  const later = (days) => `${new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 19)}Z`;
  return {
    today: later(0).slice(0, 10),
    tomorrow: later(1),
    "next month": later(30),
    // Makes slugs and names that were not used before.
    moment: later(0).slice(0, 19).replaceAll(/[-T:]/g, ""),
  };
}

// Posts by key; a site that lacks one shows its newest instead.
async function readPosts(texts, locale) {
  const names = texts.flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, name]) => name));
  const keys = [...new Set(names.map((name) => POST.exec(name)?.[2]).filter(Boolean))];
  const fields = keys.map((_, at) => `post${at}: post(by: { key: $key${at} }, locale: $locale) { postId path }`);
  const parameters = keys.map((_, at) => `, $key${at}: String!`).join("");
  const query = `query Posts($locale: Locale!${parameters}) {
    ${fields.join("\n")}
    posts(locale: $locale, first: 1) { nodes { postId path } }
  }`;
  const variables = { locale, ...Object.fromEntries(keys.map((key, at) => [`key${at}`, key])) };
  const data = await ask(query, variables);
  const [newest] = data.posts?.nodes ?? [];
  return Object.fromEntries(keys.map((key, at) => [key, data[`post${at}`] ?? newest]));
}

// A value as it stands between the quotes of a JSON text.
function inString(value) {
  return JSON.stringify(String(value)).slice(1, -1);
}
