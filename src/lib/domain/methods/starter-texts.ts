/**
 * Owns what a new workshop asks and promises before the office has written anything of its own: in every
 * language of the program, so that nobody meets a German question between buttons of their own language.
 */
import type { Texts } from '../rows.ts';

const WHERE_WE_STAND: Texts = {
	de: 'Wo klappt das Zusammenleben in unserer Stadt gut? Wo nicht?',
	'de-simple': 'Was ist in unserer Stadt gut? Was ist nicht gut?',
	en: 'Where does living together in our city work well? Where does it not?',
	uk: 'Де в нашому місті добре живеться разом? А де ні?',
	ru: 'Где в нашем городе хорошо живётся вместе? А где нет?',
	ar: 'أين ينجح العيش المشترك في مدينتنا؟ وأين لا ينجح؟',
	fa: 'در شهر ما زندگی در کنار هم کجا خوب پیش می‌رود؟ کجا نه؟',
	pl: 'Gdzie w naszym mieście dobrze się razem żyje? A gdzie nie?',
	ro: 'Unde se trăiește bine împreună în orașul nostru? Unde nu?',
	vi: 'Trong thành phố của chúng ta, ở đâu mọi người sống tốt với nhau? Ở đâu thì chưa?',
	tr: 'Şehrimizde birlikte yaşam nerede iyi gidiyor? Nerede gitmiyor?',
	fr: 'Où la vie ensemble se passe-t-elle bien dans notre ville\u00a0? Où non\u00a0?'
};
const WHERE_WE_GO: Texts = {
	de: 'Es ist das Jahr 2035. Alle fühlen sich hier zu Hause. Was ist anders als heute?',
	'de-simple': 'Es ist das Jahr 2035. Allen Menschen geht es hier gut. Was ist anders als heute?',
	en: 'It is the year 2035. Everybody feels at home here. What is different from today?',
	uk: 'Настав 2035 рік. Усі почуваються тут як удома. Що змінилося порівняно із сьогоденням?',
	ru: 'Наступил 2035 год. Все чувствуют себя здесь как дома. Что изменилось по сравнению с сегодняшним днём?',
	ar: 'نحن في عام 2035، والجميع يشعر هنا بأنه في بيته. ما الذي اختلف عن اليوم؟',
	fa: 'سال 2035 است. همه اینجا احساس می‌کنند در خانهٔ خود هستند. چه چیزی با امروز فرق دارد؟',
	pl: 'Jest rok 2035. Wszyscy czują się tu jak w domu. Co jest inaczej niż dziś?',
	ro: 'Este anul 2035. Toți se simt aici acasă. Ce este altfel decât astăzi?',
	vi: 'Bây giờ là năm 2035. Mọi người đều thấy đây là nhà của mình. Có gì khác so với hôm nay?',
	tr: 'Yıl 2035. Herkes burada kendini evinde hissediyor. Bugünden farklı olan ne?',
	fr: 'Nous sommes en 2035. Tout le monde se sent ici chez soi. Qu’est-ce qui a changé par rapport à aujourd’hui\u00a0?'
};
const WHAT_TO_DO: Texts = {
	de: 'Was soll die Stadt tun? Was können wir selbst tun?',
	'de-simple': 'Was soll die Stadt machen? Was können wir selbst machen?',
	en: 'What should the city do? What can we do ourselves?',
	uk: 'Що має зробити місто? Що можемо зробити ми самі?',
	ru: 'Что должен сделать город? Что можем сделать мы сами?',
	ar: 'ماذا ينبغي أن تفعل المدينة؟ وماذا يمكننا أن نفعل بأنفسنا؟',
	fa: 'شهر چه کاری باید بکند؟ خود ما چه کاری می‌توانیم بکنیم؟',
	pl: 'Co powinno zrobić miasto? Co możemy zrobić my sami?',
	ro: 'Ce ar trebui să facă orașul? Ce putem face noi înșine?',
	vi: 'Thành phố nên làm gì? Chính chúng ta có thể làm gì?',
	tr: 'Belediye ne yapmalı? Biz kendimiz ne yapabiliriz?',
	fr: 'Que doit faire la ville\u00a0? Que pouvons-nous faire nous-mêmes\u00a0?'
};

/** By round. */
export const QUESTIONS: readonly Texts[] = [WHERE_WE_STAND, WHERE_WE_GO, WHAT_TO_DO];

export const GIVENS: Texts = {
	de: 'Heute sammeln wir. Entschieden wird heute nicht. Aus Ihren Beiträgen entsteht ein Entwurf. Über den Entwurf entscheidet der Rat. Sie können später nachlesen, was aus jedem Beitrag geworden ist.',
	'de-simple':
		'Heute sammeln wir Ideen. Heute entscheidet niemand etwas. Die Stadt schreibt aus Ihren Ideen einen Plan. Der Plan ist noch nicht fertig. Die Politik in der Stadt entscheidet über den Plan. Später können Sie lesen: Das ist aus meiner Idee geworden.',
	en: 'Today we collect. Nothing is decided today. Your contributions become a draft. The council decides about the draft. Later you can read what has become of each contribution.',
	uk: 'Сьогодні ми збираємо думки. Рішень сьогодні не ухвалюємо. З ваших внесків постане проєкт. Рішення щодо нього ухвалить міська рада. Пізніше ви зможете прочитати, що сталося з кожним внеском.',
	ru: 'Сегодня мы собираем мысли. Решений сегодня не принимаем. Из ваших записей получится проект. Решение о нём примет городской совет. Позже вы сможете прочитать, что стало с каждой записью.',
	ar: 'اليوم نجمع الأفكار، ولا نتخذ أي قرار. من مساهماتكم تنشأ مسودة، ويقرر بشأنها مجلس المدينة. ويمكنكم لاحقًا أن تقرؤوا ما آل إليه كل إسهام.',
	fa: 'امروز فقط جمع‌آوری می‌کنیم و تصمیمی نمی‌گیریم. از نظرهای شما یک پیش‌نویس درست می‌شود. شورای شهر دربارهٔ آن تصمیم می‌گیرد. بعداً می‌توانید بخوانید از هر نظر چه شد.',
	pl: 'Dziś zbieramy pomysły. Dziś nie zapadają decyzje. Z Państwa wpisów powstanie projekt. O projekcie zdecyduje rada miasta. Później można przeczytać, co się stało z każdym wpisem.',
	ro: 'Astăzi adunăm idei. Astăzi nu se hotărăște nimic. Din contribuțiile dumneavoastră se face un proiect. Consiliul local hotărăște asupra lui. Mai târziu puteți citi ce s-a întâmplat cu fiecare contribuție.',
	vi: 'Hôm nay chúng ta thu thập ý kiến. Hôm nay không quyết định điều gì. Từ ý kiến của quý vị sẽ có một bản dự thảo. Hội đồng thành phố quyết định về bản dự thảo đó. Sau này quý vị có thể đọc xem từng ý kiến đã đi đến đâu.',
	tr: 'Bugün fikirleri topluyoruz. Bugün bir karar alınmıyor. Katkılarınızdan bir taslak hazırlanacak. Taslağa belediye meclisi karar verecek. Her katkının ne olduğunu daha sonra okuyabilirsiniz.',
	fr: 'Aujourd’hui, nous recueillons des idées. Rien n’est décidé aujourd’hui. Vos contributions deviennent un projet. Le conseil municipal décide de ce projet. Plus tard, vous pourrez lire ce qu’est devenue chaque contribution.'
};
