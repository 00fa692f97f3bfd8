// Draws frames on a terminal, each over the one before.

import type { View } from "./plain.js";
import type { Trace } from "./trace.js";
import { frameLines, type Size } from "./tty.js";

const csi = "\u001b[";

/** Terminals that know it show a frame all at once; others pass over it. */
const begin = `${csi}?2026h${csi}?25l`;
const end = `${csi}?25h${csi}?2026l`;

/** `size` is asked before each frame: windows change. */
export function terminalView(size: () => Size, hasColor: boolean): View {
  let height = 0;
  const frame = (trace: Trace, now: number, isLast: boolean): string => {
    if (trace.startedAt === undefined) return "";
    const lines = frameLines(trace, { size: size(), now, hasColor, isLast });
    const up = height === 0 ? "" : `${csi}${height}A`;
    height = lines.length;
    return `${begin}${up}${lines.map((line) => `${line}${csi}K\n`).join("")}${csi}J${end}`;
  };
  return {
    draw: (trace, now) => frame(trace, now, false),
    finish: (trace, now) => frame(trace, now, true),
  };
}
