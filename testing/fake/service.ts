// One gRPC service of the fake daemon, from its codecs and handlers.

import * as grpc from "@grpc/grpc-js";
import { FakeFailure, statusOf } from "./failure.js";

interface Decoder<Message> {
  decode(bytes: Uint8Array): Message;
}

interface Encoder<Properties> {
  encode(message: Properties): { finish(): Uint8Array };
}

export interface CallContext {
  /** Aborts when the client cancels, or goes away. */
  readonly signal: AbortSignal;
  /** The ref of the build that a gateway call belongs to. */
  readonly buildId: () => string;
}

export type BytesCall = grpc.ServerDuplexStream<Buffer, Buffer>;

export class FakeService {
  readonly #methods: Record<string, grpc.MethodDefinition<unknown, unknown>> = {};
  readonly #handlers: Record<string, grpc.UntypedHandleCall> = {};

  constructor(readonly name: string) {}

  unary<Request, Response>(
    method: string,
    request: Decoder<Request>,
    response: Encoder<Response>,
    handle: (request: Request, context: CallContext) => Promise<Response>,
  ): void {
    this.#define(method, request, response, false);
    const handler: grpc.handleUnaryCall<Request, Response> = (call, answer) => {
      handle(call.request, contextOf(call)).then(
        (value) => answer(null, value),
        (error: unknown) => answer(statusOf(error)),
      );
    };
    this.#handlers[method] = handler;
  }

  serverStream<Request, Response>(
    method: string,
    request: Decoder<Request>,
    response: Encoder<Response>,
    handle: (request: Request, context: CallContext) => AsyncIterable<Response>,
  ): void {
    this.#define(method, request, response, true);
    const handler: grpc.handleServerStreamingCall<Request, Response> = async (call) => {
      try {
        for await (const message of handle(call.request, contextOf(call))) call.write(message);
        call.end();
      } catch (error) {
        call.emit("error", statusOf(error));
      }
    };
    this.#handlers[method] = handler;
  }

  /** Messages both ways, not decoded. */
  bytes(method: string, handle: (call: BytesCall) => void): void {
    this.#methods[method] = {
      path: `/${this.name}/${method}`,
      requestStream: true,
      responseStream: true,
      requestSerialize: asBuffer,
      requestDeserialize: (bytes) => bytes,
      responseSerialize: asBuffer,
      responseDeserialize: (bytes) => bytes,
    };
    const handler: grpc.handleBidiStreamingCall<Buffer, Buffer> = handle;
    this.#handlers[method] = handler;
  }

  addTo(server: grpc.Server): void {
    server.addService(this.#methods, this.#handlers);
  }

  #define<Request, Response>(
    method: string,
    request: Decoder<Request>,
    response: Encoder<Response>,
    isStream: boolean,
  ): void {
    this.#methods[method] = {
      path: `/${this.name}/${method}`,
      requestStream: false,
      responseStream: isStream,
      requestDeserialize: (bytes) => request.decode(bytes),
      // grpc-js hands back what the handler gave it, whose type is that of this method.
      responseSerialize: (message) => Buffer.from(response.encode(message as Response).finish()),
      // A server calls neither of these.
      requestSerialize: asBuffer,
      responseDeserialize: (bytes) => bytes,
    };
  }
}

function contextOf(
  call: grpc.ServerUnaryCall<unknown, unknown> | grpc.ServerWritableStream<unknown, unknown>,
): CallContext {
  const cancelled = new AbortController();
  call.on("cancelled", () => cancelled.abort(new FakeFailure(grpc.status.CANCELLED, "context canceled")));
  return {
    signal: cancelled.signal,
    buildId() {
      const id = call.metadata.get("buildkit-controlapi-buildid")[0];
      if (typeof id !== "string") throw new FakeFailure(grpc.status.INVALID_ARGUMENT, "no buildid passed");
      return id;
    },
  };
}

function asBuffer(value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return value;
  throw new Error("internal error: only bytes go this way");
}
