import { readCondaRequirement } from '../syntax/conda-text.ts';
import { normalizeName } from '../syntax/requirements-specifier.ts';
import { RequirementReader } from '../syntax/requirements-text.ts';
import type { DependencyList, LockFile, UnnamedSource } from '../syntax/requirements-tree.ts';
import { imageFolderOf, resolveInImage } from './python-image-files.ts';
import { hasOption, listValues, readGroupChoice } from './python-install-choice.ts';
import type { InstallCommand, InstallWord } from './python-install-commands.ts';
import { findLocation } from './python-install-location.ts';
import {
  chooseGroups,
  findLocalRoots,
  readClosure,
  readLockedGroups,
  toRoots,
} from './python-lock-closure.ts';
import {
  isForLinux,
  toInstalled,
  toPinned,
  type InstalledPackage,
  type PackageList,
} from './python-packages.ts';
import { readSetupRequirements } from './python-setup.ts';
import type { PythonModel } from './python-project.ts';

/** What a command can see while it runs. */
export interface InstallPlace {
  readonly python: PythonModel;
  readonly workdir: string | undefined;
  findVariable(name: string): string | undefined;
  /** The project's file at an absolute path of the image. */
  findFile(imagePath: string): string | undefined;
  /** What a requirements file holds that a command wrote there. */
  findExport(imagePath: string): readonly InstalledPackage[] | undefined;
}

/** Applies one command to the packages that are there. */
export function applyInstall(
  command: InstallCommand,
  place: InstallPlace,
  list: PackageList,
): void {
  new InstallEffect(command, place, list).apply();
}

class InstallEffect {
  readonly #command: InstallCommand;
  readonly #place: InstallPlace;
  readonly #list: PackageList;
  readonly #workdir: string;
  readonly #location: string | undefined;
  /** Image paths of requirements files that were read, so that circles end. */
  readonly #seen = new Set<string>();
  readonly #constraints = new Map<string, InstalledPackage['specifiers']>();

