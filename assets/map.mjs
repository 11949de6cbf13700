// The map of provinces for charts: lines simplified, every province named by its code, so that rows of a table find it.
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
/** Points nearer than this to a straight line are left out, in units of the drawing, which is 560 wide. */
const TOLERANCE = 0.7;
/** Islets smaller than this are left out, unless they are all there is. */
const SMALLEST = 1.5;

/** The rings of a path as lists of points; the package draws with "m" and relative numbers only. */
function rings(path) {
  const found = [];
  let [x, y] = [0, 0];
  for (const ring of path.split(/z/i).map((part) => part.trim()).filter((part) => part !== "")) {
    const points = [];
    for (const [command, ...numbers] of ring.match(/[a-z][^a-z]*/gi).map((part) => [part[0], ...part.slice(1).trim().split(/[\s,]+/).filter((n) => n !== "").map(Number)])) {
      if (!"mMlLhHvV".includes(command)) throw new Error(`the map draws with ${command}`);
      const isAbsolute = command === command.toUpperCase();
      const step = "hHvV".includes(command) ? 1 : 2;
      for (let i = 0; i < numbers.length; i += step) {
        const across = command.toLowerCase() === "v" ? (isAbsolute ? x : 0) : numbers[i];
        const down = command.toLowerCase() === "h" ? (isAbsolute ? y : 0) : numbers[i + step - 1];
        [x, y] = isAbsolute ? [across, down] : [x + across, y + down];
        points.push([x, y]);
      }
    }
    if (points.length > 0) [x, y] = points[0];
    found.push(points);
  }
  return found;
}

/** Douglas and Peucker (1973): what lies near the line between the ends is left out. */
function simplify(points) {
  if (points.length < 3) return points;
  const [a, b] = [points[0], points[points.length - 1]];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const distance = ([x, y]) => (length === 0 ? Math.hypot(x - a[0], y - a[1]) : Math.abs((b[0] - a[0]) * (a[1] - y) - (a[0] - x) * (b[1] - a[1])) / length);
  let [farthest, most] = [0, 0];
  for (let i = 1; i < points.length - 1; i++) if (distance(points[i]) > most) [farthest, most] = [i, distance(points[i])];
  if (most <= TOLERANCE) return [a, b];
  return [...simplify(points.slice(0, farthest + 1)).slice(0, -1), ...simplify(points.slice(farthest))];
}

function area(points) {
  const next = (i) => points[(i + 1) % points.length];
  return Math.abs(points.reduce((sum, [x, y], i) => sum + x * next(i)[1] - next(i)[0] * y, 0)) / 2;
}

function draw(path) {
  const all = rings(path).map(simplify).filter((ring) => ring.length > 2).sort((one, other) => area(other) - area(one));
  const kept = all.filter((ring, i) => i === 0 || area(ring) >= SMALLEST);
  return kept.map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}z`).join("");
}

/** A module whose default export is the map as SVG. */
export async function mapModule() {
  const source = await readFile(join(HERE, "node_modules/@svg-maps/thailand/index.js"), "utf8");
  const map = JSON.parse(source.replace(/^export default /, "").replace(/;?\s*$/, ""));
  const regions = (await readFile(join(HERE, "../data/regions.csv"), "utf8")).trim().split(/\r?\n/).slice(1).map((line) => line.split(","));
  const plain = (name) => name.toLowerCase().replaceAll(/[^a-z]/g, "");
  const codes = new Map(regions.map((row) => [plain(row[4]), row[2]]));
  const shapes = [];
  for (const { name, path } of map.locations) {
    const code = codes.get(plain(name));
    codes.delete(plain(name));
    // The lake is no province.
    if (code === undefined && name !== "Lake Songkha") throw new Error(`the map has ${name}, which data/regions.csv does not have`);
    const shape = draw(path);
    shapes.push(code === undefined ? `<path d="${shape}" fill="none"/>` : `<path name="${code}" d="${shape}"/>`);
  }
  if (codes.size > 0) throw new Error(`the map lacks ${[...codes.keys()].join(", ")}`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${map.viewBox}">${shapes.join("")}</svg>`;
  return `export default ${JSON.stringify(svg)};`;
}
