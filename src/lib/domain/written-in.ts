/**
 * Owns the guess in which language a text is written, so that a screen reader takes the right voice and
 * a document the right letters. What must stay true: the guess never changes a word, a person can always
 * correct it, and where the text says nothing certain the language of the writer's device holds. A short
 * idea has few words, so the small words of each language and its own letters are asked, not a model.
 */
import type { Lang } from './rows.ts';

interface Traits {
	/** Small words that most sentences have one of. */
	words: readonly string[];
	/** Letters that its neighbours do not have. */
	letters: RegExp | null;
	/** Letters that no longer text of it is without. */
	always: RegExp | null;
}

const traits = (
	words: string,
	letters: RegExp | null = null,
	always: RegExp | null = null
): Traits => ({ words: words.split(' '), letters, always });

interface Script {
	script: RegExp;
	/** Its words; the properties of Unicode would do for all, at four times the time. */
	words: RegExp;
	/** Where most of its letters are, first and last. */
	common?: readonly [number, number];
	languages: Readonly<Record<Lang, Traits>>;
}

/** By script, because a script is certain where words are not. */
const SCRIPTS: readonly Script[] = [
	{
		script: /\p{Script=Latin}/gu,
		words: /[\u0300-\u036f\u1e00-\u1eff'’a-zªµºß-öø-ˁˆ-ˑˠ-ˤˬˮ-]+/g,
		languages: {
			de: traits(
				'der die das den dem des und oder nicht kein keine ist sind wir ich sie es ein eine einen einem einer für mit auf im in zu zum zur von vom bei an am auch mehr noch nur wie was wenn dass man mich mir uns unser unsere ihre alle viel viele hat haben wird werden soll sollen sollte kann können muss müssen über aus nach durch ohne um bitte hier gibt schon sehr weniger wo damit weil passiert so diese dieses dieser gehen macht machen jetzt dann danach wer wann ja nein mal zwischen bis gegen gleich ersten erste andere anderen welchem',
				/[äöüß]/u
			),
			en: traits(
				'the and or not no is are was we i you it a an for with on in to of from at by also more still only how what when that our my your all much many has have will should can must about out after through without please here there this these they their less where because am are already another other one this too that belongs per long ago another sitting be do does want need would could'
			),
			fr: traits(
				'le la les un une des du de et ou ne pas est sont nous je vous il elle on ce cette ces pour avec sur dans en au aux à par aussi plus moins que qui quand notre nos votre vos mon ma mes leur leurs tous toutes tout beaucoup a ont avoir être doit faut peut où sans chez il y comme mais très trop ici',
				/[œçêèùûîë]|\b[ldjnmscq]u?['’]/u
			),
			pl: traits(
				'i w we z ze na do nie jest są to się że co jak o od po za przez dla oraz lub albo ale czy też więcej mniej tylko już jeszcze bardzo my nas nam ja mnie pan pani nasz nasze nasza może można trzeba powinno powinna powinien być mieć gdzie kiedy bez przy który która które ten ta te tego tej wszyscy wszystkich dużo brak proszę prosimy państwo państwa mają można będzie zostaną przed przy potem teraz wolne miejsce chcemy potrzebujemy',
				/[ąęłńśźż]/u
			),
			ro: traits(
				'și în la de pe cu din pentru nu este sunt o un una unei unui care că mai mult puțin doar ce cum când unde noi eu voi ei noastră nostru noastre am are avem să fie trebuie poate ar vrem toți toate multe mulți fără prin după sau dar foarte aici acest această lor le ne se al ale a de la el ea vine alte este dumneavoastră vă',
				/[ășțşţâ]/u
			),
			vi: traits(
				'và của là có không cho các những một được trong với người này khi đã sẽ tôi chúng ta ở để về như nhiều hơn ít cũng rất nên phải cần muốn thể thành phố ra vào từ đến mọi đi làm',
				// From ạ to ỹ.
				/[\u1ea0-\u1ef9ơưđ]/u
			),
			tr: traits(
				've bir bu da de için ile daha çok az değil var yok olsun olmalı olan olarak gibi ne nasıl nerede kadar ama veya ya biz ben siz bizim benim sizin her tüm bütün şey lazım gerek gerekiyor istiyoruz istiyorum ki mi mı en sonra önce burada şehir',
				/[ğışİ]/u
			),
			es: traits(
				'el la los las un una y o no es son nosotros yo usted que para con en de del al por también más menos como cuando donde nuestro nuestra todos muchas muchos hay tiene tienen ser estar debe hace falta queremos necesitamos sin muy pero se su sus lo',
				/[ñ¿¡áíóú]/u
			),
			it: traits(
				'il lo la i gli le un una e o non è sono noi io voi che per con in di del della dei nel nella al alla più meno come quando dove nostro nostra tutti molto molti anche solo ci si ha hanno deve senza ma vogliamo serve',
				/[èìòù]\b/u
			),
			pt: traits(
				'o os as um uma e ou não é são nós eu você que para com em no na nos nas do da dos das por também mais menos como quando onde nosso nossa todos muito muitos há tem ser deve sem mas se precisamos',
				/[ãõ]/u
			),
			nl: traits(
				'de het een en of niet geen is zijn wij we ik u je voor met op in te van naar bij ook meer nog alleen hoe wat als dat ons onze alle veel heeft hebben moet moeten kan kunnen zonder over er hier waar minder graag'
			),
			sq: traits(
				'dhe në të e i një për me nga që nuk është janë ne unë ju më shumë pak si kur ku duhet ka kanë por ose edhe çdo gjithë qytet tonë pa ta',
				/[ë]/u
			),
			ku: traits(
				'û di de li ji bo bi re ne nîne ye in em ez hûn ku her gelek zêde kêm jî lê an divê heye bajar me min hemû yên yê ya',
				/[êîû]/u
			),
			so: traits(
				'iyo waa in ka ku u la oo aan ma uu ay wax waxaan badan yar laakiin ama magaalada dadka loo lagu kasta leh'
			)
		}
	},
	{
		script: /\p{Script=Cyrillic}/gu,
		words: /[\u0300-\u036f\u0483-\u0487\u0400-\u0481\u048a-\u052f'’a-zß-öø-ɏ-]+/g,
		common: [0x400, 0x481],
		languages: {
			uk: traits(
				'і й та у в з із на до не є це що як про від по за для або але чи також більше менше тільки вже ще дуже ми нас нам я мені ви ваш наш наша наше можна треба потрібно має мають бути де коли без при який яка яке які цей ця всі багато щоб хочемо було',
				/[іїєґ]/u,
				/[іїє]/u
			),
			ru: traits(
				'и в во с со на до не это что как о об от по за для или но ли также больше меньше только уже ещё еще очень мы нас нам я мне вы ваш наш наша наше можно надо нужно нужны должен должны быть есть где когда без при за под над перед у вас нас них него его её их этом том тем всех всё пока сейчас скоро здесь там своим каждой каждый один одна больше можно нельзя без который которая которые этот эта все много чтобы хотим было к',
				/[ыэёъ]/u
			),
			bg: traits(
				'и в във с със на до не е са това че как за от по или но ли също повече по-малко само вече още много ние нас аз ми вие наш наша може трябва да бъде има къде когато без при който която които този тази всички искаме ще се',
				/ъ[а-я]/u,
				/[ъщ]/u
			)
		}
	},
	{
		script: /\p{Script=Arabic}/gu,
		words:
			/[\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff'’a-zß-öø-ɏ-]+/g,
		common: [0x620, 0x64a],
		languages: {
			ar: traits(
				'في من على إلى عن مع هذا هذه التي الذي أن إن لا ما هو هي نحن أنا أو ثم كل أكثر أقل جدا فقط لم لن قد كان يكون يجب نريد نحتاج بين عند حتى لكن بدون هناك غير أي لنا',
				/[ةىأإؤئي]|^(?:و?ب?ال|لل)\p{L}/u
			),
			fa: traits(
				'و در به از که را با برای این آن است هست نیست هم یا ما من شما همه هنوز سر باز شده نشده خود دیگر دیگری برنامه اعلام بیشتر کمتر خیلی فقط باید شود شهر می های ها بدون اما تا یک چه کجا کنیم باشد داریم دارد نه',
				/[پچژگکی]/u,
				/[یک]/u
			),
			ckb: traits(
				'و لە بۆ بە کە ئەم ئێمە زۆر کەم هەموو شار نییە هەیە دەبێت یان بەڵام',
				/[ێۆەڕڵڤ]/u
			),
			ur: traits(
				'اور کے کی کا میں ہے ہیں سے کو پر نہیں ہم یہ وہ بھی لیے زیادہ کم شہر ہر',
				/[ٹڈڑےہھں]/u
			),
			ps: traits('او په د کې چې نه دی ده مونږ ډېر ښار سره له ته', /[ښځڅړډټېۍ]/u)
		}
	}
];

/** Scripts that one language here stands for. */
const ALONE: readonly (readonly [Lang, RegExp])[] = [
	['el', /\p{Script=Greek}/gu],
	['he', /\p{Script=Hebrew}/gu],
	['ti', /\p{Script=Ethiopic}/gu],
	['hy', /\p{Script=Armenian}/gu],
	['ka', /\p{Script=Georgian}/gu],
	['hi', /\p{Script=Devanagari}/gu],
	['bn', /\p{Script=Bengali}/gu],
	['ta', /\p{Script=Tamil}/gu],
	['th', /\p{Script=Thai}/gu],
	['ko', /\p{Script=Hangul}/gu],
	['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
	['zh', /\p{Script=Han}/gu]
];

/**
 * Each small word with the languages that have it. Every idea of a hall is looked at here, and to ask
 * fourteen languages for each of its words took a fifth of all that storing it costs.
 */
const SPEAKERS: ReadonlyMap<Script, ReadonlyMap<string, readonly Lang[]>> = new Map(
	SCRIPTS.map((script) => {
		const speakers = new Map<string, Lang[]>();
		for (const [lang, { words }] of Object.entries(script.languages)) {
			for (const word of new Set(words)) {
				const known = speakers.get(word);
				if (known) known.push(lang);
				else speakers.set(word, [lang]);
			}
		}
		return [script, speakers];
	})
);

const DESCRIBED = new Set([
	...SCRIPTS.flatMap(({ languages }) => Object.keys(languages)),
	...ALONE.map(([lang]) => lang)
]);

/** The writer's device, and next the languages of the hall, are believed until the text says otherwise. */
const DEVICE = 1.5;
const HALL = 0.5;
const LETTERS = 1.5;
/** Each further word with such letters. */
const SIGN = 0.5;
const LACKS = 1;
/** From here on a language's most frequent letters are there. */
const LONG = 20;
/** Beyond this a text says nothing new. */
const LOOKED_AT = 2000;

/**
 * `device`: the language on the device, `hall`: those of the workshop. A plainer form of a language is
 * that language here: what people write in it is German, whatever they like to read.
 */
export function writtenIn(given: string, device: Lang, hall: readonly Lang[]): Lang {
	const own = baseOf(device);
	const offered = hall.map(baseOf);
	const text = withoutAddresses(given.slice(0, LOOKED_AT).toLowerCase());
	const script = scriptOf(text);
	if (typeof script === 'string') return script;
	if (!script) return own;

	const words = text.match(script.words) ?? [];
	const isLong = text.length >= LONG;
	const hits = hitsOf(words, SPEAKERS.get(script));
	const evidenceOf = (lang: Lang, { letters, always }: Traits) => {
		const signs = letters ? signsOf(text, words, letters) : 0;
		const lacks = isLong && always?.test(text) === false ? LACKS : 0;
		return (
			(hits.get(lang) ?? 0) + (signs > 0 ? LETTERS + SIGN * Math.min(signs - 1, 3) : 0) - lacks
		);
	};
	let best = { lang: own, score: -1 };
	const consider = (lang: Lang, evidence: number) => {
		const score = evidence + (lang === own ? DEVICE : 0) + (offered.includes(lang) ? HALL : 0);
		if (score > best.score) best = { lang, score };
	};
	// A language nobody described here: only its device speaks for it.
	if (!DESCRIBED.has(own)) consider(own, 0);
	for (const [lang, its] of Object.entries(script.languages)) consider(lang, evidenceOf(lang, its));
	return best.lang;
}

/** Addresses are in no language. Most texts have none, which is found out for less. */
function withoutAddresses(text: string): string {
	if (!text.includes('@') && !text.includes('://') && !text.includes('www.')) return text;
	return text.replace(/\S+@\S+|(?:https?:\/\/|www\.)\S+/gu, ' ');
}

/** How many of the words each language has. */
function hitsOf(
	words: readonly string[],
	speakers: ReadonlyMap<string, readonly Lang[]> | undefined
): ReadonlyMap<Lang, number> {
	const hits = new Map<Lang, number>();
	for (const word of words)
		for (const lang of speakers?.get(word) ?? []) hits.set(lang, (hits.get(lang) ?? 0) + 1);
	return hits;
}

/** How many words have such letters. What begins a word may stand anywhere in a text. */
function signsOf(text: string, words: readonly string[], letters: RegExp): number {
	if (!letters.source.includes('^') && !letters.test(text)) return 0;
	return words.filter((word) => letters.test(word)).length;
}

/**
 * Of a text that is written anew. Where the guess about the old words was another one, a person had
 * corrected it, and it stays.
 */
export function rewrittenIn(
	before: { text: string; lang: Lang },
	text: string,
	hall: readonly Lang[]
): Lang {
	const wasGuessed = writtenIn(before.text, before.lang, hall) === before.lang;
	return wasGuessed ? writtenIn(text, before.lang, hall) : before.lang;
}

/** The script most letters are of, or the language it stands for; null without letters. */
function scriptOf(text: string): Script | Lang | null {
	// Almost all texts end here, at the price of one look.
	if (!/[\u0370-\u1dff\u20d0-\uffff]/.test(text))
		return /\p{L}/u.test(text) ? (SCRIPTS[0] ?? null) : null;
	const clear = SCRIPTS.find(({ common }) => common && isMostly(text, common));
	if (clear) return clear;
	let most = 0;
	let found: Script | Lang | null = null;
	const look = (script: RegExp, stands: Script | Lang) => {
		const n = text.match(script)?.length ?? 0;
		if (n > most) [most, found] = [n, stands];
	};
	for (const script of SCRIPTS) look(script.script, script);
	for (const [lang, script] of ALONE) look(script, lang);
	return found;
}

/** More than half of a text, spaces included, leaves nothing to be counted. */
function isMostly(text: string, [first, last]: readonly [number, number]): boolean {
	let n = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code >= first && code <= last) n += 1;
	}
	return 2 * n > text.length;
}

/** `de` for `de-simple`. */
export const baseOf = (lang: Lang): Lang => lang.split('-', 1)[0] ?? lang;
