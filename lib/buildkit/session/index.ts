export { type ServedSession, servedMethods, serveSession } from "./server.js";
