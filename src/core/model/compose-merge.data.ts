/**
 * How Compose merges a value of a later file into that of an earlier one:
 * `replace`: the later one alone; `pairs`: lists of `KEY=value` and mappings are the same thing; `names`: a list of
 * names is a mapping without values; `conditions`: the same with what a short `depends_on` stands for; `build`: a string is the mapping's `context`; `list`: a single value is a list of
 * one, and lists are appended; `logging`: options are merged under the same driver only; `limit`: merged where both are
 * mappings.
 */
export type MergeRule =
  'replace' | 'pairs' | 'names' | 'conditions' | 'build' | 'list' | 'logging' | 'limit';

/** Keys below a service, with `*` for any name. Others merge by their shape. */
export const serviceMergeRules: ReadonlyMap<string, MergeRule> = new Map([
  ['annotations', 'pairs'],
  ['build', 'build'],
  ['build.additional_contexts', 'pairs'],
  ['build.args', 'pairs'],
  ['build.labels', 'pairs'],
  ['command', 'replace'],
  ['depends_on', 'conditions'],
  ['deploy.labels', 'pairs'],
  ['dns', 'list'],
  ['dns_opt', 'list'],
  ['dns_search', 'list'],
  ['entrypoint', 'replace'],
  ['env_file', 'list'],
  ['environment', 'pairs'],
  ['healthcheck.test', 'replace'],
  ['label_file', 'list'],
  ['labels', 'pairs'],
  ['logging', 'logging'],
  ['models', 'names'],
  ['networks', 'names'],
  ['sysctls', 'pairs'],
  ['tmpfs', 'list'],
  ['ulimits.*', 'limit'],
]);

/** Keys below a top-level volume, network, config or secret. */
export const resourceMergeRules: ReadonlyMap<string, MergeRule> = new Map([['labels', 'pairs']]);

/** What makes two items of a list the same one, so that the later replaces the earlier. */
export type ItemIdentity = 'text' | 'key' | 'port' | 'target' | 'path';

export const serviceItemIdentities: ReadonlyMap<string, ItemIdentity> = new Map([
  ['annotations', 'key'],
  ['build.additional_contexts', 'key'],
  ['build.args', 'key'],
  ['build.labels', 'key'],
  ['build.platforms', 'text'],
  ['build.tags', 'text'],
  ['cap_add', 'text'],
  ['cap_drop', 'text'],
  ['configs', 'target'],
  ['depends_on', 'text'],
  ['deploy.labels', 'key'],
  ['devices', 'target'],
  ['dns', 'text'],
  ['dns_opt', 'text'],
  ['dns_search', 'text'],
  ['env_file', 'path'],
  ['environment', 'key'],
  ['expose', 'text'],
  ['label_file', 'text'],
  ['labels', 'key'],
  ['links', 'text'],
  ['models', 'text'],
  ['networks', 'text'],
  ['networks.*.aliases', 'text'],
  ['networks.*.link_local_ips', 'text'],
  ['ports', 'port'],
  ['profiles', 'text'],
  ['secrets', 'target'],
  ['sysctls', 'key'],
  ['tmpfs', 'text'],
  ['volumes', 'target'],
]);
