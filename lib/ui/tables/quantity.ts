// Sizes and times for people, in docker's own forms: those who compare the two see the same figures.
// Follows docker/go-units size.go and duration.go, and Go's time.Duration.String.

const decimalUnits = ["B", "kB", "MB", "GB", "TB", "PB", "EB"] as const;
const binaryUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"] as const;

/** Bytes in powers of 1000, as `10.47GB`. */
export function decimalSize(bytes: number): string {
  return scaled(bytes, 1000, decimalUnits);
}

/** Bytes in powers of 1024, as `24.21GiB`. */
export function binarySize(bytes: number): string {
  return scaled(bytes, 1024, binaryUnits);
}

function scaled(bytes: number, base: number, units: readonly string[]): string {
  let value = bytes;
  let unit = 0;
  while (value >= base && unit < units.length - 1) {
    value /= base;
    unit += 1;
  }
  // Four digits that count, and no zeros behind them.
  return `${Number(value.toPrecision(4))}${units[unit]}`;
}

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** How long ago, roughly: `About an hour`, `3 weeks`. */
export function roughDuration(ms: number): string {
  const seconds = Math.floor(ms / secondMs);
  if (seconds < 1) return "Less than a second";
  if (seconds === 1) return "1 second";
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.floor(ms / minuteMs);
  if (minutes === 1) return "About a minute";
  if (minutes < 60) return `${minutes} minutes`;
  const hours = Math.floor(ms / hourMs + 0.5);
  if (hours === 1) return "About an hour";
  if (hours < 48) return `${hours} hours`;
  if (hours < 24 * 7 * 2) return `${Math.floor(hours / 24)} days`;
  if (hours < 24 * 30 * 2) return `${Math.floor(hours / 24 / 7)} weeks`;
  if (hours < 24 * 365 * 2) return `${Math.floor(hours / 24 / 30)} months`;
  return `${Math.floor(ms / hourMs / 24 / 365)} years`;
}

/** As `48h0m0s`. */
export function exactDuration(ms: number): string {
  if (ms < secondMs) return `${ms}ms`;
  const seconds = `${Number(((ms % minuteMs) / secondMs).toFixed(9))}s`;
  if (ms < minuteMs) return seconds;
  const minutes = `${Math.floor(ms / minuteMs) % 60}m${seconds}`;
  return ms < hourMs ? minutes : `${Math.floor(ms / hourMs)}h${minutes}`;
}

/** As `2026-11-23 20:58:59.372 +0000 UTC`, which is how Go writes a time. */
export function instant(ms: number): string {
  const text = new Date(ms).toISOString().replace("T", " ");
  return `${text.replace(/(?:\.000|(\.\d*[1-9])0*)Z$/, "$1")} +0000 UTC`;
}
