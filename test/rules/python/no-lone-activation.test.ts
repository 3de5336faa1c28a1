import { noLoneActivation } from '../../../src/core/rules/python/no-lone-activation.ts';
import { describeRule } from '../../support/describe-rule.ts';

describeRule(noLoneActivation, ({ flags, accepts }) => {
  flags(
    'activations at the end of a RUN',
    `
FROM x:1
RUN source venv/bin/activate
    ^^^^^^^^^^^^^^^^^^^^^^^^ lost
RUN python -m venv v && . v/bin/activate && echo done
                        ^^^^^^^^^^^^^^^^ lost
RUN conda activate train
    ^^^^^^^^^^^^^^^^^^^^ lost
RUN pipenv shell
    ^^^^^^^^^^^^ noShell
`,
  );
  accepts(
    'activating in each RUN',
    'RUN . v/bin/activate && pip install a\nRUN . v/bin/activate && python -c "x"\n',
  );
  accepts('functions of conda', 'RUN . /opt/conda/etc/profile.d/conda.sh\n');
  accepts('a line for later shells', 'RUN echo "source v/bin/activate" >> ~/.bashrc\n');
  accepts('poetry that runs something', 'RUN poetry run python -m train\n');
});
