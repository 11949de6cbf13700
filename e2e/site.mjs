// Starts the program for a journey on data of its own, and stops it after.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const BIN = process.env.EMES_BIN ?? new URL("../target/debug/emes", import.meta.url).pathname;

/** Runs `emes serve` or `emes demo`; gives its address under the name that passkeys hold for, what it said, and how to stop it. */
export async function start(command) {
  const data = await mkdtemp(join(tmpdir(), "emes-e2e-"));
  const child = spawn(BIN, ["--lang", "en", "--data", data, command, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "ignore"] });
  const said = [];
  let port;
  for await (const line of createInterface({ input: child.stdout })) {
    port = line.match(/^serving at http:\/\/[^:]+:(\d+)/)?.[1];
    if (port) break;
    said.push(line);
  }
  child.stdout.resume();
  const stop = async () => {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGINT");
    await gone;
    await rm(data, { recursive: true });
  };
  return { origin: `http://localhost:${port}`, said, stop };
}
