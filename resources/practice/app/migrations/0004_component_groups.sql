create table component_groups(id integer primary key, name text not null);
alter table components add column component_group integer references component_groups
