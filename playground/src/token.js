// The editor's token: kept until this tab of the browser is closed, and only after the server has accepted it.

import { send } from "./server.js";

const KEY = "isogloss:token";
const VIEWER = "{ viewer { name role locales } }";

let token = sessionStorage.getItem(KEY);

/** The accepted token, or null. */
export function current() {
  return token;
}

/** Takes a token for all requests from now on; null forgets it. */
export function keep(accepted) {
  token = accepted;
  if (accepted) {
    sessionStorage.setItem(KEY, accepted);
  } else {
    sessionStorage.removeItem(KEY);
  }
}

/** Whose token it is: `{ name, role, locales }`, or null when the server does not accept it. */
export async function viewerOf(candidate) {
  // What cannot stand in a header cannot be a token.
  if (!/^[\x21-\x7e]+$/.test(candidate)) {
    return null;
  }
  const { data } = await send({ query: VIEWER }, candidate);
  return data?.viewer ?? null;
}
