export type { BuildEvent, StepOutcome } from "./event.js";
