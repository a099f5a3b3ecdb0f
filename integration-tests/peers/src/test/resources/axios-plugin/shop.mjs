// wechatpay-axios-plugin as a shop uses it. Prints what came back as JSON.
//
//   node shop.mjs place|query|close|refund|refunded NUMBER...
//   node shop.mjs decrypt <RESOURCE
import { readFileSync } from 'node:fs';
import { Aes, Rsa, Wechatpay } from 'wechatpay-axios-plugin';

const env = process.env;
const mchid = env.WECHATPAY_MCHID;
const wxpay = new Wechatpay({
  baseURL: env.WECHATPAY_BASE_URL,
  mchid,
  serial: env.WECHATPAY_MERCHANT_SERIAL,
  privateKey: Rsa.from(readFileSync(env.WECHATPAY_PRIVATE_KEY), Rsa.KEY_TYPE_PRIVATE),
  certs: {
    [env.WECHATPAY_PUBLIC_KEY_ID]: Rsa.from(readFileSync(env.WECHATPAY_PUBLIC_KEY), Rsa.KEY_TYPE_PUBLIC),
  },
});
const byNumber = wxpay.v3.pay.transactions.outTradeNo['{out_trade_no}'];

const commands = {
  place: (number) =>
    wxpay.v3.pay.transactions.native.post({
      appid: env.WECHATPAY_APPID,
      mchid,
      description: 'Image 形象店',
      out_trade_no: number,
      notify_url: env.NOTIFY_URL,
      amount: { total: 100 },
    }),
  query: (number) => byNumber.get({ params: { mchid }, out_trade_no: number }),
  close: (number) => byNumber.close.post({ mchid }, { out_trade_no: number }),
  refund: (number, refund) =>
    wxpay.v3.refund.domestic.refunds.post({
      out_trade_no: number,
      out_refund_no: refund,
      reason: '退货',
      amount: { refund: 30, total: 100, currency: 'CNY' },
    }),
  refunded: (refund) => wxpay.v3.refund.domestic.refunds['{out_refund_no}'].get({ out_refund_no: refund }),
  decrypt: async () => {
    const { ciphertext, nonce, associated_data: aad } = JSON.parse(readFileSync(0)).resource;
    return { status: 0, data: JSON.parse(Aes.AesGcm.decrypt(ciphertext, env.WECHATPAY_API_V3_KEY, nonce, aad)) };
  },
};

const [command, ...numbers] = process.argv.slice(2);
try {
  const { status, data } = await commands[command](...numbers);
  console.log(JSON.stringify({ status, data }));
} catch (error) {
  const { status, data } = error.response ?? {};
  console.log(JSON.stringify({ status, data, error: error.message }));
  process.exitCode = 1;
}
