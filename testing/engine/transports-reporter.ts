// Ends a run of tests by saying over which transports it went.

import type { Reporter, TestModule } from "vitest/node";
import { transportsLine } from "./transports.js";

export default class TransportsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const onEngine = modules.filter(({ project }) => project.name === "engine");
    const tests = onEngine.flatMap((module) =>
      [...module.children.allTests()].map((test) => ({
        title: test.fullName,
        ran: ["passed", "failed"].includes(test.result().state),
      })),
    );
    const line = transportsLine(tests);
    if (line !== undefined) process.stdout.write(`${line}\n`);
  }
}
