-- Stations that speak SOAP: where they are called, and what binds who may post as them.
ALTER TABLE station ADD COLUMN soap_address TEXT;
ALTER TABLE station ADD COLUMN soap_address_pinned TEXT;
ALTER TABLE station ADD COLUMN soap_address_range TEXT;
ALTER TABLE station ADD COLUMN soap_certificate TEXT;
