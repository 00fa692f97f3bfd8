// A channel on @grpc/grpc-js. The library takes 45 ms to load: import this file with `await import`, when something is called.

import type net from "node:net";
import type { Duplex } from "node:stream";
import {
  CallCredentials,
  ChannelCredentials,
  Client,
  type ClientUnaryCall,
  Metadata as GrpcMetadata,
  type ServiceError,
} from "@grpc/grpc-js";
import { bytesOverMessages } from "./bytes-stream.js";
import type { CallOptions, Channel, Metadata, Method } from "./channel.js";
import { openDoorstep } from "./doorstep.js";
import { failureOf } from "./failure.js";
import { type LargeValues, largeValues, withoutLargeHeaders } from "./large-headers.js";
import { dial, type SocketTarget, type Transport } from "./transport.js";

/** Room for a burst of layers or logs without a round trip for each 64 KiB. */
const windowBytes = 16 * 1024 * 1024;

/** `address` is what messages call the daemon. */
export async function openGrpcChannel(address: string, transport: Transport): Promise<Channel> {
  const { way } = transport;
  const doorstep = way.kind === "stream" ? await openDoorstep() : undefined;
  const target = way.kind === "stream" ? doorstep?.target : way.target;
  if (target === undefined) throw new Error("internal error: a channel to nowhere");
  const closing = new AbortController();
  const link: Link = { transport, large: largeValues(), signal: closing.signal };
  const client = new Client(targetName(target), new TransportCredentials(link), {
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
    "grpc-node.flow_control_window": windowBytes,
    "grpc.enable_retries": 0,
    // Without this, channels to the same address would share a connection whatever their credentials do to it.
    "grpc.use_local_subchannel_pool": 1,
    "grpc.default_authority": transport.authority,
    "grpc.service_config_disable_resolution": 1,
    "grpc.enable_http_proxy": 0,
    "grpc.enable_channelz": 0,
  });
  const connection: Connection = {
    client,
    failure: (error) => failureOf(error, address, { ...link, silence: transport.silence }),
  };
  return {
    unary: (method, request, options) => unary(connection, method, request, options),
    serverStream: (method, request, options) => serverStream(connection, method, request, options),
    bytes(path, metadata) {
      const call = client.makeBidiStreamRequest<Uint8Array, Uint8Array>(
        path,
        asBuffer,
        (message) => message,
        grpcMetadata(metadata),
      );
      return bytesOverMessages(call);
    },
    close() {
      client.close();
      closing.abort();
      doorstep?.close();
    },
  };
}

/** What calls share about the connection below them. */
interface Link {
  readonly transport: Transport;
  readonly large: LargeValues;
  /** Aborts when the channel is closed. */
  readonly signal: AbortSignal;
  /** How the newest connection failed or ended, where grpc-js tells a line of text at most. */
  lastError?: Error | undefined;
}

interface Connection {
  readonly client: Client;
  /** What a call's error means. */
  readonly failure: (error: unknown) => unknown;
}

function unary<Request, Response>(
  { client, failure }: Connection,
  { path, encode, decode }: Method<Request, Response>,
  request: Request,
  { signal, metadata }: CallOptions,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const cancel = (): void => call.cancel();
    const finish = (error: ServiceError | null, response?: { readonly value: Response }): void => {
      signal.removeEventListener("abort", cancel);
      if (signal.aborted) reject(signal.reason);
      else if (error !== null) reject(failure(error));
      else if (response === undefined) reject(new Error(`internal error: ${path} ended well without an answer`));
      else resolve(response.value);
    };
    const serialize = (value: Request): Buffer => asBuffer(encode(value));
    const call: ClientUnaryCall = client.makeUnaryRequest(
      path,
      serialize,
      (message) => ({ value: decode(message) }),
      request,
      grpcMetadata(metadata),
      finish,
    );
    signal.addEventListener("abort", cancel, { once: true });
  });
}

async function* serverStream<Request, Response>(
  { client, failure }: Connection,
  { path, encode, decode }: Method<Request, Response>,
  request: Request,
  { signal, metadata }: CallOptions,
): AsyncGenerator<Response, void> {
  signal.throwIfAborted();
  const serialize = (value: Request): Buffer => asBuffer(encode(value));
  const call = client.makeServerStreamRequest(path, serialize, decode, request, grpcMetadata(metadata));
  const cancel = (): void => call.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  // Cancelling below makes an error event when the loop that listened is already gone.
  call.on("error", () => {});
  try {
    for await (const message of call) yield message;
  } catch (error) {
    signal.throwIfAborted();
    throw failure(error);
  } finally {
    signal.removeEventListener("abort", cancel);
    call.cancel();
  }
}

/**
 * Lets a transport do its part on each new socket, before HTTP/2 starts. grpc-js has no public hook for that, so this
 * overrides underscored members: the version is pinned in package.json, and a test goes through here.
 */
class TransportCredentials extends ChannelCredentials {
  readonly #link: Link;

  constructor(link: Link) {
    super();
    this.#link = link;
  }

  override _isSecure(): boolean {
    return this.#link.transport.isSecure;
  }

  override _equals(other: ChannelCredentials): boolean {
    return this === other;
  }

  override _createSecureConnector(): ReturnType<ChannelCredentials["_createSecureConnector"]> {
    const link = this.#link;
    return {
      async connect(socket) {
        try {
          const stream = await streamOn(socket, link);
          stream.on("error", (error) => {
            link.lastError = error;
          });
          // grpc-js types a net.Socket, and hands it to http2.connect, which takes any duplex.
          return { socket: stream as typeof socket, secure: link.transport.isSecure };
        } catch (error) {
          if (error instanceof Error) link.lastError = error;
          throw error;
        }
      },
      async waitForReady() {
        // Comes before each attempt, and before the socket that may fail without us.
        link.lastError = undefined;
      },
      getCallCredentials: () => CallCredentials.createEmpty(),
      destroy() {},
    };
  }
}

async function streamOn(socket: net.Socket, { transport, large, signal }: Link): Promise<Duplex> {
  const { way } = transport;
  if (way.kind === "socket") return withoutLargeHeaders(await way.over(socket), large);
  socket.destroy();
  const stream = await dial(transport, signal);
  // grpc-js lets go of a connection that is not made yet without ending it, and a process would wait on.
  const end = (): void => void stream.destroy();
  signal.addEventListener("abort", end, { once: true });
  stream.once("close", () => signal.removeEventListener("abort", end));
  if (signal.aborted) end();
  return withoutLargeHeaders(stream, large);
}

function targetName(target: SocketTarget): string {
  if ("path" in target) return `unix:${target.path}`;
  return target.host.includes(":") ? `[${target.host}]:${target.port}` : `${target.host}:${target.port}`;
}

function grpcMetadata(metadata: Metadata = {}): GrpcMetadata {
  const converted = new GrpcMetadata();
  for (const [name, values] of Object.entries(metadata)) {
    for (const value of [values].flat()) converted.add(name, value);
  }
  return converted;
}

/** protobufjs makes Buffers under Node; this keeps the bytes where they are in any case. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
