import type { Span } from '../base/span.ts';
import type { EnvironmentItem, ScalarTextLike, Service } from './project.ts';
import { parseUrlAddress, schemePorts } from './service-address.ts';

/** An address in a variable of a service. */
interface EnvironmentAddress {
  readonly item: EnvironmentItem;
  /** Undefined for a host without a URL around it. */
  readonly scheme: string | undefined;
  readonly host: string;
  readonly hostAt: Span;
  /** As written, or the scheme's own; for a host alone what the variable beside it says, or its name. */
  readonly port: number | undefined;
  /** Undefined where the port is not written in this value. */
  readonly portAt: Span | undefined;
}

/** `redis://store:6379`, `KAFKA_BROKERS: kafka:9092,other:9092`, and `DB_HOST` with `DB_PORT`. */
export function findEnvironmentAddresses(service: Service): readonly EnvironmentAddress[] {
  return service.environment.flatMap((item): readonly EnvironmentAddress[] => {
    const { name, value } = item;
    if (value === undefined || !value.isKnown) return [];
    const url = parseUrlAddress(value.text);
    if (url !== undefined) {
      const { scheme, host, hostStart, hostEnd, end } = url;
      const port = url.port ?? schemePorts.get(scheme.replace(/\+.*/, ''));
      const hostAt = spanInValue(value, hostStart, hostEnd);
      const portAt = url.port === undefined ? undefined : spanInValue(value, hostEnd + 1, end);
      return [{ item, scheme, host, hostAt, port, portAt }];
    }
    if (hostName.test(name) && /^[\w.-]+$/.test(value.text)) {
      return [toHostAddress(item, value, service)];
    }
    return listName.test(name) ? [...readList(item, value)] : [];
  });
}

/** Variables that hold a host without a port. */
export const hostName = /(?:^|_)(?:HOST|HOSTNAME|SERVER|ADDR|ADDRESS)$/;

const listName =
  /(?:HOSTS?|BROKERS?|SERVERS?|ADDR|ADDRESS|ADDRESSES|ENDPOINTS?|TARGETS?|UR[LI]|NODES?)$/;

/** `DB_PORT` for `DB_HOST`. */
export function toPortName(name: string): string {
  return name.replace(/(?:HOST(?:NAME)?|SERVER|ADDR(?:ESS)?)$/, 'PORT');
}

/** What the name of a variable says about the server that it leads to. */
export function findUsualPort(name: string): number | undefined {
  return usualPorts.find(({ pattern }) => pattern.test(name))?.port;
}

const usualPorts: readonly { readonly pattern: RegExp; readonly port: number }[] = [
  { pattern: /REDIS/, port: 6379 },
  { pattern: /MONGO/, port: 27017 },
  { pattern: /POSTGRES?|^PG/, port: 5432 },
  { pattern: /MYSQL|MARIADB/, port: 3306 },
  { pattern: /RABBIT|AMQP/, port: 5672 },
  { pattern: /KAFKA/, port: 9092 },
  { pattern: /QDRANT/, port: 6333 },
  { pattern: /ELASTIC/, port: 9200 },
];

function toHostAddress(
  item: EnvironmentItem,
  value: ScalarTextLike,
  { environment }: Service,
): EnvironmentAddress {
  const beside = environment.find(
    ({ name }) => name === toPortName(item.name) && name !== item.name,
  );
  const text = beside?.value?.isKnown === true ? beside.value.text : undefined;
  const isNumber = text !== undefined && /^\d+$/.test(text);
  return {
    item,
    scheme: undefined,
    host: value.text.toLowerCase(),
    hostAt: value.at,
    port: isNumber ? Number(text) : beside === undefined ? findUsualPort(item.name) : undefined,
    portAt: isNumber ? beside?.value?.at : undefined,
  };
}

function* readList(item: EnvironmentItem, value: ScalarTextLike): Generator<EnvironmentAddress> {
  if (!/^[\w.-]+:\d{2,5}(?:,\s*[\w.-]+:\d{2,5})*$/.test(value.text)) return;
  for (const match of value.text.matchAll(/([\w.-]+):(\d+)/g)) {
    const [whole, host = '', port = ''] = match;
    const middle = match.index + host.length;
    yield {
      item,
      scheme: undefined,
      host: host.toLowerCase(),
      hostAt: spanInValue(value, match.index, middle),
      port: Number(port),
      portAt: spanInValue(value, middle + 1, match.index + whole.length),
    };
  }
}

/** A part of a value; all of it where quotes or replaced variables make the place unsure. */
function spanInValue({ text, at }: ScalarTextLike, from: number, to: number): Span {
  const quotes = at.end - at.start - text.length;
  if (quotes !== 0 && quotes !== 2) return at;
  const start = at.start + quotes / 2;
  return { ...at, start: start + from, end: start + to };
}
