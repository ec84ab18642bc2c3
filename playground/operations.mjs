// Reads the prepared operations: `NN-name.graphql` with its variables in `NN-name.json`, in the order of their names.

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

/** `[{ file, title, query, variables }]`; the title is the operation's name, variables are text with placeholders. */
export async function readOperations(folder) {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".graphql")).sort();
  return Promise.all(files.map((file) => readOperation(folder, file.replace(/\.graphql$/, ""))));
}

async function readOperation(folder, file) {
  const [query, variables] = await Promise.all(
    [`${file}.graphql`, `${file}.json`].map((name) => readFile(join(folder, name), "utf8")),
  );
  const title = /^(?:query|mutation) (\w+)/m.exec(query)?.[1];
  if (!title) {
    throw new Error(`${file}.graphql has no named operation`);
  }
  return { file, title, query: query.trimEnd(), variables: variables.trimEnd() };
}
