'use strict';

// Everything that came over the wire is shown by textContent, so that no request can put markup
// into the page.

const ADMIN = '/__admin';
const KEPT_REQUESTS = 200;
const SHOWN = 100;
const FAULTS = {
  'error 500 SYSTEM_ERROR': { kind: 'error', status: 500, code: 'SYSTEM_ERROR' },
  'error 429 FREQUENCY_LIMITED': { kind: 'error', status: 429, code: 'FREQUENCY_LIMITED' },
  'html 502': { kind: 'html', status: 502 },
  'drop before': { kind: 'drop', moment: 'BEFORE_APPLYING' },
  'drop after': { kind: 'drop', moment: 'AFTER_APPLYING' },
  'falsify FORGED': { kind: 'falsify', how: 'FORGED' },
  'falsify UNSIGNED': { kind: 'falsify', how: 'UNSIGNED' }
};

let language = localStorage.getItem('language')
  ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');
let settings;
let lastSequence = 0;

function text(name, ...values) {
  return TEXTS[language][name].replace(/\{(\d)}/g, (place, index) => values[index]);
}

function byId(id) {
  return document.getElementById(id);
}

function element(name, content = '', ...classes) {
  const made = document.createElement(name);
  made.textContent = content;
  made.classList.add(...classes);
  return made;
}

function button(name, action) {
  const made = element('button', text(name));
  made.dataset.action = name;
  made.addEventListener('click', () => attempt(action));
  return made;
}

async function call(method, path, body) {
  const answer = await fetch(ADMIN + path, {
    method,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body && JSON.stringify(body)
  });
  const json = answer.status === 204 ? {} : await answer.json();
  if (!answer.ok) {
    throw new Error(json.message);
  }
  return json;
}

/** Does something and shows what changed, or says why it was not possible. */
async function attempt(action) {
  try {
    await action();
    byId('problem').hidden = true;
    await refresh();
  } catch (problem) {
    byId('problem').textContent = problem.message;
    byId('problem').hidden = false;
  } finally {
    document.body.dataset.actions = Number(document.body.dataset.actions ?? 0) + 1;
  }
}

function clockTime(instant) {
  return new Date(instant).toLocaleTimeString(language, { hour12: false });
}

function show(list, rows) {
  byId(list).replaceChildren(...rows);
  byId('no-' + list).hidden = rows.length > 0;
}

function owner(order) {
  const query = new URLSearchParams({ mchid: order.mchid });
  if (order.sub_mchid) {
    query.set('sub_mchid', order.sub_mchid);
  }
  return query;
}

function orderRow(order) {
  const row = element('li');
  row.dataset.number = order.out_trade_no;
  row.append(
    element('span', order.trade_state, 'state'),
    element('strong', order.out_trade_no, 'mono'));
  if (order.mchid !== settings.mchid || order.sub_mchid) {
    row.append(element('span', ' ' + [order.mchid, order.sub_mchid ?? ''].join(' '), 'quiet'));
  }
  const time = element('ol', '', 'time');
  for (const change of order.history) {
    const step = element('li', change.state + ' ');
    step.append(element('span', clockTime(change.at)));
    time.append(step);
  }
  const path = '/orders/' + encodeURIComponent(order.out_trade_no);
  const change = (name, action) =>
    button(name, () => call('POST', `${path}/${action}?${owner(order)}`));
  const buttons = element('div', '', 'buttons');
  if (order.state === 'UNPAID' || order.state === 'USER_PAYING') {
    buttons.append(change('pay', 'pay'));
  }
  if (order.state === 'UNPAID') {
    buttons.append(change('startPaying', 'start-paying'));
  }
  if (order.state === 'PAID') {
    buttons.append(change('refund', 'refund'));
  }
  if (order.time_expire) {
    buttons.append(change('expire', 'expire'));
  }
  buttons.append(
    button('failClose', () =>
      call('POST', '/faults/orders/' + encodeURIComponent(order.out_trade_no), {
        faults: [chosenFault(), { kind: 'none' }]
      })));
  row.append(time, buttons);
  return row;
}

function requestRow(request) {
  const row = element('li');
  row.dataset.sequence = request.sequence;
  const details = element('details');
  const summary = element('summary');
  summary.append(
    element('span', clockTime(request.at) + ' ', 'quiet'),
    element('span', `${request.method} ${request.target} `, 'mono'),
    element('span', [request.status || text('noAnswer'), request.code].join(' ').trim(),
      request.accepted ? 'good' : 'bad'));
  details.append(summary);
  if (request.fault) {
    details.append(element('p', text('faultStruck', request.fault)));
  }
  if (request.message) {
    details.append(element('p', request.message));
  }
  if (request.explanation) {
    details.open = true;
    details.append(...explanation(request.explanation));
  }
  const headers = Object.entries(request.headers)
    .flatMap(([name, values]) => values.map(value => `${name}: ${value}`));
  details.append(element('p', text('headers'), 'quiet'), element('pre', headers.join('\n')));
  if (request.body) {
    details.append(element('p', text('body'), 'quiet'), element('pre', request.body));
  }
  row.append(details);
  return row;
}

function explanation(why) {
  const parts = [element('p', `${text('why')}: ${language === 'zh' ? why.reason_zh : why.reason}`,
    'why')];
  const messages = element('div', '', 'messages');
  if (why.expected) {
    messages.append(message('built', why.expected, why.first_difference));
  }
  if (why.signed) {
    messages.append(message('signed', why.signed, why.first_difference));
    parts.push(element('p', text('difference', why.first_difference + 1)));
  }
  parts.push(messages);
  return parts;
}

