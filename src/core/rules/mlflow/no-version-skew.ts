import type { InstalledPackage } from '../../model/python-packages.ts';
import { isAllowed } from '../../model/python-specifiers.ts';
import { parseVersion, type PythonVersion } from '../../model/python-version.ts';
import { definePage, defineRule } from '../../rulekit/define-rule.ts';
import type { ExampleFiles } from '../../rulekit/rule.ts';

export const noVersionSkew = defineRule({
  id: 'mlflow/no-version-skew',
  summary: 'Disallow MLflow clients that are newer than their server, or of another major version',
  severity: 'warning',
  preset: 'essential',
  since: '0.2.0',
  messages: {
    newer: 'MLflow {client} of "{service}" is newer than its server, which has {server}.',
    older: 'MLflow {client} of "{service}" is a major version behind its server with {server}.',
    open: 'MLflow of "{service}" may become newer than its server, which has {server}.',
  },
  on: {
    fileSet(fileSet, report, { project }) {
      const told = new Set<number>();
      for (const { service, peer, server } of project.mlflow.findStack(fileSet).clients) {
        const wanted = server.peer.mlflow;
        const own = peer.mlflow;
        if (wanted?.version === undefined || own === undefined) continue;
        // Services of one image share the place.
        if (told.has(own.at.start)) continue;
        told.add(own.at.start);
        const names = { service: service.name, server: wanted.version.text };
        const related = [{ at: wanted.at, message: 'The version of the server is here.' }];
        const version = own.version ?? findOldest(own);
        if (own.version === undefined && !isNewer(version, wanted.version)) {
          if (mayBeNewer(own, wanted.version)) report.open(own.at, names, { related });
          continue;
        }
        if (version === undefined) continue;
        const client = version.text;
        const order = compareMinor(version, wanted.version);
        if (order > 0) report.newer(own.at, { ...names, client }, { related });
        else if (order < 0 && !isSameMajor(version, wanted.version)) {
          report.older(own.at, { ...names, client }, { related });
        }
      }
    },
  },
});

/** The lowest version that a range allows, where it says one. */
function findOldest({ specifiers }: InstalledPackage): PythonVersion | undefined {
  const lower = specifiers.find(({ operator }) => /^(?:>=|~=|==|===|\^|~)$/.test(operator));
  return lower === undefined ? undefined : parseVersion(lower.version.replace(/\.\*$/, ''));
}

function isNewer(version: PythonVersion | undefined, server: PythonVersion): boolean {
  return version !== undefined && compareMinor(version, server) > 0;
}

/** Patch releases of one minor version speak the same. */
function compareMinor(a: PythonVersion, b: PythonVersion): number {
  const [majorA = 0, minorA = 0] = a.release;
  const [majorB = 0, minorB = 0] = b.release;
  return majorA - majorB || minorA - minorB;
}

function isSameMajor(a: PythonVersion, b: PythonVersion): boolean {
  return a.release[0] === b.release[0];
}

/** True where the next minor or major version would be installed too. */
function mayBeNewer({ specifiers, evidence }: InstalledPackage, server: PythonVersion): boolean {
  // What a base image holds is not chosen here.
  if (evidence === 'base') return false;
  const [major = 0, minor = 0] = server.release;
  return [`${major}.${minor + 1}.0`, `${major + 1}.0.0`].some((text) => {
    const next = parseVersion(text);
    return next !== undefined && isAllowed(next, specifiers);
  });
}

const compose = `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:v3.1.0
    command: >
      mlflow server --host 0.0.0.0
      --backend-store-uri sqlite:////state/runs.db --artifacts-destination /state/files
    volumes:
      - state:/state
  train:
    build: .
    environment:
      MLFLOW_TRACKING_URI: http://tracking:5000
volumes:
  state:
`;
const installing = (requirement: string): ExampleFiles => ({
  'compose.yaml': compose,
  Dockerfile: `FROM python:3.11-slim\nRUN pip install --no-cache-dir "${requirement}"\nCMD ["python"]\n`,
});

export const noVersionSkewPage = definePage({
  rationale:
    'A client calls endpoints that came with its own version. An older server answers them with 404: an MLflow 3 client cannot log a model to an MLflow 2 server. A requirement without an upper end gets there with the next build of the image.',
  references: ['https://mlflow.org/docs/latest/self-hosting/migration/'],
  bad: [
    { title: 'A newer client', files: installing('mlflow==3.4.0') },
    { title: 'A requirement that nothing holds back', files: installing('mlflow>=2.16') },
    { title: 'A client of the last major version', files: installing('mlflow==2.22.1') },
  ],
  good: [{ title: 'The same minor version at most', files: installing('mlflow>=3.0,<3.2') }],
});
