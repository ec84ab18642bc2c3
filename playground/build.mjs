// Bundles the playground into one folder: `node build.mjs --outdir DIR`.
// Everything in it is served below `/playground/`, but for `index.html`, which is served at `/`.
// It writes nothing outside of DIR, loads nothing, and the same sources give the same bytes.

import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { build } from "esbuild";

import { readOperations } from "./operations.mjs";

const ROOT = dirname(fileURLToPath(import.meta.url));

// What may be bundled: whoever ships the program has notices to keep and nothing else.
const LICENSES = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"];

const SHARED = {
  absWorkingDir: ROOT,
  bundle: true,
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  minify: true,
  target: "es2022",
};

async function main() {
  const { values } = parseArgs({ options: { outdir: { type: "string" } } });
  const outdir = values.outdir ?? process.env.PLAYGROUND_OUTDIR;
  if (!outdir) {
    throw new Error("say where to: node build.mjs --outdir DIR");
  }
  await mkdir(outdir, { recursive: true });
  const built = [await buildPage(outdir), await buildWorkers(outdir)];
  await copyFile(join(ROOT, "index.html"), join(outdir, "index.html"));
  const inputs = built.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  await writeFile(join(outdir, "licenses.txt"), await licenses(inputs));
}

function buildPage(outdir) {
  return build({
    ...SHARED,
    entryPoints: { main: "src/main.jsx" },
    outdir,
    format: "esm",
    jsx: "automatic",
    // Fonts of the editor's icons; images are small and stay inside the style sheet.
    loader: { ".ttf": "file" },
    assetNames: "[name]",
    publicPath: "/playground",
    plugins: [operations],
  });
}

// The editor's workers are classic scripts of their own, so that no script is made from a blob.
function buildWorkers(outdir) {
  return build({
    ...SHARED,
    entryPoints: {
      "editor.worker": "monaco-editor/esm/vs/editor/editor.worker.js",
      "graphql.worker": "monaco-graphql/esm/graphql.worker.js",
      "json.worker": "monaco-editor/esm/vs/language/json/json.worker.js",
    },
    outdir,
    format: "iife",
  });
}

// `import operations from "operations"`: the folder as a list.
const operations = {
  name: "operations",
  setup(build) {
    build.onResolve({ filter: /^operations$/ }, ({ path }) => ({ path, namespace: "operations" }));
    build.onLoad({ filter: /.*/, namespace: "operations" }, async () => ({
      contents: JSON.stringify(await readOperations(join(ROOT, "operations"))),
      loader: "json",
    }));
  },
};

// The licenses of all packages that something was bundled from.
async function licenses(inputs) {
  const folders = [...new Set(inputs.map(packageFolder).filter(Boolean))].sort();
  const parts = [];
  for (const folder of folders) {
    parts.push(await notice(join(ROOT, folder)));
  }
  return parts.join(`\n${"=".repeat(80)}\n\n`);
}

function packageFolder(input) {
  const parts = input.split("/");
  const at = parts.lastIndexOf("node_modules");
  if (at < 0) {
    return null;
  }
  const names = parts[at + 1].startsWith("@") ? 2 : 1;
  return parts.slice(0, at + 1 + names).join(sep);
}

async function notice(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  if (!LICENSES.includes(license)) {
    throw new Error(`${name} ${version} is under ${license}, which is not in the list of build.mjs`);
  }
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|thirdparty)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  return [`${name} ${version} (${license})\n`, ...texts].join("\n");
}

await main();
