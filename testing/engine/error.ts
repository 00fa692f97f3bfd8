/** The engine cannot be brought up or down. The message says what to do about it, where something can be done. */
export class EngineError extends Error {
  override readonly name = "EngineError";
}
