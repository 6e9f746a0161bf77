select distinct
    brand as id_manufacturer,
    brand as name

from shop_products
