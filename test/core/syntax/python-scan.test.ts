import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanPython } from '../../../src/core/syntax/python-scan.ts';
import type { PythonText } from '../../../src/core/syntax/python-scan-tree.ts';

function scan(text: string) {
  const facts = scanPython('app.py', text);
  const cut = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  return { ...facts, cut };
}

function show(text: PythonText | undefined): string | undefined {
  if (text === undefined) return undefined;
  const variable = text.variable === undefined ? '' : ` from ${text.variable}`;
  return `${text.text ?? '?'}${text.isKnown ? '' : ' (unsure)'}${variable}`;
}

describe('imports', () => {
  it('are read in every form', () => {
    const { imports, cut } = scan(`import os, mlflow.pyfunc as mp
import a.b
from . import local
from ..pkg.mod import (x as y,
    z)
from lib import *
`);
    expect(
      imports.map((i) => `${'.'.repeat(i.level)}${i.module}|${i.name ?? ''}|${i.alias}`),
    ).toEqual([
      'os||os',
      'mlflow.pyfunc||mp',
      'a.b||a',
      '.|local|local',
      '..pkg.mod|x|y',
      '..pkg.mod|z|z',
      'lib|*|*',
    ]);
    expect(cut(imports[1]!.moduleAt)).toBe('mlflow.pyfunc');
    expect(cut(imports[4]!.moduleAt)).toBe('..pkg.mod');
  });

  it('tell which the program can do without, and where they stand', () => {
    const { imports } = scan(`import a
try:
    import b
except ImportError:
    import c
else:
    import d
if TYPE_CHECKING:
    import e
def f():
    import g
import h
`);
    expect(
      imports.map(({ module, isOptional, isTopLevel }) => [module, isOptional, isTopLevel]),
    ).toEqual([
      ['a', false, true],
      ['b', true, true],
      ['c', true, true],
      ['d', false, true],
      ['e', true, true],
      ['g', false, false],
      ['h', false, true],
    ]);
  });
});

