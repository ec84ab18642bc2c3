// The small page of builds without npm: a token is entered and an operation is run, by keyboard.

import assert from "node:assert/strict";

import { ask, check, screenshot } from "./browser.mjs";

await check("small playground", async (page, given) => {
  const { viewer } = await ask(given, "{ viewer { name } }");
  await page.goto(given.url);
  await page.getByLabel("Token", { exact: true }).fill(given.token);
  await page.keyboard.press("Enter");
  await page.locator("#token-status", { hasText: viewer.name }).waitFor();
  await page.getByLabel("Operation").fill("{ viewer { name } }");
  await page.keyboard.press("Control+Enter");
  await page.locator("#answer", { hasText: viewer.name }).waitFor();
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    await screenshot(page, given, `small-${scheme}`);
  }
  await page.getByRole("button", { name: "Forget" }).click();
  assert.equal(await page.evaluate(() => sessionStorage.length + localStorage.length), 0);
  return { viewer: viewer.name };
});
