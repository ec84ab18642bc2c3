// An editor's work in the playground, done with mouse and keyboard: a token is entered, the prepared tabs are worked
// through from left to right, and the server is asked afterwards what became of it.

import assert from "node:assert/strict";

import { ask, check, screenshot } from "./browser.mjs";

const TABS = [
  "SeePage",
  "FindDrafts",
  "CreatePost",
  "TranslatePost",
  "CreatePreview",
  "SeePreview",
  "PublishPost",
  "SchedulePost",
  "UnpublishPost",
  "SeeRevisions",
  "RestoreRevision",
  "CreateRedirect",
  "CreateToken",
];

await check("playground", async (page, given) => {
  const { viewer } = await ask(given, "{ viewer { name role } }");
  await open(page, given);
  assert.deepEqual(await page.locator(".graphiql-tab-button").allTextContents(), TABS);
  await reachesByKeyboard(page);
  await refusesWrongToken(page);
  await acceptsToken(page, given, viewer);
  const post = await writesAndPublishes(page, given);
  await worksThroughTheRest(page, viewer);
  await looksRight(page, given);
  await keepsTabsAndToken(page, given, viewer);
  return { viewer: viewer.name, ...post };
});

async function open(page, { url }) {
  await page.goto(url);
  await ready(page);
}

async function ready(page) {
  await page.locator(".graphiql-query-editor .view-line").first().waitFor();
  await page.locator(".graphiql-editor-tool .view-line").first().waitFor();
}

// The tab key leads to the token, an editor and the run button; Enter leads into the editor and Escape out of it.
async function reachesByKeyboard(page) {
  const goals = new Set(["#token", ".graphiql-query-editor .graphiql-editor", ".graphiql-execute-button"]);
  for (let presses = 0; goals.size > 0 && presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    for (const goal of goals) {
      if (await isFocused(page, goal)) {
        goals.delete(goal);
      }
    }
  }
  assert.deepEqual([...goals], [], "not reached by the tab key");
  await page.locator(".graphiql-query-editor .graphiql-editor").focus();
  await page.keyboard.press("Enter");
  assert.ok(await isFocused(page, ".graphiql-query-editor textarea"), "Enter leads into the editor");
  await page.keyboard.press("Escape");
  assert.ok(await isFocused(page, ".graphiql-query-editor .graphiql-editor"), "Escape leads out of the editor");
}

function isFocused(page, selector) {
  return page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, selector);
}

async function refusesWrongToken(page) {
  await page.getByLabel("Token", { exact: true }).fill("not-a-token");
  await page.keyboard.press("Enter");
  await page.locator("#token-status.is-refused").waitFor();
  assert.equal(await page.evaluate(() => sessionStorage.length), 0, "a refused token is not kept");
}

async function acceptsToken(page, given, viewer) {
  await page.getByLabel("Token", { exact: true }).fill(given.token);
  await page.keyboard.press("Enter");
  await page.locator("#token-status.is-accepted", { hasText: viewer.name }).waitFor();
  const kept = await page.evaluate(() => ({ session: { ...sessionStorage }, local: JSON.stringify(localStorage) }));
  assert.deepEqual(Object.values(kept.session), [given.token]);
  assert.ok(!kept.local.includes(given.token) && !page.url().includes(given.token), "the token is in the session alone");
}

async function writesAndPublishes(page, given) {
  await run(page, "SeePage");
  const [draft] = (await run(page, "FindDrafts")).posts.nodes;
  assert.equal(draft.key, "blog/playground", "the demo has one draft");
  await openTab(page, "PublishPost", draft.postId);
  const { post } = (await run(page, "CreatePost")).postCreate;
  await screenshot(page, given, "create");
  const translated = (await run(page, "TranslatePost", post.postId)).translationSave.post;
  assert.notEqual(translated.locale, post.locale);
  const preview = (await run(page, "CreatePreview", post.postId)).previewTokenCreate;
  const shown = (await run(page, "SeePreview", preview.token)).route;
  assert.deepEqual([shown.__typename, shown.postId, shown.status], ["Post", post.postId, "DRAFT"]);
  await run(page, "PublishPost", post.postId);
  await screenshot(page, given, "publish");
  for (const { locale, path } of [post, translated]) {
    const query = "query ($path: String!) { route(path: $path) { __typename ... on Post { postId locale status } } }";
    const { route } = await ask(given, query, { path });
    assert.deepEqual(route, { __typename: "Post", postId: post.postId, locale, status: "PUBLISHED" });
  }
  return { postId: post.postId, locales: [post.locale, translated.locale] };
}

