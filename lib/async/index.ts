export { type Deferred, deferred } from "./deferred.js";
export { Queue } from "./queue.js";
export { abortable, type LinkedSignal, linkedAbort, pause } from "./signal.js";
