import { presetNames, severityNames } from '../../core/engine/lint-settings.ts';
import type { Rule } from '../../core/rulekit/define-rule.ts';
import { rules } from '../../core/rules/index.ts';
import type { GeneratedFile } from './generated-file.ts';

/** The JSON schema of `.drydock.yaml`, for completion and checks in editors. */
export function generateConfigSchema(): Promise<GeneratedFile[]> {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Settings of Drydock',
    type: 'object',
    additionalProperties: false,
    properties: {
      preset: {
        description: 'Which rules run. Each preset holds those before it.',
        enum: presetNames,
        default: 'recommended',
      },
      rules: {
        description: 'A severity, or a severity with options, for single rules.',
        type: 'object',
        properties: Object.fromEntries(rules.map((rule) => [rule.id, toProperty(rule)])),
        // Names of other tools and former names are accepted too.
        additionalProperties: {
          anyOf: [severity, { type: 'object', properties: { severity } }],
        },
      },
      ignore: {
        description: 'Paths whose findings are left out; `*` and `**` are understood.',
        type: 'array',
        items: { type: 'string' },
      },
    },
  };
  const text = `${JSON.stringify(schema, undefined, 2)}\n`;
  return Promise.resolve([{ path: 'media/schema/drydock.schema.json', text }]);
}

const severity = { enum: severityNames };

function toProperty(rule: Rule): object {
  const specs = Object.entries(rule.options ?? {}) as [
    string,
    { readonly description: string; readonly default: unknown },
  ][];
  const options = specs.map(([name, spec]) => [
    name,
    { description: spec.description, default: spec.default, ...toType(spec.default) },
  ]);
  return {
    description: `${rule.summary}.`,
    anyOf: [
      severity,
      {
        type: 'object',
        additionalProperties: false,
        properties: { severity, ...Object.fromEntries(options) },
      },
    ],
  };
}

/** Lists and mappings hold texts. */
function toType(value: unknown): object {
  if (Array.isArray(value)) return { type: 'array', items: { type: 'string' } };
  if (typeof value !== 'object') return { type: typeof value };
  return { type: 'object', additionalProperties: { type: 'string' } };
}
