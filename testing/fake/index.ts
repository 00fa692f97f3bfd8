export { FakeBuild, type FakeVertex } from "./build.js";
export { type Certificate, makeCertificate } from "./certificate.js";
export { type FakeCall, FakeDaemon, type FakeDaemonScript, type FakeListener, startFakeDaemon } from "./daemon.js";
export { type FakeDockerd, startFakeDockerd } from "./dockerd.js";
export { FakeFailure } from "./failure.js";
export { askPolicy, type FakeSource } from "./policy.js";
export type { FakeSession, SessionAnswer } from "./session.js";
