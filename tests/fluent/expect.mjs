// Writes expected/<tag>.json: what @fluent/bundle makes of each message of shared.ftl and locales/<tag>.ftl, with the
// arguments of cases.json, with and without isolation marks. `npm ci && npm run expect`.
//
// Two options of NUMBER that @fluent/bundle does not take from a file, `type` and `style`, are let through to Intl, as
// its documentation proposes for what a site needs; see differences.tsv.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { FluentBundle, FluentNumber, FluentResource } from "@fluent/bundle";

process.env.TZ = "UTC";

const folder = new URL(".", import.meta.url);
const read = (name) => readFileSync(new URL(name, folder), "utf8");
const { groups } = JSON.parse(read("cases.json"));
const tags = readdirSync(new URL("locales/", folder)).map((name) => name.replace(/\.ftl$/, "")).sort();

mkdirSync(new URL("expected/", folder), { recursive: true });
for (const tag of tags) {
  const rows = [false, true].flatMap((isolating) => rowsOf(tag, bundleOf(tag, isolating), isolating));
  const lines = rows.map((row) => JSON.stringify(row)).join(",\n");
  writeFileSync(new URL(`expected/${tag}.json`, folder), `[\n${lines}\n]\n`);
}

function bundleOf(tag, useIsolating) {
  const bundle = new FluentBundle(tag, { useIsolating, functions: { NUMBER: number(bundleNumber()) } });
  for (const name of ["shared.ftl", `locales/${tag}.ftl`]) {
    const errors = bundle.addResource(new FluentResource(read(name)));
    if (errors.length > 0) throw new Error(`${name}: ${errors.join("; ")}`);
  }
  return bundle;
}

/** The built-in function. */
function bundleNumber() {
  return new FluentBundle("en")._functions.NUMBER;
}

/** The built-in function, with two more options. */
function number(builtIn) {
  return (args, options) => {
    const made = builtIn(args, options);
    if (!(made instanceof FluentNumber)) return made;
    const more = ["type", "style"].filter((name) => name in options);
    const values = Object.fromEntries(more.map((name) => [name, options[name].valueOf()]));
    return new FluentNumber(made.valueOf(), { ...made.opts, ...values });
  };
}

/** Rows of key, arguments, isolation, text (null where there are attributes alone), and attributes. */
function rowsOf(tag, bundle, isolating) {
  return groups
    .filter((group) => (!isolating || group.isolating) && (group.only ?? [tag]).includes(tag))
    .flatMap(({ keys, args }) => keys.flatMap((key) => args.map((given) => {
      const message = bundle.getMessage(key);
      if (!message) throw new Error(`${tag} lacks ${key}`);
      const values = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, argument(name, value)]));
      const format = (pattern) => bundle.formatPattern(pattern, values, []);
      const attributes = Object.entries(message.attributes).map(([name, pattern]) => [name, format(pattern)]);
      const text = message.value === null ? null : format(message.value);
      return [key, given, isolating, text, Object.fromEntries(attributes)];
    })));
}

/** JSON has no dates: the argument `date` is one. */
function argument(name, value) {
  return name === "date" ? new Date(value) : value;
}
