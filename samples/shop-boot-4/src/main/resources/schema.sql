create table orders (
  no varchar(32) primary key,
  total bigint not null,
  time_expire timestamp with time zone not null,
  state varchar(20) not null
);
create table stock (
  id int primary key,
  pieces bigint not null
);
insert into stock values (1, 100);
