export { diskUsage, pruneCache } from "./cache.js";
export { isOfTheWorld, type NodeState, nodeFeatures, readNodeState } from "./node-state.js";
