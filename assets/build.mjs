// Builds dist/ from this folder: node build.mjs. Same input, same bytes; what is no longer made is removed.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { mapModule } from "./map.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, "dist");
const require = createRequire(import.meta.url);

// Bytes over the line at the first visit, fonts as they are and the rest as Brotli. The offices furthest away have 1 Mbit/s.
const FIRST_LOAD_BUDGET = 110_000;
// Offices keep old computers: Chrome 109 is the last for Windows 7, Firefox 115 the last ESR for it.
const BROWSERS = ["chrome109", "edge109", "firefox115", "safari16.4"];

// What only some pages load.
const LATER = ["licences.txt", "favicon.svg", "upload.js", "chart.js"];

const FONT = "@fontsource/noto-sans-thai-looped";
const FACES = ["thai-400", "thai-600", "latin-400", "latin-600"];
const LICENCES = [
  ["Bootstrap", "bootstrap/LICENSE"],
  ["htmx", "htmx.org/LICENSE"],
  ["Lucide", "lucide-static/LICENSE"],
  ["tus-js-client", "tus-js-client/LICENSE"],
  ["Apache ECharts", "echarts/LICENSE"],
  ["zrender", "zrender/LICENSE"],
  ["Map of Thailand (@svg-maps/thailand)", "@svg-maps/thailand/LICENSE.md"],
  ["Noto Sans Thai Looped", `${FONT}/LICENSE`],
];

const read = (path) => readFile(join(HERE, path), "utf8");
const readPackage = (path) => readFile(join(HERE, "node_modules", path));

/** What will be in dist/: file name to bytes. */
const files = new Map();
/** Logical name to file name, for the pages. */
const manifest = {};

/** Puts a file under a name that changes with its content, so that browsers may keep it for good. */
function add(name, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const dot = name.lastIndexOf(".");
  const hashed = `${name.slice(0, dot)}-${hash}${name.slice(dot)}`;
  files.set(hashed, bytes);
  // WOFF2 is compressed inside; a second time makes it larger.
  if (!name.endsWith(".woff2")) {
    files.set(`${hashed}.br`, brotli(bytes));
    files.set(`${hashed}.gz`, gzip(bytes));
  }
  manifest[name] = hashed;
  return hashed;
}

