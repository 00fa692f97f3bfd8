export { createBuilder, leaveBuilder } from "./create.js";
export type { BuilderWish, CreatedBuilder } from "./wish.js";
