create table wechatpay_order_expiry (
  task_name varchar(40) not null,
  task_instance varchar(64) not null,
  task_data varbinary(2000),
  execution_time timestamp(6) with time zone not null,
  picked boolean not null,
  picked_by varchar(50),
  last_success timestamp(6) with time zone,
  last_failure timestamp(6) with time zone,
  consecutive_failures int,
  last_heartbeat timestamp(6) with time zone,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index wechatpay_order_expiry_due on wechatpay_order_expiry (execution_time);
create index wechatpay_order_expiry_heartbeat on wechatpay_order_expiry (last_heartbeat);
create table wechatpay_rate_limit (id bigint primary key, state varbinary(2000));
