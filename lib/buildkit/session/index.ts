export { type ByteSink, writableSink } from "./byte-receiver.js";
export { type ExportReceiver, type ExportTarget, type OpenSink, receiveExports } from "./exports.js";
export { fileSync, type LocalDirectory } from "./filesync.js";
export { secrets } from "./secrets.js";
export { type ServedSession, servedMethods, serveSession } from "./server.js";
export { uploads } from "./upload.js";
