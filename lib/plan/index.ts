export type { Plan, Step } from "./plan.js";
