"""The words the demo is made of: names, places, mail domains and how often each occurs."""

import random
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from faker.providers.person.fr_FR import Provider as FrenchNames

WOMEN = (
    "Marie Nathalie Isabelle Sylvie Catherine Sandrine Céline Stéphanie Julie Aurélie Émilie Camille "
    "Laura Léa Manon Sarah Pauline Mathilde Marion Charlotte Caroline Sophie Valérie Christine Élodie "
    "Laetitia Audrey Virginie Delphine Claire Anne Françoise Chloé Emma Inès Jade Louise Lucie Alice "
    "Juliette Margaux Océane Clara Zoé Fatima Yasmina Amandine Mélanie Anaïs Fanny Hélène Agnès Noémie "
    "Justine Morgane Coralie Karine Véronique Brigitte Martine Monique Nicole Jacqueline Anne-Sophie"
).split()
MEN = (
    "Jean Michel Philippe Nicolas Christophe Pierre Thomas Julien David Alexandre Frédéric Sébastien "
    "Laurent Stéphane Olivier Pascal Éric Thierry Patrick Alain François Antoine Maxime Guillaume "
    "Kévin Romain Vincent Mathieu Benjamin Hugo Lucas Louis Arthur Paul Jules Adrien Clément Florian "
    "Quentin Anthony Jérôme Cédric Ludovic Fabien Damien Mohamed Karim Mehdi Rachid Yanis Marc Bruno "
    "Didier Gérard Bernard Daniel Jacques André Gilles Denis Jean-Pierre Jean-Luc Marc-Antoine Loïc"
).split()
NICKNAMES = {
    "Alexandre": "Alex",
    "Aurélie": "Lili",
    "Benjamin": "Ben",
    "Catherine": "Cathy",
    "Christophe": "Chris",
    "Élodie": "Elo",
    "Émilie": "Mimi",
    "Frédéric": "Fred",
    "Guillaume": "Guigui",
    "Isabelle": "Isa",
    "Jean-Pierre": "JP",
    "Laetitia": "Laeti",
    "Mathilde": "Mathou",
    "Mathieu": "Math",
    "Maxime": "Max",
    "Nathalie": "Nath",
    "Nicolas": "Nico",
    "Philippe": "Phil",
    "Sandrine": "Sandy",
    "Sébastien": "Seb",
    "Sophie": "Soso",
    "Stéphane": "Steph",
    "Stéphanie": "Steph",
    "Thomas": "Tom",
    "Véronique": "Véro",
    "Virginie": "Vivi",
    "Vincent": "Vince",
}
COMMON_SURNAMES: tuple[str, ...] = tuple(FrenchNames.last_names)
# Two surnames in five are rare in life; these halves make a few thousand of them.
SURNAME_HEADS = (
    "Bar Beau Ber Bou Bran Cail Cham Chas Cor Cour Dar Del Des Du Fal Fau Gail Gar Gau Gri Hau Jac "
    "Jou Lam Lan Lau Mal Mar Mau Mon Mor Pas Pel Per Pier Pom Quer Rau Ri Rou Sal Sar Ser Tar Tes "
    "Thi Val Var Ver Vil"
).split()
SURNAME_TAILS = (
    "aud ault beau bert bin bois çon champ dier dou eau el et fort gnon guet in let lier lin lon mont "
    "neau net nier on oux quet ra reau rier ron roux sac sier son tel tier ton val ville"
).split()

