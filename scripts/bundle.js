// Bundles the scripts of the explorer and the workbench, and the explorer's style: `npm run build` writes, `--check` compares.
import { readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

/** @type {[string, string, "esm" | "iife"][]} the explorer is a module, as it waits for its data */
const BUNDLES = [
  ["src/exokg/explorer/script/main.js", "src/exokg/explorer/bundle.js", "esm"],
  ["src/exokg/explorer/style.css", "src/exokg/explorer/bundle.css", "esm"],
  ["src/exokg/server/script/main.js", "src/exokg/server/static/workbench.js", "iife"],
];

for (const [entry, target, format] of BUNDLES) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    charset: "utf8",
    format,
    minify: true,
    target: "es2022",
    write: false,
  });
  const text = outputFiles[0].text;
  if (!process.argv.includes("--check")) await writeFile(target, text);
  else if ((await readFile(target, "utf8")) !== text) {
    console.error(`${target} is not what ${entry} gives: npm run build`);
    process.exitCode = 1;
  }
}
