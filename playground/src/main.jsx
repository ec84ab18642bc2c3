// Begins the page: reads the site's locales, words and prepared tabs, then shows GraphiQL with the bar above it.

import { createRoot } from "react-dom/client";

import "./workers.js";
import { Playground } from "./Playground.jsx";
import { ask } from "./server.js";
import { preparedTabs, storedTab } from "./tabs.js";
import { readWords } from "./words.js";

const LOCALES = "{ locales { code direction isDefault } }";

async function begin() {
  const { locales } = await ask(LOCALES).catch(() => ({ locales: [{ code: "en", direction: "LTR", isDefault: true }] }));
  const [words, tabs] = await Promise.all([readWords(locales), preparedTabs(locales)]);
  Object.assign(document.documentElement, { lang: words.lang, dir: words.dir });
  document.title = words.texts["playground-title"];
  const root = createRoot(document.getElementById("graphiql"));
  root.render(<Playground locales={locales} tabs={tabs} first={storedTab() ?? tabs[0]} words={words} />);
}

begin();
