import { defineConfig } from "vitest/config";

// `unit` needs nothing but Node; `engine` brings up the project's own BuildKit and registries first.
export default defineConfig({
  test: {
    reporters: ["default", "./testing/engine/transports-reporter.ts"],
    projects: [
      {
        test: {
          name: "unit",
          include: ["{lib,cmd,testing}/**/*.test.ts"],
          exclude: ["**/*.engine.test.ts", "**/node_modules/**"],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "engine",
          include: ["{lib,cmd,testing}/**/*.engine.test.ts"],
          globalSetup: ["testing/engine/global-setup.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
