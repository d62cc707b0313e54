/**
 * What is said at the staged evening. Invented, like the city, but said the way people say things. Each
 * text names the group into which the theme team puts it, by its number in `GROUPS`.
 */
import type { Texts } from '#lib/domain/rows.ts';

export interface Said {
	lang: string;
	text: string;
	group: number;
}

const said = (lang: string, group: number, text: string): Said => ({ lang, text, group });
const de = (group: number, text: string) => said('de', group, text);

export const WORKSHOP = {
	title: 'Auftakt: Zusammen in Lindhafen',
	city: 'Lindhafen',
	venue: 'Stadthalle, großer Saal',
	mandate: '2027/BV/0114',
	wifi: 'Lindhafen-Gast'
};

/** The order in which they are offered. */
export const LANGUAGES = ['de', 'en', 'ar', 'uk', 'tr', 'vi'];

/** What the template does not say; Turkish is missing on purpose, as something always is. */
export const QUESTIONS: Record<number, Texts> = {
	1: {
		ar: 'أين ينجح العيش المشترك في مدينتنا؟ وأين لا ينجح؟',
		uk: 'Де у нашому місті добре живеться разом? А де ні?',
		tr: 'Şehrimizde birlikte yaşam nerede iyi gidiyor? Nerede gitmiyor?',
		vi: 'Ở thành phố chúng ta, mọi người chung sống tốt ở đâu? Ở đâu thì chưa?'
	},
	2: {
		ar: 'نحن في عام 2035. الجميع يشعرون هنا أنهم في بيتهم. ما الذي تغيّر؟',
		uk: '2035 рік. Усі почуваються тут удома. Що змінилося?',
		tr: '2035 yılındayız. Herkes burada kendini evinde hissediyor. Bugünden farklı olan ne?',
		vi: 'Năm 2035, ai cũng thấy nơi đây là nhà mình. Điều gì khác với hôm nay?'
	},
	3: {
		ar: 'ماذا على المدينة أن تفعل؟ وماذا نستطيع أن نفعل نحن؟',
		uk: 'Що має зробити місто? Що можемо зробити ми самі?',
		vi: 'Thành phố nên làm gì? Chính chúng ta có thể làm gì?'
	}
};

export const GROUPS = [
	'Orte, an denen man sich ohne Geld trifft',
	'Deutsch lernen, wenn Zeit ist: abends',
	'Ämter, die man versteht',
	'Nachbarn, die einander kennen',
	'Arbeit, die zum Können passt',
	'Mitreden, bevor entschieden ist',
	'Kinder von Anfang an zusammen',
	'Sicher durch die Stadt, auch nachts'
] as const;

