import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { type Image, type LayerFile, readTar, rootFiles } from "./index.js";

const descriptor = { mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", digest: "sha256:0", size: 0 };

test.for([
  ["a later layer wins", [["a=1", "b=1"], ["a=2"]], ["a=2", "b=1"]],
  ["a file that is deleted is gone, and may come back", [["a=1", "d/b=1"], ["d/.wh.b", ".wh.a"], ["a=3"]], ["a=3"]],
  ["with a folder go its files", [["d/a=1", "d/e/b=1", "da=1"], [".wh.d"]], ["da=1"]],
  [
    "an opaque folder hides what was in it, not what comes with it",
    [["d/a=1"], ["d/b=2", "d/.wh..wh..opq"]],
    ["d/b=2"],
  ],
] as const)("%s", async ([, layers, wanted]) => {
  const root = await rootFiles(imageOf(layers));
  expect([...root.values()].map(({ path, content }) => `${path}=${content}`).sort()).toEqual(wanted);
});

test.for([
  ["plain", (bytes: Buffer) => bytes],
  ["gzipped", gzipSync],
] as const)("a %s tar without entries has none, and one that is damaged is none", async ([, pack]) => {
  expect(await readTar(pack(Buffer.alloc(1024)))).toEqual([]);
  await expect(readTar(pack(Buffer.alloc(1024, "x")))).rejects.toThrow("TAR_");
});

function imageOf(layers: readonly (readonly string[])[]): Image {
  return {
    platform: "linux/amd64",
    descriptor,
    manifest: { config: descriptor, layers: layers.map(() => descriptor) },
    configDigest: descriptor.digest,
    config: { os: "linux", architecture: "amd64", rootfs: { type: "layers", diff_ids: [] } },
    layers: layers.map((files) => ({ descriptor, digest: descriptor.digest, files: async () => files.map(fileOf) })),
  };
}

function fileOf(text: string): LayerFile {
  const [path = "", content = ""] = text.split("=");
  return {
    path,
    type: "file",
    mode: 0o644,
    uid: 0,
    gid: 0,
    mtime: undefined,
    target: "",
    content: Buffer.from(content),
  };
}
