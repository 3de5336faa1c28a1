/** What a person thinks of a finding, having read the file as its maintainer would. */
export type Verdict = 'right' | 'wrong' | 'arguable';

/** Findings of one rule at one line are judged together. */
export interface Judgement {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly verdict: Verdict;
  /** One sentence. */
  readonly why: string;
}

export interface JudgedRepository {
  readonly id: string;
  /** How many warnings and errors there are; one judgement may be about several. */
  readonly count: number;
  /** Empty where nothing is found. */
  readonly findings: readonly Judgement[];
}

export interface Share {
  readonly right: number;
  readonly all: number;
}

/** How many of the judged findings are right, by rule. */
export function countByRule(repositories: readonly JudgedRepository[]): ReadonlyMap<string, Share> {
  const shares = new Map<string, Share>();
  for (const { rule, verdict } of repositories.flatMap(({ findings }) => findings)) {
    const { right, all } = shares.get(rule) ?? { right: 0, all: 0 };
    shares.set(rule, { right: right + (verdict === 'right' ? 1 : 0), all: all + 1 });
  }
  return shares;
}

export function countAll(shares: Iterable<Share>): Share {
  const list = [...shares];
  return {
    right: list.reduce((sum, { right }) => sum + right, 0),
    all: list.reduce((sum, { all }) => sum + all, 0),
  };
}

/** What findings and judgements of the same rule and place have in common. */
export function toKey({ rule, file, line }: Pick<Judgement, 'rule' | 'file' | 'line'>): string {
  return `${rule} ${file}:${line}`;
}
