import { toDisplayText } from '../base/display-text.ts';
import type { Finding } from '../base/finding.ts';
import { startOf, type Span } from '../base/span.ts';
import type {
  ComposeFile,
  Dockerfile,
  FileSet,
  Project,
  Service,
  StageInstruction,
} from '../model/project.ts';
import type { Extra, NodeKinds, Report, RuleContext } from '../rulekit/rule.ts';
import { engineFinding } from './engine-finding.ts';
import { InstructionSilence, Witness } from './instruction-silence.ts';
import type { ActiveRule } from './resolve-settings.ts';

type Place = Pick<RuleContext<object>, 'fileSet' | 'dockerfile' | 'composeFile'>;
type AnyReport = Report<Readonly<Record<string, string>>>;

/** A rule at work. */
interface RunningRule {
  readonly active: ActiveRule;
  readonly report: AnyReport;
  hasFailed: boolean;
  /** One object for all nodes of a place: there are very many calls. */
  place: Place | undefined;
  context: RuleContext<object> | undefined;
}

interface Listener<Kind extends keyof NodeKinds> {
  readonly running: RunningRule;
  readonly listen: (node: NodeKinds[Kind], report: AnyReport, context: RuleContext<object>) => void;
}

/** Walks a project once and calls every rule at the nodes that it asks for. */
export class RuleRunner {
  readonly findings: Finding[] = [];
  readonly #project: Project;
  readonly #listeners: { readonly [Kind in keyof NodeKinds]: Listener<Kind>[] } = {
    project: [],
    composeFile: [],
    fileSet: [],
    service: [],
    variable: [],
    dockerfile: [],
    stage: [],
    instruction: [],
  };
  /** By message and place: the service that it was said about first. */
  readonly #saidOf = new Map<string, Service>();
  #service: Service | undefined;

  constructor(project: Project, activeRules: readonly ActiveRule[]) {
    this.#project = project;
    for (const active of activeRules) this.#register(active);
  }

  /** Does the work; each step is that of one rule at a large node or of all rules at a small one. */
  *steps(): Generator<void> {
    const nowhere: Place = { fileSet: undefined, dockerfile: undefined, composeFile: undefined };
    yield* this.#visitInSteps('project', this.#project, nowhere);
    for (const file of this.#project.composeFiles) yield* this.#walkComposeFile(file);
    for (const fileSet of this.#project.fileSets) yield* this.#walkFileSet(fileSet);
    for (const dockerfile of this.#project.dockerfiles) yield* this.#walkDockerfile(dockerfile);
  }

  #register(active: ActiveRule): void {
    const report = this.#createReport(active);
    const running: RunningRule = {
      active,
      report,
      hasFailed: false,
      place: undefined,
      context: undefined,
    };
    const add = <Kind extends keyof NodeKinds>(
      listeners: Listener<Kind>[],
      listen: Listener<Kind>['listen'] | undefined,
    ): void => {
      if (listen !== undefined) listeners.push({ running, listen });
    };
    const { on } = active.rule;
    add(this.#listeners.project, on.project);
    add(this.#listeners.composeFile, on.composeFile);
    add(this.#listeners.fileSet, on.fileSet);
    add(this.#listeners.service, on.service);
    add(this.#listeners.variable, on.variable);
    add(this.#listeners.dockerfile, on.dockerfile);
    add(this.#listeners.stage, on.stage);
    add(this.#listeners.instruction, on.instruction);
  }

  *#walkComposeFile(file: ComposeFile): Generator<void> {
    const fileSet = this.#project.fileSets.find((set) => set.files.includes(file));
    const place: Place = { fileSet, dockerfile: undefined, composeFile: file };
    yield* this.#visitInSteps('composeFile', file, place);
    if (this.#listeners.variable.length === 0) return;
    for (const use of file.variables) {
      this.#visit('variable', use, place);
      yield;
    }
  }

  *#walkFileSet(fileSet: FileSet): Generator<void> {
    const place: Place = { fileSet, dockerfile: undefined, composeFile: undefined };
    yield* this.#visitInSteps('fileSet', fileSet, place);
    if (this.#listeners.service.length === 0) return;
    for (const service of fileSet.services) {
      this.#service = service;
      this.#visit('service', service, place);
      yield;
    }
    this.#service = undefined;
  }

  *#walkDockerfile(dockerfile: Dockerfile): Generator<void> {
    const place: Place = { fileSet: undefined, dockerfile, composeFile: undefined };
    yield* this.#visitInSteps('dockerfile', dockerfile, place);
    const rules = this.#listeners.instruction.map(({ running }) => running.active.rule);
    const silence = new InstructionSilence(this.#project.cache, dockerfile, rules);
    const visit = (item: StageInstruction): void => this.#visitInstruction(item, place, silence);
    for (const item of dockerfile.globalInstructions) visit(item);
    for (const stage of dockerfile.stages) {
      this.#visit('stage', stage, place);
      yield;
      for (const item of stage.instructions) visit(item);
      yield;
    }
    silence.keep();
  }

  #visitInstruction(item: StageInstruction, place: Place, silence: InstructionSilence): void {
    const speakers = silence.choose(item, () => this.#findSpeakers(item, place));
    if (speakers === undefined) this.#visit('instruction', item, place);
    for (const index of speakers ?? []) {
      const listener = this.#listeners.instruction[index];
      if (listener !== undefined) this.#call(listener, item, place);
    }
    // What ONBUILD keeps for later is judged like the same instruction now.
    const { keyword, inner } = item.instruction;
    if (keyword === 'ONBUILD' && inner !== undefined) {
      this.#visitInstruction({ ...item, instruction: inner, isTrigger: true }, place, silence);
    }
  }

  /** The listeners that say something about an instruction, or that may say another thing where it stands elsewhere. */
  #findSpeakers(item: StageInstruction, place: Place): readonly number[] {
    const count = this.findings.length;
    return this.#listeners.instruction.flatMap(({ running, listen }, index) => {
      if (running.hasFailed) return [index];
      const witness = new Witness();
      const context = witness.watchContext(this.#contextOf(running, place));
      try {
        listen(witness.watchItem(item), running.report, context);
      } catch {
        return [index];
      }
      // It is asked again, with the instruction itself.
      return this.findings.splice(count).length > 0 || witness.hasMore ? [index] : [];
    });
  }

  #visit<Kind extends keyof NodeKinds>(kind: Kind, node: NodeKinds[Kind], place: Place): void {
    for (const listener of this.#listeners[kind]) this.#call(listener, node, place);
  }

  *#visitInSteps<Kind extends keyof NodeKinds>(
    kind: Kind,
    node: NodeKinds[Kind],
    place: Place,
  ): Generator<void> {
    for (const listener of this.#listeners[kind]) {
      this.#call(listener, node, place);
      yield;
    }
  }

  #call<Kind extends keyof NodeKinds>(
    { running, listen }: Listener<Kind>,
    node: NodeKinds[Kind],
    place: Place,
  ): void {
    if (running.hasFailed) return;
    try {
      listen(node, running.report, this.#contextOf(running, place));
    } catch (error) {
      running.hasFailed = true;
      this.findings.push(this.#toFailure(running.active, place, error));
    }
  }

  #contextOf(running: RunningRule, place: Place): RuleContext<object> {
    if (running.place === place && running.context !== undefined) return running.context;
    const { options } = running.active;
    running.place = place;
    running.context = { project: this.#project, ...place, options };
    return running.context;
  }

  #toFailure({ rule }: ActiveRule, place: Place, error: unknown): Finding {
    const path =
      place.composeFile?.path ??
      place.fileSet?.files[0]?.path ??
      place.dockerfile?.path ??
      this.#project.composeFiles[0]?.path ??
      this.#project.dockerfiles[0]?.path ??
      '';
    const reason = toDisplayText(error instanceof Error ? error.message : String(error), 80);
    const message = `The rule "${rule.id}" failed, so its findings are missing: ${reason}`;
    return engineFinding('drydock/internal', 'warning', startOf(path), message);
  }

  /** Services that share a place by an anchor share the mistake: it is told of the first. */
  #isRepeated(key: string): boolean {
    const service = this.#service;
    if (service === undefined) return false;
    const first = this.#saidOf.get(key);
    if (first === undefined) this.#saidOf.set(key, service);
    return first !== undefined && first !== service;
  }

  /** Its methods are made when they are called: most rules have nothing to say about most projects. */
  #createReport(active: ActiveRule): AnyReport {
    const { messages } = active.rule;
    return new Proxy<AnyReport>(
      {},
      {
        get: (_, id) => {
          const template = typeof id === 'string' ? messages[id] : undefined;
          return template === undefined
            ? undefined
            : this.#createMethod(active, String(id), template);
        },
      },
    );
  }

  #createMethod(active: ActiveRule, id: string, template: string) {
    const hasSlots = slotPattern.test(template);
    return (at: Span, first?: object, second?: Extra): void => {
      const data = hasSlots ? (first as Readonly<Record<string, string>> | undefined) : undefined;
      const extra = hasSlots ? second : first;
      if (this.#isRepeated(`${active.rule.id} ${id} ${at.file} ${at.start}-${at.end}`)) return;
      this.findings.push(toFinding(active, { at, message: fillIn(template, data), extra }));
    };
  }
}

const slotPattern = /\{(\w+)\}/;

/** User's text longer than this would push the words of a message out of sight. */
const longestValue = 80;

function fillIn(template: string, data: Readonly<Record<string, string>> | undefined): string {
  if (data === undefined) return template;
  return template.replaceAll(/\{(\w+)\}/g, (slot, name: string) =>
    name in data ? toDisplayText(data[name] ?? '', longestValue) : slot,
  );
}

function toFinding(
  { rule, severity }: ActiveRule,
  said: { readonly at: Span; readonly message: string; readonly extra: Extra | undefined },
): Finding {
  return {
    rule: rule.id,
    equivalents: said.extra?.equivalents ?? rule.equivalents ?? [],
    severity,
    message: said.message,
    at: said.at,
    fixes: said.extra?.fixes ?? [],
    related: said.extra?.related ?? [],
  };
}
