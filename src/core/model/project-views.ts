import { findDevelopmentServers, type DevelopmentServer } from './development-servers.ts';
import type { FileTree } from './file-tree.ts';
import type { GitIgnore } from './git-ignore.ts';
import { ProjectImages } from './image-files.ts';
import { findProcessViews, type ProcessView } from './process-views.ts';
import type { Project } from './project.ts';
import { PythonImages } from './python-image.ts';
import { findScriptViews } from './script-views.ts';

/** What many rules ask about a whole project. It is worked out when it is asked for, and once. */
export class ProjectViews {
  readonly #project: Project;
  #images: ProjectImages | undefined;
  #python: PythonImages | undefined;
  #processes: readonly ProcessView[] | undefined;
  #scripts: readonly ProcessView[] | undefined;
  #developmentServers: readonly DevelopmentServer[] | undefined;

  constructor(project: Project) {
    this.#project = project;
  }

  get tree(): FileTree {
    return this.images.tree;
  }

  get gitIgnore(): GitIgnore {
    return this.images.gitIgnore;
  }

  get images(): ProjectImages {
    return (this.#images ??= new ProjectImages(this.#project));
  }

  get python(): PythonImages {
    return (this.#python ??= new PythonImages(this.#project));
  }

  /** The processes of all final stages and services. */
  get processes(): readonly ProcessView[] {
    return (this.#processes ??= findProcessViews(this.#project, this));
  }

  /** What the scripts start that those begin with. */
  get scripts(): readonly ProcessView[] {
    return (this.#scripts ??= findScriptViews(this.#project));
  }

  get developmentServers(): readonly DevelopmentServer[] {
    return (this.#developmentServers ??= findDevelopmentServers(this.#project));
  }
}