  constructor(command: InstallCommand, place: InstallPlace, list: PackageList) {
    this.#command = command;
    this.#place = place;
    this.#list = list;
    this.#workdir = command.folders.reduce(
      (folder, next) => resolveInImage(folder, next),
      resolveInImage(place.workdir, ''),
    );
    this.#location = findLocation(command, this.#workdir, (name) => place.findVariable(name));
  }

  apply(): void {
    switch (this.#command.action) {
      case 'remove':
        for (const { text } of this.#command.words) {
          this.#list.remove(normalizeName(text), this.#location);
        }
        return;
      case 'sync':
        for (const installed of this.#readProject()) this.#add(installed);
        return;
      case 'export': {
        const path = this.#findOutput();
        if (path !== undefined) this.#list.exports.set(path, [...this.#readProject()]);
        return;
      }
      default:
        this.#install();
    }
  }

  #install(): void {
    const { tool, words } = this.#command;
    for (const path of [
      ...listValues(this.#command, '-c'),
      ...listValues(this.#command, '--constraint'),
    ]) {
      if (tool === 'pip') this.#readConstraints(this.#resolve(path));
    }
    for (const { name, value } of this.#command.options) {
      if (value === undefined) continue;
      if (
        /^(?:-r|--requirements?)$/.test(name) ||
        (tool === 'conda' && /^(?:-f|--file)$/.test(name))
      ) {
        this.#installFile(this.#resolve(value.text), value);
      } else if (name === '-e' || name === '--editable') this.#installWord(value, true);
    }
    for (const word of words) {
      if (tool === 'conda') this.#installConda(word);
      else if (tool === 'apt') this.#installSystem(word);
      else this.#installWord(word, false);
    }
  }

  #installWord(word: InstallWord, isEditable: boolean): void {
    if (!word.isKnown) {
      this.#list.addGap('word', word.at);
      return;
    }
    if (this.#takeWheels(word)) return;
    const reader = new RequirementReader();
    reader.readSpecification(toMapped(word), isEditable);
    this.#addRead(reader, word);
  }

  #addRead(
    { requirements, sources }: Pick<DependencyList['groups'][number], 'requirements' | 'sources'>,
    word: InstallWord,
  ): void {
    const place = { installedAt: this.#command.at, location: this.#location };
    for (const requirement of requirements) {
      if (!isForLinux(requirement.marker)) continue;
      this.#add(toInstalled(requirement, place, this.#constraints));
      this.#list.isClosed = false;
    }
    for (const source of sources) this.#installSource(source, word);
  }

  /** `pip install /wheels/*`: what `pip wheel` put there. */
  #takeWheels({ text, at }: InstallWord): boolean {
    if (!/[*]|\.whl$/.test(text) || !text.includes('/')) return false;
    const folder = imageFolderOf(this.#resolve(text));
    const wheels = this.#list.packages.filter(({ location }) => location === folder);
    if (wheels.length === 0 && !text.includes('*')) return false;
    if (wheels.length === 0) this.#list.addGap('file', at);
    for (const wheel of wheels) this.#add({ ...wheel, installedAt: this.#command.at });
    return true;
  }

  /** A folder with a project in it; archives and repositories stay unknown. */
  #installSource({ text, extras }: UnnamedSource, word: InstallWord): void {
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /\.(?:zip|gz|bz2)$/.test(text)) {
      this.#list.addGap('source', word.at);
      return;
    }
    const folder = this.#resolve(text);
    const file = this.#findFile(`${folder}/pyproject.toml`);
    const project = file === undefined ? undefined : this.#place.python.dependencyFiles.get(file);
    if (project?.kind === 'pyproject' && project.groups.length > 0) {
      const groups = chooseGroups(project.groups, {
        hasMain: true,
        hasGroup: () => false,
        hasExtra: (name) => extras.includes(normalizeName(name)),
      });
      for (const group of groups) this.#addRead(group, word);
      if (project.project?.dynamic.includes('dependencies') === true) {
        this.#installDynamic(folder, word);
      }
      return;
    }
    const setup = this.#findFile(`${folder}/setup.py`);
    const facts = setup === undefined ? undefined : this.#place.python.sources.get(setup);
    const requirements = facts === undefined ? undefined : readSetupRequirements(facts, extras);
    if (requirements === undefined) this.#list.addGap('local', word.at);
    else this.#addRead({ requirements, sources: [] }, word);
  }

  /** Setuptools may take the list from files. */
  #installDynamic(folder: string, word: InstallWord): void {
    const file = this.#findFile(`${folder}/pyproject.toml`);
    const project = file === undefined ? undefined : this.#place.python.dependencyFiles.get(file);
    const named = project?.kind === 'pyproject' ? (project.project?.files ?? []) : [];
    const lists = named.filter(({ key }) => key === 'tool.setuptools.dynamic.dependencies');
    for (const { path } of lists) this.#installFile(resolveInImage(folder, path), word);
    if (lists.length === 0) this.#list.addGap('local', word.at);
  }

  #installFile(imagePath: string, word: InstallWord): void {
    if (this.#seen.has(imagePath)) return;
    this.#seen.add(imagePath);
    const path = word.isKnown ? this.#place.findFile(imagePath) : undefined;
    const exported = path === undefined ? this.#place.findExport(imagePath) : undefined;
    for (const installed of exported ?? []) {
      this.#add({ ...installed, installedAt: this.#command.at, location: this.#location });
    }
    if (exported !== undefined) return;
    const file = path === undefined ? undefined : this.#readList(path);
    if (file === undefined) {
      this.#list.addGap(word.isKnown ? 'file' : 'word', word.at);
      return;
    }
    const wasClosed = this.#list.isClosed;
    for (const include of file.includes) {
      const included = resolveInImage(imageFolderOf(imagePath), include.path);
      if (include.kind === 'constraint') this.#readConstraints(included);
      else this.#installFile(included, { ...word, at: include.at });
    }
    for (const group of file.groups) {
      const isWanted = group.kind === 'main' || (file.kind === 'conda' && group.kind === 'group');
      if (isWanted) this.#addRead(group, word);
    }
    // A file with hashes has every package that is needed.
    if (file.options.some(({ name }) => name === '--hash')) this.#list.isClosed = wasClosed;
  }

  #readList(path: string): DependencyList | undefined {
    const known = this.#place.python.dependencyFiles.get(path);
    if (known?.kind === 'conda' || known?.kind === 'pyproject') return known;
    return this.#place.python.findRequirements(path);
  }

  #readConstraints(imagePath: string): void {
    const path = this.#findFile(imagePath);
    const file = path === undefined ? undefined : this.#place.python.findRequirements(path);
    for (const { name, specifiers } of file?.groups.flatMap((group) => group.requirements) ?? []) {
      this.#constraints.set(name, [...(this.#constraints.get(name) ?? []), ...specifiers]);
    }
  }

  #installConda(word: InstallWord): void {
    const requirement = word.isKnown ? readCondaRequirement(toMapped(word)) : undefined;
    if (requirement === undefined) this.#list.addGap('word', word.at);
    else if (requirement.name !== 'python') {
      this.#addRead({ requirements: [requirement], sources: [] }, word);
    }
  }

  /** Debian's `python3-…` and Alpine's `py3-…` are the system's own packages. */
  #installSystem(word: InstallWord): void {
    const name = /^(?:python3|py3)-([\w.+-]+?)(?:[=<>~].*)?$/.exec(word.text)?.[1];
    if (name === undefined || /^(?:dev|venv|full|minimal|distutils)$/.test(name)) return;
    const place = { at: word.at, evidence: 'named', installedAt: this.#command.at } as const;
    this.#add(toPinned({ name: normalizeName(name), ...place, location: undefined }, undefined));
  }

  /** What the project's own files and lock ask for. */
  #readProject(): readonly InstalledPackage[] {
    const { tool, at } = this.#command;
    const folder = this.#findProjectFolder();
    const listName = tool === 'pipenv' ? 'Pipfile' : 'pyproject.toml';
    const list = this.#findDependencies(`${folder}/${listName}`);
    const lock = this.#findDependencies(`${folder}/${lockNames[tool] ?? ''}`);
    const declared = list !== undefined && 'groups' in list ? list : undefined;
    const choice = readGroupChoice(this.#command, declared);
    const groups = chooseGroups(declared?.groups ?? [], choice);
    const isLocked = lock !== undefined && 'packages' in lock && lock.packages.length > 0;
    if (isLocked && !hasOption(this.#command, '--skip-lock')) {
      return this.#readLock(lock, declared, groups);
    }
    if (declared === undefined) this.#list.addGap('file', at);
    this.#list.isClosed = false;
    const place = { installedAt: at, location: this.#location };
    return groups
      .flatMap(({ requirements }) => requirements)
      .filter(({ marker }) => isForLinux(marker))
      .map((requirement) => toInstalled(requirement, place));
  }

  #readLock(
    lock: LockFile,
    declared: DependencyList | undefined,
    groups: DependencyList['groups'],
  ): readonly InstalledPackage[] {
    const { at } = this.#command;
    const choice = readGroupChoice(this.#command, declared);
    const name = declared?.project?.name;
    const local = findLocalRoots(
      lock,
      name === undefined ? undefined : normalizeName(name),
      choice,
    );
    if (local.length > 0) return readClosure(lock, local, at);
    const hasEdges = lock.packages.some(({ dependencies }) => dependencies.length > 0);
    if (groups.length > 0 && hasEdges) return readClosure(lock, toRoots(groups), at);
    const isMain = (group: string): boolean => group === 'main' && choice.hasMain;
    return readLockedGroups(lock, (group) => isMain(group) || choice.hasGroup(group, false), at);
  }

  #findProjectFolder(): string {
    const names = ['--project', '--directory', '-C', '-P'];
    const [named] = names.flatMap((name) => listValues(this.#command, name));
    return named === undefined ? this.#workdir : this.#resolve(named);
  }

  #findDependencies(imagePath: string): DependencyList | LockFile | undefined {
    const path = this.#findFile(imagePath);
    return path === undefined ? undefined : this.#place.python.dependencyFiles.get(path);
  }

  #findOutput(): string | undefined {
    const names = ['-o', '--output', '--output-file'];
    const [named] = names.flatMap((name) => listValues(this.#command, name));
    const path = named ?? this.#command.output?.text;
    return path === undefined ? undefined : this.#resolve(path);
  }

  #findFile(imagePath: string): string | undefined {
    return this.#place.findFile(resolveInImage('/', imagePath));
  }

  #resolve(path: string): string {
    return resolveInImage(this.#workdir, path);
  }

  #add(installed: InstalledPackage): void {
    this.#list.add({ ...installed, location: this.#location });
  }
}

const lockNames: Readonly<Record<string, string>> = {
  uv: 'uv.lock',
  poetry: 'poetry.lock',
  pipenv: 'Pipfile.lock',
};

function toMapped({ text, at, isExact }: InstallWord): Parameters<typeof readCondaRequirement>[0] {
  const { file, start } = at;
  return {
    text,
    at,
    spanOf: (from, to) => (isExact ? { file, start: start + from, end: start + to } : at),
  };
}
