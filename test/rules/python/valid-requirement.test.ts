import { validRequirement } from '../../../src/core/rules/python/valid-requirement.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(validRequirement, ({ flags, accepts, fixes }) => {
  flags(
    'wrong names and options behind a requirement',
    `
--- pyproject.toml
[project]
name = "a"
version = "1"
dependencies = ["sklearn>=1"]
                 ^^^^^^^ wrongName
--- requirements.txt
numpy --find-links wheels
      ^^^^^^^^^^^^ option
`,
  );
  accepts(
    'right names, options of their own and hashes',
    `
--- requirements.txt
--index-url https://example.org/simple
apache-airflow==2.10.4
airflow @ file:///srv/airflow
numpy==2.1.3 --hash=sha256:abc
`,
  );
  fixes(
    'the name alone',
    `
--- requirements.txt
Airflow[postgres]==2.10.4  # scheduler
`,
    `
--- requirements.txt
apache-airflow[postgres]==2.10.4  # scheduler
`,
  );
  flags(
    'lines that pip cannot read, versions for one package, and modules of Python',
    `
--- requirements.txt
pandas==2.2.3
<<<<<<< HEAD
^^^^^^^^^^^^ marker
numpy==1.26.4
=======
^^^^^^^ marker
numpy==2.0.0
^^^^^ twice
>>>>>>> dev
^^^^^^^^^^^ marker
pickle
^^^^^^ builtIn
`,
  );
  accepts(
    'ranges, markers and the same pin again',
    `
--- requirements.txt
numpy==1.26.4; python_version < "3.13"
numpy==2.1.0; python_version >= "3.13"
pandas >= 2.0
pandas==2.2.3
pandas==2.2.3
--requirement other.txt
`,
  );
  flags(
    'wrong names in commands',
    `
--- Dockerfile
FROM python:3.12-slim
RUN pip install --no-cache-dir pandas "sklearn>=1.0" cv2
                                       ^^^^^^^ wrongName
                                                     ^^^ wrongName
RUN apt-get install -y airflow && pip uninstall sklearn
`,
  );
});
