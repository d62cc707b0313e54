/** Owns how a measurement is kept: one JSON file that a person can read and a diff can compare. */
import { writeFileSync } from 'node:fs';

export function writeReport(file: string, report: unknown): void {
	writeFileSync(file, `${JSON.stringify(report, null, '\t')}\n`);
}
