create table wechatpay_order_expiry (
  task_name varchar(40) character set utf8mb4 collate utf8mb4_bin not null,
  task_instance varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
  task_data blob,
  execution_time datetime(6) not null,
  picked boolean not null,
  picked_by varchar(50),
  last_success datetime(6),
  last_failure datetime(6),
  consecutive_failures int,
  last_heartbeat datetime(6),
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance),
  index wechatpay_order_expiry_due (execution_time),
  index wechatpay_order_expiry_heartbeat (last_heartbeat)
);
create table wechatpay_rate_limit (id bigint primary key, state blob);
