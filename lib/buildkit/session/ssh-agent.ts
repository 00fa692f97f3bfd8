// The ssh agent protocol, as far as a build may use it: keys are listed and used to sign, nothing is added, removed or locked.
// Follows draft-ietf-sshm-ssh-agent, and what golang.org/x/crypto/ssh/agent makes of it.

import type net from "node:net";
import type { ServerCall } from "../control.js";
import { StatusCode, StatusError } from "../errors.js";
import { bytesMessage, bytesOf } from "./bytes-message.js";
import type { PrivateKey } from "./ssh-key.js";
import { readString, sshString } from "./ssh-wire.js";

/** One connection to an agent: each request has one answer, both without their length. */
export interface AgentBackend {
  readonly kind: "agent";
  readonly answer: (request: Buffer) => Promise<Uint8Array>;
  readonly close: () => void;
}

const request = { identities: 11, sign: 13 } as const;
const response = { failure: 5, identities: 12, signature: 14 } as const;

/** Flags of a sign request, for RSA keys. */
const rsaSha256 = 2;
const rsaSha512 = 4;

const maxMessageBytes = 256 * 1024;

/** Answers what the daemon asks until it ends the stream. Whatever could change the agent fails. */
export async function serveAgent(call: ServerCall, backend: AgentBackend): Promise<void> {
  try {
    for await (const asked of cutMessages(dataOf(call))) {
      const isAllowed = asked[0] === request.identities || asked[0] === request.sign;
      const answer = isAllowed ? await backend.answer(asked) : Buffer.of(response.failure);
      await call.send(bytesMessage(sshString(answer)));
    }
  } finally {
    backend.close();
  }
}

/** Lets allowed requests through to the agent behind `socket`. */
export function socketAgent(socket: net.Socket): AgentBackend {
  const answers = cutMessages(socket);
  return {
    kind: "agent",
    async answer(asked) {
      socket.write(sshString(asked));
      const { value, done } = await answers.next();
      if (done === true) throw new StatusError(StatusCode.unavailable, "the ssh agent closed the connection");
      return value;
    },
    close: () => socket.destroy(),
  };
}

/** An agent of ours that has `keys`. */
export function keyAgent(keys: readonly PrivateKey[]): AgentBackend {
  return {
    kind: "agent",
    answer: async (asked) => (asked[0] === request.sign ? sign(asked, keys) : identities(keys)),
    close() {},
  };
}

function identities(keys: readonly PrivateKey[]): Buffer {
  const head = Buffer.alloc(5);
  head[0] = response.identities;
  head.writeUInt32BE(keys.length, 1);
  return Buffer.concat([
    head,
    ...keys.flatMap(({ blob, comment }) => [sshString(blob), sshString(Buffer.from(comment))]),
  ]);
}

function sign(asked: Buffer, keys: readonly PrivateKey[]): Buffer {
  const blob = readString(asked, 1);
  const data = readString(asked, blob.end);
  const flags = asked.readUInt32BE(data.end);
  const key = keys.find((candidate) => candidate.blob.equals(blob.value));
  if (key === undefined) return Buffer.of(response.failure);
  const hash = flags & rsaSha512 ? "sha512" : flags & rsaSha256 ? "sha256" : "sha1";
  return Buffer.concat([Buffer.of(response.signature), sshString(key.sign(data.value, hash))]);
}

async function* dataOf({ messages }: ServerCall): AsyncGenerator<Uint8Array, void> {
  for await (const message of messages) yield bytesOf(message);
}

/** Messages with a length of four bytes before each. */
async function* cutMessages(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void> {
  let pending = Buffer.alloc(0);
  for await (const chunk of chunks) {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 4) {
      const length = pending.readUInt32BE(0);
      if (length === 0 || length > maxMessageBytes) {
        throw new StatusError(StatusCode.invalidArgument, `an ssh agent message of ${length} bytes is refused`);
      }
      if (pending.length < 4 + length) break;
      yield pending.subarray(4, 4 + length);
      pending = pending.subarray(4 + length);
    }
  }
}
