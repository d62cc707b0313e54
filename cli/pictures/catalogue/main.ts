/** Shows one sheet of the catalogue: `?sheet=phone&lang=de`. Only `npm run pictures` serves this. */
import { mount } from 'svelte';
import '#lib/ui/tokens.css';
import '#lib/ui/fonts-plex.css';
import '#lib/ui/console/console.css';
import { speech } from '#lib/text/languages.ts';
import Catalogue from './Catalogue.svelte';
import { isSheet, SECTIONS } from './sheets.ts';

const query = new URL(location.href).searchParams;
const name = query.get('sheet') ?? '';
const target = document.getElementById('sheet');
if (!target || !isSheet(name)) throw new Error(`There is no sheet ${name}`);
// A rem is another on the projector.
if (name === 'screen') await import('#lib/ui/screen/screen.css');
const words = speech(query.get('lang') ?? 'de', 'common', ...SECTIONS[name]);
document.documentElement.lang = words.lang;
document.documentElement.dir = words.dir;
mount(Catalogue, { target, props: { sheet: name, speech: words } });
document.documentElement.dataset['ready'] = 'true';
