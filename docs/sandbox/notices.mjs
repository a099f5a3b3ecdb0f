#!/usr/bin/env node
// Receives notices of WeChat Pay APIv3 on 127.0.0.1 with what Node has built in: verifies each, decrypts it,
// and prints it as one line.
//
//   node notices.mjs [PORT]
//
// A port of 0 means any free one. The settings are the variables WECHATPAY_PUBLIC_KEY_ID, _PUBLIC_KEY (a file)
// and _API_V3_KEY.
import { createDecipheriv } from 'node:crypto';
import { createServer } from 'node:http';
import { requireSignature } from './wechatpay.mjs';

/** Decrypts a resource by AES-256-GCM; the last 16 bytes are the tag. */
function decrypt({ ciphertext, nonce, associated_data: associatedData }) {
  const bytes = Buffer.from(ciphertext, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', process.env.WECHATPAY_API_V3_KEY, nonce);
  decipher.setAAD(Buffer.from(associatedData ?? ''));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString();
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  try {
    requireSignature((name) => request.headers[name], bytes);
    const notice = JSON.parse(bytes);
    // A shop stores the notice here, once for each order or refund, and only then answers.
    console.log(notice.event_type, decrypt(notice.resource));
    response.writeHead(204).end();
  } catch (error) {
    console.log('Refused:', error.message);
    response.writeHead(401, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ code: 'FAIL', message: error.message }));
  }
});
server.listen(Number(process.argv[2] ?? 8080), '127.0.0.1', () => {
  console.log(`Listening at http://127.0.0.1:${server.address().port}`);
});
