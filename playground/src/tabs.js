// The prepared tabs: as GraphiQL wants them, as it has stored them, and what an answer changes in those that follow.

import operations from "operations";

import { fill } from "./placeholders.js";

const STORED = "graphiql:tabState";
const TITLES = new Set(operations.map(({ title }) => title));

/** The prepared tabs with their variables filled for this site. */
export async function preparedTabs(locales) {
  const filled = await fill(operations.map(({ variables }) => variables), locales);
  return operations.map(({ title, query }, at) => ({
    id: crypto.randomUUID?.() ?? `prepared-${at}-${Date.now()}`,
    hash: "",
    title,
    query,
    variables: filled[at],
    headers: null,
    operationName: title,
    response: null,
  }));
}

/** Whether a tab is one of the prepared ones. */
export function isPrepared({ title }) {
  return TITLES.has(title);
}

/** The tab that the reader left open the last time, or null. */
export function storedTab() {
  try {
    const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem(STORED));
    return tabs[activeTabIndex] ?? null;
  } catch {
    return null;
  }
}

/** What an answer says that later operations need, by the names of their variables. */
export function learned(data) {
  const { posts, postCreate, previewTokenCreate, revisions } = data ?? {};
  const draft = posts?.nodes?.find(({ status }) => status === "DRAFT");
  if (draft?.postId) {
    return { postId: draft.postId };
  }
  if (postCreate?.post?.postId) {
    return { postId: postCreate.post.postId };
  }
  if (previewTokenCreate?.token) {
    // It shows one post for an hour, so it may stand among the variables, which GraphiQL stores.
    return { path: previewTokenCreate.path, previewToken: previewTokenCreate.token };
  }
  const versions = (revisions?.nodes ?? []).map(({ version }) => version).sort((a, b) => b - a);
  return versions.length > 1 ? { version: versions[1] } : null;
}

/** The variables of a prepared tab with what was learned in it; null where nothing of it has a place. */
export function withLearned(tab, members) {
  if (!isPrepared(tab)) {
    return null;
  }
  try {
    const variables = JSON.parse(tab.variables);
    const hasPlace = Object.keys(members).every((name) => name in variables);
    return hasPlace ? JSON.stringify({ ...variables, ...members }, null, 2) : null;
  } catch {
    // Somebody is in the middle of editing them.
    return null;
  }
}

/** The key of the sentence that explains a prepared tab: `CreatePost` has `playground-step-create-post`. */
export function stepKey({ title }) {
  return `playground-step${title.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
