// The bar above GraphiQL: title, token, what the open tab does, and the way back to the prepared tabs.

import { useState } from "react";
import { createPortal } from "react-dom";

import { pick, useGraphiQL, useGraphiQLActions } from "@graphiql/react";

import { isPrepared, preparedTabs, stepKey } from "./tabs.js";
import { TokenField } from "./TokenField.jsx";

export function Bar({ locales, words }) {
  const { texts } = words;
  return createPortal(
    <>
      <h1>{texts["playground-title"]}</h1>
      <TokenField words={words} />
      <div className="bar-step">
        <Step texts={texts} />
        <RestoreTabs locales={locales} label={texts["playground-tabs-restore"]} />
      </div>
    </>,
    document.getElementById("bar"),
  );
}

function Step({ texts }) {
  const { tabs, activeTabIndex } = useGraphiQL(pick("tabs", "activeTabIndex"));
  const tab = tabs[activeTabIndex];
  return (
    <p>
      {tab && isPrepared(tab) ? `${texts[stepKey(tab)]} ` : ""}
      {texts["playground-run-hint"]}
    </p>
  );
}

function RestoreTabs({ locales, label }) {
  const state = useGraphiQL(pick("tabs", "activeTabIndex"));
  const actions = useGraphiQLActions();
  const [isBusy, setIsBusy] = useState(false);
  const restore = async () => {
    setIsBusy(true);
    replacePrepared(state, await preparedTabs(locales), actions);
    setIsBusy(false);
  };
  return (
    <button type="button" onClick={restore} disabled={isBusy}>
      {label}
    </button>
  );
}

// Tabs that the reader made stay, behind the fresh ones. GraphiQL wants the open tab to be among those it is given.
function replacePrepared({ tabs, activeTabIndex }, fresh, { moveTab, changeTab, closeTab }) {
  const open = tabs[activeTabIndex];
  const kept = tabs.filter((tab) => !isPrepared(tab) && tab.query?.trim());
  if (kept.includes(open)) {
    moveTab([...fresh, ...kept]);
    changeTab(0);
  } else {
    moveTab([open, ...fresh, ...kept]);
    changeTab(1);
    closeTab(0);
  }
}
