package io.github.wechatpayfeign.springtests.expiry;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An order as JPA sees it. */
@Entity
@Table(name = "orders")
class OrderRow {

  @Id private String no = "";

  private String state = "OPEN";

  /** Made by JPA. */
  protected OrderRow() {}

  OrderRow(String no) {
    this.no = no;
  }

  String no() {
    return no;
  }

  String state() {
    return state;
  }
}
