// Tells an archive from a text by its first bytes. Follows moby/buildkit frontend/dockerui: bzip2, gzip, xz, or a tar header.

const magics: readonly (readonly number[])[] = [
  [0x42, 0x5a, 0x68],
  [0x1f, 0x8b, 0x08],
  [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
];

const others: readonly (readonly [kind: string, magic: readonly number[]])[] = [
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["zstd", [0x28, 0xb5, 0x2f, 0xfd]],
];

/** The kind of an archive that BuildKit does not unpack, and would take for a Dockerfile. */
export function foreignArchive(head: Uint8Array): string | undefined {
  return others.find(([, magic]) => magic.every((byte, index) => head[index] === byte))?.[0];
}

/** `head` is the first 512 bytes or more; fewer when there are no more. */
export function isArchive(head: Uint8Array): boolean {
  return magics.some((magic) => magic.every((byte, index) => head[index] === byte)) || isTarHeader(head);
}

const headerBytes = 512;
/** Where a header holds the sum of its bytes, as octal text. */
const sumStart = 148;
const sumEnd = 156;

function isTarHeader(head: Uint8Array): boolean {
  if (head.length < headerBytes) return false;
  const text = String.fromCharCode(...head.subarray(sumStart, sumEnd)).replace(/[\0 ]+$/, "");
  if (!/^ *[0-7]+$/.test(text)) return false;
  let sum = 0;
  // The field itself counts as blanks.
  for (let at = 0; at < headerBytes; at += 1) sum += at >= sumStart && at < sumEnd ? 0x20 : (head[at] ?? 0);
  return sum === Number.parseInt(text, 8);
}
