// Which files of the repository are pages of the site, under which address, and how their links are carried over.
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'

export const REPOSITORY = 'https://github.com/wechatpayfeign/wechatpay-feign'

const pages = new URL('../pages/', import.meta.url)
const markdown = (folder) => readdirSync(new URL(folder, pages)).filter((name) => name.endsWith('.md') && !name.endsWith('.zh.md'))

// Files of the repository, relative to its root, and the addresses of their pages. All are copied to the folder "pages".
export const addresses = new Map([
  ['README.md', 'index.md'],
  ['README.zh-CN.md', 'zh/index.md'],
])
for (const name of markdown('docs/zh')) addresses.set(`docs/zh/${name}`, `zh/${name}`)

// A page that exists in English only is in both parts, so that a reader stays in the menus of one language.
const both = (file, address) => {
  addresses.set(file, address)
  if (addresses.has(chinese(file))) return
  const copy = file.replace(/\.md$/, '.zh.md')
  copyFileSync(new URL(file, pages), new URL(copy, pages))
  addresses.set(copy, `zh/${address}`)
}
for (const file of ['CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md']) both(file, file.toLowerCase())
for (const name of markdown('docs')) both(`docs/${name}`, name)

// The file of a page in Chinese, or the copy of its English file.
export function chinese(file) {
  const twin = file === 'README.md' ? 'README.zh-CN.md' : file.replace('docs/', 'docs/zh/')
  return twin !== file && existsSync(new URL(twin, pages)) ? twin : file.replace(/\.md$/, '.zh.md')
}

export function title(file) {
  return readFileSync(new URL(file, pages), 'utf8').match(/^# (.*)$/m)[1].replaceAll('`', '')
}

// As GitHub makes anchors: letters and digits of every script stay.
export function slugify(heading) {
  return heading.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replaceAll(' ', '-')
}

// Where a link of one of the files leads on the site: to a page, or to a file that only the repository has.
export function link(file, href) {
  if (/^([a-z]+:|#|\/)/i.test(href)) return href
  const [path, anchor] = href.split('#')
  const target = posix.normalize(posix.join(posix.dirname(file), decodeURI(path))).replace(/\/$/, '')
  const hash = anchor === undefined ? '' : `#${anchor}`
  if (addresses.has(target)) {
    return posix.relative(posix.dirname(addresses.get(file)), addresses.get(target)) + hash
  }
  if (!existsSync(new URL(`../repository/${target}`, import.meta.url))) throw new Error(`${file} links to ${href}, which is not there`)
  return `${REPOSITORY}/tree/main/${target}${hash}`
}

// The line that leads from a page to its other language: the site has a menu for that.
export const OTHER_LANGUAGE = /^(English \| \[简体中文\]\(\S+\)|\[English\]\(\S+\) \| 简体中文)$/

export function markdownOfTheRepository(md) {
  md.core.ruler.push('links-of-the-repository', (state) => {
    const file = posix.relative(fileURLToPath(pages), state.env.realPath ?? state.env.path)
    const walk = (tokens) => {
      for (const token of tokens) {
        const href = token.type === 'link_open' && token.attrGet('href')
        if (href) token.attrSet('href', link(file, href))
        if (token.children) walk(token.children)
      }
    }
    const at = state.tokens.findIndex((token) => token.type === 'inline' && OTHER_LANGUAGE.test(token.content))
    if (at > 0) state.tokens.splice(at - 1, 3)
    walk(state.tokens)
  })

  // A line break between Chinese characters is no space.
  const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u
  md.renderer.rules.softbreak = (tokens, at) => {
    const before = tokens.slice(0, at).findLast((token) => token.content)?.content.at(-1) ?? ''
    const after = tokens.slice(at + 1).find((token) => token.content)?.content.at(0) ?? ''
    return CHINESE.test(before) && CHINESE.test(after) ? '' : '\n'
  }
}