/** Shows a signed message; line ends are visible, and the first difference is marked. */
function message(name, content, difference) {
  const part = element('div');
  const pre = element('pre');
  pre.dataset.message = name;
  if (difference === undefined || difference === null) {
    pre.textContent = visible(content);
  } else {
    const end = difference + (content.codePointAt(difference) > 0xffff ? 2 : 1);
    pre.append(
      visible(content.slice(0, difference)),
      element('mark', visible(content.slice(difference, end)) || '∎'),
      visible(content.slice(end)));
  }
  part.append(element('p', text(name), 'quiet'), pre);
  return part;
}

function visible(content) {
  return content.replaceAll('\r', '␍').replaceAll('\n', '↵\n');
}

function noticeRow(notice, deliveries) {
  const row = element('li');
  row.dataset.notice = notice.id;
  row.append(
    element('strong', notice.event_type, 'mono'),
    element('span', ' ' + notice.number + ' ', 'mono'),
    element('span', notice.url, 'quiet'));
  for (const one of deliveries) {
    const line = text('delivery', one.attempt, one.status || one.failure, one.took_millis);
    row.append(element('p', line, one.accepted ? 'good' : 'bad'));
  }
  const buttons = element('div', '', 'buttons');
  buttons.append(
    button(deliveries.length ? 'sendAgain' : 'send', () =>
      call('POST', `/notices/${encodeURIComponent(notice.id)}/deliver`)));
  row.append(buttons);
  return row;
}

function chosenFault() {
  return FAULTS[byId('fault').value];
}

let loading;
let next;

/** Loads what changed. Calls during that share the one after it, so at most one is under way. */
function refresh() {
  if (!loading) {
    loading = load().finally(() => {
      loading = undefined;
    });
    return loading;
  }
  next ??= loading.catch(() => {}).then(() => {
    next = undefined;
    return refresh();
  });
  return next;
}

async function load() {
  const wanted = new URLSearchParams({ limit: SHOWN, search: byId('search').value });
  const [orders, notices, clock] = await Promise.all([
    call('GET', '/orders?' + wanted), call('GET', '/notices?limit=' + SHOWN), call('GET', '/clock')]);
  show('orders', orders.orders.map(orderRow));
  show('notices',
    notices.notices.reverse().map(notice => noticeRow(notice, notice.deliveries ?? [])));
  byId('no-orders').textContent = text(byId('search').value ? 'noneFound' : 'noOrders');
  byId('shown-orders').textContent = count(orders.orders, orders.total);
  byId('shown-notices').textContent = count(notices.notices, notices.total);
  byId('now').textContent = new Date(clock.now).toLocaleString(language, { hour12: false });
}

function count(some, total) {
  return total > 0 ? text('shown', some.length, total) : '';
}

function addRequests(requests) {
  const list = byId('requests');
  for (const request of requests) {
    lastSequence = Math.max(lastSequence, request.sequence);
    list.prepend(requestRow(request));
  }
  while (list.children.length > KEPT_REQUESTS) {
    list.lastElementChild.remove();
  }
  byId('no-requests').hidden = list.children.length > 0;
}

async function loadRequests() {
  byId('requests').replaceChildren();
  lastSequence = 0;
  addRequests((await call('GET', '/requests?limit=' + SHOWN)).requests);
}

/** Waits for the next request again and again, as long as the simulator runs. */
async function follow() {
  for (;;) {
    try {
      const next = await call('GET', `/requests?after=${lastSequence}&wait_seconds=20`);
      if (next.requests.length > 0) {
        addRequests(next.requests);
      } else if (next.count === 0 && byId('requests').children.length > 0) {
        await loadRequests();
      }
      await refresh();
      byId('problem').hidden = true;
    } catch (problem) {
      byId('problem').textContent = text('lost', problem.message);
      byId('problem').hidden = false;
      await new Promise(resolve => setTimeout(resolve, 2000));
    }
  }
}

function speak() {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = text('title');
  for (const part of document.querySelectorAll('[data-text]')) {
    part.textContent = text(part.dataset.text);
  }
  byId('new-number').placeholder = text('newNumber');
  byId('search').placeholder = text('search');
  byId('where').textContent = text('where', settings.base_url, settings.mchid, settings.mode);
}

async function start() {
  settings = await call('GET', '/settings');
  byId('fault').append(...Object.keys(FAULTS).map(name => new Option(name)));
  byId('minute').onclick = () => attempt(() => call('POST', '/clock/advance', { seconds: 60 }));
  byId('half-hour').onclick =
    () => attempt(() => call('POST', '/clock/advance', { seconds: 1800 }));
  byId('real-time').onclick = () => attempt(() => call('POST', '/clock/reset'));
  byId('fail-next').onclick =
    () => attempt(() => call('POST', '/faults/next', { faults: [chosenFault()] }));
  byId('reset').onclick = () => attempt(async () => {
    await call('POST', '/reset');
    await loadRequests();
  });
  byId('language').onclick = () => {
    language = language === 'zh' ? 'en' : 'zh';
    localStorage.setItem('language', language);
    speak();
    attempt(loadRequests);
  };
  byId('search').oninput = () => attempt(async () => {});
  byId('new-order').onsubmit = event => {
    event.preventDefault();
    attempt(async () => {
      await call('POST', '/orders', {
        out_trade_no: byId('new-number').value,
        total: Number(byId('new-total').value)
      });
      byId('new-number').value = '';
    });
  };
  speak();
  await loadRequests();
  await refresh();
  document.body.dataset.ready = 'true';
  follow();
}

start().catch(problem => {
  byId('problem').textContent = problem.message;
  byId('problem').hidden = false;
});