function brotli(bytes) {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

function gzip(bytes) {
  const out = gzipSync(bytes, { level: 9 });
  // Byte 9 names the operating system; "unknown" keeps the file the same on all of them.
  out[9] = 255;
  return out;
}

async function addFonts() {
  for (const face of FACES) {
    add(`font-${face}.woff2`, await readPackage(`${FONT}/files/noto-sans-thai-looped-${face}-normal.woff2`));
  }
}

/** One SVG with a symbol for each icon of icons.txt and each drawing of our own in img/. */
async function addSprite() {
  const wanted = (await read("icons.txt")).split("\n").map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  const doubled = wanted.filter((name, i) => wanted.indexOf(name) !== i);
  if (doubled.length > 0) throw new Error(`icons.txt: ${doubled.join(", ")} is listed twice`);
  const symbols = [];
  for (const name of wanted.sort()) {
    const svg = await readPackage(`lucide-static/icons/${name}.svg`).catch(() => {
      throw new Error(`icons.txt: lucide-static has no icon "${name}"; see https://lucide.dev/icons`);
    });
    symbols.push(symbol(name, svg.toString("utf8")));
  }
  symbols.push(symbol("mark", await read("img/mark.svg")));
  add("icons.svg", Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`));
}

function symbol(id, svg) {
  const [, attributes, inner] = svg.match(/<svg([^>]*)>([\s\S]*)<\/svg>/);
  const viewBox = attributes.match(/viewBox="([^"]+)"/)[1];
  const shapes = inner.replace(/<!--[\s\S]*?-->/g, "").replace(/\s*\n\s*/g, "").replace(/ \/>/g, "/>");
  return `<symbol id="${id}" viewBox="${viewBox}">${shapes}</symbol>`;
}

/** What nobody wants to write out: 101 widths, the dark colours a second time for who follows the system, the map of provinces. */
const GENERATED = {
  thailand: mapModule,
  widths: async () => Array.from({ length: 101 }, (_, n) => `.w-${n} { width: ${n}% }`).join("\n"),
  "dark-by-system": async () => {
    const dark = await read("css/dark.css");
    return `@media (prefers-color-scheme: dark) {\n${dark.replaceAll('[data-bs-theme="dark"]', ":root:not([data-bs-theme])")}\n}`;
  },
};

const plugin = {
  name: "emes",
  setup(build) {
    build.onResolve({ filter: /^font:/ }, ({ path }) => ({ path: `./${manifest[path.replace(":", "-")]}`, external: true }));
    build.onResolve({ filter: /^generated:/ }, ({ path }) => ({ path: path.slice("generated:".length), namespace: "generated" }));
    build.onLoad({ filter: /.*/, namespace: "generated" }, async ({ path }) => ({
      contents: await GENERATED[path](),
      loader: path === "thailand" ? "js" : "css",
      resolveDir: HERE,
    }));
  },
};

async function bundle(entry, options) {
  const built = await esbuild.build({
    absWorkingDir: HERE,
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    // With ASCII only, a wrong charset in some proxy cannot break anything.
    charset: "ascii",
    legalComments: "none",
    target: BROWSERS,
    plugins: [plugin],
    logLevel: "warning",
    ...options,
  });
  if (built.warnings.length > 0) throw new Error(`${entry}: mend the warnings above`);
  return Buffer.from(built.outputFiles[0].contents);
}

async function addLicences() {
  const texts = [];
  for (const [name, path] of LICENCES) {
    const { version } = require(`./node_modules/${path.replace(/LICENSE(\.md)?$/, "package.json")}`);
    texts.push(`${name} ${version}\n${"=".repeat(name.length + version.length + 1)}\n\n${(await readPackage(path)).toString("utf8").trim()}\n`);
  }
  add("licences.txt", Buffer.from(texts.join("\n\n")));
}

/** Writes what changed and removes what is not ours, so that a second build touches nothing. */
async function writeDist() {
  files.set("manifest.json", Buffer.from(`${JSON.stringify(manifest, Object.keys(manifest).sort(), 2)}\n`));
  await mkdir(DIST, { recursive: true });
  for (const name of await readdir(DIST)) {
    if (!files.has(name)) await rm(join(DIST, name), { recursive: true });
  }
  for (const [name, bytes] of files) {
    const path = join(DIST, name);
    const before = await readFile(path).catch(() => null);
    if (before === null || !before.equals(bytes)) await writeFile(path, bytes);
  }
}

function report() {
  const size = (name) => (files.get(`${manifest[name]}.br`) ?? files.get(manifest[name])).length;
  const first = Object.keys(manifest).filter((name) => !LATER.includes(name)).sort();
  let sum = 0;
  for (const name of first) {
    sum += size(name);
    console.log(`${String(size(name)).padStart(7)}  ${name}`);
  }
  console.log(`${String(sum).padStart(7)}  first load, of ${FIRST_LOAD_BUDGET} allowed`);
  if (sum > FIRST_LOAD_BUDGET) throw new Error("the first load is over the budget");
}

try {
  await addFonts();
  await addSprite();
  add("favicon.svg", Buffer.from(await read("img/mark.svg")));
  add("app.css", await bundle("css/app.css"));
  add("app.js", await bundle("js/app.js", { format: "esm" }));
  add("upload.js", await bundle("js/upload.js", { format: "esm" }));
  add("chart.js", await bundle("js/chart.js", { format: "esm" }));
  add("theme.js", await bundle("js/theme.js", { format: "iife" }));
  await addLicences();
  await writeDist();
  report();
} catch (error) {
  console.error(`assets: ${error.message}`);
  process.exitCode = 1;
}
