import { definePage, defineRule } from '../../rulekit/define-rule.ts';

export const noNvidiaRuntime = defineRule({
  id: 'gpu/no-nvidia-runtime',
  summary: 'Prefer a device reservation over runtime: nvidia',
  severity: 'info',
  preset: 'recommended',
  since: '0.1.0',
  messages: {
    runtime: 'Engines without a runtime called "nvidia" refuse this; a device reservation works.',
  },
  on: {
    service({ value }, report) {
      const runtime = value.entries.get('runtime')?.value;
      if (runtime?.kind === 'scalar' && runtime.text === 'nvidia') report.runtime(runtime.at);
    },
  },
});

export const noNvidiaRuntimePage = definePage({
  rationale:
    '`runtime: nvidia` needs a runtime of that name in the configuration of the engine, which the present installation of the toolkit does not always write. A reservation of devices says how many GPUs the service gets and works with every engine that has the toolkit.',
  references: ['https://docs.docker.com/compose/how-tos/gpu-support/'],
  bad: [
    {
      title: 'The old way',
      files: { 'compose.yaml': 'services:\n  fit:\n    image: fit:1.4.0\n    runtime: nvidia\n' },
    },
  ],
  good: [
    {
      title: 'A reservation',
      files: {
        'compose.yaml': `services:
  fit:
    image: fit:1.4.0
    deploy:
      resources:
        reservations:
          devices:
            - driver: nvidia
              count: 1
              capabilities: [gpu]
`,
      },
    },
  ],
});
