/** Which combinations of versions public images come in. Numbers are compared part by part; bounds are included. */

/** From and to; an open end is left out. */
type Range = readonly [from: string | undefined, to?: string];

/** Releases of a distribution, with the CUDA releases that were built for them. */
export const cudaSystems: ReadonlyMap<string, Range> = new Map([
  ['ubuntu16.04', ['7.5', '11.4']],
  ['ubuntu18.04', ['9.0', '12.2']],
  ['ubuntu20.04', ['11.0', '12.9']],
  ['ubuntu22.04', ['11.7']],
  ['ubuntu24.04', ['12.5']],
  ['centos7', ['7.5', '12.4']],
]);

/** CUDA releases with their patches; since 11.2 a tag has to name the patch. */
export const cudaReleases: ReadonlyMap<string, readonly string[]> = new Map([
  ['11.2', ['0', '1', '2']],
  ['11.3', ['0', '1']],
  ['11.4', ['0', '1', '2', '3']],
  ['11.5', ['0', '1', '2']],
  ['11.6', ['0', '1', '2']],
  ['11.7', ['0', '1']],
  ['11.8', ['0']],
  ['12.0', ['0', '1']],
  ['12.1', ['0', '1']],
  ['12.2', ['0', '2']],
  ['12.3', ['0', '1', '2']],
  ['12.4', ['0', '1']],
  ['12.5', ['0', '1']],
  ['12.6', ['0', '1', '2', '3']],
  ['12.8', ['0', '1']],
  ['12.9', ['0', '1']],
]);

/** Debian releases, with the Python releases that official images were built on them. */
export const pythonSystems: ReadonlyMap<string, Range> = new Map([
  ['wheezy', [undefined, '3.6']],
  ['jessie', [undefined, '3.8']],
  ['stretch', [undefined, '3.9']],
  ['buster', [undefined, '3.11']],
  ['bullseye', ['3.6', '3.13']],
  ['bookworm', ['3.7']],
  ['trixie', ['3.9']],
]);

/** Code names of Ubuntu, on which there are no official Python images. */
export const ubuntuNames: ReadonlySet<string> = new Set(
  'trusty xenial bionic focal jammy noble ubuntu'.split(' '),
);

/** Airflow releases, with the Python releases of their images. */
export const airflowPythons: ReadonlyMap<string, Range> = new Map([
  ['2.0', ['3.6', '3.8']],
  ['2.1', ['3.6', '3.9']],
  ['2.2', ['3.6', '3.9']],
  ['2.3', ['3.7', '3.10']],
  ['2.4', ['3.7', '3.10']],
  ['2.5', ['3.7', '3.10']],
  ['2.6', ['3.7', '3.11']],
  ['2.7', ['3.8', '3.11']],
  ['2.8', ['3.8', '3.11']],
  ['2.9', ['3.8', '3.12']],
  ['2.10', ['3.8', '3.12']],
  ['2.11', ['3.9', '3.12']],
  ['3.0', ['3.9', '3.12']],
  ['3.1', ['3.10', '3.13']],
]);

/** Prefect's major releases, with the Python releases of their images. */
export const prefectPythons: ReadonlyMap<string, Range> = new Map([
  ['1', ['3.6', '3.10']],
  ['2', ['3.7', '3.12']],
  ['3', ['3.9', '3.14']],
]);

/** PyTorch releases, with the CUDA and cuDNN releases of their images. */
export const torchCudas: ReadonlyMap<string, readonly [cudas: string, cudnn: string]> = new Map([
  ['1.11', ['11.3', '8']],
  ['1.12', ['11.3', '8']],
  ['1.13', ['11.6', '8']],
  ['2.0', ['11.7', '8']],
  ['2.1', ['11.8 12.1', '8']],
  ['2.2', ['11.8 12.1', '8']],
  ['2.3', ['11.8 12.1', '8']],
  ['2.4', ['11.8 12.1 12.4', '9']],
  ['2.5', ['11.8 12.1 12.4', '9']],
  ['2.6', ['11.8 12.4 12.6', '9']],
  ['2.7', ['11.8 12.6 12.8', '9']],
  ['2.8', ['12.6 12.8 12.9', '9']],
]);
