-- Makes the two roles and the database, as PostgreSQL's superuser: an owner who migrates, and the
-- application, which owns nothing. Their passwords are in files in the folder that SECRETS names.
\set owner_password `cat "$SECRETS/owner-password"`
\set app_password `cat "$SECRETS/app-password"`

create role portal_owner login password :'owner_password';
create role portal_app login noinherit password :'app_password';
create database portal owner portal_owner template template0 encoding 'UTF8';
revoke all on database portal from public;
grant connect on database portal to portal_app;
