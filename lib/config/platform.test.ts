import { expect, test } from "vitest";
import { normalPlatforms, parsePlatform } from "./index.js";

// From containerd/platforms, for a client on linux/amd64.
const rows: readonly (readonly [text: string, platform: string | undefined])[] = [
  ["linux/amd64", "linux/amd64"],
  ["Linux/X86_64", "linux/amd64"],
  ["linux/amd64/v1", "linux/amd64"],
  ["linux/amd64/v2", "linux/amd64/v2"],
  ["linux/arm", "linux/arm/v7"],
  ["linux/arm/7", "linux/arm/v7"],
  ["linux/arm/v6", "linux/arm/v6"],
  ["linux/armhf", "linux/arm/v7"],
  ["linux/armel", "linux/arm/v6"],
  ["linux/aarch64", "linux/arm64"],
  ["linux/arm64/v8", "linux/arm64"],
  ["macos/arm64", "darwin/arm64"],
  ["windows", "windows/amd64"],
  ["arm64", "linux/arm64"],
  ["i386", "linux/386"],
  ["local", "linux/amd64"],
  [" local ", "linux/amd64"],
  ["windows(10.0.17763)/amd64", "windows(10.0.17763)/amd64"],
  ["linux/nosuch", "linux/nosuch"],
  ["nosuch", undefined],
  [" linux/amd64", undefined],
  ["linux/amd64/v1/x", undefined],
  ["linux/", undefined],
  ["*", undefined],
  ["", undefined],
];

test.for(rows)("%j is %s", ([text, platform]) => {
  const parsed = parsePlatform(text, "linux/amd64");
  expect("platform" in parsed ? parsed.platform : undefined).toBe(platform);
});

test("an item may be several platforms", () => {
  expect(normalPlatforms(["linux/amd64,linux/arm64/v8", "local", "nosuch"], "linux/amd64")).toEqual([
    "linux/amd64",
    "linux/arm64",
    "linux/amd64",
  ]);
});
