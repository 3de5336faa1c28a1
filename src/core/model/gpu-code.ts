import type { Span } from '../base/span.ts';
import type { PythonCall, PythonFacts, PythonValue } from '../syntax/python-scan-tree.ts';

/** A place where code computes on a GPU. */
export interface CudaUse {
  readonly at: Span;
  /** True where the code goes on without a GPU: it asks first whether there is one. */
  readonly isOptional: boolean;
}

/** The first place where a program uses CUDA; undefined also where options or variables choose the device. */
export function findCudaUse(sources: readonly PythonFacts[]): CudaUse | undefined {
  const calls = sources.flatMap((facts) => facts.calls);
  if (sources.some(choosesDevice)) return undefined;
  const asks = calls.find(({ name }) => name === 'torch.cuda.is_available');
  const use = calls.find(isCudaCall);
  if (use !== undefined) return { at: use.at, isOptional: asks !== undefined };
  return asks === undefined ? undefined : { at: asks.at, isOptional: true };
}

/** `DataLoader(…, num_workers=4)`, which hands batches over in shared memory. */
export function findLoaderWorkers(sources: readonly PythonFacts[]): Span | undefined {
  for (const { name, keywords } of sources.flatMap(({ calls }) => calls)) {
    if (!/^torch\.utils\.data\.(?:dataloader\.)?DataLoader$/.test(name)) continue;
    const value = keywords.find((keyword) => keyword.name === 'num_workers')?.value;
    if (value?.kind === 'number' && Number(value.text) > 0) return value.at;
  }
  return undefined;
}

function isCudaCall({ name, args, keywords }: PythonCall): boolean {
  if (name.endsWith('.cuda') && args.length <= 1) return true;
  const isDevice = /(?:\.to|^torch\.device|\.set_device)$/.test(name);
  if (isDevice && args.some(namesCuda)) return true;
  return keywords.some(
    (keyword) =>
      (/^(?:device|device_map|map_location)$/.test(keyword.name) && namesCuda(keyword.value)) ||
      (keyword.name === 'accelerator' &&
        keyword.value.kind === 'text' &&
        /^(?:gpu|cuda)$/.test(keyword.value.text)),
  );
}

function namesCuda(value: PythonValue): boolean {
  return value.kind === 'text' && /^cuda(?::\d+)?$/.test(value.text);
}

/** True for code whose device comes from its arguments or its environment. */
function choosesDevice({ environment, calls }: PythonFacts): boolean {
  return (
    environment.some(({ name }) => /DEVICE|CUDA|GPU/.test(name)) ||
    calls.some(
      ({ name, args }) =>
        /(?:add_argument|\.option|Option)$/.test(name) &&
        args.some((value) => value.kind === 'text' && /device|cuda|gpu/i.test(value.text)),
    )
  );
}
