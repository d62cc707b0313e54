/**
 * The settings of one Auftakt process, read once at start.
 *
 * Every variable is optional and is described in `.env.example`; a test holds the two together.
 * A wrong value never falls back silently: all problems are reported at once, in plain words, and
 * the process ends with 78 (EX_CONFIG) so that a service manager does not restart it in a loop.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadEnvFile } from 'node:process';
import * as v from 'valibot';

export const EXIT_CONFIG = 78;

/** What `docker stop` and most service managers grant before they kill. */
const LONGEST_SHUTDOWN_S = 10;

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const wholeNumber = (from: number, to: number) =>
	v.pipe(
		v.string(),
		v.regex(/^\d{1,9}$/, `must be a whole number from ${from} to ${to}`),
		v.transform(Number),
		v.minValue(from, `must be a whole number from ${from} to ${to}`),
		v.maxValue(to, `must be a whole number from ${from} to ${to}`)
	);

const ADDRESS_PROBLEM =
	'must be an address such as https://auftakt.example.org, without a path behind it';

const webAddress = v.pipe(
	v.string(),
	v.check(isBareWebAddress, ADDRESS_PROBLEM),
	v.transform((value) => new URL(value).origin)
);

/** Lines of a postal address, as far as one line of a `.env` file can hold them. */
const lines = v.pipe(
	v.string(),
	v.transform((value) =>
		value
			.split('|')
			.map((line) => line.trim())
			.filter(Boolean)
	)
);

const variables = v.object({
	HOST: v.optional(
		v.pipe(v.string(), v.regex(/^[\w.:-]+$/, 'must be a host name or an IP')),
		'0.0.0.0'
	),
	PORT: v.optional(wholeNumber(0, 65_535), '3000'),
	DATA_DIR: v.optional(v.string(), './data'),
	ORIGIN: v.optional(webAddress),
	PUBLIC_URL: v.optional(webAddress),
	LOG_LEVEL: v.optional(v.picklist(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`), 'info'),
	SHUTDOWN_TIMEOUT: v.optional(wholeNumber(1, LONGEST_SHUTDOWN_S), '8'),
	BODY_SIZE_LIMIT: v.optional(
		v.pipe(v.string(), v.regex(/^\d+[KMG]?$/i, 'must be a size such as 512K or 2M')),
		'512K'
	),
	OPERATOR_NAME: v.optional(v.string()),
	OPERATOR_MAIL: v.optional(
		v.pipe(v.string(), v.regex(/^[^\s@?&]+@[^\s@?&]+$/, 'must be one mail address'))
	),
	OPERATOR_PHONE: v.optional(
		v.pipe(v.string(), v.regex(/^\+?[\d ()/-]{3,30}$/, 'must be a phone number'))
	),
	OPERATOR_ADDRESS: v.optional(lines),
	ENFORCEMENT_BODY: v.optional(lines),
	STATEMENT_DATE: v.optional(
		v.pipe(
			v.string(),
			v.regex(
				/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
				'must be a day such as 2027-03-01'
			)
		),
		'2026-11-22'
	)
});

export const variableNames: readonly string[] = Object.keys(variables.entries);

export interface Config {
	readonly host: string;
	/** 0 lets the operating system choose; the server reports the one it got. */
	readonly port: number;
	/** Absolute. */
	readonly dataDir: string;
	/** The one address under which this server is reachable, when it stands behind a proxy. */
	readonly origin: string | undefined;
	/** What QR codes and links show; other addresses keep working. Falls back to `origin`. */
	readonly publicUrl: string | undefined;
	readonly logLevel: (typeof LOG_LEVELS)[number];
	readonly shutdownTimeoutMs: number;
	readonly bodySizeLimit: string;
	readonly operator: Operator;
}

/** Who answers for this installation, as its statement on accessibility has to say. */
export interface Operator {
	readonly name: string | undefined;
	readonly mail: string | undefined;
	readonly phone: string | undefined;
	readonly address: readonly string[];
	/** Whom to turn to when the operator does not help: name and address, line by line. */
	readonly enforcement: readonly string[];
	/** Of the last assessment, `YYYY-MM-DD`. */
	readonly assessed: string;
}

/** Carries every problem found, each a sentence that names its variable. */
export class ConfigError extends Error {
	override readonly name = 'ConfigError';
	readonly problems: readonly string[];

	/** The built application brings a class of its own along; both mean the same. */
	static override [Symbol.hasInstance](value: unknown): boolean {
		return value instanceof Error && value.name === 'ConfigError';
	}

	constructor(problems: readonly string[]) {
		super(`The settings cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
		this.problems = problems;
	}
}

/** Reads the settings from `env`; an empty value counts as not set, as `.env` files leave it. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
	const given = Object.fromEntries(
		variableNames.map((name) => [name, env[name]?.trim() || undefined])
	);
	const parsed = v.safeParse(variables, given);
	if (!parsed.success) {
		throw new ConfigError(
			parsed.issues.map((issue) => {
				const name = v.getDotPath(issue) ?? 'settings';
				return `${name} ${issue.message}, but is ${JSON.stringify(given[name])}.`;
			})
		);
	}
	const values = parsed.output;
	return {
		host: values.HOST,
		port: values.PORT,
		dataDir: resolve(values.DATA_DIR),
		origin: values.ORIGIN,
		publicUrl: values.PUBLIC_URL ?? values.ORIGIN,
		logLevel: values.LOG_LEVEL,
		shutdownTimeoutMs: values.SHUTDOWN_TIMEOUT * 1000,
		bodySizeLimit: values.BODY_SIZE_LIMIT,
		operator: {
			name: values.OPERATOR_NAME,
			mail: values.OPERATOR_MAIL,
			phone: values.OPERATOR_PHONE,
			address: values.OPERATOR_ADDRESS ?? [],
			enforcement: values.ENFORCEMENT_BODY ?? [],
			assessed: values.STATEMENT_DATE
		}
	};
}

/** Takes `.env` of the working directory into the environment; what is already set wins. */
export function loadDotEnv(file = resolve('.env')): void {
	if (existsSync(file)) loadEnvFile(file);
}

function isBareWebAddress(value: string): boolean {
	if (!URL.canParse(value)) return false;
	const url = new URL(value);
	const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
	const isBare = url.pathname === '/' && !url.search && !url.hash && !url.username;
	return isWeb && isBare;
}
