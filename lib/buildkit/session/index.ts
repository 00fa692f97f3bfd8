export { fileSync, type LocalDirectory } from "./filesync.js";
export { type ServedSession, servedMethods, serveSession } from "./server.js";
