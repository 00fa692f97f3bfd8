export { type DockerfileBuild, solveDockerfile } from "./solve-dockerfile.js";
export { type SshKind, type SshLine, sshKinds } from "./ssh-line.js";
export { dockerCall, openStandIn, type StandIn } from "./stand-in.js";
export { openTlsRelay, type TlsRelay, type TlsRelayOptions } from "./tls-relay.js";
