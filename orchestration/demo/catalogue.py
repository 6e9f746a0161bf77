"""What the shop sells."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from orchestration.demo.rows import Row, euros

# Category path, audience, days until used up, lowest and highest price in euros, things sold.
SHELVES = (
    ("Beauté > Visage", "f", 60, 12, 45, "Crème de jour|Sérum éclat|Masque à l'argile|Contour des yeux|Lait démaquillant|Gommage doux|Brume hydratante|Baume à lèvres"),
    ("Beauté > Homme", "m", 45, 9, 32, "Gel à raser|Huile à barbe|Baume après-rasage|Savon surgras|Soin visage homme|Cire coiffante"),
    ("Mode > Femme", "f", None, 25, 95, "Robe portefeuille|Pull en laine|Blouse fleurie|Jean droit|Foulard en soie|Veste en lin|Jupe plissée|Cardigan"),
    ("Mode > Homme", "m", None, 22, 89, "Chemise oxford|Polo piqué|Chino|Pull col rond|Écharpe|Ceinture en cuir|Marinière"),
    ("Maison > Décoration", "unisex", None, 12, 79, "Bougie parfumée|Vase en grès|Coussin en lin|Plaid en laine|Lampe à poser|Cadre en chêne|Miroir rond|Panier tressé"),
    ("Maison > Cuisine", "unisex", None, 9, 85, "Cocotte en fonte|Couteau d'office|Planche en hêtre|Tablier|Théière|Moule à tarte|Service à fromage|Moulin à poivre"),
    ("Épicerie > Café et thé", "unisex", 30, 6, 28, "Café en grains|Thé vert|Thé noir Earl Grey|Tisane du soir|Chocolat en poudre|Rooibos|Café moulu"),
    ("Épicerie > Douceurs", "unisex", 40, 5, 39, "Chocolats assortis|Caramels au beurre salé|Confiture de mirabelles|Miel de lavande|Pain d'épices|Calissons|Nougat tendre"),
    ("Enfant > Bébé", "unisex", 25, 8, 49, "Couches lavables|Gigoteuse|Lait de toilette|Doudou lapin|Body en coton|Bavoirs|Hochet en bois"),
    ("Enfant > Jouets", "unisex", None, 10, 59, "Puzzle en bois|Jeu de cubes|Peluche ours|Petit train|Coffret de peinture|Jeu de société|Kit de jardinage"),
)  # fmt: skip
BRANDS = (
    ("Maison Lavande", "Sève & Sel", "Aubépine"),
    ("Atelier Rive", "Sève & Sel"),
    ("Colombe", "Atelier Rive", "Léonie B."),
    ("Atelier Rive", "Le Grand Large"),
    ("Hêtre & Lin", "Maison Lavande", "Colombe"),
    ("Hêtre & Lin", "La Forge d'Auvergne"),
    ("Brûlerie du Port", "Thés d'Émeraude"),
    ("La Confiserie Dubreuil", "Miel & Cie"),
    ("Petit Nuage", "Aubépine"),
    ("Petit Nuage", "Les Jeux d'Arsène"),
)


@dataclass(frozen=True, slots=True)
class Product:
    """One thing sold, priced in cents."""

    id: str
    sku: str
    title: str
    brand: str
    category: int
    category_path: str
    target_gender: str
    price: int
    cost: int
    replenish_days: int | None
    created_at: datetime

    def row(self) -> Row:
        """Its row of shop_products."""
        is_baby = self.category_path.endswith("Bébé")
        return {
            "product_id": self.id,
            "variant_id": "",
            "sku": self.sku,
            "title": self.title,
            "brand": self.brand,
            "category_path": self.category_path,
            "price": euros(self.price),
            "unit_cost": euros(self.cost),
            "status": "active",
            "created_at": self.created_at,
            "life_event_tag": "baby" if is_baby else None,
            "occasion_tag": "christmas" if "Chocolats" in self.title else None,
            "replenish_days": self.replenish_days,
            "target_gender": self.target_gender,
        }


class Catalogue:
    """The products, shelf by shelf."""

    def __init__(self, seed: int, opening: date) -> None:
        rng = random.Random(f"{seed} catalogue")
        self.shelves = tuple(_shelf(rng, number, opening) for number in range(len(SHELVES)))

    @property
    def products(self) -> list[Product]:
        """All products."""
        return [product for shelf in self.shelves for product in shelf]

    def pick(self, rng: random.Random, tastes: tuple[int, int], gender: str) -> Product:
        """A product that somebody of these tastes would look at."""
        chance = rng.random()
        shelf = tastes[0] if chance < 0.55 else tastes[1] if chance < 0.8 else rng.randrange(10)
        if SHELVES[shelf][1] not in (gender, "unisex") and rng.random() < 0.7:
            shelf = rng.randrange(4, 10)
        # The first products of a shelf are its best sellers.
        products = self.shelves[shelf]
        return products[int(len(products) * rng.random() ** 1.6)]


def _shelf(rng: random.Random, number: int, opening: date) -> tuple[Product, ...]:
    path, gender, days, low, high, titles = SHELVES[number]
    return tuple(
        _product(rng, number, rank, path, gender, days, rng.uniform(low, high), title, opening)
        for rank, title in enumerate(titles.split("|"))
    )


def _product(
    rng: random.Random,
    shelf: int,
    rank: int,
    path: str,
    gender: str,
    days: int | None,
    price: float,
    title: str,
    opening: date,
) -> Product:
    cents = round(price) * 100 - rng.choice((0, 10, 5))
    number = 100 * (shelf + 1) + rank
    created = datetime.combine(opening - timedelta(days=rng.randint(5, 400)), time(9))
    return Product(
        id=f"PR{number}",
        sku=f"{path[:3].upper()}-{number}",
        title=title,
        brand=BRANDS[shelf][int(len(BRANDS[shelf]) * rng.random() ** 1.5)],
        category=shelf,
        category_path=path,
        target_gender=gender,
        price=cents,
        cost=round(cents * rng.uniform(0.3, 0.55)),
        replenish_days=days,
        created_at=created,
    )