# City, postal code, weight.
CITIES = (
    ("Paris", "75011", 9), ("Paris", "75015", 9), ("Paris", "75018", 8), ("Lyon", "69003", 6),
    ("Lyon", "69007", 5), ("Marseille", "13008", 6), ("Marseille", "13001", 4), ("Toulouse", "31000", 7),
    ("Nice", "06000", 5), ("Nantes", "44000", 5), ("Montpellier", "34000", 5), ("Strasbourg", "67000", 4),
    ("Bordeaux", "33000", 5), ("Lille", "59000", 5), ("Rennes", "35000", 4), ("Reims", "51100", 3),
    ("Toulon", "83000", 3), ("Saint-Étienne", "42000", 3), ("Grenoble", "38000", 3), ("Dijon", "21000", 3),
    ("Angers", "49000", 3), ("Nîmes", "30000", 2), ("Villeurbanne", "69100", 3), ("Brest", "29200", 2),
    ("Le Mans", "72000", 2), ("Aix-en-Provence", "13100", 3), ("Clermont-Ferrand", "63000", 2),
    ("Tours", "37000", 2), ("Limoges", "87000", 2), ("Amiens", "80000", 2), ("Annecy", "74000", 2),
    ("Bourg-en-Bresse", "01000", 1), ("Mâcon", "71000", 1), ("Ajaccio", "20000", 1), ("Vannes", "56000", 1),
    ("La Rochelle", "17000", 1), ("Pau", "64000", 1), ("Chambéry", "73000", 1), ("Versailles", "78000", 2),
    ("Boulogne-Billancourt", "92100", 3), ("Montreuil", "93100", 2), ("Créteil", "94000", 2),
)  # fmt: skip
STREET_KINDS = ("rue", "rue", "rue", "avenue", "boulevard", "place", "impasse", "chemin", "allée")
STREETS = (
    "de la République|Victor Hugo|Jean Jaurès|Pasteur|de l'Église|des Lilas|du Moulin|Gambetta|"
    "du Général de Gaulle|de la Gare|des Écoles|Voltaire|Émile Zola|de la Liberté|du 8 Mai 1945|"
    "Jules Ferry|des Acacias|de la Mairie|Saint-Michel|du Stade|des Tilleuls|de Verdun|Carnot|"
    "Pierre Curie|de la Fontaine|du Château|Molière|des Vignes|Aristide Briand|de Bretagne"
).split("|")

MAIL_DOMAINS = (
    ("gmail.com", 44), ("orange.fr", 11), ("hotmail.fr", 9), ("yahoo.fr", 8), ("free.fr", 7),
    ("outlook.fr", 6), ("wanadoo.fr", 5), ("icloud.com", 4), ("sfr.fr", 3), ("laposte.net", 3),
)  # fmt: skip
MISTYPED_DOMAINS = {
    "gmail.com": "gmial.com",
    "hotmail.fr": "hotmial.fr",
    "yahoo.fr": "yaho.fr",
    "orange.fr": "ornage.fr",
}
ROLE_MAILBOXES = ("contact", "info", "compta", "accueil", "commande")
PLACEHOLDER_EMAILS = (
    "noemail@noemail.com",
    "inconnu@inconnu.fr",
    "test@test.com",
    "aucun@aucun.fr",
    "client@boutique.fr",
)
PLACEHOLDER_PHONES = ("0600000000", "0000000000", "0123456789", "0606060606")


T = TypeVar("T")


class Skewed(Generic[T]):
    """Draws values as often as their weights say."""

    def __init__(self, values: Sequence[T], weights: Sequence[float]) -> None:
        self._values = values
        self._cumulative = tuple(accumulate(weights))

    def draw(self, rng: random.Random) -> T:
        """One value."""
        return rng.choices(self._values, cum_weights=self._cumulative)[0]


def by_rank(values: Sequence[T], flatness: float) -> Skewed[T]:
    """The first values much oftener than the last, as names are in life."""
    return Skewed(values, [1 / (rank + flatness) for rank in range(len(values))])


FIRST_NAMES = {"f": by_rank(WOMEN, 12), "m": by_rank(MEN, 12)}
SURNAMES = by_rank(COMMON_SURNAMES, 15)
PLACES = Skewed([(city, code) for city, code, _ in CITIES], [weight for *_, weight in CITIES])
DOMAINS = Skewed([domain for domain, _ in MAIL_DOMAINS], [weight for _, weight in MAIL_DOMAINS])


def surname(rng: random.Random) -> str:
    """A common surname for three people in five, a rare one for the others."""
    if rng.random() < 0.6:
        return SURNAMES.draw(rng)
    return rng.choice(SURNAME_HEADS) + rng.choice(SURNAME_TAILS)


def street(rng: random.Random) -> str:
    """A street and number."""
    return f"{rng.randint(1, 120)} {rng.choice(STREET_KINDS)} {rng.choice(STREETS)}"
