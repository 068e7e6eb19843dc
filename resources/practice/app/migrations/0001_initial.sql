create table components(id integer primary key, name text not null)
