create table incidents(id integer primary key, title text not null)
