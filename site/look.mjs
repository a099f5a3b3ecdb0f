// Looks at each page of the built site in Chromium: at no width may it have to be scrolled sideways, each drawing has to
// be drawn, and no script may fail. Leaves pictures of some pages in a folder.
//   node look.mjs SITE BASE CHROMIUM PICTURES
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'

const [folder, base, chromium, pictures] = process.argv.slice(2)
const WIDTHS = [390, 820, 1440]
const PICTURED = ['index.html', 'zh/index.html', 'kotlin-and-reactor.html', 'zh/errors.html']
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2' }
const DRAWN = `new Promise((done) => {
  const until = Date.now() + 10000
  const look = () => {
    const open = [...document.querySelectorAll('.mermaid')].filter((drawing) => !drawing.querySelector('svg:not([aria-roledescription="error"])'))
    if (open.length === 0 || Date.now() > until) done(open.length)
    else setTimeout(look, 50)
  }
  look()
})`

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://site').pathname)
  let file = path.startsWith(base) ? join(folder, path.slice(base.length)) : folder
  if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html')
  if (!existsSync(file)) return response.writeHead(404).end()
  response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file))
})
await new Promise((started) => server.listen(0, '127.0.0.1', started))
const site = `http://127.0.0.1:${server.address().port}${base}`

// The protocol of the developer tools, over two pipes: messages of JSON with a null byte after each.
const profile = mkdtempSync(join(tmpdir(), 'site-'))
const browser = spawn(
  chromium,
  ['--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--no-first-run', '--remote-debugging-pipe', `--user-data-dir=${profile}`],
  { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
)
const [, , , toBrowser, fromBrowser] = browser.stdio
const waiting = new Map()
const failed = []
let loaded = () => {}
let read = ''
fromBrowser.setEncoding('utf8').on('data', (text) => {
  const messages = (read + text).split('\0')
  read = messages.pop()
  for (const message of messages.map((each) => JSON.parse(each))) {
    if (message.id) waiting.get(message.id)(message)
    else if (message.method === 'Page.loadEventFired') loaded()
    else if (message.method === 'Runtime.exceptionThrown') failed.push(message.params.exceptionDetails.exception?.description ?? message.params.exceptionDetails.text)
  }
})
let sent = 0
let sessionId
function ask(method, params = {}) {
  const id = ++sent
  return new Promise((answered, refused) => {
    waiting.set(id, (message) => (message.error ? refused(new Error(`${method}: ${message.error.message}`)) : answered(message.result)))
    toBrowser.write(JSON.stringify({ id, method, params, sessionId }) + '\0')
  })
}
const valueOf = async (expression) => (await ask('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })).result.value

const { targetId } = await ask('Target.createTarget', { url: 'about:blank' })
sessionId = (await ask('Target.attachToTarget', { targetId, flatten: true })).sessionId
await ask('Page.enable')
await ask('Runtime.enable')
mkdirSync(pictures, { recursive: true })

const pages = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.html') && !/^javadoc\/|^404\.html$/.test(name))
const wrong = []
for (const page of pages.sort()) {
  const whole = new Promise((done) => (loaded = done))
  await ask('Page.navigate', { url: site + page })
  await whole
  if ((await valueOf(DRAWN)) > 0) wrong.push(`${page}: a drawing is not drawn`)
  for (const width of WIDTHS) {
    await ask('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor: 1, mobile: width < 600 })
    const needed = await valueOf('document.documentElement.scrollWidth')
    if (needed > width) wrong.push(`${page}: ${needed} pixels wide in a window of ${width}`)
    if (PICTURED.includes(page)) {
      await valueOf('document.getAnimations().forEach((animation) => animation.finish())')
      const { data } = await ask('Page.captureScreenshot')
      writeFileSync(join(pictures, `${page.replaceAll('/', '-').replace('.html', '')}-${width}.png`), Buffer.from(data, 'base64'))
    }
  }
  for (const failure of failed.splice(0)) wrong.push(`${page}: ${failure}`)
}
browser.kill()
await new Promise((ended) => browser.once('exit', ended))
server.close()
rmSync(profile, { recursive: true, force: true })
for (const line of wrong) console.error(line)
console.log(`${pages.length} pages at ${WIDTHS.join(', ')} pixels, ${wrong.length} wrong`)
process.exit(wrong.length > 0 || pages.length < 30 ? 1 : 0)
