#!/usr/bin/env python3
"""Sends one request to WeChat Pay APIv3 with requests and cryptography, and verifies the answer.

    wechatpay.py METHOD PATH [BODY]

Prints the body of the answer. Exits with 0 for a verified success, 1 for a refusal, 2 for an answer that cannot
be trusted. The settings are the variables WECHATPAY_BASE_URL, _MCHID, _MERCHANT_SERIAL, _PRIVATE_KEY (a file),
_PUBLIC_KEY_ID and _PUBLIC_KEY (a file).
"""
import base64
import os
import secrets
import sys
import time
from pathlib import Path

import requests
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key


def setting(name):
    return os.environ["WECHATPAY_" + name]


def authorization(method, path, body):
    """Returns the value of the header Authorization: a signature of five lines."""
    timestamp, nonce = str(int(time.time())), secrets.token_hex(16)
    key = load_pem_private_key(Path(setting("PRIVATE_KEY")).read_bytes(), None)
    message = f"{method}\n{path}\n{timestamp}\n{nonce}\n{body}\n".encode()
    signature = base64.b64encode(key.sign(message, PKCS1v15(), SHA256())).decode()
    return (
        f'WECHATPAY2-SHA256-RSA2048 mchid="{setting("MCHID")}",nonce_str="{nonce}",signature="{signature}",'
        f'timestamp="{timestamp}",serial_no="{setting("MERCHANT_SERIAL")}"'
    )


def require_signature(headers, body):
    """Raises ValueError if WeChat Pay did not sign these bytes in the last five minutes."""
    timestamp = headers.get("Wechatpay-Timestamp", "")
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) >= 300:
        raise ValueError(f'the timestamp is "{timestamp}"')
    if headers.get("Wechatpay-Serial") != setting("PUBLIC_KEY_ID"):
        raise ValueError("another key signed it")
    key = load_pem_public_key(Path(setting("PUBLIC_KEY")).read_bytes())
    message = f"{timestamp}\n{headers.get('Wechatpay-Nonce')}\n".encode() + body + b"\n"
    try:
        key.verify(base64.b64decode(headers.get("Wechatpay-Signature", ""), validate=True), message, PKCS1v15(), SHA256())
    except InvalidSignature:
        raise ValueError("the signature is wrong") from None


def main(method, path, body=""):
    headers = {
        "Authorization": authorization(method, path, body),
        "Accept": "application/json",
        "Content-Type": "application/json",
        "Wechatpay-Serial": setting("PUBLIC_KEY_ID"),
    }
    response = requests.request(method, setting("BASE_URL") + path, headers=headers, data=body.encode(), timeout=10)
    sys.stdout.write(response.text)
    if not response.ok:
        print(f"Refused with status {response.status_code}", file=sys.stderr)
        return 1
    try:
        require_signature(response.headers, response.content)
    except ValueError as wrong:
        print(f"The answer cannot be trusted: {wrong}", file=sys.stderr)
        return 2
    print(f"Verified, status {response.status_code}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
