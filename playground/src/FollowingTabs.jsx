// Carries what an answer says into the tabs that follow, so that they can be worked through from left to right.

import { useEffect } from "react";

import { pick, useGraphiQL, useGraphiQLActions } from "@graphiql/react";

import { learned, withLearned } from "./tabs.js";

export function FollowingTabs({ answers }) {
  const state = useGraphiQL(pick("tabs", "activeTabIndex"));
  const { storeTabs } = useGraphiQLActions();
  useEffect(() => {
    answers.listener = (data) => {
      const members = learned(data);
      if (members) {
        state.tabs.slice(state.activeTabIndex + 1).forEach((tab) => put(tab, members));
        storeTabs(state);
      }
    };
  }, [answers, state, storeTabs]);
  return null;
}

// In place: GraphiQL reads a tab when it is opened, and replacing the list would disturb whoever is typing in the open one.
function put(tab, members) {
  tab.variables = withLearned(tab, members) ?? tab.variables;
}
