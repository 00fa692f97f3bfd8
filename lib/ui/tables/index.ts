export { builderDetails } from "./builder-details.js";
export { builderJson, builderNames, builderProblems, builderTable } from "./builder-list.js";
export { type BuilderView, builderObject, type NodeView } from "./builder-view.js";
export { columns } from "./columns.js";
export { decimalSize } from "./quantity.js";
export { usageDetails, usageHead, usageJson, usageLine, usageSummary, usageTable } from "./usage.js";
