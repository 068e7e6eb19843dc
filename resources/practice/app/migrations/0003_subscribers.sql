create table subscribers(id integer primary key, email text not null)
