package io.github.wechatpayfeign.simulator.internal.endpoints;

import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.ledger.Owner;
import java.util.List;

/** The routes for orders of the merchant that signs, and for orders of its sub-merchants. */
enum OrderRoutes {
  DIRECT("/v3/pay/transactions"),
  PARTNER("/v3/pay/partner/transactions");

  private final String root;

  OrderRoutes(String root) {
    this.root = root;
  }

  /** Returns the start of all paths. */
  String root() {
    return root;
  }

  /** Returns the names of the fields that identify the owner of an order. */
  List<String> names() {
    return switch (this) {
      case DIRECT -> List.of("mchid");
      case PARTNER -> List.of("sp_mchid", "sub_mchid");
    };
  }

  /** Reads the owner of the order from the request; it must belong to the merchant that signed. */
  Owner owner(Fields fields, VerifiedRequest request) throws Refusal {
    Owner owner = named(fields);
    if (!owner.mchid().equals(request.mchid())) {
      throw Refusal.of(400, "MCH_NOT_EXISTS", "商户号不存在");
    }
    return owner;
  }

  private Owner named(Fields fields) throws Refusal {
    return switch (this) {
      case DIRECT -> Owner.merchant(fields.mchid("mchid", "直连商户号"));
      case PARTNER ->
          new Owner(fields.mchid("sp_mchid", "服务商户号"), fields.mchid("sub_mchid", "子商户号"));
    };
  }
}
