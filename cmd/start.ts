// The first file to run. It loads the chunks of the program, which the bundler has put together into packs.
//
// A short command spends most of its time compiling. So what V8 made of a pack is kept in the user's cache folder, as
// `module.enableCompileCache` of newer releases of Node would do it file by file, and the next run begins with it. That is a
// shortcut and nothing else: whatever is wrong with it, the pack is compiled as if it were not there.

import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, isAbsolute, join, posix } from "node:path";
import { Script } from "node:vm";

/** Put in by the bundler: the pack of each chunk that is in one. Names of packs change with what is in them. */
declare const BAKEHOUSE_PACKS: Readonly<Record<string, string>>;

/** What the bundler makes of a chunk. */
type ChunkBody = (exports: unknown, require: (id: string) => unknown, module: { exports: unknown }) => void;

interface Pack {
  readonly bodies: Readonly<Record<string, ChunkBody>>;
  /** Of this process. */
  readonly ran: Set<string>;
}

/** What was kept of an earlier run. */
interface Kept {
  readonly code: Buffer;
  /** The chunks that had run. The code of their functions is in it. */
  readonly ran: readonly string[];
  readonly at: number;
}

/** What is in use is kept anew each day; what is older than this belongs to a release that is gone. */
const unusedMs = 30 * 86_400_000;

// As often as this a run keeps what it had to compile beyond what was kept, even when it ran no other chunks.
const refreshMs = 86_400_000;

const modules = new Map<string, { exports: unknown }>();
const packs = new Map<string, Pack>();

/** What the chunk exports; it runs when it is first asked for. */
export function chunk(name: string): unknown {
  const known = modules.get(name);
  if (known !== undefined) return known.exports;
  const packName = BAKEHOUSE_PACKS[name];
  if (packName === undefined) return require(join(__dirname, name));
  const { bodies, ran } = packs.get(packName) ?? openPack(packName);
  const module = { exports: {} };
  modules.set(name, module);
  ran.add(name);
  const folder = posix.dirname(name);
  bodies[name]?.(module.exports, (id) => (id.startsWith(".") ? chunk(posix.join(folder, id)) : require(id)), module);
  return module.exports;
}

function openPack(name: string): Pack {
  const filename = join(__dirname, "packs", `${name}.js`);
  const path = cachePath(name);
  const kept = path === undefined ? undefined : readKept(path);
  const script = new Script(readFileSync(filename, "utf8"), {
    filename,
    ...(kept !== undefined && { cachedData: kept.code }),
  });
  // The bundler made it: an object of functions.
  const pack: Pack = { bodies: script.runInThisContext() as Pack["bodies"], ran: new Set() };
  packs.set(name, pack);
  if (path !== undefined) {
    const before = script.cachedDataRejected === true ? undefined : kept;
    process.once("exit", (code) => {
      // What a run that failed has used is not what the next one needs.
      if (code === 0 && isWorthKeeping(pack, before))
        keep(path, script, new Set([...(before?.ran ?? []), ...pack.ran]));
    });
  }
  return pack;
}

function isWorthKeeping({ ran }: Pack, before: Kept | undefined): boolean {
  if (before === undefined || Date.now() - before.at > refreshMs) return true;
  return [...ran].some((name) => !before.ran.includes(name));
}

/** undefined: this machine has no place for it, or the engine no use. */
function cachePath(pack: string): string | undefined {
  const { env, versions, arch, platform } = process;
  if (versions["bun"] !== undefined) return undefined;
  const home = platform === "win32" ? env["LOCALAPPDATA"] : env["HOME"];
  const folder = env["XDG_CACHE_HOME"] || (home && join(home, platform === "darwin" ? "Library/Caches" : ".cache"));
  // Relative ones do not count: XDG Base Directory Specification.
  return folder && isAbsolute(folder)
    ? join(folder, "bakehouse", "code", `${pack}-${versions.node}-${arch}.bin`)
    : undefined;
}

function readKept(path: string): Kept | undefined {
  try {
    const file = openSync(path, "r");
    try {
      const { uid, mtimeMs } = fstatSync(file);
      // Code that somebody else put there is not run.
      if (process.getuid !== undefined && uid !== process.getuid()) return undefined;
      const bytes = readFileSync(file);
      const end = bytes.length - 4;
      const start = end - bytes.readUInt32LE(end);
      const ran = bytes.toString("latin1", start, end).split(" ");
      return { code: bytes.subarray(0, start), ran, at: mtimeMs };
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** The code, the names of the chunks that ran, and how long these are. */
function keep(path: string, script: Script, ran: ReadonlySet<string>): void {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    const names = Buffer.from([...ran].join(" "), "latin1");
    const length = Buffer.alloc(4);
    length.writeUInt32LE(names.length);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(draft, Buffer.concat([script.createCachedData(), names, length]), { mode: 0o600 });
    renameSync(draft, path);
    removeUnused(dirname(path));
  } catch {
    // The next run compiles, then.
    try {
      rmSync(draft, { force: true });
    } catch {
      // Nor can it be removed.
    }
  }
}

function removeUnused(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (Date.now() - statSync(path).mtimeMs > unusedMs) rmSync(path, { force: true });
  }
}
