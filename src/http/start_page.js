// Begins GraphiQL with a query that every site can answer.
if (window.GraphiQL && window.ReactDOM) {
  const defaultQuery = `# Ctrl-Enter runs the query. Everything that a page needs comes from its path:
# replace "/en" below by a path of your site.
query Page {
  route(path: "/en") {
    __typename
    ... on Localized {
      locale
      isFallback
      path
      alternates { locale path }
    }
    ... on Post { title description html }
    ... on Section { title }
    ... on Redirect { path }
  }
  locales { code path isDefault }
}
`;
  const fetcher = GraphiQL.createFetcher({ url: "/graphql" });
  const graphiql = React.createElement(GraphiQL, { fetcher, defaultQuery });
  ReactDOM.createRoot(document.getElementById("graphiql")).render(graphiql);
}
