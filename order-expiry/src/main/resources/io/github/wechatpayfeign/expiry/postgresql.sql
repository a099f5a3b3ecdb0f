create table wechatpay_order_expiry (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
create index wechatpay_order_expiry_due on wechatpay_order_expiry (execution_time);
create index wechatpay_order_expiry_heartbeat on wechatpay_order_expiry (last_heartbeat);
create table wechatpay_rate_limit (id bigint primary key, state bytea);
