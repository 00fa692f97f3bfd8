export { type ListFormat, listTargets, listVariables } from "./list.js";
export { makePlan, type PlanOptions, planTarget } from "./make.js";
export type { Plan, Step } from "./plan.js";
export { printPlan } from "./print.js";
