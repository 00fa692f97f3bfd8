import fc from "fast-check";
import { expect, test } from "vitest";
import { abortable, deferred, linkedAbort, pause, Queue } from "./index.js";

test("a queue hands out what was pushed, in order, before and while it is read", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer()), fc.array(fc.integer()), async (before, during) => {
      const queue = new Queue<number>();
      for (const value of before) queue.push(value);
      const read = readAll(queue);
      for (const value of during) {
        await Promise.resolve();
        queue.push(value);
      }
      queue.close();
      expect(await read).toEqual([...before, ...during]);
    }),
  );
});

test("a failed queue first hands out what came before the failure", async () => {
  const queue = new Queue<number>();
  queue.push(1);
  queue.fail(new Error("gone"));
  queue.push(2);
  const seen: number[] = [];
  await expect(async () => {
    for await (const value of queue) seen.push(value);
  }).rejects.toThrow("gone");
  expect(seen).toEqual([1]);
});

test("a reader that leaves early closes the queue", async () => {
  const queue = new Queue<number>();
  queue.push(1);
  for await (const _ of queue) break;
  queue.push(2);
  expect(await readAll(queue)).toEqual([]);
});

test("a linked signal aborts with its parent's reason", () => {
  const parent = new AbortController();
  using scope = linkedAbort(parent.signal);
  parent.abort("stop");
  expect(scope.reason).toBe("stop");
});

test("a linked signal of an aborted parent is aborted from the start", () => {
  using scope = linkedAbort(AbortSignal.abort("stop"));
  expect(scope.reason).toBe("stop");
});

test("leaving the scope aborts the linked signal and not its parent", () => {
  const parent = new AbortController();
  const scope = linkedAbort(parent.signal);
  {
    using left = scope;
    expect(left.aborted).toBe(false);
  }
  expect(scope.aborted).toBe(true);
  expect(parent.signal.aborted).toBe(false);
});

test("waiting ends with the signal's reason", async () => {
  const controller = new AbortController();
  const never = abortable(deferred().promise, controller.signal);
  const later = pause(1_000_000, controller.signal);
  controller.abort("stop");
  await expect(never).rejects.toBe("stop");
  await expect(later).rejects.toBe("stop");
  await expect(abortable(Promise.resolve(1), controller.signal)).rejects.toBe("stop");
});

test("what settles first is what is told", async () => {
  const { signal } = new AbortController();
  expect(await abortable(Promise.resolve(1), signal)).toBe(1);
  await expect(abortable(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
});

async function readAll<T>(values: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}
