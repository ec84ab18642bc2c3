// Small things that GraphiQL leaves out: its editors follow the system's theme, Escape leads out of them, and the open
// tab is in sight.

import { useEffect } from "react";

import { pick, useGraphiQL, useGraphiQLActions, useMonaco } from "@graphiql/react";

// While one of these shows, Escape closes it.
const NOT_BUSY = "!suggestWidgetVisible && !findWidgetVisible && !parameterHintsVisible && !editorHasMultipleSelections";

export function Comforts() {
  const { theme, tabs, activeTabIndex, visiblePlugin } = useGraphiQL(
    pick("theme", "tabs", "activeTabIndex", "visiblePlugin"),
  );
  const { queryEditor, variableEditor } = useGraphiQL(pick("queryEditor", "variableEditor"));
  const { setTheme } = useGraphiQLActions();
  const { monaco } = useMonaco();
  useEffect(() => (theme ? undefined : onSystemTheme(() => setTheme(null))), [theme, setTheme]);
  useEffect(() => {
    const editors = [queryEditor, variableEditor].filter(Boolean);
    const actions = editors.map((editor) => editor.addAction(leaving(monaco.KeyCode.Escape)));
    return () => actions.forEach((action) => action.dispose());
  }, [queryEditor, variableEditor, monaco]);
  useEffect(() => {
    document.getElementById(`graphiql-session-tab-${activeTabIndex}`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [activeTabIndex, tabs.length, visiblePlugin]);
  return null;
}

function onSystemTheme(follow) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", follow);
  return () => system.removeEventListener("change", follow);
}

// An editor takes the tab key for itself, so there has to be another way out by keyboard.
function leaving(key) {
  return {
    id: "playground-leave",
    label: "Leave the editor",
    keybindings: [key],
    precondition: NOT_BUSY,
    run: (editor) => editor.getContainerDomNode().focus(),
  };
}