async function worksThroughTheRest(page, { role }) {
  const scheduled = (await run(page, "SchedulePost")).postPublish.posts[0];
  assert.ok(new Date(scheduled.scheduledFor) > new Date(), "scheduled for later");
  await run(page, "UnpublishPost");
  await run(page, "SeeRevisions");
  await run(page, "RestoreRevision");
  await run(page, "CreateRedirect");
  if (role === "ADMIN") {
    await run(page, "CreateToken");
  }
}

// Opens a tab with the mouse and runs it, by turns with the button and the keyboard; the answer has to be on the screen.
async function run(page, title, inVariables) {
  await openTab(page, title, inVariables);
  const answered = page.waitForResponse((response) => response.request().postDataJSON()?.operationName === title);
  if (TABS.indexOf(title) % 2 === 0) {
    await page.locator(".graphiql-execute-button").click();
  } else {
    await page.locator(".graphiql-query-editor .view-lines").click();
    await page.keyboard.press("Control+Enter");
  }
  const answer = await (await answered).json();
  assert.deepEqual(answer.errors ?? [], [], title);
  const [field] = Object.keys(answer.data);
  await page.locator(".result-window .view-lines", { hasText: field }).waitFor();
  const userErrors = Object.values(answer.data).flatMap((payload) => payload?.userErrors ?? []);
  assert.deepEqual(userErrors, [], title);
  return answer.data;
}

async function openTab(page, title, inVariables) {
  await page.locator(`.graphiql-tab-button[title="${title}"]`).click();
  await page.locator(".graphiql-query-editor .view-lines", { hasText: title }).waitFor();
  if (inVariables) {
    await page.locator(".graphiql-editor-tool .view-lines", { hasText: inVariables }).first().waitFor();
  }
}

async function looksRight(page, given) {
  const seen = {};
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.waitForTimeout(300);
    seen[scheme] = await colors(page);
    await screenshot(page, given, scheme);
  }
  seen.light.forEach((color, at) => assert.notEqual(color, seen.dark[at], "both themes look the same"));
  await chooseTheme(page, "Light");
  assert.deepEqual(await colors(page), seen.light, "the theme that was chosen counts more than the system's");
  await chooseTheme(page, "System");
  assert.deepEqual(await colors(page), seen.dark);
  await readsAlong(page, given);
  await fitsNarrowWindow(page, given);
}

function colors(page) {
  return page.evaluate(() =>
    ["body", ".graphiql-container", ".monaco-editor .view-line span span"].map((selector) => {
      const { color, backgroundColor } = getComputedStyle(document.querySelector(selector));
      return `${color} ${backgroundColor}`;
    }),
  );
}

async function chooseTheme(page, name) {
  await page.getByRole("button", { name: "Open settings dialog" }).click();
  await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.waitForTimeout(300);
}

// The documentation shows descriptions, the explorer the fields.
async function readsAlong(page, given) {
  await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
  await page.getByRole("link", { name: "Query", exact: true }).click();
  await page.locator(".graphiql-doc-explorer-content", { hasText: "What lives at one public path" }).waitFor();
  await screenshot(page, given, "documentation");
  await page.getByRole("button", { name: "Show GraphiQL Explorer" }).click();
  await page.locator(".graphiql-explorer-root", { hasText: "postCreate" }).first().waitFor();
  await screenshot(page, given, "explorer");
  await page.getByRole("button", { name: "Hide GraphiQL Explorer" }).click();
}

async function fitsNarrowWindow(page, given) {
  await page.setViewportSize({ width: 420, height: 900 });
  await screenshot(page, given, "narrow");
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(overflow <= 0, `a narrow window scrolls sideways by ${overflow} pixels`);
  await page.setViewportSize({ width: 1280, height: 900 });
}

// What an editor changed is there after a reload; the prepared tabs come back when asked for; the token can be forgotten.
async function keepsTabsAndToken(page, given, viewer) {
  await page.getByRole("button", { name: "New tab" }).click();
  await page.locator(".graphiql-query-editor .graphiql-editor").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("query OwnTab { locales");
  await page.getByText("OwnTab", { exact: true }).first().waitFor();
  await page.waitForTimeout(1000);
  await page.reload();
  await ready(page);
  await page.locator("#token-status.is-accepted", { hasText: viewer.name }).waitFor();
  assert.deepEqual(await page.locator(".graphiql-tab-button").allTextContents(), [...TABS, "OwnTab"]);
  await page.getByRole("button", { name: "Restore the prepared tabs" }).click();
  await page.locator(".graphiql-query-editor .view-lines", { hasText: "SeePage" }).waitFor();
  assert.deepEqual(await page.locator(".graphiql-tab-button").allTextContents(), [...TABS, "OwnTab"]);
  await page.getByRole("button", { name: "Forget", exact: true }).click();
  assert.equal(await page.evaluate(() => sessionStorage.length), 0, "a forgotten token is gone");
  assert.equal(await page.getByLabel("Token", { exact: true }).inputValue(), "");
}
