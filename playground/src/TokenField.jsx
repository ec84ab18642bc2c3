// The field for the token: it is asked whose it is before it is used, and says so.

import { useEffect, useState } from "react";

import { current, keep, viewerOf } from "./token.js";
import { accepted } from "./words.js";

const NOBODY = { kind: "none", text: "" };

export function TokenField({ words }) {
  const { texts } = words;
  const [value, setValue] = useState(current() ?? "");
  const [state, setState] = useState(NOBODY);
  const use = async (candidate) => {
    setState({ kind: "asking", text: "…" });
    setState(await check(candidate, words));
  };
  const forget = () => {
    keep(null);
    setValue("");
    setState(NOBODY);
  };
  // A token that was accepted earlier may have been revoked since.
  useEffect(() => {
    if (current()) {
      use(current());
    }
  }, []);
  const isInUse = state.kind === "accepted" && value.trim() === current();
  const submit = (event) => {
    event.preventDefault();
    use(value.trim());
  };
  return (
    <form className="bar-token" onSubmit={submit}>
      <label htmlFor="token">{texts["playground-token-label"]}</label>
      <input
        id="token"
        type="password"
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
        required
        aria-describedby="token-status"
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
      {isInUse ? (
        <button type="button" onClick={forget}>{texts["playground-token-forget"]}</button>
      ) : (
        <button type="submit">{texts["playground-token-use"]}</button>
      )}
      <output id="token-status" className={`is-${state.kind}`}>
        {state.text || texts["playground-token-help"]}
      </output>
    </form>
  );
}

// Only what the server accepts is kept; where it does not answer, nothing is known and nothing is lost.
async function check(candidate, words) {
  try {
    const viewer = await viewerOf(candidate);
    keep(viewer ? candidate : null);
    return viewer
      ? { kind: "accepted", text: await accepted(words, viewer) }
      : { kind: "refused", text: words.texts["playground-token-refused"] };
  } catch {
    return { kind: "refused", text: words.texts["playground-unreachable"] };
  }
}