export const ROUNDS: Record<number, readonly Said[]> = {
	1: [
		de(0, 'Die Bibliothek ist für alle da. Nur sonntags ist sie zu, und da hätten wir Zeit.'),
		de(3, 'In unserem Haus grüßt man sich. Das fing mit einem Zettel im Flur an.'),
		de(2, 'Die Briefe vom Amt versteht niemand. Ich auch nicht, und ich bin hier geboren.'),
		de(1, 'Fünf Monate Wartezeit für einen Sprachkurs. Danach hat man schon Arbeit ohne Deutsch.'),
		said('ar', 1, 'نحتاج إلى دورات لغة في المساء، بعد العمل.'),
		de(4, 'Meine Kollegin ist Ärztin und putzt. Die Anerkennung dauert zwei Jahre.'),
		de(6, 'In der Kita klappt es. Die Kinder fragen nicht, woher jemand kommt.'),
		said('uk', 3, 'Сусіди дуже допомогли нам у перші тижні.'),
		de(7, 'Nach 20 Uhr fährt kein Bus mehr nach Südstadt. Da hört die Teilhabe auf.'),
		said('en', 2, 'One office, one form, one appointment. That would change everything.'),
		de(0, 'Der Hafenplatz ist schön, aber man muss etwas kaufen, um dort zu sitzen.'),
		de(5, 'Wir werden gefragt, wenn alles schon entschieden ist.'),
		de(3, 'Das Straßenfest in der Lindenstraße: einmal im Jahr reden alle mit allen.'),
		said('tr', 0, 'Gençlerin akşamları gidebileceği bir yer yok.'),
		de(6, 'Im Sportverein spielt es keine Rolle. In der Schule leider schon.'),
		de(2, 'Die Lotsen im Rathaus sind gut. Es gibt nur zwei für die ganze Stadt.'),
		said('ar', 3, 'الناس في الحي ساعدونا كثيراً.'),
		de(4, 'Betriebe suchen Leute und Leute suchen Arbeit. Sie finden sich nicht.'),
		de(7, 'Die Unterführung am Bahnhof ist dunkel. Viele Frauen gehen einen Umweg.'),
		said('uk', 1, 'Курси німецької потрібні для тих, хто вже працює.'),
		de(5, 'Der Migrantenrat darf beraten, aber nicht mitentscheiden.'),
		de(0, 'Im Jugendzentrum kocht jeden Freitag jemand anderes. Das ist das Beste an der Woche.'),
		said('en', 3, 'My neighbour took me along to the choir. Now I have friends here.'),
		de(1, 'Ohne Kinderbetreuung können Mütter nicht in den Kurs.')
	],
	2: [
		de(0, 'In jedem Stadtteil steht ein Haus, in dem immer jemand Kaffee kocht.'),
		de(2, 'Briefe vom Rathaus passen auf eine Seite, und man versteht sie beim ersten Lesen.'),
		de(1, 'Sprachkurse gibt es morgens, abends und am Samstag, immer mit Kinderbetreuung.'),
		said('ar', 5, 'يجلس في مجلس المدينة أشخاص من كل الأحياء.'),
		de(4, 'Wer etwas gelernt hat, darf es hier nach drei Monaten auch tun.'),
		de(6, 'Kein Kind kommt in die Schule, ohne dass jemand mit ihm Deutsch gesprochen hat.'),
		said('uk', 3, 'Ніхто не питає, звідки ти, а питають, як справи.'),
		de(7, 'Der letzte Bus fährt um Mitternacht, in jeden Stadtteil.'),
		de(3, 'Niemand zieht ein, ohne dass jemand klingelt und Brot bringt.'),
		said('en', 2, 'You can book every appointment online, in your language.'),
		de(5, 'Bevor die Stadt baut, sitzen die Leute aus der Straße mit am Tisch.'),
		de(
			0,
			'Der Hafenplatz hat Bänke, Schatten und einen Brunnen, und niemand muss etwas bestellen.'
		),
		said('tr', 6, 'Çocuklar okulda birbirinin bayramını kutluyor.'),
		de(4, 'Im Krankenhaus arbeiten Menschen aus dreißig Ländern, auch in der Leitung.'),
		de(3, 'Die Feste der anderen sind auch unsere Feste.'),
		said('ar', 0, 'هناك مكان في كل حي نلتقي فيه دون أن ندفع.'),
		de(1, 'Niemand lacht mehr über einen Akzent. Jeder hat einen.'),
		de(7, 'Man geht nachts allein nach Hause und denkt an nichts Besonderes.'),
		said('uk', 4, 'Дипломи визнають за три місяці.'),
		de(5, 'Jugendliche entscheiden über ein eigenes Budget.'),
		de(2, 'Im Bürgeramt steht vorn jemand, der fragt: Was brauchen Sie?'),
		said('en', 0, 'Libraries, gardens and workshops are open on Sundays.'),
		de(0, 'Sonntags ist der Markt für alle da: zum Tauschen, Reparieren, Essen.'),
		de(4, 'Ein Zeugnis aus Aleppo zählt so viel wie eines aus Lindhafen.'),
		de(3, 'In jedem Haus hängt ein Brett: Wer kann was, wer braucht was?'),
		said('tr', 2, 'Belediyede herkes birbirini dinliyor.'),
		de(7, 'Vor jeder Schule steht kein Auto mehr, sondern ein Baum.'),
		de(5, 'Wer hier wohnt, wählt auch hier.'),
		de(1, 'Man lernt die Sprachen der anderen, zehn Wörter von jeder.'),
		de(6, 'Kinder erzählen zu Hause, was sie von den Kindern nebenan gelernt haben.'),
		said('uk', 0, 'Є місце, де можна просто посидіти й поговорити.'),
		de(2, 'Auf dem Amt gibt es Stühle, Wasser und Zeit.'),
		de(4, 'Niemand schreibt seinen Namen anders, um eingeladen zu werden.'),
		de(3, 'Ich rufe die Nachbarn an und nicht die Polizei, wenn es laut ist.'),
		said('ar', 6, 'أولادي يحكون لي بالألمانية وأنا أفهم كل شيء.'),
		de(5, 'Im Rat sitzen Menschen, die aussehen wie die Stadt.'),
		de(0, 'Der alte Speicher ist ein Theater, in dem alle Sprachen vorkommen.'),
		de(7, 'Fahrradkurse für alle Frauen, die es nie lernen durften.'),
		said('en', 3, 'Somebody notices when you have not been seen for a week.'),
		de(1, 'Im Betrieb wird eine Stunde am Tag gelernt, bezahlt.'),
		de(2, 'Die Formulare füllt man einmal aus und nie wieder.'),
		de(6, 'Die Großeltern von allen kommen zum Vorlesen.'),
		de(5, 'Beschlüsse hängen in fünf Sprachen an der Bushaltestelle.'),
		said('uk', 7, 'Увечері світло й спокійно на кожній вулиці.')
	],
	3: [
		de(0, 'Die Stadt öffnet Schulhöfe am Wochenende. Wir passen mit auf.'),
		de(
			3,
			'Wir gründen in jeder Straße eine Willkommensgruppe mit zwei Schlüsseln und einer Liste.'
		),
		de(2, 'Die Stadt prüft jeden Brief: Versteht ihn jemand, der erst ein Jahr Deutsch lernt?'),
		said('ar', 1, 'يمكننا أن نساعد في ترجمة الدورات الأولى.'),
		de(1, 'Abendkurse in den Schulen, die Räume stehen leer.'),
		de(4, 'Einen Tag im Jahr öffnen alle Betriebe die Tür, auch die kleinen.'),
		said('uk', 6, 'Ми можемо читати дітям у бібліотеці нашою мовою.'),
		de(5, 'Ein Beteiligungsrat, der ein Veto hat, wenigstens einmal.'),
		de(7, 'Licht in die Unterführung. Das ist keine Frage von Jahren.'),
		said('en', 4, 'Mentors at work: one colleague, one hour a week.'),
		de(6, 'Vorlesepaten in allen Kitas, in allen Sprachen, die es dort gibt.'),
		de(0, 'Aus dem alten Zollhaus wird ein Haus für alle. Wir renovieren mit.'),
		de(5, 'Jedes Jahr ein Abend wie dieser, und die Stadt sagt, was daraus wurde.'),
		said('tr', 3, 'Her ay bir mahallede birlikte kahvaltı yapabiliriz.')
	]
};

