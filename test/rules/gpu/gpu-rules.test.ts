import { noCpuPackage } from '../../../src/core/rules/gpu/no-cpu-package.ts';
import { noNvidiaRuntime } from '../../../src/core/rules/gpu/no-nvidia-runtime.ts';
import { requireDevice } from '../../../src/core/rules/gpu/require-device.ts';
import { requireSharedMemory } from '../../../src/core/rules/gpu/require-shared-memory.ts';
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

describeRule(requireDevice, ({ flags, accepts }) => {
  flags(
    'images of servers that need a GPU',
    `
services:
  a:
    image: vllm/vllm-openai:v0.6.3
           ^^^^^^^^^^^^^^^^^^^^^^^ image
  b:
    image: ghcr.io/huggingface/text-generation-inference:2.4.0
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ image
`,
  );
  accepts(
    'a reservation, other variants, and servers that take what there is',
    `
services:
  a:
    image: vllm/vllm-openai:v0.6.3
    gpus: all
  b:
    image: ghcr.io/huggingface/text-generation-inference:2.4.0-intel-cpu
  c:
    image: vllm/vllm-openai:v0.6.3
    command: ["--device", "cpu"]
  d:
    image: ollama/ollama:0.5.1
  e:
    image: tensorflow/tensorflow:2.15.0-gpu
`,
  );
  accepts(
    'a second file that adds the GPU',
    `
--- compose.yaml
services: { a: { image: "vllm/vllm-openai:v0.6.3" } }
--- compose.gpu.yaml
services: { a: { gpus: all } }
`,
  );
});

describeRule(noCpuPackage, ({ flags, accepts }) => {
  flags(
    'an image for the CPU',
    `
services:
  a:
    image: tensorflow/tensorflow:2.15.0-jupyter
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ image
    gpus: all
`,
  );
  accepts(
    'images for the GPU, unknown ones, and a service without a GPU',
    `
services:
  a: { image: "tensorflow/tensorflow:2.15.0-gpu", gpus: all }
  b: { image: "tensorflow/tensorflow:2.15.0" }
  c: { image: "registry.example.org/tensorflow/tensorflow:2.15.0", gpus: all }
  d: { image: "tensorflow/tensorflow:nightly", gpus: all }
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

describeRule(requireDevice, ({ flags, accepts }) => {
  flags(
    'code that needs CUDA beside a service with a GPU, and a job that would like it',
    `
--- compose.yaml
services:
  fit:
    build: .
    gpus: all
  embed:
  ^^^^^ code
    build: .
    command: python -m jobs.embed
  score:
  ^^^^^ code
    image: python:3.12-slim
    command: ["python", "/srv/score.py"]
    volumes: [".:/srv"]
    ports: ["8000:8000"]
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY jobs jobs
CMD ["python", "-m", "jobs.fit"]
--- jobs/__init__.py
--- jobs/fit.py
import torch
model = torch.nn.Linear(2, 2).cuda()
--- jobs/embed.py
import torch
device = torch.device("cuda:0" if torch.cuda.is_available() else "cpu")
--- score.py
from transformers import pipeline
score = pipeline("text-classification", device="cuda")
`,
  );
  accepts(
    'servers that fall back, devices of the environment, and projects that know no GPU',
    `
--- compose.yaml
services:
  fit: { build: ., gpus: all }
  api:
    build: .
    command: uvicorn api:app --host 0.0.0.0
    ports: ["8000:8000"]
  job:
    build: .
    command: python job.py
--- Dockerfile
FROM pytorch/pytorch:2.4.1-cuda12.1-cudnn9-runtime
WORKDIR /srv
COPY *.py ./
CMD ["python", "fit.py"]
--- fit.py
import torch
torch.rand(1, device="cuda")
--- api.py
import torch
device = "cuda" if torch.cuda.is_available() else "cpu"
--- job.py
import os
import torch
torch.rand(1).to("cuda" if os.getenv("USE_GPU") else "cpu")
--- b/compose.yaml
services:
  job:
    image: python:3.12-slim
    command: python /srv/job.py
    volumes: ["./job.py:/srv/job.py"]
--- b/job.py
import torch
device = "cuda" if torch.cuda.is_available() else "cpu"
`,
  );
});

describeRule(requireSharedMemory, ({ flags, accepts }) => {
  flags(
    'loaders in modules that the program imports',
    `
--- compose.yaml
services:
  fit:
  ^^^ small
    build: .
    gpus: all
    volumes: ["data:/data"]
volumes: { data: }
--- Dockerfile
FROM python:3.12-slim
WORKDIR /srv
COPY . .
CMD ["python", "fit.py"]
--- fit.py
from loaders import make
make()
--- loaders.py
import torch
def make():
    return torch.utils.data.DataLoader([1], batch_size=8, num_workers=8, shuffle=True)
`,
  );
  accepts(
    'memory of all kinds, and loaders without workers',
    `
--- compose.yaml
services:
  a: { image: "python:3.12-slim", command: python /srv/fit.py, volumes: [".:/srv"], shm_size: "2gb" }
  b: { image: "python:3.12-slim", command: python /srv/fit.py, volumes: [".:/srv"], ipc: host }
  c: { image: "python:3.12-slim", command: python /srv/fit.py, volumes: [".:/srv"], tmpfs: "/dev/shm:size=1g" }
  d: { image: "python:3.12-slim", command: python /srv/fit.py, volumes: [".:/srv", "/dev/shm:/dev/shm"] }
  e: { image: "python:3.12-slim", command: python /srv/one.py, volumes: [".:/srv"] }
--- fit.py
from torch.utils.data import DataLoader
loader = DataLoader([1], num_workers=2)
--- one.py
from torch.utils.data import DataLoader
loader = DataLoader([1], num_workers=0)
`,
  );
});

describeRule(noCpuPackage, ({ flags, accepts }) => {
  flags(
    'a reservation, and wheels of a requirements file',
    `
--- compose.yaml
services:
  fit:
  ^^^ cpu
    build: .
    deploy: { resources: { reservations: { devices: [{ driver: nvidia, count: 1, capabilities: [gpu] }] } } }
--- Dockerfile
FROM python:3.12-slim
COPY requirements.txt .
RUN pip install -r requirements.txt
--- requirements.txt
--extra-index-url https://download.pytorch.org/whl/cpu
torch==2.4.1+cpu
`,
  );
  accepts(
    'no reservation, and plain wheels',
    `
--- compose.yaml
services:
  a: { build: a }
  b: { build: b, gpus: all }
--- a/Dockerfile
FROM python:3.12-slim
RUN pip install torch==2.4.1+cpu
--- b/Dockerfile
FROM python:3.12-slim
RUN pip install torch==2.4.1
`,
  );
});
