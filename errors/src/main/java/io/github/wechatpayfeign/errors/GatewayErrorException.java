package io.github.wechatpayfeign.errors;

import org.jspecify.annotations.Nullable;

/** The gateway, or a server in front of it, did not answer the call with its success. */
abstract class GatewayErrorException extends WechatPayException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;
  private final @Nullable String code;
  private final @Nullable String documentedCode;
  private final @Nullable String gatewayMessage;
  private final @Nullable ErrorDetail detail;
  private final @Nullable String detailJson;
  private final String remedy;

  GatewayErrorException(ErrorAnswer answer) {
    super(
        answer.status(),
        answer.describe(),
        answer.body(),
        answer.headers(),
        answer.row().outcome(),
        answer.row().next(),
        answer.facts());
    this.retryable = answer.row().retryable();
    this.code = answer.members().code();
    this.documentedCode = ErrorTable.documented(answer.members().code());
    this.gatewayMessage = answer.members().message();
    this.detail = answer.members().detail();
    this.detailJson = answer.members().detailJson();
    this.remedy = answer.row().remedy();
  }

  @Override
  public boolean retryable() {
    return retryable;
  }

  @Override
  public @Nullable String code() {
    return code;
  }

  @Override
  public @Nullable String documentedCode() {
    return documentedCode;
  }

  @Override
  public @Nullable String gatewayMessage() {
    return gatewayMessage;
  }

  @Override
  public @Nullable ErrorDetail detail() {
    return detail;
  }

  @Override
  public @Nullable String detailJson() {
    return detailJson;
  }

  @Override
  public String remedy() {
    return remedy;
  }
}
