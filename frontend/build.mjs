// Builds app/static/dist/: the styles, the fonts, the icons and the scripts of the site, from npm's packages and ours.
// Every file carries a hash of what is in it, so that browsers may keep it for ever; manifest.json says which is which.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

import * as esbuild from 'esbuild';
import * as lightningcss from 'lightningcss';
import { PurgeCSS } from 'purgecss';
import * as sass from 'sass';
import subsetFont from 'subset-font';

process.chdir(path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..'));

const DIST = 'app/static/dist';
const PDF_FONTS = 'app/static/pdf-fonts';
const PACKAGES = 'node_modules';
const ITALIA = `${PACKAGES}/bootstrap-italia`;
const HASH_LENGTH = 10;
// Tags that no template contains, because WTForms writes them.
const WTFORMS_DRAWS = '<input type="radio" checked><input type="checkbox" checked disabled required><select multiple>';

const manifest = {};

await build();

async function build() {
  fs.mkdirSync(DIST, { recursive: true });
  fs.mkdirSync(PDF_FONTS, { recursive: true });
  await buildFonts();
  await buildStyles();
  buildIcons();
  await buildScripts();
  copyPdfFonts();
  replaceFile(`${DIST}/manifest.json`, JSON.stringify(manifest, null, 2));
  removeWhatIsNotBuiltAnyMore();
}

// ---- fonts: two weights, only the letters Italian needs; the names of people in other scripts use the system's font

async function buildFonts() {
  const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');
  const letters = ascii + '\u00a0©«°·»ÀÈÉÌÒÙàèéìòù–—‘’“”…€';
  for (const weight of [400, 600]) {
    const font = fs.readFileSync(
      `${PACKAGES}/@fontsource/titillium-web/files/titillium-web-latin-${weight}-normal.woff2`);
    const subset = await subsetFont(font, letters, { targetFormat: 'woff2' });
    write(`titillium-web-${weight}.woff2`, subset, { compress: false });
  }
}

// ---- styles: Sass → only the rules our pages use → minified for the browsers we serve → left and right made logical

async function buildStyles() {
  const templates = walk('templates').filter(file => file.endsWith('.html') && !/^templates\/(emails|pdf)\//.test(file));
  const isOffice = file => /\/office\/|^templates\/(office|staff)\/|layout_office/.test(file);
  const isDoor = file => /layout_door|^templates\/checkin\//.test(file) && !isOffice(file);
  const isShared = file => /^templates\/(layout\.html|_languages\.html|components\/|errors\/)/.test(file);

  await buildStyle('bussola', templates.filter(file => !isOffice(file) && !isDoor(file)));
  await buildStyle('embed', ['templates/programme/embed.html', 'templates/components/edition_card.html', 'templates/components/badge.html']);
  await buildStyle('office', [...templates.filter(file => isOffice(file) || isShared(file)), 'frontend/js/office.js']);
  await buildStyle('door', [...templates.filter(isDoor), ...walk('frontend/js'), ...walk('app/checkin')]);
}

async function buildStyle(name, content) {
  const compiled = sass.compile(`frontend/scss/${name}.scss`, {
    loadPaths: [`${ITALIA}/src/scss`], logger: sass.Logger.silent,
  });
  const [purged] = await new PurgeCSS().purge({
    content: [...content, 'app/web/assets.py', { raw: WTFORMS_DRAWS, extension: 'html' }],
    css: [{ raw: compiled.css }],
    variables: true,
    keyframes: true,
    dynamicAttributes: ['aria-current', 'aria-invalid', 'data-label', 'dir', 'lang', 'hidden'],
    safelist: {
      // The pseudo-classes are here because their rules draw the focus ring: without them it silently goes.
      standard: [':not', ':is', ':where', ':has', ':focus-visible'],
      // Class names that templates put together from a value.
      greedy: [/^(bg|alert)-(success|warning|danger|info|secondary|primary)$/, /^(outcome|verdict)-/, /^(theme|row|span|weeks)-/],
      variables: ['--bootstrap-italia-version'],
    },
  });
  const version = (major, minor = 0) => (major << 16) | (minor << 8);
  const minified = lightningcss.transform({
    filename: `${name}.css`,
    code: Buffer.from(purged.css),
    minify: true,
    exclude: lightningcss.Features.LogicalProperties, // it would write left and right, which withLogicalSides turns once more
    targets: {
      chrome: version(87), safari: version(14), ios_saf: version(14), firefox: version(78), samsung: version(14),
    },
  });
  write(`${name}.css`, withHashedNames(withLogicalSides(minified.code.toString())));
}

function withLogicalSides(css) {
  const sides = {
    'margin-left': 'margin-inline-start', 'margin-right': 'margin-inline-end',
    'padding-left': 'padding-inline-start', 'padding-right': 'padding-inline-end',
    'border-left': 'border-inline-start', 'border-right': 'border-inline-end',
    left: 'inset-inline-start', right: 'inset-inline-end',
  };
  for (const [side, logical] of Object.entries(sides)) {
    css = css.replace(new RegExp(`([{;])${side}(-(?:color|style|width))?:`, 'g'), `$1${logical}$2:`);
  }
  return css.replaceAll('text-align:left', 'text-align:start').replaceAll('text-align:right', 'text-align:end');
}

function withHashedNames(css) {
  return css.replace(/titillium-web-\d+\.woff2/g, name => manifest[name]);
}

// ---- icons: the symbols that some page may ask for; the application prints those a page uses inside that page

function buildIcons() {
  const sprite = fs.readFileSync(`${ITALIA}/dist/svg/sprites.svg`, 'utf8');
  const symbols = new Map();
  for (const [symbol, id] of sprite.matchAll(/<symbol id="([^"]+)".*?<\/symbol>/gs)) symbols.set(id, symbol);
  for (const file of fs.readdirSync('frontend/icons')) {
    const id = path.basename(file, '.svg');
    const [, viewBox, drawing] = fs.readFileSync(`frontend/icons/${file}`, 'utf8').match(/viewBox="([^"]+)">(.*)<\/svg>/s);
    symbols.set(id, `<symbol id="${id}" viewBox="${viewBox}">${drawing}</symbol>`);
  }

  const sources = [...walk('templates'), ...walk('app')].filter(file => /\.(html|py)$/.test(file));
  const named = new Set(sources.flatMap(file => fs.readFileSync(file, 'utf8').match(/(?<=['"])(it|bussola)-[a-z-]+(?=['"])/g) ?? []));
  const used = [...symbols].filter(([id]) => named.has(id));
  fs.writeFileSync(`${DIST}/icons.json`, JSON.stringify(Object.fromEntries(used)));
  write('favicon.svg', fs.readFileSync('frontend/icons/favicon.svg'));
}

// ---- scripts: none on public pages; a few conveniences in the office; the camera at the door

async function buildScripts() {
  for (const name of ['office', 'door', 'scanner-worker']) {
    const result = await esbuild.build({
      entryPoints: [`frontend/js/${name}.js`], bundle: true, minify: true, format: 'esm', target: 'es2020', write: false,
    });
    write(`${name}.js`, result.outputFiles[0].contents);
  }
  write('zxing_reader.wasm', fs.readFileSync(`${PACKAGES}/zxing-wasm/dist/reader/zxing_reader.wasm`));
}

// ---- the fonts of printed papers: whole, under an open licence, with plain names

function copyPdfFonts() {
  const fonts = {
    'titillium-web-regular.ttf': 'Titillium_Web/titillium-web-v10-latin-ext_latin-regular.ttf',
    'titillium-web-600.ttf': 'Titillium_Web/titillium-web-v10-latin-ext_latin-600.ttf',
    'titillium-web-700.ttf': 'Titillium_Web/titillium-web-v10-latin-ext_latin-700.ttf',
    'lora-700.ttf': 'Lora/lora-v20-latin-ext_latin-700.ttf',
    'lora-italic.ttf': 'Lora/lora-v20-latin-ext_latin-italic.ttf',
    'roboto-mono-regular.ttf': 'Roboto_Mono/roboto-mono-v13-latin-ext_latin-regular.ttf',
  };
  for (const [name, source] of Object.entries(fonts)) {
    replaceFile(`${PDF_FONTS}/${name}`, fs.readFileSync(`${ITALIA}/dist/fonts/${source}`));
  }
}

// ---- files

function write(name, content, { compress = true } = {}) {
  content = Buffer.from(content);
  const hash = crypto.createHash('sha256').update(content).digest('hex').slice(0, HASH_LENGTH);
  const { name: stem, ext } = path.parse(name);
  const file = `${stem}.${hash}${ext}`;
  fs.writeFileSync(`${DIST}/${file}`, content);
  if (compress) {
    const quality = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: zlib.constants.BROTLI_MAX_QUALITY } };
    fs.writeFileSync(`${DIST}/${file}.gz`, zlib.gzipSync(content, { level: 9 }));
    fs.writeFileSync(`${DIST}/${file}.br`, zlib.brotliCompressSync(content, quality));
  }
  manifest[name] = file;
}

// A site may be running on these files: a name is either the old file or the new one, never half of it.
function replaceFile(file, content) {
  fs.writeFileSync(`${file}.new`, content);
  fs.renameSync(`${file}.new`, file);
}

function removeWhatIsNotBuiltAnyMore() {
  const built = new Set(Object.values(manifest).flatMap(file => [file, `${file}.gz`, `${file}.br`]));
  for (const file of fs.readdirSync(DIST)) {
    if (!built.has(file) && !['manifest.json', 'icons.json'].includes(file)) fs.rmSync(`${DIST}/${file}`);
  }
}

function walk(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap(entry => {
    const file = `${folder}/${entry.name}`;
    return entry.isDirectory() ? walk(file) : [file];
  });
}
