/** What a Python package needs of the system, beyond what a slim Debian has. */
interface SystemNeed {
  /** Normalized. */
  readonly package: string;
  /** `runtime`: a library that it loads; `build`: it has no wheel, so that pip compiles it. */
  readonly kind: 'runtime' | 'build';
  /** The Debian package to install. */
  readonly system: string;
  /** Debian packages that bring it. */
  readonly provided: RegExp;
  /** Versions for which this is so; all where left out. */
  readonly versions?: RegExp;
}

const compiler = /^(?:gcc|g\+\+|clang|build-essential)(?:-\d+)?$/;
const graphics =
  /^(?:libgl1(?:-mesa-glx|-mesa-dri)?|libopencv.*|python3-opencv|ffmpeg|libgl1-mesa-dev)$/;

export const systemNeeds: readonly SystemNeed[] = [
  {
    package: 'lightgbm',
    kind: 'runtime',
    system: 'libgomp1',
    provided:
      /^(?:libgomp1|gcc|g\+\+|build-essential|gfortran|libopenblas.*|libgomp.*|cmake|ffmpeg)(?:-\d+)?$/,
  },
  {
    package: 'pyspark',
    kind: 'runtime',
    system: 'default-jre-headless',
    provided: /^(?:default-j(?:re|dk)|openjdk-\d+-j(?:re|dk)|temurin-\d+-|java-).*$/,
  },
  { package: 'opencv-python', kind: 'runtime', system: 'libgl1', provided: graphics },
  { package: 'opencv-contrib-python', kind: 'runtime', system: 'libgl1', provided: graphics },
  {
    package: 'opencv-python-headless',
    kind: 'runtime',
    system: 'libxcb1',
    provided: /^(?:libxcb1|libx11.*|libgl1.*|libsm6|libxext6|libxrender1|ffmpeg|libopencv.*)$/,
    versions: /^4\.13\.0\.90$/,
  },
  { package: 'psycopg2', kind: 'build', system: 'gcc', provided: compiler },
  { package: 'mysqlclient', kind: 'build', system: 'gcc', provided: compiler },
  {
    package: 'annoy',
    kind: 'build',
    system: 'g++',
    provided: /^(?:g\+\+|clang|build-essential)(?:-\d+)?$/,
  },
  { package: 'pyaudio', kind: 'build', system: 'gcc', provided: compiler },
  { package: 'pygraphviz', kind: 'build', system: 'gcc', provided: compiler },
  {
    package: 'dlib',
    kind: 'build',
    system: 'g++',
    provided: /^(?:g\+\+|clang|build-essential)(?:-\d+)?$/,
  },
];
