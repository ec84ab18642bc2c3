// One page in Debian's Chromium, and everything that must not happen on it: requests that leave the server, violations of
// its policy, errors.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { chromium } from "playwright-core";

// Without them Chromium asks its vendor's hosts at every start.
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** `--url URL --token TOKEN --chromium PATH --screenshots FOLDER`, all needed. */
export function options() {
  const names = ["url", "token", "chromium", "screenshots"];
  const { values } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, { type: "string" }])) });
  const missing = names.filter((name) => !values[name]);
  if (missing.length > 0) {
    throw new Error(`missing: ${missing.map((name) => `--${name}`).join(" ")}`);
  }
  return { ...values, url: new URL("/", values.url).href };
}

/** Opens the page, does the work, and prints one line of JSON; a failure ends the process with 1. */
export async function check(name, work) {
  const given = options();
  const began = Date.now();
  let browser;
  let report;
  try {
    await mkdir(given.screenshots, { recursive: true });
    browser = await chromium.launch({ executablePath: given.chromium, args: FLAGS });
    report = { name, passed: true, ...(await watched(browser, given, work)) };
  } catch (error) {
    report = { name, passed: false, error: String(error.message ?? error).split("\n").slice(0, 12).join(" | ") };
    process.exitCode = 1;
  } finally {
    await browser?.close();
  }
  console.log(JSON.stringify({ ...report, ms: Date.now() - began }));
}

async function watched(browser, given, work) {
  const context = await browser.newContext({ locale: "en-US", viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const problems = [];
  let requests = 0;
  page.on("request", (request) => {
    requests += 1;
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(given.url)) {
      problems.push(`a request left the server: ${request.url()}`);
    }
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      problems.push(`${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => problems.push(`uncaught: ${error.message}`));
  await page.exposeFunction("reportViolation", (violation) => problems.push(`policy: ${violation}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      globalThis.reportViolation(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  try {
    const report = await work(page, given);
    if (problems.length > 0) {
      throw new Error(problems.join("; "));
    }
    return { ...report, requests };
  } catch (error) {
    await screenshot(page, given, "failure").catch(() => undefined);
    throw problems.length > 0 ? new Error(`${error.message}; seen before: ${problems.join("; ")}`) : error;
  }
}

export function screenshot(page, { screenshots }, name) {
  return page.screenshot({ path: join(screenshots, `${name}.png`) });
}

/** Asks the server itself, past the page. */
export async function ask({ url, token }, query, variables) {
  const response = await fetch(new URL("/graphql", url), {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) {
    throw new Error(`${query}: ${errors[0].message}`);
  }
  return data;
}
