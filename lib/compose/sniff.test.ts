import { expect, test } from "vitest";
import { looksLikeCompose } from "./index.js";

test.for([
  "services:\n  app: { build: . }\n",
  "# a comment\n\n---\nname: x\nservices: {}\n",
  "x-base: &base\n  image: a\nservices:\n  app: *base\n",
  "secrets:\n  a: { file: b }\n",
  "include:\n- other.yaml\n",
  '"services": {}\n',
  "'services':\n  app: {}\n",
  "  services:\n    app: {}\n",
  "services:\r\n  app:\r\n    build: .\r\n",
  "\uFEFFservices:\n  app: {}\n",
  "%YAML 1.2\n---\nservices: {}\n",
  '{"services": {"app": {"build": "."}}}',
  "{services: {app: {build: .}}}",
])("%j is a compose file", (text) => {
  expect(looksLikeCompose(text)).toBe(true);
});

test.for([
  "",
  "\n  \n# nothing\n",
  'target "app" {\n  context = "."\n}\n',
  'target "app" {\n  dockerfile-inline = <<EOT\nservices:\n  app: {}\nEOT\n}\n',
  'services = ["a"]\n',
  "// services:\nservices:\n",
  "/* services: */\n",
  '{"target": {"app": {}}}',
  '{"target": {"app": {"dockerfile-inline": "services: {}"}}}',
  "{target: {services: {}}}",
  "name: only\n",
  "volumes:\n  services: {}\n",
  "- services:\n",
  "services",
  "services:app\n",
  "FROM alpine\nRUN true\n",
])("%j is not", (text) => {
  expect(looksLikeCompose(text)).toBe(false);
});
