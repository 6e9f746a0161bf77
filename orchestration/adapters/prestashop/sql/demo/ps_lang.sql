select
    '1' as id_lang,
    'fr' as iso_code,
    'fr-fr' as language_code
