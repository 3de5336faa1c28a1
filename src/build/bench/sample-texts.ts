/** A Dockerfile with a bit of everything that training images do, of about so many lines. */
export function createDockerfileText(lines: number): string {
  const text: string[] = ['# syntax=docker/dockerfile:1', 'ARG PYTHON=3.12', ''];
  for (let stage = 0; text.length < lines; stage += 1) text.push(...toStage(stage));
  return `${text.slice(0, lines).join('\n')}\n`;
}

function toStage(index: number): readonly string[] {
  const packages = Array.from({ length: 8 }, (_, item) => `    package-${index}-${item} \\`);
  return [
    `FROM python:\${PYTHON}-slim AS stage${index}`,
    `ARG REVISION=${index}`,
    'ENV PYTHONUNBUFFERED=1 \\',
    `    MODEL_DIR=/models/${index}`,
    'WORKDIR /app',
    '# System libraries that the wheels need',
    'RUN apt-get update && apt-get install -y --no-install-recommends \\',
    ...packages,
    '    && rm -rf /var/lib/apt/lists/*',
    'COPY requirements.txt .',
    'RUN pip install --no-cache-dir -r requirements.txt',
    `COPY src/part${index} ./src`,
    ...(index === 0 ? [] : [`COPY --from=stage${index - 1} /app/src /app/earlier`]),
    'RUN set -eu; \\',
    '    for name in train test; do \\',
    `      python -m src.prepare --split "$name" --out "$MODEL_DIR/$name" --revision "$REVISION"; \\`,
    '    done',
    'EXPOSE 8080',
    'USER 1000',
    'HEALTHCHECK CMD ["python", "-m", "src.health"]',
    'CMD ["python", "-m", "src.train", "--epochs", "3"]',
    '',
  ];
}

/** A compose file of training services, of about so many lines. */
export function createComposeText(lines: number): string {
  const text: string[] = ['name: bench', 'services:'];
  const tail = ['volumes:', '  models: {}', 'networks:', '  back: {}'];
  for (let service = 0; text.length + tail.length < lines; service += 1) {
    text.push(...toService(service, service === 0 ? undefined : service - 1));
  }
  return `${[...text, ...tail].join('\n')}\n`;
}

/** A service, waiting for another one where that is given. */
export function toService(index: number, other?: number): readonly string[] {
  return [
    `  worker${index}:`,
    `    image: registry.example/train/worker:1.${index}`,
    '    command: ["python", "-m", "worker", "--queue", "train"]',
    '    environment:',
    '      LOG_LEVEL: ${LOG_LEVEL:-info}',
    `      WORKER_NAME: worker-${index}`,
    '      MLFLOW_TRACKING_URI: http://mlflow.example:5000',
    '    ports:',
    `      - "127.0.0.1:${10_000 + index}:8080"`,
    '    volumes:',
    '      - models:/models',
    '      - ./data:/data:ro',
    '    networks: [back]',
    ...(other === undefined
      ? []
      : ['    depends_on:', `      worker${other}:`, '        condition: service_healthy']),
    '    healthcheck:',
    '      test: ["CMD", "python", "-m", "worker.health"]',
    '      interval: 30s',
    '      timeout: 5s',
    '      retries: 3',
    '    deploy:',
    '      resources:',
    '        limits:',
    '          memory: 2g',
    '    restart: unless-stopped',
  ];
}
