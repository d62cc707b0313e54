import { beforeEach, describe, expect, it } from 'vitest';
import { fieldMapOf, fieldsInOrder } from './fields.ts';
import { Evening, FACILITATOR, OFFICE } from './fixture/evening.ts';
import { LIMITS } from './limits.ts';
import type { Id } from './rows.ts';

let evening: Evening;

const titles = () => fieldsInOrder(evening.state).map(({ title }) => title);
const idOf = (title: string): Id =>
	fieldsInOrder(evening.state).find((field) => field.title === title)?.id ?? '';
const assign = (title: string | null, subjectKind: 'table' | 'cluster', ...subjectIds: Id[]) =>
	evening.staff('field.assign', {
		fieldId: title === null ? null : idOf(title),
		subjectKind,
		subjectIds
	});
const titleOf = (id: Id | null) => evening.state.get('field', id)?.title ?? null;
const ofCluster = (id: Id) => titleOf(fieldMapOf(evening.state).ofCluster(id));
const ofItem = (id: Id) =>
	fieldMapOf(evening.state).ofItem(evening.row('contribution', id)).map(titleOf);
const item = (id: Id) => ({ kind: 'contribution' as const, id });
const group = (clusterId: Id, ...ids: Id[]) =>
	evening.staff('cluster.create', { clusterId, title: clusterId, items: ids.map(item) });

beforeEach(() => {
	evening = Evening.open();
	for (const [name, table] of Object.entries({ ada: 1, bo: 2, cem: 3 }))
		evening.seated(name, table, 'B');
	evening.goTo('round', 1);
	for (const [id, name] of Object.entries({ c1: 'ada', c2: 'bo', c3: 'cem' }))
		evening.post(name, id);
});

describe('the list of fields of action', () => {
	it('[F1] begins with the usual twelve, in the first language that we speak', () => {
		expect(titles()).toHaveLength(12);
		expect(titles()[0]).toBe('Sprache');
		evening = new Evening({ languages: ['so', 'en'] });
		expect(titles().slice(0, 2)).toEqual(['Language', 'Education, childcare and school']);
		evening = new Evening({ languages: ['so'] });
		expect(titles()[0]).toBe('Sprache');
	});

	it('[F1] is added to, renamed, ordered and cut down, also after the closing', () => {
		evening.staff('workshop.close', {});
		evening.staff('field.add', { fieldId: 'f1', title: ' Sport ' });
		expect(titles().at(-1)).toBe('Sport');
		evening.staff('field.rename', { fieldId: 'f1', title: 'Sport und\nVereine' });
		evening.staff('field.move', { fieldId: 'f1', beforeId: idOf('Sprache') });
		expect(titles().slice(0, 2)).toEqual(['Sport und Vereine', 'Sprache']);
		evening.staff('field.move', { fieldId: 'f1', beforeId: null });
		expect(titles().at(-1)).toBe('Sport und Vereine');
		for (const { id } of fieldsInOrder(evening.state))
			evening.staff('field.remove', { fieldId: id });
		expect(titles()).toEqual([]);
		evening.staff('field.draft', {});
		expect(titles()).toHaveLength(12);
		expect(evening.staff('field.draft', {})).toEqual([]);
	});

	it('[F1] refuses what is not there, what has no name and what is too much', () => {
		const refused = (title: string, fieldId = 'f1') =>
			evening.refused(OFFICE, 'field.add', { fieldId, title });
		expect(refused(' ')).toBe('text_empty');
		expect(refused('x'.repeat(LIMITS.clusterTitle + 1))).toBe('text_too_long');
		expect(refused('Noch eins', idOf('Sprache'))).toBe('malformed');
		const nowhere = { fieldId: 'nope' };
		expect(evening.refused(OFFICE, 'field.rename', { ...nowhere, title: 'x' })).toBe('not_found');
		expect(evening.refused(OFFICE, 'field.remove', nowhere)).toBe('not_found');
		expect(evening.refused(OFFICE, 'field.move', { ...nowhere, beforeId: null })).toBe('not_found');
		for (let n = titles().length; n < LIMITS.fields; n++)
			evening.staff('field.add', { fieldId: `f${n}`, title: `Feld ${n}` });
		expect(refused('Eins zu viel', 'last')).toBe('too_many');
	});
});

