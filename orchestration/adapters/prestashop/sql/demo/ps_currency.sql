select
    '1' as id_currency,
    'EUR' as iso_code,
    '1.000000' as conversion_rate