describe('calls', () => {
  it('have their full names through aliases and variables', () => {
    const { calls } = scan(`import mlflow as ml
from mlflow.tracking import MlflowClient as Client
from os import environ
client = Client()
client.search_runs(["1"])
class Job:
    def __init__(self):
        self.client = Client()
    async def go(self):
        await self.client.get_run("x")
with ml.start_run() as run:
    print(run.info.run_id)
environ.get("A")
(lambda x: x)(1)
unknown.thing()
`);
    expect(calls.map(({ name }) => name)).toEqual([
      'mlflow.tracking.MlflowClient',
      'mlflow.tracking.MlflowClient().search_runs',
      'mlflow.tracking.MlflowClient',
      'mlflow.tracking.MlflowClient().get_run',
      'mlflow.start_run',
      'print',
      'os.environ.get',
      '',
      'unknown.thing',
    ]);
  });

  it('are not seen in strings and comments', () => {
    const { calls } = scan(`"""run()"""
x = 'a() \\' b()'  # c()
y = r"\\" + 'd()'
z = b"e()" """
f() """ 'g()'
h(
  # i()
  "j()",
)
`);
    expect(calls.map(({ name }) => name)).toEqual(['h']);
  });

  it('are seen in f-strings, at their places', () => {
    const { calls, cut } = scan(`m = f"{a('}')!r:>{w()}} {{b()}} {c("d"):%H:%M}" f'''
{e(1)}'''\n`);
    expect(calls.map(({ at }) => cut(at))).toEqual([`a('}')`, 'c("d")', 'e(1)']);
  });

  it('keep arguments, keywords and comprehensions apart', () => {
    const { calls } = scan('f(1, *a, "x" "y", k=g(z for z in y), **o)\n');
    const [call] = calls;
    expect(call?.args.map(({ kind }) => kind)).toEqual(['number', 'text']);
    expect(call?.args[1]).toMatchObject({ text: 'xy' });
    expect(call?.keywords.map(({ name }) => name)).toEqual(['k']);
    expect(call?.hasSpread).toBe(true);
    expect(calls[1]?.args).toHaveLength(1);
  });

  it('behind a forgotten bracket are still read', () => {
    const { calls, imports } = scan('a(1, [2\nimport os\ndef f():\n    b(3)\n');
    expect(imports.map(({ module }) => module)).toEqual(['os']);
    expect(calls.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});

describe('environment variables', () => {
  it('are found with their defaults', () => {
    const { environment, cut } = scan(`import os
from os import environ as env, getenv
A = os.environ["A"]
B = os.environ.get("B", "b")
C = getenv('C') or "c"
D = int(env.get("D", 5432))
E = os.getenv("E", None)
F = f"/data/{os.environ['F']}.npy"
G = os.environ.pop("G")
`);
    expect(
      environment.map(({ name, isRequired, fallback }) => [name, isRequired, show(fallback)]),
    ).toEqual([
      ['A', true, undefined],
      ['B', false, 'b'],
      ['C', false, 'c'],
      ['D', false, '5432'],
      ['E', false, undefined],
      ['F', true, undefined],
      ['G', true, undefined],
    ]);
    expect(environment.map(({ nameAt }) => cut(nameAt))).toEqual([
      'A',
      'B',
      'C',
      'D',
      'E',
      'F',
      'G',
    ]);
  });

  it('that are set are told apart from those that are read', () => {
    const { environment, environmentWrites, cut } = scan(`import os
os.environ["A"] = "1"
os.environ.setdefault("B", "2")
`);
    expect(environment.map(({ name }) => name)).toEqual(['B']);
    expect(
      environmentWrites.map(({ name, value, isForced, nameAt }) => [
        name,
        show(value),
        isForced,
        cut(nameAt),
      ]),
    ).toEqual([
      ['A', '1', true, 'A'],
      ['B', '2', false, 'B'],
    ]);
  });
});

describe('connections', () => {
  it.each([
    ['import redis\nredis.Redis(host="cache", port=6380)', 'redis.Redis - cache 6380 -'],
    ['import redis\nredis.Redis()', 'redis.Redis - - - localhost'],
    [
      'import redis\nr = redis.from_url("redis://cache:6379/0")',
      'redis.from_url redis://cache:6379/0 - - -',
    ],
    [
      'from pymongo import MongoClient\nMongoClient("mongodb://db")',
      'pymongo.MongoClient mongodb://db - - -',
    ],
    [
      'import sqlalchemy as sa\nsa.create_engine("postgresql://db/x")',
      'sqlalchemy.create_engine postgresql://db/x - - -',
    ],
    [
      'import psycopg2\npsycopg2.connect(host="db", port=5432, **more)',
      'psycopg2.connect - db 5432 -',
    ],
    [
      'import requests\nrequests.post("http://api:8000/x", json={})',
      'requests.post http://api:8000/x - - -',
    ],
    ['import requests\nrequests.request("GET", "http://api")', 'requests.request http://api - - -'],
    [
      'import requests\ns = requests.Session()\ns.get("http://api")',
      'requests.Session().get http://api - - -',
    ],
    ['import httpx\nhttpx.Client(base_url="http://api")', 'httpx.Client http://api - - -'],
    [
      'from boto3 import client\nclient("s3", endpoint_url="http://minio:9000")',
      'boto3.client http://minio:9000 - - -',
    ],
    [
      'import os, redis\nH = os.getenv("H", "localhost")\nredis.Redis(host=H)',
      'redis.Redis - localhost (unsure) from H - -',
    ],
    [
      'import requests\nB = "http://api"\nrequests.get(f"{B}/x/{i}")',
      'requests.get http://api/x/{…} (unsure) - - -',
    ],
    [
      'import requests\nrequests.get("http://api" + path)',
      'requests.get http://api{…} (unsure) - - -',
    ],
  ])('%j', (text, expected) => {
    const { connections } = scan(text);
    const shown = connections.map(({ client, url, host, port, defaultHost }) =>
      [client, show(url) ?? '-', show(host) ?? '-', show(port) ?? '-', defaultHost ?? '-'].join(
        ' ',
      ),
    );
    expect(shown).toEqual([expected]);
  });

  it('name the place of the literal, also behind a variable', () => {
    const { connections, cut } = scan('import redis\nHOST = "localhost"\nredis.Redis(host=HOST)\n');
    expect(cut(connections[0]!.host!.at)).toBe('"localhost"');
  });

  it('stay unknown where a name is assigned twice', () => {
    const { connections } = scan('import redis\nH = "a"\nH = "b"\nredis.Redis(host=H)\n');
    expect(show(connections[0]?.host)).toBe('? (unsure)');
  });
});

describe('MLflow', () => {
  it('calls have their arguments by name', () => {
    const { mlflow } = scan(`import mlflow
from mlflow import MlflowClient
mlflow.set_tracking_uri("http://tracking:5000")
mlflow.set_experiment(experiment_name="tides")
mlflow.sklearn.log_model(model, "model", registered_model_name="Tides")
mlflow.sklearn.log_model(model, name="model")
mlflow.register_model("runs:/1/model", "Tides")
mlflow.pyfunc.load_model("models:/Tides/3")
mlflow.search_runs(filter_string="params.depth = 6")
MlflowClient(tracking_uri="http://t").get_model_version_by_alias("Tides", "live")
other.log_model(1)
`);
    expect(
      mlflow.map(({ action, values }) => [
        action,
        ...[...values].map(([key, text]) => `${key}=${String(text.text)}`),
      ]),
    ).toEqual([
      ['set-tracking-uri', 'uri=http://tracking:5000'],
      ['set-experiment', 'experiment_name=tides'],
      ['log-model', 'artifact_path=model', 'registered_model_name=Tides'],
      ['log-model', 'name=model'],
      ['register-model', 'model_uri=runs:/1/model', 'name=Tides'],
      ['load-model', 'model_uri=models:/Tides/3'],
      ['search', 'filter_string=params.depth = 6'],
      ['create-client', 'tracking_uri=http://t'],
      ['registry', 'name=Tides', 'alias=live'],
    ]);
  });
});

describe('web applications', () => {
  it('have apps, routes, routers and servers', () => {
    const { apps, routes, routers, servers, hasMainGuard } =
      scan(`from fastapi import FastAPI, APIRouter
from flask import Flask
import uvicorn
api = FastAPI(root_path="/api")
router = APIRouter(prefix="/v1")
@api.get("/health")
async def health(): ...
@router.post("/predict", tags=["x"])
def predict(): ...
@pytest.mark.get("x")
def other(): ...
api.include_router(router, prefix="/models")
site = Flask(__name__)
@site.route("/", methods=["get", "POST"])
def index(): ...
if __name__ == "__main__":
    uvicorn.run("main:api", host="127.0.0.1", port=8080)
    site.run(debug=True)
`);
    expect(apps.map(({ framework, name, prefix }) => [framework, name, show(prefix)])).toEqual([
      ['fastapi.FastAPI', 'api', '/api'],
      ['fastapi.APIRouter', 'router', '/v1'],
      ['flask.Flask', 'site', undefined],
    ]);
    expect(routes.map(({ owner, path, methods }) => [owner, path.text, ...methods])).toEqual([
      ['api', '/health', 'GET'],
      ['router', '/predict', 'POST'],
      ['site', '/', 'GET', 'POST'],
    ]);
    expect(routers.map(({ owner, router, prefix }) => [owner, router, show(prefix)])).toEqual([
      ['api', 'router', '/models'],
    ]);
    expect(
      servers.map(({ server, target, host, port, defaultHost, defaultPort }) => [
        server,
        show(target),
        show(host),
        show(port),
        defaultHost,
        defaultPort,
      ]),
    ).toEqual([
      ['uvicorn', 'main:api', '127.0.0.1', '8080', '127.0.0.1', 8000],
      ['flask', undefined, undefined, undefined, '127.0.0.1', 5000],
    ]);
    expect(hasMainGuard).toBe(true);
  });
});

describe('paths', () => {
  it('are literals that look like files or folders', () => {
    const { paths } = scan(`import pandas as pd
pd.read_csv("data/tides.csv")
open('limits.yaml')
x = ["http://api/x", "a b/c.csv", "application/json", "1/2", "text", b"raw/x.bin", "/srv/models"]
`);
    expect(paths.map(({ text, call }) => [text, call])).toEqual([
      ['data/tides.csv', 'pandas.read_csv'],
      ['limits.yaml', 'open'],
      ['application/json', undefined],
      ['/srv/models', undefined],
    ]);
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    "'",
    '"',
    '"""',
    "f'",
    'f"{',
    '\\',
    '\n',
    '\n    ',
    ' ',
    ',',
    ':',
    '=',
    '.',
    '@',
    'import',
    'from',
    'def f',
    'class',
    'lambda',
    'a',
    'os.environ',
    'if',
    'for',
    'as',
    '1',
    '#',
    '*',
    'é',
    '\r\n',
  );

  it('gives facts whose places are in it', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 80 }), (parts) => {
        const text = parts.join('');
        const { calls, imports, environment, paths } = scan(text);
        for (const { at } of [...calls, ...imports, ...environment, ...paths]) {
          expect(at.start).toBeLessThanOrEqual(at.end);
          expect(at.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['brackets', '('.repeat(20_000)],
    ['calls of calls', `x${'(1)'.repeat(20_000)}`],
    ['attributes of calls', `x${'().y'.repeat(20_000)}`],
    ['fields', `f"${'{x'.repeat(5000)}"`],
    ['strings in fields', 'f"{'.repeat(2000)],
    [
      'names that lead to names',
      Array.from({ length: 2000 }, (_, n) => `a${n} = a${n + 1} + a${n + 1}`).join('\n'),
    ],
    ['names assigned often', 'a = b\nb = a\n'.repeat(2000)],
    ['operators', 'x = ' + '1 + '.repeat(20_000)],
    ['prefixes', 'x = ' + 'not '.repeat(20_000)],
  ])(
    'of many %s is read in time',
    (_, text) => {
      expect(() => scanPython('app.py', text)).not.toThrow();
    },
    3000,
  );
});