describe('what belongs to a field', () => {
	it('[F2] one field for each topic and cluster; assigning anew moves, and changes nothing else', () => {
		group('k1', 'c1');
		const [one, two] = [evening.table(1).id, evening.table(2).id];
		const changes = assign('Sprache', 'table', one, two);
		expect(changes.map(({ kind }) => kind)).toEqual(['field']);
		expect(assign('Sprache', 'table', one)).toEqual([]);
		assign('Engagement', 'table', two);
		assign('Engagement', 'cluster', 'k1');
		expect(evening.row('field', idOf('Sprache')).tableIds).toEqual([one]);
		expect(evening.row('field', idOf('Engagement'))).toMatchObject({
			tableIds: [two],
			clusterIds: ['k1']
		});
		assign(null, 'table', two);
		expect(evening.row('field', idOf('Engagement')).tableIds).toEqual([]);
		evening.staff('field.remove', { fieldId: idOf('Sprache') });
		expect(fieldMapOf(evening.state).ofTable(one)).toBeNull();
		const refused = (fieldId: Id | null, subjectKind: 'table' | 'cluster') =>
			evening.refused(FACILITATOR, 'field.assign', { fieldId, subjectKind, subjectIds: [one] });
		expect(refused('nope', 'table')).toBe('not_found');
		expect(refused(null, 'cluster')).toBe('not_found');
	});

	it('[F3] a cluster follows by hand, by the one it lies in, by the tables of its words', () => {
		for (const n of [1, 2]) assign('Sprache', 'table', evening.table(n).id);
		group('k1', 'c1', 'c2');
		group('k2', 'c2', 'c3');
		expect([ofCluster('k1'), ofCluster('k2')]).toEqual(['Sprache', null]);
		evening.staff('contribution.hide', { contributionId: 'c3', reason: 'other' });
		expect(ofCluster('k2')).toBe('Sprache');
		evening.staff('cluster.nest', { clusterId: 'k2', parentId: 'k1' });
		assign('Engagement', 'cluster', 'k1');
		expect([ofCluster('k1'), ofCluster('k2')]).toEqual(['Engagement', 'Engagement']);
		assign('Politische Teilhabe', 'cluster', 'k2');
		expect(ofCluster('k2')).toBe('Politische Teilhabe');
		expect(fieldMapOf(evening.state).ownOfCluster('k2')).toBe(idOf('Politische Teilhabe'));
		group('empty');
		expect(ofCluster('empty')).toBeNull();
	});

	it('[F4] words belong to the fields of their clusters, else to that of their table, else to none', () => {
		assign('Sprache', 'table', evening.table(1).id);
		expect([ofItem('c1'), ofItem('c2')]).toEqual([['Sprache'], []]);
		group('k1', 'c1', 'c2');
		expect([ofItem('c1'), ofItem('c2')]).toEqual([['Sprache'], []]);
		assign('Engagement', 'cluster', 'k1');
		expect([ofItem('c1'), ofItem('c2')]).toEqual([['Engagement'], ['Engagement']]);
		group('k2', 'c2');
		assign('Politische Teilhabe', 'cluster', 'k2');
		expect(ofItem('c2')).toEqual(['Politische Teilhabe', 'Engagement']);
	});

	it('[W9] [F2] a wiped rehearsal keeps the topics and forgets the clusters', () => {
		evening = new Evening();
		evening.staff('workshop.open', { rehearsal: true });
		group('k1');
		assign('Sprache', 'cluster', 'k1');
		assign('Sprache', 'table', evening.table(1).id);
		evening.staff('workshop.reset', {});
		expect(evening.row('field', idOf('Sprache'))).toMatchObject({
			tableIds: [evening.table(1).id],
			clusterIds: []
		});
	});
});