/** What lies on the table at which the photographed phone sits in round 2. */
export const ON_THE_TABLE = {
	handedOver: [
		'Wichtig war uns: Begegnung geht nur, wo man nichts bezahlen muss.',
		'Die Lotsen im Rathaus helfen sehr. Es sind zu wenige.'
	],
	first: said('ar', 2, 'في البلدية أحد يتحدث لغتي، ولا أحتاج إلى ابنتي لتترجم.'),
	own: de(3, 'Man kennt die Namen aller Leute im Haus.'),
	others: [
		de(0, 'Das alte Zollhaus ist ein Haus für alle. Unten wird gekocht, oben gelernt.'),
		said('uk', 1, 'Я розмовляю німецькою і не боюся помилятися.')
	],
	/** Written by the photographed phone in round 1, at its first table. */
	before: de(7, 'Der Radweg hört an der Brücke einfach auf.')
};

export const ESSENCES: readonly Said[] = [
	de(0, 'Wir wollen eine Stadt, in der man sich treffen kann, ohne etwas zu kaufen.'),
	de(1, 'Uns ist wichtig, dass Sprachkurse abends stattfinden, weil viele tagsüber arbeiten.'),
	de(2, 'Die Stadt soll so schreiben, dass alle sie verstehen.'),
	de(3, 'Wir wollen eine Stadt, in der Nachbarn klingeln, wenn jemand einzieht.'),
	said('ar', 5, 'نريد مدينة تسأل الناس قبل أن تقرر.'),
	de(
		4,
		'Uns ist wichtig, dass Abschlüsse schnell anerkannt werden, weil Können sonst verloren geht.'
	),
	de(6, 'Die Stadt soll dafür sorgen, dass alle Kinder vor der Schule zusammen spielen.'),
	de(7, 'Wir wollen eine Stadt, in der der letzte Bus uns alle nach Hause bringt.'),
	said('uk', 3, 'Ми хочемо міста, де сусіди знають одне одного.'),
	de(5, 'Die Stadt soll jedes Jahr berichten, was aus unseren Vorschlägen geworden ist.'),
	said('en', 2, 'The city should offer one place where every question has an answer.'),
	de(0, 'Wir wollen eine Bibliothek, die sonntags offen ist.')
];

/** Shown to the hall by the facilitator, in the order in which that happens. */
export const RELEASED = [
	'In unserem Haus grüßt man sich. Das fing mit einem Zettel im Flur an.',
	'In jedem Stadtteil steht ein Haus, in dem immer jemand Kaffee kocht.',
	'Niemand lacht mehr über einen Akzent. Jeder hat einen.'
];

/** How the hall sees the groups: the chance of a dot for each of them. */
export const WEIGHTS = [9, 7, 6, 8, 3, 5, 4, 2];

/** What the office has written so far; for the others it has only the groups' names. */
export const GUIDELINES = [
	{
		title: 'Orte, an denen man sich ohne Geld trifft',
		text: 'Die Stadt hält in jedem Stadtteil einen Ort offen, an dem sich Menschen treffen können, ohne etwas zu kaufen. Diese Orte sind auch am Abend und am Wochenende zugänglich.',
		rationale:
			'Ein solcher Ort wurde an vielen Tischen gewünscht. Uneinig war man, ob ihn die Stadt oder die Nachbarschaft betreiben soll.'
	},
	{
		title: 'Deutsch lernen, wenn Zeit ist',
		text: 'Sprachkurse richten sich nach dem Leben der Menschen: am Abend, am Samstag und mit Kinderbetreuung.',
		rationale: ''
	}
];
