// Where the editor finds its workers: files of this server.

const OWN = ["graphql", "json"];

globalThis.MonacoEnvironment = {
  getWorker(_id, label) {
    const name = OWN.includes(label) ? label : "editor";
    return new Worker(`/playground/${name}.worker.js`, { name });
  },
};
