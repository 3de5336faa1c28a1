import { noNvidiaRuntime } from '../../../src/core/rules/gpu/no-nvidia-runtime.ts';
import { requireDevice } from '../../../src/core/rules/gpu/require-device.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(requireDevice, ({ flags, accepts }) => {
  flags(
    'CUDA wheels from a requirements file',
    `
--- compose.yaml
services:
  fit:
  ^^^ none
    build: .
--- Dockerfile
FROM python:3.12-slim
COPY requirements.txt .
RUN pip install -r requirements.txt
--- requirements.txt
torch==2.4.1+cu121
`,
  );
  accepts(
    'CPU wheels, and a second file with the GPU',
    `
--- a/compose.yaml
services: { fit: { build: . } }
--- a/Dockerfile
FROM python:3.12-slim
RUN pip install torch==2.4.1+cpu
--- b/compose.yaml
services: { fit: { build: . } }
--- b/compose.gpu.yaml
services: { fit: { gpus: all } }
--- b/Dockerfile
FROM python:3.12-slim
RUN pip install torch==2.4.1+cu121
`,
  );
});

describeRule(noNvidiaRuntime, ({ flags, accepts }) => {
  flags(
    'the runtime',
    'services:\n  a:\n    image: x:1\n    runtime: nvidia\n             ^^^^^^ runtime\n',
  );
  accepts('others', 'services:\n  a:\n    image: x:1\n    runtime: runc\n');
});
