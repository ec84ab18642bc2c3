// The prepared operations against the schema: `npm test`, or `node --test test/` with SCHEMA=FILE for another one.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { buildSchema, coerceInputValue, parse, typeFromAST, validate } from "graphql";

import { readOperations } from "../operations.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const schema = buildSchema(readFileSync(process.env.SCHEMA ?? join(ROOT, "../schema.graphql"), "utf8"));
const operations = await readOperations(join(ROOT, "operations"));
const words = JSON.parse(readFileSync(join(ROOT, "words.json"), "utf8"));

for (const { file, title, query, variables } of operations) {
  const document = parse(query);
  const [definition] = document.definitions;

  test(`${file} is valid`, () => {
    assert.deepEqual(validate(schema, document).map(String), []);
  });

  test(`${file} has the variables it declares, and no other`, () => {
    const declared = definition.variableDefinitions.map(({ variable }) => variable.name.value);
    assert.deepEqual(Object.keys(JSON.parse(variables)), declared);
  });

  test(`${file} has variables of the declared types`, () => {
    const values = JSON.parse(variables);
    const problems = [];
    for (const { variable, type } of definition.variableDefinitions) {
      const onError = (path, _value, { message }) => problems.push(`${[variable.name.value, ...path]}: ${message}`);
      coerceInputValue(values[variable.name.value], typeFromAST(schema, type), onError);
    }
    assert.deepEqual(problems, []);
  });

  test(`${file} asks every mutation what went wrong`, () => {
    if (definition.operation === "mutation") {
      for (const { name, selectionSet } of definition.selectionSet.selections) {
        const errors = selectionSet.selections.find((field) => field.name.value === "userErrors");
        const asked = errors?.selectionSet.selections.map((field) => field.name.value);
        assert.deepEqual(asked, ["code", "message", "path", "suggestion"], name.value);
      }
    }
  });

  test(`${file} is named after its operation, and has a sentence of help`, () => {
    const kebab = title.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).slice(1);
    assert.equal(file.slice(3), kebab);
    assert.ok(words[`playground-step-${kebab}`], kebab);
  });
}

test("the words that are built in are those of the English locale file", () => {
  const text = readFileSync(join(ROOT, "../locales/en/server.ftl"), "utf8");
  const lines = [...text.matchAll(/^(playground-[a-z-]+) = (.+)$/gm)].map(([, key, value]) => [key, value]);
  // This one takes arguments, so the page asks the server for it.
  const plain = lines.filter(([key]) => key !== "playground-token-accepted");
  assert.deepEqual(Object.fromEntries(plain), words);
});
