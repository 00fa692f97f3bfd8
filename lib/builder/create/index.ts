export { readToml } from "./buildkitd-toml.js";
export { createBuilder, leaveBuilder } from "./create.js";
export type { BuilderWish, CreatedBuilder } from "./wish.js";
