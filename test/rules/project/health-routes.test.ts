import { requireHealthTarget } from '../../../src/core/rules/project/require-health-target.ts';
import { describeRule } from '../../support/describe-rule.ts';

/** A service that asks for a path, and the files of its application. */
const api = (
  path: string,
  files: string,
  command = '"uvicorn", "api:app", "--port", "8000"',
): string => `
--- compose.yaml
services:
  api:
    build: .
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost:8000${path}"]
--- Dockerfile
FROM python:3.12
WORKDIR /srv
COPY . .
CMD [${command}]
${files}
`;
const wrong = (text: string): string =>
  text.replace(
    /( +test: .*"curl", "-f", )("[^"]*")\]\n/,
    (line, before: string, url: string) =>
      `${line}${' '.repeat(before.length)}${'^'.repeat(url.length)} path\n`,
  );

const own = `--- api.py
from fastapi import APIRouter, FastAPI
app = FastAPI()
router = APIRouter(prefix="/v1")
@router.get("/health")
def health(): ...
app.include_router(router, prefix="/api")
`;
const other = (mount: string, start = 'from routes import health'): string => `--- api.py
from fastapi import FastAPI
${start}
app = FastAPI()
app.include_router(${mount})
--- routes/__init__.py
from .health import router as health_router
--- routes/health.py
from fastapi import APIRouter
router = APIRouter()
@router.get("/health")
def health(): ...
`;
const flask = (mount: string): string => `--- api.py
from flask import Blueprint, Flask
part = Blueprint("part", __name__, url_prefix="/part")
@part.route("/health")
def health(): ...
app = Flask(__name__)
app.register_blueprint(${mount})
`;
const gunicorn = '"gunicorn", "api:app", "--bind", "0.0.0.0:8000"';

describeRule(requireHealthTarget, ({ flags, accepts }) => {
  flags('a path without the prefixes of its router', wrong(api('/health', own)));
  flags('one of two prefixes', wrong(api('/v1/health', own)));
  flags('a router of another module', wrong(api('/health', other('health.router, prefix="/api"'))));
  flags(
    'a router that its package hands on',
    wrong(
      api('/health', other('health_router, prefix="/api"', 'from routes import health_router')),
    ),
  );
  flags('a blueprint without its prefix', wrong(api('/health', flask('part'), gunicorn)));
  flags(
    'a prefix that the mount replaces',
    wrong(api('/part/health', flask('part, url_prefix="/api"'), gunicorn)),
  );
  accepts('both prefixes', api('/api/v1/health', own));
  accepts('a router without a prefix', api('/health', other('health.router')));
  accepts('the prefix of a mount', api('/api/health', other('health.router, prefix="/api"')));
  accepts('the prefix of a blueprint', api('/part/health', flask('part'), gunicorn));
  accepts(
    'the prefix that replaces it',
    api('/api/health', flask('part, url_prefix="/api"'), gunicorn),
  );
  accepts('pages of FastAPI', api('/docs', own));
  accepts('a prefix that nobody knows', api('/health', other('health.router, prefix=PREFIX')));
  accepts('a module that is not there', api('/health', other('users.router', 'import users')));
  accepts(
    'routes that a third file adds',
    api(
      '/live',
      `${own}--- more.py\nfrom api import router\n@router.get("/live")\ndef live(): ...\n`,
    ),
  );
  accepts(
    'an application below a root path',
    api('/live', own.replace('FastAPI()', 'FastAPI(root_path="/x")')),
  );
  accepts('an application that is mounted', api('/live', `${own}app.mount("/live", other)\n`));
});
