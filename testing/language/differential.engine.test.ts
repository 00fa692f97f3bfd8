// What docker-buildx prints for generated definitions, against ours: `npm run diff -- COUNT` compares as many as one likes.

import { expect, inject, test } from "vitest";
import { openPeer } from "../peer.js";
import { compareMany } from "./compare.js";
import { releaseOf } from "./release.js";

test("generated definitions are printed as docker-buildx prints them", async (context) => {
  await using peer = await openPeer(inject("engine"));
  const release = releaseOf(peer.version);
  // Another version may do other things right and wrong, which says nothing about us.
  if (release === undefined) return context.skip(`the definitions are made for 0.29 and 0.36, this is ${peer.version}`);
  // The same each time, so that a failure is from a change of ours; the script looks further.
  const seed = 1;
  const { compared, refused, difference } = await compareMany(peer, { release, runs: 100, seed });
  expect(difference, `docker-buildx ${peer.version}, seed ${seed}`).toBeUndefined();
  expect(compared).toBe(100);
  expect(refused).toBeLessThan(compared / 2);
});
