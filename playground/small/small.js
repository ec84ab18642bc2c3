// The page of builds without npm: it runs one operation. Without dependencies, so that it can be embedded as it is.

const KEY = "isogloss:token";
const WORDS = `query Words($locale: Locale!, $args: JSON) {
  messages(locale: $locale, prefix: "playground-", args: $args) { key text locale }
}`;
const element = (id) => document.getElementById(id);
const words = { locale: null, texts: {} };

async function send(operation, token) {
  const headers = { accept: "application/graphql-response+json, application/json", "content-type": "application/json" };
  if (token) {
    headers.authorization = `Bearer ${token}`;
  }
  const body = JSON.stringify(operation);
  const response = await fetch("/graphql", { method: "POST", credentials: "omit", cache: "no-store", headers, body });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(text.trim() || `${response.status} ${response.statusText}`);
  }
}

// The words of the server in the language nearest to the reader's; where that fails, English stays.
async function translate() {
  const { data } = await send({ query: "{ locales { code direction isDefault } }" });
  const locale = nearest(data.locales);
  words.locale = locale.code;
  const { messages } = (await send({ query: WORDS, variables: { locale: locale.code } })).data;
  words.texts = Object.fromEntries(messages.map(({ key, text }) => [key.replace("playground-", ""), text]));
  const served = data.locales.find(({ code }) => code === messages[0]?.locale) ?? { code: "en", direction: "LTR" };
  Object.assign(document.documentElement, { lang: served.code, dir: served.direction.toLowerCase() });
  for (const node of document.querySelectorAll("[data-word]")) {
    node.textContent = words.texts[node.dataset.word] ?? node.textContent;
  }
  document.title = document.querySelector("h1").textContent;
}

function nearest(locales) {
  const language = (tag) => tag.toLowerCase().split("-")[0];
  for (const wish of navigator.languages) {
    const found =
      locales.find(({ code }) => code.toLowerCase() === wish.toLowerCase()) ??
      locales.find(({ code }) => language(code) === language(wish));
    if (found) {
      return found;
    }
  }
  return locales.find(({ isDefault }) => isDefault) ?? locales[0];
}

async function run() {
  const answer = element("answer");
  answer.textContent = "…";
  try {
    const variables = JSON.parse(element("variables").value.trim() || "{}");
    const operation = { query: element("query").value, variables };
    answer.textContent = JSON.stringify(await send(operation, sessionStorage.getItem(KEY)), null, 2);
  } catch (error) {
    answer.textContent = String(error.message ?? error);
  }
}

// A token is kept only after the server has said whose it is.
async function useToken(candidate) {
  try {
    const { data } = await send({ query: "{ viewer { name role locales } }" }, candidate);
    if (data?.viewer) {
      sessionStorage.setItem(KEY, candidate);
      showToken(await accepted(data.viewer), true);
    } else {
      sessionStorage.removeItem(KEY);
      showToken(words.texts["token-refused"] ?? "This token is not accepted.", false);
    }
  } catch {
    showToken(words.texts.unreachable ?? "The server does not answer.", false);
  }
}

async function accepted({ name, role, locales }) {
  const limit = locales ? ` · ${locales.join(", ")}` : "";
  const { data } = await send({ query: WORDS, variables: { locale: words.locale, args: { name, role } } });
  const message = data?.messages?.find(({ key }) => key === "playground-token-accepted");
  return (message?.text ?? `${name} (${role.toLowerCase()})`) + limit;
}

function showToken(text, isKept) {
  element("token-status").textContent = text;
  element("forget").hidden = !isKept;
}

function forget() {
  sessionStorage.removeItem(KEY);
  element("token").value = "";
  showToken("", false);
  element("token").focus();
}

function listen() {
  element("operation-form").addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  element("token-form").addEventListener("submit", (event) => {
    event.preventDefault();
    useToken(element("token").value.trim());
  });
  element("forget").addEventListener("click", forget);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    }
  });
}

async function begin() {
  listen();
  await translate().catch(() => undefined);
  const token = sessionStorage.getItem(KEY);
  if (token) {
    element("token").value = token;
    await useToken(token);
  }
}

begin();
