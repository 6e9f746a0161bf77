select
    '8' as id_country,
    '1' as id_zone,
    'FR' as iso_code
