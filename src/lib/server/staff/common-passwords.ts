/**
 * Owns the passwords that are guessed first. Only entries of ten characters and more: shorter ones are
 * refused by length. Runs on keyboards, names of months and clubs, and what people write when they are
 * told to add digits; lower case, compared in lower case.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
	`
	0123456789 1234567890 12345678910 123456789a 1234567891 0987654321 9876543210 1357924680 1029384756
	123456789q 1q2w3e4r5t 1q2w3e4r5t6z 1q2w3e4r5t6y 1qaz2wsx3edc qwertzuiop qwertyuiop qwertz12345
	qwerty12345 qwertz123456 qwerty123456 asdfghjkl1 asdfghjklö asdfghjkl; yxcvbnm123 zxcvbnm123
	qwertzuiopü qwertyuiop1 qwertzuiop1 qwertzuiop123 qwertyuiop123 abcdefghij abcdefghijk abcd123456
	abc1234567 abc123456789 a123456789 aa12345678 aa123456789 q123456789 a1b2c3d4e5 abcd1234567
	password12 password123 password1234 password12345 password123456 password1! password123! password2024
	password2025 password2026 passw0rd123 p@ssw0rd12 p@ssw0rd123 p@ssword123 pass123456 mypassword
	mypassword1 password01 passwordpassword newpassword newpassword1 changeme123 changemenow letmein123
	letmeinnow welcome123 welcome1234 welcome2024 welcome2025 welcome2026 admin12345 admin123456
	administrator administrator1 adminadmin root123456 test123456 testtest12 testtesttest user123456
	default123 secret1234 secret123456 iloveyou12 iloveyou123 iloveyou1234 sunshine12 sunshine123
	princess12 princess123 football12 football123 baseball12 baseball123 superman12 superman123 batman1234
	dragon1234 master1234 monkey1234 michael123 jordan2345 trustno123 starwars12 starwars123 pokemon123
	computer12 computer123 internet12 internet123 samsung123 iphone1234 google1234 facebook12 facebook123
	summer2024 summer2025 summer2026 winter2024 winter2025 winter2026 spring2025 spring2026 autumn2025
	passwort12 passwort123 passwort1234 passwort12345 passwort123456 passwort1! passwort123! passwort01
	passwort2024 passwort2025 passwort2026 meinpasswort meinpasswort1 neuespasswort geheim1234 geheim12345
	geheim123456 geheimnis1 geheimnis123 hallo12345 hallo123456 hallohallo hallohallo1 hallowelt1
	willkommen willkommen1 willkommen12 willkommen123 willkommen2024 willkommen2025 willkommen2026
	schatz1234 schatz123456 schatzi123 ichliebedich ichliebedich1 sommer2024 sommer2025 sommer2026
	sommer12345 winter12345 fruehling2025 frühling2025 frühling2026 herbst2024 herbst2025 herbst2026
	januar2026 februar2026 oktober2025 november2025 dezember2025 november2026 dezember2026 deutschland
	deutschland1 deutschland123 hamburg123 berlin1234 berlin12345 muenchen123 münchen123 rostock123
	rostock1234 hansarostock bayern1234 fcbayern123 fcbayernmuenchen dortmund09 borussia09 borussia1909
	schalke1904 schalke041 werderbremen fussball12 fussball123 fußball123 mercedes123 volkswagen
	volkswagen1 tschuess123 stadtverwaltung verwaltung verwaltung1 verwaltung123 rathaus123 rathaus1234
	buergermeister bürgermeister integration integration1 integration123 beteiligung beteiligung1
	worldcafe1 worldcafe123 worldcafe2024 worldcafe2025 worldcafe2026 auftakt123 auftakt1234 auftakt2024
	auftakt2025 auftakt2026 auftaktauftakt kennwort12 kennwort123 kennwort1234 kennwort2026 standard123
	anmeldung1 anmeldung123 azerty12345 azertyuiop bonjour123 motdepasse motdepasse1 motdepasse123
	doudou1234 contrasena contraseña contrasena1 haslo12345 haslo123456 polska1234 zaq12wsx34 parola1234
	sifre12345 galatasaray galatasaray1 fenerbahce fenerbahce1 besiktas1903 passport12 matkhau123
	correcthorsebatterystaple thisisapassword thisismypassword nopassword1 nopassword123 ichhabekeins
	`
		.trim()
		.split(/\s+/)
);
