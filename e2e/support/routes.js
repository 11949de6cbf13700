// The addresses of the program, as the sources of `web` have them.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "./test.js";
import { ROOT } from "./paths.js";

/**
 * The addresses that answer a method.
 * @param {"get" | "post"} method
 */
export async function routes(method) {
  const folder = join(ROOT, "crates/web/src");
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".rs") && file !== "route.rs");
  const source = (await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")))).join("\n");
  expect(source, "nested routes cannot be read").not.toContain(".nest(");
  const constants = new Map([...source.matchAll(/const (\w+): &str = "(\/[^"]*)"/g)].map(([, name, text]) => [name, text]));
  const fill = (text) => text.replace(/\{([A-Z_]+)\}/g, (_, name) => constants.get(name));
  const addresses = source.split(/\.route\(\s*/).slice(1).map((route) => {
    const [, literal, template, name] = /^(?:"([^"]*)"|&format!\(\s*"([^"]*)"\s*\)|(\w+))\s*,/.exec(route) ?? [];
    const address = literal ?? (template && fill(template)) ?? constants.get(name);
    expect(address, `an address that cannot be read: ${route.slice(0, 80)}`).toBeDefined();
    return { address, handlers: route.split(/\.layer\(|;/)[0] };
  });
  expect(addresses.length).toBeGreaterThan(20);
  return addresses.filter(({ handlers }) => new RegExp(`\\b${method}\\(`).test(handlers)).map(({ address }) => address);
}
