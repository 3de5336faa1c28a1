import type { Edit } from '../../core/base/span.ts';
import { applyEdits } from '../../core/base/text-edits.ts';
import { ComposeEditor } from '../../core/syntax/compose-edit.ts';
import type { ProjectFacts } from '../facts.ts';
import type { GeneratedFile, RenderedService } from '../service-template.ts';

export interface ComposeChange {
  /** A compose file, where the project has none. */
  readonly files: readonly GeneratedFile[];
  readonly edits: readonly Edit[];
  readonly complaints: readonly string[];
}

const newFile = 'compose.yaml';

/** Puts the service, and its volume, into the project's compose file. */
export function insertService(
  facts: ProjectFacts,
  name: string,
  { service, volume }: RenderedService,
): ComposeChange {
  const { path } = facts.compose;
  const text = path === undefined ? undefined : facts.textOf(path);
  if (path === undefined || text === undefined) {
    const withService = addEntry('', 'services', name, service);
    const whole = volume === undefined ? withService : addEntry(withService, 'volumes', volume, '');
    return { files: [{ path: newFile, text: `${whole}\n` }], edits: [], complaints: [] };
  }
  const editor = new ComposeEditor(path, text);
  const added = [
    editor.addSectionEntry('services', name, { yaml: service }),
    ...(volume === undefined ? [] : [editor.addSectionEntry('volumes', volume, { yaml: '' })]),
  ];
  if (added.some((edits) => edits.length === 0)) {
    const complaint = `${path} is written so that a service cannot be added to it without rewriting it.`;
    return { files: [], edits: [], complaints: [complaint] };
  }
  return { files: [], edits: added.flat(), complaints: [] };
}

function addEntry(text: string, section: string, name: string, yaml: string): string {
  const edits = new ComposeEditor(newFile, text).addSectionEntry(section, name, { yaml });
  return applyEdits(text, edits);
}
