import { requireHealthDatabase } from '../../../src/core/rules/compose/require-health-database.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireHealthDatabase, ({ flags, accepts }) => {
  flags(
    'all ways to write the check, the variables of the container followed',
    `
--- compose.yaml
x-check: &check
  test: pg_isready --username=tides -h localhost || exit 1
        ^^^^^^^^^^ missing
services:
  a:
    image: postgis/postgis:16-3.4
    environment: ["POSTGRES_USER=tides", "POSTGRES_DB=marks"]
    healthcheck: *check
  b:
    image: postgres:16.4
    env_file: db.env
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U $\${POSTGRES_USER}"]
                           ^^^^^^^^^^ missing
  c:
    image: postgres:16.4
    env_file: db.env
    healthcheck:
      test: ["CMD", "pg_isready", "--username", "tides", "--dbname", "tides"]
                                                                     ^^^^^^^ other
--- db.env
POSTGRES_USER=tides
POSTGRES_DB=marks
`,
  );
  accepts(
    'the right name, one that is always there, and what is not known',
    `
services:
  a:
    image: postgres:16.4
    environment: { POSTGRES_USER: tides, POSTGRES_DB: tides }
    healthcheck: { test: "pg_isready -U tides" }
  b:
    image: postgres:16.4
    environment: { POSTGRES_DB: marks }
    healthcheck: { test: "pg_isready -U postgres" }
  c:
    image: postgres:16.4
    environment: { POSTGRES_USER: "\${OWNER}", POSTGRES_DB: marks }
    healthcheck: { test: ["CMD-SHELL", "pg_isready -U $\${POSTGRES_USER}"] }
  d:
    image: postgres:16.4
    environment: { POSTGRES_USER: tides, POSTGRES_DB: marks, PGDATABASE: marks }
    healthcheck: { test: "pg_isready -U tides" }
`,
  );
});
