#!/usr/bin/env bash
# Sends one request to WeChat Pay APIv3 with curl and openssl, and verifies the answer.
#
#   wechatpay.sh METHOD PATH [BODY]
#
# Prints the body of the answer. Exits with 0 for a verified success, 1 for a refusal, 2 for an answer that
# cannot be trusted. The settings are the variables WECHATPAY_BASE_URL, _MCHID, _MERCHANT_SERIAL, _PRIVATE_KEY
# (a file), _PUBLIC_KEY_ID and _PUBLIC_KEY (a file).
set -euo pipefail

method=$1 path=$2 body=${3-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# 1. Sign five lines, each with a line feed at its end.
timestamp=$(date +%s)
nonce=$(openssl rand -hex 16)
signature=$(printf '%s\n' "$method" "$path" "$timestamp" "$nonce" "$body" |
  openssl dgst -sha256 -sign "$WECHATPAY_PRIVATE_KEY" | openssl base64 -A)
authorization="WECHATPAY2-SHA256-RSA2048 mchid=\"$WECHATPAY_MCHID\",nonce_str=\"$nonce\""
authorization+=",signature=\"$signature\",timestamp=\"$timestamp\",serial_no=\"$WECHATPAY_MERCHANT_SERIAL\""

# 2. Send. curl sends a User-Agent by itself.
send=(--silent --show-error --request "$method" --header "Authorization: $authorization"
  --header "Accept: application/json" --header "Wechatpay-Serial: $WECHATPAY_PUBLIC_KEY_ID")
if [ -n "$body" ]; then
  send+=(--header "Content-Type: application/json" --data-binary "$body")
fi
status=$(curl "${send[@]}" --dump-header "$work/headers" --output "$work/body" --write-out '%{http_code}' \
  "$WECHATPAY_BASE_URL$path")
touch "$work/body"
cat "$work/body"

# 3. A refusal is not signed.
if [[ $status != 2* ]]; then
  echo "Refused with status $status" >&2
  exit 1
fi

# 4. Verify the time, the key and the signature of three lines.
header() {
  tr -d '\r' <"$work/headers" |
    awk -v name="$1" -F ': ' 'tolower($1) == name { print substr($0, length(name) + 3) }'
}
refuse() {
  echo "The answer cannot be trusted: $1" >&2
  exit 2
}
signed_at=$(header wechatpay-timestamp)
[[ $signed_at =~ ^[0-9]+$ ]] || refuse "it has no timestamp"
age=$(($(date +%s) - signed_at))
((age > -300 && age < 300)) || refuse "its timestamp is $age seconds old"
[ "$(header wechatpay-serial)" = "$WECHATPAY_PUBLIC_KEY_ID" ] || refuse "another key signed it"
header wechatpay-signature | openssl base64 -d -A >"$work/signature"
{
  printf '%s\n' "$signed_at" "$(header wechatpay-nonce)"
  cat "$work/body"
  echo
} | openssl dgst -sha256 -verify "$WECHATPAY_PUBLIC_KEY" -signature "$work/signature" >/dev/null 2>&1 ||
  refuse "its signature is wrong"
echo "Verified, status $status" >&2
