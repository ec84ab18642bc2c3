// GraphiQL, set up so that it never sees the token, with the bar as its child: the bar needs to know the open tab.

import { useState } from "react";

import { explorerPlugin } from "@graphiql/plugin-explorer";
import { HISTORY_PLUGIN } from "@graphiql/plugin-history";
import { GraphiQL } from "graphiql";

import "@graphiql/react/style.css";
import "@graphiql/plugin-doc-explorer/style.css";
import "@graphiql/plugin-history/style.css";
import "graphiql/graphiql.css";
import "@graphiql/plugin-explorer/style.css";
import "./style.css";

import { Bar } from "./Bar.jsx";
import { Comforts } from "./Comforts.jsx";
import { FollowingTabs } from "./FollowingTabs.jsx";
import { withOwnName } from "./operation.js";
import { send } from "./server.js";
import { current } from "./token.js";

const PLUGINS = [HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })];

export function Playground({ locales, tabs, first, words }) {
  // GraphiQL wants one fetcher for life; who listens to the answers changes.
  const [answers] = useState(() => ({ listener: null }));
  const [fetcher] = useState(() => async (operation) => {
    const answer = await send(withOwnName(operation), current());
    answers.listener?.(answer.data);
    return answer;
  });
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={PLUGINS}
      defaultTabs={tabs}
      initialQuery={first.query ?? ""}
      initialVariables={first.variables ?? ""}
      defaultEditorToolsVisibility="variables"
      // The history stores headers, so there are none to write.
      isHeadersEditorEnabled={false}
      shouldPersistHeaders={false}
      showPersistHeadersSettings={false}
    >
      <Bar locales={locales} words={words} />
      <FollowingTabs answers={answers} />
      <Comforts />
    </GraphiQL>
  );
}
