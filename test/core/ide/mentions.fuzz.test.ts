import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listMentions } from '../../../src/core/ide/find-mentions.ts';
import { buildProject } from '../../../src/core/model/build-project.ts';
import { toSnapshot } from '../../support/lint-files.ts';

const compose = `include: [more.yaml]
services:
  api:
    build: { context: ., target: base, args: { V: "$V" }, additional_contexts: { x: "service:db" } }
    command: sh -c "mlflow server --host \${HOST:-0.0.0.0} && echo $$A"
    environment: ["MLFLOW_TRACKING_URI=http://db:5000/\${PATH}", A]
    env_file: [{ path: .env, required: false }]
    volumes: ["data:/x", { type: volume, source: data, target: /y }]
    depends_on: { db: { condition: service_healthy } }
  db:
    image: "db:\${TAG:?\${OTHER}}"
    extends: { file: more.yaml, service: api }
    entrypoint: |
      docker compose -f x up --scale db=2
volumes: { data: }
`;
const dockerfile = `ARG V=1
FROM python:$V AS base
ENV URL=http://api:80 TOKEN="x y"
RUN --mount=type=cache,from=base,target=/x pip install --no-cache-dir -r a && echo \${URL:-x}
RUN <<EOF
echo $V
EOF
FROM base
COPY --from=0 --chown=$V . /x
HEALTHCHECK --interval=5s CMD ["mlflow", "server", "-h", "x"]
`;
const dotenv = "TAG=1\nHOST='http://db:1'\nURL=http://api:2\n";
const script = 'docker run \\\n -it --rm x | docker compose -p x down -v\n';

/** A cut, a doubling or an insertion somewhere. */
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(12),
  insert: fc.constantFrom(
    '',
    '$',
    '${',
    '}',
    '"',
    "'",
    '\n',
    ':',
    '\\',
    '<<EOF\n',
    '  - ',
    '`',
    '‸',
    '://',
    '\r',
  ),
});

function mutate(
  text: string,
  mutations: readonly { at: number; length: number; insert: string }[],
): string {
  let result = text;
  for (const { at, length, insert } of mutations) {
    const start = Math.floor(at * result.length);
    result = result.slice(0, start) + insert + result.slice(start + length);
  }
  return result;
}

it('whatever is typed, no answer fails, and every place is inside its file', () => {
  const mutations = fc.array(mutation, { maxLength: 6 });
  fc.assert(
    fc.property(mutations, mutations, mutations, (first, second, third) => {
      const files = {
        'compose.yaml': mutate(compose, first),
        'more.yaml': 'services:\n  api:\n    image: a:1\n',
        Dockerfile: mutate(dockerfile, second),
        '.env': mutate(dotenv, third),
        'run.sh': mutate(script, third),
      };
      const project = buildProject(toSnapshot(files));
      for (const file of Object.keys(files)) {
        for (const { at, targets, text } of listMentions(project, file)) {
          expect(at.file).toBe(file);
          expect(text().length).toBeLessThan(2000);
          for (const span of [at, ...targets]) {
            const length = project.snapshot.files.get(span.file)?.length ?? -1;
            expect(0 <= span.start && span.start <= span.end && span.end <= length).toBe(true);
          }
        }
      }
    }),
    { numRuns: 400 },
  );
});
