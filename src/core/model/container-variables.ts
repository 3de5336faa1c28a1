import type { FileSet, VariableUse } from './project.ts';

/** True in a command of a service whose own `environment` alone has the variable, which Compose does not look at. */
export function isOnlyInContainer(
  { name, path }: VariableUse,
  { services, files }: FileSet,
): boolean {
  const [section, owner, key] = path;
  if (section !== 'services' || (key !== 'command' && key !== 'entrypoint')) return false;
  const service = services.find((one) => one.name === owner);
  const isGiven = service?.environment.some(
    ({ name: given, value, origin }) =>
      given === name && origin === 'environment' && value !== undefined && value.isKnown,
  );
  // Who uses it elsewhere, too, has a value for Compose, in a file that is not here.
  const isMeant = files.some(({ variables }) =>
    variables.some(
      (other) => other.name === name && !['command', 'entrypoint'].includes(`${other.path[2]}`),
    ),
  );
  return isGiven === true && !isMeant;
}
