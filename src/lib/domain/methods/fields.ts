/**
 * Owns the twelve fields of action with which a new workshop begins: what German integration concepts
 * have in common. A city renames and removes them as its own concept needs it.
 */
import type { Texts } from '../rows.ts';

export const FIELDS: readonly Texts[] = [
	{ de: 'Sprache', en: 'Language' },
	{ de: 'Bildung, Kita und Schule', en: 'Education, childcare and school' },
	{ de: 'Ausbildung und Arbeit', en: 'Training and work' },
	{ de: 'Wohnen und Stadtteil', en: 'Housing and neighbourhood' },
	{ de: 'Gesundheit und Soziales', en: 'Health and social affairs' },
	{
		de: 'Interkulturelle Öffnung der Verwaltung',
		en: 'Intercultural opening of the administration'
	},
	{ de: 'Politische Teilhabe', en: 'Political participation' },
	{ de: 'Antidiskriminierung', en: 'Anti-discrimination' },
	{ de: 'Kultur, Sport und Religion', en: 'Culture, sport and religion' },
	{ de: 'Ankommen, Beratung und Aufenthalt', en: 'Arriving, advice and residence' },
	{ de: 'Engagement', en: 'Civic engagement' },
	{ de: 'Querschnitt und Sonstiges', en: 'Cross-cutting and other' }
];
