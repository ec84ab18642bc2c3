// What GraphiQL sends, set right.

import { Kind, parse } from "graphql";

/** For a moment after a tab was opened, GraphiQL names the operation of the tab before. */
export function withOwnName(operation) {
  const names = namesIn(operation.query);
  if (names.includes(operation.operationName)) {
    return operation;
  }
  return { ...operation, operationName: names.length === 1 ? names[0] : undefined };
}

function namesIn(query) {
  try {
    const operations = parse(query).definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    return operations.map(({ name }) => name?.value);
  } catch {
    // The server says what is wrong with it.
    return [];
  }
}
