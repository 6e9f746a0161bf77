-- What the adapters of several vendors need.

-- ISO 3166-1 alpha-2 of a country's name in English or French; a code, and what is unknown, is passed on.
create or replace temp macro country_code(name) as (
    coalesce(
        map {
            'france': 'FR', 'belgium': 'BE', 'belgique': 'BE', 'switzerland': 'CH', 'suisse': 'CH',
            'luxembourg': 'LU', 'germany': 'DE', 'allemagne': 'DE', 'austria': 'AT', 'autriche': 'AT',
            'italy': 'IT', 'italie': 'IT', 'spain': 'ES', 'espagne': 'ES', 'portugal': 'PT',
            'netherlands': 'NL', 'the netherlands': 'NL', 'pays-bas': 'NL', 'united kingdom': 'GB',
            'great britain': 'GB', 'royaume-uni': 'GB', 'ireland': 'IE', 'irlande': 'IE',
            'denmark': 'DK', 'danemark': 'DK', 'sweden': 'SE', 'suède': 'SE', 'norway': 'NO',
            'norvège': 'NO', 'finland': 'FI', 'finlande': 'FI', 'poland': 'PL', 'pologne': 'PL',
            'czechia': 'CZ', 'czech republic': 'CZ', 'tchéquie': 'CZ', 'hungary': 'HU', 'hongrie': 'HU',
            'romania': 'RO', 'roumanie': 'RO', 'greece': 'GR', 'grèce': 'GR', 'monaco': 'MC',
            'united states': 'US', 'united states of america': 'US', 'usa': 'US', 'états-unis': 'US',
            'canada': 'CA', 'australia': 'AU', 'australie': 'AU', 'japan': 'JP', 'japon': 'JP',
            'morocco': 'MA', 'maroc': 'MA', 'tunisia': 'TN', 'tunisie': 'TN', 'algeria': 'DZ',
            'algérie': 'DZ', 'eire': 'IE', 'cyprus': 'CY', 'chypre': 'CY', 'malta': 'MT', 'malte': 'MT',
            'iceland': 'IS', 'islande': 'IS', 'singapore': 'SG', 'singapour': 'SG', 'israel': 'IL',
            'israël': 'IL', 'lithuania': 'LT', 'lituanie': 'LT', 'brazil': 'BR', 'brésil': 'BR',
            'united arab emirates': 'AE', 'saudi arabia': 'SA', 'lebanon': 'LB', 'liban': 'LB',
            'south africa': 'ZA', 'hong kong': 'HK', 'bahrain': 'BH', 'channel islands': 'JE'
        }[lower(trim(name))],
        name
    )
);
