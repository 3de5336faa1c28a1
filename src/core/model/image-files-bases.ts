import { relativeTo } from '../base/project-path.ts';
import type { ImageReference } from './project.ts';

/** True where the publisher's image certainly has nothing at a path that a project would put there. */
export function isPlainBase(image: ImageReference | undefined, path: string): boolean {
  if (image === undefined) return false;
  if (image.text === 'scratch') return true;
  if (!plainBase.test(image.repository)) return false;
  if (path === '/var' || path === '/var/lib') return false;
  return !systemFolders.some((folder) => relativeTo(folder, path.slice(1)) !== undefined);
}

/** The folder that a plain base starts in; undefined where nobody knows. */
export function findBaseWorkdir(image: ImageReference | undefined): string | undefined {
  if (image === undefined) return undefined;
  if (/(?:^|\/)pytorch\/pytorch$/.test(image.repository)) return '/workspace';
  return image.text === 'scratch' || plainBase.test(image.repository) ? '/' : undefined;
}

const plainBase =
  /(?:^|\/)(?:python|debian|ubuntu|alpine|fedora|rockylinux|almalinux|node|nvidia\/cuda|astral-sh\/uv|anaconda3|miniconda3|miniforge3|mambaforge|micromamba|mlflow\/mlflow|pytorch\/pytorch)$/;

const systemFolders: readonly string[] = [
  'bin',
  'dev',
  'etc',
  'lib',
  'lib64',
  'opt/conda',
  'opt/nvidia',
  'proc',
  'sbin',
  'sys',
  'usr',
  'var/cache',
  'var/lib/apt',
  'var/lib/dpkg',
  'var/local',
  'var/log',
  'var/mail',
  'var/opt',
  'var/run',
  'var/spool',
  'var/tmp',
  'var/www',
];
