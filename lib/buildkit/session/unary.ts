// A method with one request and one answer, over the generated codecs.

import type { Attachable, ServerCall } from "../control.js";
import { StatusCode, StatusError } from "../errors.js";

interface Decoder<T> {
  decode(message: Uint8Array): T;
}

interface Encoder<T> {
  encode(message: T): { finish(): Uint8Array };
}

/** `answer` is called with the request, and with the call for its headers and signal. */
export function unary<Request, Response>(
  request: Decoder<Request>,
  response: Encoder<Response>,
  answer: (request: Request, call: ServerCall) => Promise<Response>,
): Attachable["methods"][string] {
  return async (call) => {
    for await (const message of call.messages) {
      await call.send(response.encode(await answer(request.decode(message), call)).finish());
      return;
    }
    throw new StatusError(StatusCode.invalidArgument, "the call came without a request");
  };
}
