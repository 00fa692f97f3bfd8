export { diskUsage, pruneCache } from "./cache.js";
export { configuredPruneFilters } from "./configured-filters.js";
export { isOfTheWorld, type NodeState, nodeFeatures, readNodeState } from "./node-state.js";
