export { bake, builtCommand, startBake } from "./bake.js";
export { type CommandOptions, type CommandResult, type RunningCommand, runCommand, startCommand } from "./command.js";
export { elfMachine } from "./elf.js";
export {
  type Archive,
  checkGolden,
  formatArchive,
  type GoldenInput,
  type GoldenOutput,
  goldenFiles,
  parseArchive,
  writeFiles,
} from "./golden.js";
