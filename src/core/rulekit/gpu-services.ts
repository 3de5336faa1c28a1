import type { FileSet, Project, Service } from '../model/project.ts';

/** `gpus:`, `runtime: nvidia`, `devices:` or a reservation. */
export function hasDevice({ value }: Service): boolean {
  if (['gpus', 'runtime', 'devices', 'device_requests'].some((key) => value.entries.has(key)))
    return true;
  const deploy = value.entries.get('deploy')?.value;
  const resources = deploy?.kind === 'map' ? deploy.entries.get('resources')?.value : undefined;
  const reserved =
    resources?.kind === 'map' ? resources.entries.get('reservations')?.value : undefined;
  return reserved?.kind === 'map' && reserved.entries.has('devices');
}

/** True where another file of the same folder adds a GPU, as many projects do so that the first one runs everywhere. */
export function isDeviceElsewhere(fileSet: FileSet, { fileSets, snapshot }: Project): boolean {
  const others = fileSets.filter((other) => other !== fileSet && other.folder === fileSet.folder);
  const hasFile = [...snapshot.files.keys()].some((path) =>
    /compose[^/]*(?:gpu|cuda|nvidia)[^/]*\.ya?ml$/i.test(path),
  );
  return hasFile || others.some(({ services }) => services.some((service) => hasDevice(service)));
}
