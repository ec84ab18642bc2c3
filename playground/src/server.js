// The one door to the server. The token is put into the header here and nowhere else, so that GraphiQL never sees it.

/** Sends one operation; the answer is `{ data, errors }`, whatever the status code. */
export async function send(operation, token) {
  const headers = {
    accept: "application/graphql-response+json, application/json",
    "content-type": "application/json",
  };
  if (token) {
    headers.authorization = `Bearer ${token}`;
  }
  const body = JSON.stringify(operation);
  const response = await fetch("/graphql", { method: "POST", credentials: "omit", cache: "no-store", headers, body });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(text.trim() || `${response.status} ${response.statusText}`);
  }
}

/** The data of an operation of the page itself, which an error spoils. */
export async function ask(query, variables, token) {
  const { data, errors } = await send({ query, variables }, token);
  if (errors?.length) {
    throw new Error(errors[0].message);
  }
  return data;
}
