import { withMermaid } from 'vitepress-plugin-mermaid'
import { addresses, chinese, markdownOfTheRepository, REPOSITORY, slugify, title } from './pages.mjs'

const GROUPS = [
  ['Start', '开始', ['README.md', 'docs/concepts.md', 'docs/errors.md', 'docs/testing.md', 'docs/spring.md', 'docs/keys.md', 'docs/sign-error.md']],
  ['Orders', '订单', ['docs/prepay.md', 'docs/refunds.md', 'docs/notifications.md', 'docs/merchants.md', 'docs/order-expiry.md', 'docs/order-expiry-with-queues.md']],
  ['In operation', '运维', ['docs/failover.md', 'docs/observability.md', 'docs/kotlin-and-reactor.md', 'docs/own-interface.md']],
  ['Tools', '工具', ['docs/command-line.md', 'docs/sandbox.md', 'docs/simulator.md', 'docs/simulator-admin.md', 'docs/acceptance.md']],
  ['Coming from elsewhere', '迁移', ['docs/comparison.md', 'docs/migrating-from-wechatpay-java.md', 'docs/migrating-from-wxjava.md']],
]
const PROJECT = ['docs/versions.md', 'CHANGELOG.md', 'docs/architecture.md', 'CONTRIBUTING.md', 'SECURITY.md']

const HOME = { 'README.md': 'Overview', 'README.zh-CN.md': '概览' }
const item = (file) => ({ text: HOME[file] ?? title(file), link: '/' + addresses.get(file) })
const inLanguage = (file, zh) => (zh ? chinese(file) : file)
const named = new Set([...GROUPS.flatMap(([, , files]) => files), ...PROJECT])
const others = [...addresses].filter(([file, address]) => !address.startsWith('zh/') && !named.has(file)).map(([file]) => file)

function sidebar(zh) {
  return [
    ...GROUPS.map(([en, cn, files]) => ({ text: zh ? cn : en, items: files.map((file) => item(inLanguage(file, zh))) })),
    {
      text: zh ? '项目' : 'Project',
      items: [...others, ...PROJECT].map((file) => item(inLanguage(file, zh))),
    },
  ]
}

const javadoc = { text: 'Javadoc', link: '/javadoc/index.html', target: '_blank' }

// Chinese has no spaces between words, so the words are found by the browser's dictionary, in both languages.
const search = {
  provider: 'local',
  options: {
    miniSearch: {
      options: {
        tokenize: (text) =>
          [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)].filter((word) => word.isWordLike).map((word) => word.segment),
      },
    },
    locales: {
      zh: {
        translations: {
          button: { buttonText: '搜索', buttonAriaLabel: '搜索' },
          modal: {
            displayDetails: '显示详情',
            resetButtonTitle: '清除',
            backButtonTitle: '关闭',
            noResultsText: '没有结果：',
            footer: { selectText: '选择', navigateText: '切换', closeText: '关闭' },
          },
        },
      },
    },
  },
}

export default withMermaid({
  title: 'WeChat Pay Feign',
  description: 'WeChat Pay APIv3 for Java on OpenFeign: close an order and know what happened to it',
  base: process.env.SITE_BASE ?? '/',
  srcDir: 'pages',
  outDir: 'dist',
  rewrites: Object.fromEntries(addresses),
  metaChunk: true,
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  markdown: {
    anchor: { slugify },
    config: markdownOfTheRepository,
  },
  // The Javadoc is copied beside the pages after they are built; .ci/site checks these links, too.
  ignoreDeadLinks: [/^\/javadoc\//],
  vite: {
    build: { chunkSizeWarningLimit: 4000 },
  },
  locales: {
    root: {
      label: 'English',
      lang: 'en',
      themeConfig: { nav: [{ text: 'Versions', link: '/versions.md' }, javadoc], sidebar: sidebar(false) },
    },
    zh: {
      label: '简体中文',
      lang: 'zh-CN',
      description: '基于 OpenFeign 的微信支付 APIv3 Java 客户端：关闭订单，并确知订单的结果',
      themeConfig: {
        nav: [{ text: '版本', link: '/zh/versions.md' }, javadoc],
        sidebar: sidebar(true),
        outline: { level: [2, 3], label: '本页目录' },
        docFooter: { prev: '上一页', next: '下一页' },
        darkModeSwitchLabel: '外观',
        lightModeSwitchTitle: '切换到浅色',
        darkModeSwitchTitle: '切换到深色',
        sidebarMenuLabel: '目录',
        returnToTopLabel: '回到顶部',
        langMenuLabel: '语言',
        skipToContentLabel: '跳到正文',
        notFound: { title: '页面不存在', quote: '', linkLabel: '回到首页', linkText: '回到首页' },
      },
    },
  },
  themeConfig: {
    outline: { level: [2, 3] },
    search,
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
  },
})
