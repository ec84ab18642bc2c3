// The page's own words, in the reader's language where the server has it. English is built in.

import english from "../words.json" with { type: "json" };
import { ask } from "./server.js";

const MESSAGES = `query Words($locale: Locale!, $args: JSON) {
  messages(locale: $locale, prefix: "playground-", args: $args) { key text locale }
}`;

/** `{ lang, dir, locale, texts }`: the words in the locale nearest to what the browser asks for. */
export async function readWords(locales) {
  const locale = nearest(locales, navigator.languages);
  try {
    const { messages } = await ask(MESSAGES, { locale: locale.code });
    return words(messages, locale, locales);
  } catch {
    return { lang: "en", dir: "ltr", locale: null, texts: english };
  }
}

/** Who the token belongs to, as a sentence. */
export async function accepted({ locale }, { name, role, locales }) {
  const limit = locales ? ` · ${locales.join(", ")}` : "";
  try {
    const { messages } = await ask(MESSAGES, { locale, args: { name, role } });
    const message = messages.find(({ key }) => key === "playground-token-accepted");
    return message.text + limit;
  } catch {
    return `${name} (${role.toLowerCase()})${limit}`;
  }
}

// The language of the page is the one that its title was found in, which may be the locale's fallback.
function words(messages, locale, locales) {
  const title = messages.find(({ key }) => key === "playground-title");
  const served = locales.find(({ code }) => code === title?.locale);
  return {
    lang: served?.code ?? "en",
    dir: (served?.direction ?? "LTR").toLowerCase(),
    locale: locale.code,
    texts: { ...english, ...Object.fromEntries(messages.map(({ key, text }) => [key, text])) },
  };
}

/** The first wish that a locale meets, whole or by its language; else the default locale. */
export function nearest(locales, wishes) {
  for (const wish of wishes.map((wish) => wish.toLowerCase())) {
    const language = wish.split("-")[0];
    const found =
      locales.find(({ code }) => code.toLowerCase() === wish) ??
      locales.find(({ code }) => code.toLowerCase() === language) ??
      locales.find(({ code }) => code.toLowerCase().split("-")[0] === language);
    if (found) {
      return found;
    }
  }
  return locales.find(({ isDefault }) => isDefault) ?? locales[0];
}
