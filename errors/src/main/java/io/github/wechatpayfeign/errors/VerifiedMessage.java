package io.github.wechatpayfeign.errors;

import org.jspecify.annotations.Nullable;

/** The message that the gateway verified: {@code detail.sign_information} of a SIGN_ERROR. */
record VerifiedMessage(@Nullable String method, @Nullable String url, @Nullable Integer length) {}
