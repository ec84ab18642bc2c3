// Apollo's cache, given one post in two locales and as a draft, gives each back: `node cache.mjs --url URL --token TOKEN`.
// The token is an editor's; the site is the demo.

import assert from "node:assert/strict";
import { parseArgs } from "node:util";

import { ApolloClient, gql, HttpLink, InMemoryCache } from "@apollo/client";

const { values } = parseArgs({ options: { url: { type: "string" }, token: { type: "string" } } });
const client = new ApolloClient({
  cache: new InMemoryCache(),
  link: new HttpLink({
    uri: new URL("/graphql", values.url).href,
    headers: { authorization: `Bearer ${values.token}` },
  }),
});

const POST = gql`
  query Post($key: String!, $locale: Locale!, $view: ContentView!) {
    post(by: { key: $key }, locale: $locale, view: $view) {
      id
      postId
      locale
      title
      status
      body { markdown }
      tags { id name }
    }
  }
`;
const SAVE = gql`
  mutation Save($postId: ID!, $input: TranslationInput!) {
    translationSave(postId: $postId, locale: "en", input: $input) {
      post { id title status }
      userErrors { code }
    }
  }
`;

const key = "blog/drafts";
const asked = [
  { key, locale: "en", view: "PUBLISHED" },
  { key, locale: "de", view: "PUBLISHED" },
  { key, locale: "en", view: "LATEST" },
];

const { data: before } = await client.query({ query: POST, variables: asked[0] });
const { data: saved } = await client.mutate({
  mutation: SAVE,
  variables: { postId: before.post.postId, input: { title: "A newer draft" } },
});
assert.deepEqual(saved.translationSave.userErrors, []);

const answers = [];
for (const variables of asked) {
  answers.push((await client.query({ query: POST, variables, fetchPolicy: "network-only" })).data.post);
}
const [english, german, draft] = answers;
assert.deepEqual([english.locale, german.locale, draft.locale], ["en", "de", "en"]);
assert.equal(new Set(answers.map(({ id }) => id)).size, 3, "each has an id of its own");
assert.equal(new Set(answers.map(({ postId }) => postId)).size, 1, "they are one post");
assert.equal(new Set(answers.map(({ title }) => title)).size, 3, "they say different things");
assert.equal(draft.title, "A newer draft");

for (const [at, variables] of asked.entries()) {
  const { data } = await client.query({ query: POST, variables, fetchPolicy: "cache-only" });
  assert.deepEqual(data.post, answers[at], `the cache gives back ${JSON.stringify(variables)}`);
}
