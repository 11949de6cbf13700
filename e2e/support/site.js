// The program, on a free port and a folder that is thrown away.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DEMONSTRATION, PROGRAM } from "./paths.js";

/** Makes the demonstration, which takes longer than anything a test does. */
export async function makeDemonstration() {
  await rm(DEMONSTRATION, { recursive: true, force: true });
  const child = spawn(program(), ["--lang", "en", "--data", DEMONSTRATION, "demo", "--no-serve"], {
    env: environment(),
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`the demonstration was not made: the program ended with ${code}`);
}

/**
 * Starts the program, with its demonstration or empty ("serve"), and waits until it serves. `said` are the lines before that.
 * @param {Record<string, string>} [settings] of its environment
 * @returns {Promise<{ address: string, said: string[], stop: () => Promise<void> }>}
 */
export async function startSite(command = "demo", settings = {}) {
  const folder = await mkdtemp(join(tmpdir(), "emes-e2e-"));
  const isDemo = command === "demo";
  if (isDemo) await cp(DEMONSTRATION, folder, { recursive: true });
  const words = isDemo ? [command, "--keep"] : [command];
  const child = spawn(program(), ["--lang", "en", "--data", folder, ...words, "--listen", "127.0.0.1:0"], {
    cwd: folder,
    env: { ...environment(), ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // A worker that is ended in the middle must not leave its program behind.
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const exited = once(child, "exit");
  const stop = async () => {
    child.kill("SIGINT");
    await exited;
    process.off("exit", kill);
    await rm(folder, { recursive: true, force: true });
  };

  const [said, complaints] = [[], []];
  child.stderr.on("data", (bytes) => complaints.push(bytes));
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^serving at (http:\/\/\S+)/.exec(line)?.[1];
    if (address) {
      // Whatever it says later goes nowhere, and must not make it wait.
      child.stdout.resume();
      return { address, said, stop };
    }
    said.push(line);
  }
  await stop();
  throw new Error(`the program ended before it served:\n${Buffer.concat(complaints)}`);
}

function program() {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing; build it: cargo build --locked --workspace --bin emes`);
  return PROGRAM;
}

/** Without the settings of whoever runs the tests. */
function environment() {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("EMES_"));
  return { ...Object.fromEntries(kept), RUST_LOG: "off" };
}
