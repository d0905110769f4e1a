// Bundles the peers into the folder that is named: preact.js, react.js, fragment.js for pages, and
// write-fragment.cjs for Node.

import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";

const folder = process.argv[2] ?? "out";
mkdirSync(folder, { recursive: true });

// Preact's own way to run what was written for React.
const PREACT = {
  react: "preact/compat",
  "react-dom": "preact/compat",
  "react-dom/client": "preact/compat/client",
  "react/jsx-runtime": "preact/jsx-runtime",
};

// The style sheet goes into the program, without its line breaks.
const style = {
  name: "style",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(readFileSync(path, "utf8"), {
        loader: "css",
        minify: true,
      });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

const common = {
  bundle: true,
  minify: true,
  jsx: "automatic",
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [style],
  logLevel: "warning",
};
const page = { ...common, format: "iife", platform: "browser", target: "es2022" };
const to = (name) => join(folder, name);

await esbuild.build({
  ...page,
  entryPoints: ["src/widget.jsx"],
  alias: PREACT,
  outfile: to("preact.js"),
});
await esbuild.build({ ...page, entryPoints: ["src/widget.jsx"], outfile: to("react.js") });
await esbuild.build({ ...page, entryPoints: ["src/fragment.js"], outfile: to("fragment.js") });
await esbuild.build({
  ...common,
  entryPoints: ["src/fragment.jsx"],
  format: "cjs",
  platform: "node",
  outfile: to("write-fragment.cjs"),
});
