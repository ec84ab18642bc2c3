// What graphql-codegen makes of the schema, used as a frontend uses it: compiling is the test.

import { useFragment as read } from "./generated/codegen/fragment-masking";
import { type PageQuery, type PublishMutation, PostPageFragmentDoc, ProblemFragmentDoc, UserErrorCode } from "./generated/codegen/graphql";

/** What a page shows, for every kind of answer: the compiler sees that none is left out. */
export function heading({ route }: PageQuery): string {
  switch (route.__typename) {
    case "Post": {
      const { title, body, date } = read(PostPageFragmentDoc, route);
      const minimark: unknown = body.minimark;
      // @ts-expect-error: a date is a text, and not a number.
      const wrong: number | null | undefined = date;
      return `${title} ${body.toc.length} ${minimark} ${wrong}`;
    }
    case "Tag":
      return route.posts?.nodes.map(({ title }) => title).join() ?? route.name;
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

/** Expected failures are values with a closed list of codes. */
export function isNothingNew({ postPublish }: PublishMutation): boolean {
  const problems = read(ProblemFragmentDoc, postPublish?.userErrors ?? []);
  return problems.some(({ code }) => code === UserErrorCode.NothingToPublish);
}
