/** A package of Debian or Ubuntu that later releases do not have. */
export interface RemovedPackage {
  readonly name: string;
  /** What it is called now; undefined where nothing takes its place. */
  readonly now: string | undefined;
  /** The first release without it. */
  readonly since: { readonly debian?: number; readonly ubuntu?: number };
}

export const removedPackages: readonly RemovedPackage[] = [
  { name: 'libgl1-mesa-glx', now: 'libgl1', since: { debian: 13, ubuntu: 24.04 } },
  { name: 'libegl1-mesa', now: 'libegl1', since: { debian: 13, ubuntu: 24.04 } },
  { name: 'python', now: 'python3', since: { debian: 11, ubuntu: 22.04 } },
  { name: 'python-pip', now: 'python3-pip', since: { debian: 11, ubuntu: 20.04 } },
  { name: 'python-dev', now: 'python3-dev', since: { debian: 12, ubuntu: 22.04 } },
  { name: 'python-setuptools', now: 'python3-setuptools', since: { debian: 12, ubuntu: 22.04 } },
  { name: 'python-virtualenv', now: 'python3-virtualenv', since: { debian: 11, ubuntu: 20.04 } },
  { name: 'python-opencv', now: 'python3-opencv', since: { debian: 11, ubuntu: 20.04 } },
  { name: 'python3-distutils', now: undefined, since: { debian: 13, ubuntu: 24.04 } },
  { name: 'python2', now: undefined, since: { debian: 12, ubuntu: 24.04 } },
  { name: 'software-properties-common', now: undefined, since: { debian: 13 } },
  { name: 'libssl1.1', now: 'libssl3', since: { debian: 12, ubuntu: 22.04 } },
  { name: 'mysql-client', now: 'default-mysql-client', since: { debian: 10 } },
  { name: 'libmysqlclient-dev', now: 'default-libmysqlclient-dev', since: { debian: 10 } },
  { name: 'openjdk-8-jdk', now: undefined, since: { debian: 10 } },
  { name: 'openjdk-8-jre', now: undefined, since: { debian: 10 } },
  { name: 'openjdk-11-jdk', now: 'openjdk-17-jdk', since: { debian: 12 } },
  { name: 'openjdk-11-jre', now: 'openjdk-17-jre', since: { debian: 12 } },
  { name: 'openjdk-11-jre-headless', now: 'openjdk-17-jre-headless', since: { debian: 12 } },
  { name: 'openjdk-11-jdk-headless', now: 'openjdk-17-jdk-headless', since: { debian: 12 } },
  { name: 'openjdk-17-jdk', now: 'openjdk-21-jdk', since: { debian: 13 } },
  { name: 'openjdk-17-jre', now: 'openjdk-21-jre', since: { debian: 13 } },
  { name: 'openjdk-17-jre-headless', now: 'openjdk-21-jre-headless', since: { debian: 13 } },
  { name: 'netcat', now: 'netcat-openbsd', since: { debian: 12, ubuntu: 24.04 } },
  { name: 'libjasper-dev', now: undefined, since: { debian: 9, ubuntu: 18.04 } },
  { name: 'libdc1394-22-dev', now: 'libdc1394-dev', since: { debian: 11, ubuntu: 22.04 } },
  { name: 'libatlas-base-dev', now: 'libopenblas-dev', since: { debian: 13 } },
];
