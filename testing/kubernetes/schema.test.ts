import { expect, test } from "vitest";
import { schemaProblems } from "./schema.js";

const template = { spec: { containers: [{ name: "a", image: "b" }] } };
const selector = { matchLabels: { app: "a" } };

const cases = [
  { title: "an object of its type", value: { spec: { selector, template } }, problems: [] },
  {
    title: "an unknown field, deep inside",
    value: { spec: { selector, template: { spec: { containers: [{ name: "a", imagge: "b" }] } } } },
    problems: ["V1Deployment.spec.template.spec.containers[0].imagge is unknown"],
  },
  {
    title: "a missing field",
    value: { spec: { template: { spec: { containers: [{}] } } } },
    problems: [
      "V1Deployment.spec.template.spec.containers[0].name is missing",
      "V1Deployment.spec.selector is missing",
    ],
  },
  {
    title: "a field of another type",
    value: { metadata: { labels: { a: 1 }, name: ["x"] }, spec: { replicas: "2", selector, template } },
    problems: [
      'V1Deployment.metadata.labels["a"] is no string: 1',
      'V1Deployment.metadata.name is no string: ["x"]',
      'V1Deployment.spec.replicas is no number: "2"',
    ],
  },
  {
    title: "null, which is no object",
    value: { spec: null },
    problems: ["V1Deployment.spec is no object"],
  },
];

test.for(cases)("the published types tell $title", ({ value, problems }) => {
  expect(schemaProblems(value, "V1Deployment")).toEqual(problems);
});
