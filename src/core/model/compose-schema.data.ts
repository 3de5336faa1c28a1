import { either, list, map, named, nullable, scalar } from './compose-schema.ts';
import type { Shape } from './compose-schema.ts';
import {
  flag,
  options,
  pairs,
  service,
  text,
  textOrTexts,
  texts,
  uniquePairs,
} from './compose-service-schema.data.ts';

const names = /^[a-zA-Z0-9._-]+$/;
const external = either(flag, map({ name: text }));
const looseExternal = either(flag, map({ name: text }, { isOpen: true }));

const network = nullable(
  map({
    attachable: flag,
    driver: text,
    driver_opts: options,
    enable_ipv4: flag,
    enable_ipv6: flag,
    external,
    internal: flag,
    ipam: map({
      driver: text,
      config: list(
        map({ subnet: text, ip_range: text, gateway: text, aux_addresses: named(text, /./) }),
      ),
      options: named(text, /./),
    }),
    labels: pairs,
    name: text,
  }),
);

const volume = nullable(
  map({ driver: text, driver_opts: options, external, labels: uniquePairs, name: text }),
);

const secret = map({
  driver: text,
  driver_opts: options,
  environment: text,
  external: looseExternal,
  file: text,
  labels: uniquePairs,
  name: text,
  template_driver: text,
});

const config = map({
  content: text,
  environment: text,
  external: looseExternal,
  file: text,
  labels: uniquePairs,
  name: text,
  template_driver: text,
});

const model = map(
  { model: text, name: text, context_size: scalar(['integer']), runtime_flags: texts },
  { required: ['model'] },
);

/** A whole compose file. */
export const composeSchema: Shape = map({
  configs: named(config, names),
  include: nullable(
    list(
      nullable(
        either(
          text,
          map(
            {
              path: nullable(textOrTexts),
              env_file: nullable(textOrTexts),
              project_directory: nullable(scalar(['string', 'integer'])),
            },
            { isOpen: true },
          ),
        ),
      ),
    ),
  ),
  models: named(model, names),
  name: text,
  networks: named(network, names),
  secrets: named(secret, names),
  services: named(service, names),
  version: text,
  volumes: named(volume, names),
});
