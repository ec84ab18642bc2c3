// What becomes of placeholders on the demo site, on another one, on an empty one, and without a server.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fill } from "../src/placeholders.js";
import { nearest } from "../src/words.js";

const DEMO = ["en", "ar", "de", "ru"].map((code) => ({ code, isDefault: code === "en" }));
const TEXT = '"{{postId of blog/drafts}} {{path of blog/drafts}} {{default locale}} {{translation locale}}"';

// A server that answers everything with the same data.
function answers(data) {
  globalThis.fetch = async () => new Response(JSON.stringify({ data }));
}

const drafts = { postId: "p1", path: "/en/drafts" };
const newest = { postId: "p9", path: '/en/"quoted"' };

for (const [name, data, locales, expected] of [
  ["demo", { post0: drafts, posts: { nodes: [newest] } }, DEMO, '"p1 /en/drafts en de"'],
  ["another site", { post0: null, posts: { nodes: [newest] } }, DEMO.slice(0, 2), '"p9 /en/\\"quoted\\" en ar"'],
  [
    "an empty site in one language",
    { post0: null, posts: { nodes: [] } },
    [{ code: "fr", isDefault: true }],
    '"{{postId of blog/drafts}} {{path of blog/drafts}} fr fr"',
  ],
]) {
  test(`placeholders on ${name}`, async () => {
    answers(data);
    assert.deepEqual(await fill([TEXT], locales), [expected]);
  });
}

test("without a server the rest is filled all the same", async () => {
  globalThis.fetch = async () => {
    throw new TypeError("no network");
  };
  const [text] = await fill(["{{today}} {{tomorrow}} {{next month}} {{moment}} {{path of x}} {{unknown}}"], DEMO);
  assert.match(
    text,
    /^\d{4}-\d\d-\d\d \d{4}-\d\d-\d\dT[\d:]{8}Z \d{4}-\d\d-\d\dT[\d:]{8}Z \d{14} \{\{path of x\}\} \{\{unknown\}\}$/,
  );
});

test("the nearest locale is the first wish that is met, else the default one", () => {
  for (const [wishes, expected] of [
    [["de-AT", "en"], "de"],
    [["RU"], "ru"],
    [["fr", "ar-EG"], "ar"],
    [["fr"], "en"],
    [[], "en"],
  ]) {
    assert.equal(nearest(DEMO, wishes).code, expected, wishes.join());
  }
  assert.equal(nearest([{ code: "pt-BR" }, { code: "en", isDefault: true }], ["pt"]).code, "pt-BR");
});
