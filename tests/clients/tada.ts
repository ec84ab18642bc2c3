// What gql.tada makes of the schema, used as a frontend uses it: compiling is the test.

import { type FragmentOf, initGraphQLTada, readFragment, type ResultOf, type VariablesOf } from "gql.tada";

import type { introspection } from "./generated/tada";

const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { Date: string; DateTime: string; JSON: unknown; Locale: string };
}>();

const postPage = graphql(`
  fragment PostPage on Post {
    title
    date
    tags { name path }
    body { html minimark toc { anchor text } }
  }
`);

const page = graphql(
  `
    query Page($path: String!) {
      route(path: $path) {
        __typename
        ... on Localized { locale isFallback path alternates { locale path title } }
        ...PostPage
        ... on Tag { name }
        ... on Section { title }
        ... on Redirect { to statusCode }
        ... on NotFound { suggestions { locale path title } }
      }
    }
  `,
  [postPage],
);

const publish = graphql(`
  mutation Publish($postId: ID!, $locales: [Locale!]!, $at: DateTime) {
    postPublish(postId: $postId, locales: $locales, at: $at) { userErrors { code path } }
  }
`);

/** What a page shows, for every kind of answer: the compiler sees that none is left out. */
export function heading({ route }: ResultOf<typeof page>): string {
  switch (route.__typename) {
    case "Post":
      return title(route);
    case "Tag":
      return route.name;
    case "Section":
      return route.title;
    case "Redirect":
      return `${route.statusCode satisfies number} ${route.to}`;
    case "Gone":
      return "gone";
    case "NotFound":
      return route.suggestions.map(({ path }) => path).join();
    default:
      return route satisfies never;
  }
}

function title(post: FragmentOf<typeof postPage>): string {
  const { title, date, tags } = readFragment(postPage, post);
  // @ts-expect-error: a date is a text, and not a number.
  const wrong: number | null = date;
  return `${title} ${tags.map(({ name }) => name)} ${wrong}`;
}

/** Expected failures are values with a closed list of codes. */
export function isNothingNew({ postPublish }: ResultOf<typeof publish>): boolean {
  return postPublish?.userErrors.some(({ code }) => code === "NOTHING_TO_PUBLISH") ?? false;
}

export const variables: VariablesOf<typeof publish> = { postId: "p1", locales: ["de"], at: "2027-01-01T00:00:00Z" };

// @ts-expect-error: a publication names its locales.
export const incomplete: VariablesOf<typeof publish> = { postId: "p1" };
