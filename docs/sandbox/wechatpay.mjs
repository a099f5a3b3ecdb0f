#!/usr/bin/env node
// Sends one request to WeChat Pay APIv3 with what Node has built in, and verifies the answer.
//
//   node wechatpay.mjs METHOD PATH [BODY]
//
// Prints the body of the answer. Exits with 0 for a verified success, 1 for a refusal, 2 for an answer that
// cannot be trusted. The settings are the variables WECHATPAY_BASE_URL, _MCHID, _MERCHANT_SERIAL, _PRIVATE_KEY
// (a file), _PUBLIC_KEY_ID and _PUBLIC_KEY (a file).
import { randomBytes, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const env = process.env;

/** Returns the value of the header Authorization: a signature of five lines. */
export function authorization(method, path, body) {
  const timestamp = Math.floor(Date.now() / 1000);
  const nonce = randomBytes(16).toString('hex');
  const message = `${method}\n${path}\n${timestamp}\n${nonce}\n${body}\n`;
  const signature = sign('sha256', Buffer.from(message), readFileSync(env.WECHATPAY_PRIVATE_KEY));
  return (
    `WECHATPAY2-SHA256-RSA2048 mchid="${env.WECHATPAY_MCHID}",nonce_str="${nonce}",` +
    `signature="${signature.toString('base64')}",timestamp="${timestamp}",` +
    `serial_no="${env.WECHATPAY_MERCHANT_SERIAL}"`
  );
}

/** Throws an error if WeChat Pay did not sign these bytes in the last five minutes. */
export function requireSignature(header, bytes) {
  const timestamp = header('wechatpay-timestamp');
  const age = Math.abs(Date.now() / 1000 - Number(timestamp || NaN));
  if (!(age < 300)) throw new Error(`the timestamp is "${timestamp}"`);
  if (header('wechatpay-serial') !== env.WECHATPAY_PUBLIC_KEY_ID) throw new Error('another key signed it');
  const message = Buffer.concat([
    Buffer.from(`${timestamp}\n${header('wechatpay-nonce')}\n`),
    bytes,
    Buffer.from('\n'),
  ]);
  const signature = Buffer.from(header('wechatpay-signature') ?? '', 'base64');
  if (!verify('sha256', message, readFileSync(env.WECHATPAY_PUBLIC_KEY), signature)) {
    throw new Error('the signature is wrong');
  }
}

async function main(method, path, body = '') {
  const response = await fetch(env.WECHATPAY_BASE_URL + path, {
    method,
    headers: {
      Authorization: authorization(method, path, body),
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'User-Agent': 'wechatpay.mjs',
      'Wechatpay-Serial': env.WECHATPAY_PUBLIC_KEY_ID,
    },
    body: body || undefined,
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  process.stdout.write(bytes);
  if (!response.ok) {
    console.error(`Refused with status ${response.status}`);
    return 1;
  }
  try {
    requireSignature((name) => response.headers.get(name), bytes);
  } catch (error) {
    console.error(`The answer cannot be trusted: ${error.message}`);
    return 2;
  }
  console.error(`Verified, status ${response.status}`);
  return 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main(...process.argv.slice(2));
}
