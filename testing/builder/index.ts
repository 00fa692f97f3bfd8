export { type DockerfileBuild, solveDockerfile } from "./solve-dockerfile.js";
export { dockerCall, openStandIn, type StandIn } from "./stand-in.js";
