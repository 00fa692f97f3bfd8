// Buffers to a file, all of them.

import type { FileHandle } from "node:fs/promises";

/** A system call may write less than it was given, as on a disk that is nearly full, and that is no error yet. */
export async function writeParts(handle: FileHandle, parts: readonly Uint8Array[]): Promise<void> {
  if (parts.length === 0) return;
  let { bytesWritten } = await handle.writev([...parts]);
  const total = parts.reduce((sum, { length }) => sum + length, 0);
  if (bytesWritten === total) return;
  const bytes = Buffer.concat(parts);
  while (bytesWritten < total) bytesWritten += (await handle.write(bytes, bytesWritten)).bytesWritten;
}
