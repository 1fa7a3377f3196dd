-- The band that the text offers, as `domain::band_reading` reads it. Filled from the sections by `schema::fill_text_bands`.
ALTER TABLE advert ADD COLUMN text_band TEXT;
