// Finds links of the built site that lead nowhere: to files that are not there, and to anchors that a page lacks.
// The pages that javadoc makes are only looked at as targets: javadoc checks them itself.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

const [folder, base = '/'] = process.argv.slice(2)
const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.html'))
const pages = files.filter((name) => !/^javadoc\/.+\/|^404\.html$/.test(name))
const unescape = (text) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'")

const anchors = new Map()
function hasAnchor(file, anchor) {
  if (!anchors.has(file)) {
    anchors.set(file, new Set([...readFileSync(file, 'utf8').matchAll(/\s(?:id|name)="([^"]+)"/g)].map((found) => unescape(found[1]))))
  }
  return anchors.get(file).has(anchor)
}

let links = 0
const dead = []
for (const page of pages) {
  const html = readFileSync(join(folder, page), 'utf8')
  for (const [, found] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
    const href = unescape(found)
    if (/^(https?:|mailto:|data:)/.test(href)) continue
    links++
    const url = new URL(href, `http://site${base}${page}`)
    const path = decodeURIComponent(url.pathname)
    let target = path.startsWith(base) ? join(folder, path.slice(base.length)) : undefined
    if (target && existsSync(target) && statSync(target).isDirectory()) target = join(target, 'index.html')
    const anchor = decodeURIComponent(url.hash.slice(1))
    if (!target || !existsSync(target)) dead.push(`${page}: ${href}`)
    else if (anchor && target.endsWith('.html') && !hasAnchor(target, anchor)) dead.push(`${page}: ${href} (no such heading)`)
  }
}
for (const line of new Set(dead)) console.error(line)
console.log(`${pages.length} pages, ${links} links, ${dead.length} dead, ${files.length - pages.length} pages of Javadoc`)
if (dead.length > 0 || pages.length < 30) {
  console.error(`The site in ${relative('.', folder)} is not complete`)
  process.exit(1)
}
