export { builderDetails } from "./builder-details.js";
export { builderJson, builderNames, builderProblems, builderTable } from "./builder-list.js";
export { builderFormatted } from "./builder-template.js";
export { type BuilderView, builderObject, type NodeView } from "./builder-view.js";
export { columns } from "./columns.js";
export { decimalSize } from "./quantity.js";
export { readTemplate, type Template } from "./template.js";
export { TemplateError } from "./template-tokens.js";
export { usageDetails, usageFormatted, usageHead, usageJson, usageLine, usageSummary, usageTable } from "./usage.js";
