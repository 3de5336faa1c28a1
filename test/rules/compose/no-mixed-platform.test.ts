import { noMixedPlatform } from '../../../src/core/rules/compose/no-mixed-platform.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noMixedPlatform, ({ flags, accepts }) => {
  flags(
    'the one that differs from the rest, also with a variant',
    `
services:
  a:
    image: x:1.0
    platform: linux/arm64/v8
              ^^^^^^^^^^^^^^ mixed
  b:
    image: x:1.0
    platform: linux/amd64
  c:
    image: y:1.0
    platform: linux/x86_64
`,
  );
  flags(
    'the one that is not for usual servers, and a base that is fixed to another',
    `
--- compose.yaml
services:
  a:
    build: .
    platform: linux/amd64
              ^^^^^^^^^^^ base
  b:
    image: x:1.0
    platform: "linux/arm64"
              ^^^^^^^^^^^^^ mixed
--- Dockerfile
FROM --platform=linux/arm64 x:1.0
`,
  );
  accepts(
    'one platform, variables, and lists for building',
    `
services:
  a:
    image: x:1.0
    platform: linux/arm64
  b:
    image: x:1.0
    platform: \${PLATFORM:-linux/amd64}
  c:
    build:
      context: .
      platforms: [linux/amd64, linux/arm64]
`,
  );
});
