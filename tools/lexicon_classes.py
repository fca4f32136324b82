"""Named classes of the lexicon (country, element, organ, physicist…), each drawn from WordNet by a rule of one line."""

import re
from collections.abc import Callable, Iterable

from tools.lexicon_wordnet import Sense, WordNet, is_instance

# name: the synsets at whose foot its members stand; `*` things with a name of their own, else kinds of thing.
NAMED = {
    "country": "country.n.02",
    "capital": "national_capital.n.01",
    "state capital": "state_capital.n.01 provincial_capital.n.01",
    "city": "city.n.01",
    "town": "town.n.01",
    "continent": "continent.n.01",
    "us state": "american_state.n.01",
    "province": "state.n.01",
    "river": "river.n.01",
    "lake": "lake.n.01",
    "mountain": "mountain.n.01 mountain_peak.n.01",
    "mountain range": "range.n.04",
    "volcano": "volcano.n.02",
    "island": "island.n.01",
    "peninsula": "peninsula.n.01",
    "ocean": "ocean.n.01",
    "sea": "sea.n.01",
    "desert": "desert.n.01",
    "waterfall": "waterfall.n.01",
    "strait": "strait.n.01",
    "gulf": "gulf.n.01 bay.n.01",
    "canal": "canal.n.03",
    "bridge": "bridge.n.01",
    "park": "park.n.01",
    "planet": "planet.n.01",
    "constellation": "constellation.n.02",
    "empire": "empire.n.02 empire.n.01 sultanate.n.01 kingdom.n.05",
    "war": "war.n.01",
    "battle": "battle.n.01 siege.n.01 naval_battle.n.01",
    "treaty": "treaty.n.01",
    "document": "document.n.01",
    "sacred text": "sacred_text.n.01",
    "bible book": "book.n.10",
    "geological period": "geological_time.n.01",
    "god": "deity.n.01",
    "mythical being": "mythical_being.n.01",
    "fictional character": "fictional_character.n.01",
    "organisation": "organization.n.01",
    "person": "person.n.01",
    "scientist": "scientist.n.01",
    "artist": "artist.n.01",
    "writer": "writer.n.01",
    "musician": "musician.n.01 musician.n.02",
    "ruler": "sovereign.n.01 head_of_state.n.01",
    "head of state": "head_of_state.n.01",
    "politician": "politician.n.01 politician.n.02 statesman.n.01",
    "military leader": "military_leader.n.01 military_officer.n.01",
    "actor": "actor.n.01",
    "athlete": "athlete.n.01",
    "religious leader": "spiritual_leader.n.01",
    "reformer": "reformer.n.01",
    "explorer": "explorer.n.01",
    "inventor": "inventor.n.01",
}
KINDS = {
    "chemical element": "chemical_element.n.01",
    "metal": "metallic_element.n.01 alloy.n.01",
    "alloy": "alloy.n.01",
    "gas": "gas.n.02",
    "acid": "acid.n.01",
    "mineral": "mineral.n.01",
    "rock": "rock.n.02",
    "gem": "gem.n.02",
    "month": "gregorian_calendar_month.n.01",
    "weekday": "day_of_the_week.n.01",
    "season": "season.n.02",
    "organ": "internal_organ.n.01 gland.n.01 sense_organ.n.01",
    "body part": "body_part.n.01",
    "bone": "bone.n.01",
    "muscle": "muscle.n.01",
    "gland": "gland.n.01",
    "cell": "cell.n.02",
    "tissue": "animal_tissue.n.01",
    "body fluid": "liquid_body_substance.n.01",
    "hormone": "hormone.n.01",
    "enzyme": "enzyme.n.01",
    "protein": "protein.n.01",
    "vitamin": "vitamin.n.01",
    "disease": "disease.n.01",
    "mental disorder": "mental_disorder.n.01",
    "symptom": "symptom.n.01",
    "animal": "animal.n.01",
    "mammal": "mammal.n.01",
    "bird": "bird.n.01",
    "fish": "fish.n.01",
    "reptile": "reptile.n.01",
    "amphibian": "amphibian.n.03",
    "insect": "insect.n.01",
    "arachnid": "arachnid.n.01",
    "crustacean": "crustacean.n.01",
    "mollusc": "mollusk.n.01",
    "dinosaur": "dinosaur.n.01",
    "micro-organism": "microorganism.n.01",
    "fungus": "fungus.n.01",
    "plant": "plant.n.02",
    "tree": "tree.n.01",
    "flower": "flower.n.01",
    "vegetable": "vegetable.n.01",
    "fruit": "edible_fruit.n.01",
    "herb or spice": "spice.n.02 herb.n.02",
    "dish": "dish.n.02",
    "beverage": "beverage.n.01",
    "cheese": "cheese.n.01",
    "colour": "chromatic_color.n.01 achromatic_color.n.01",
    "shape": "plane_figure.n.01 solid.n.03",
    "fabric": "fabric.n.01",
    "garment": "garment.n.01",
    "musical instrument": "musical_instrument.n.01",
    "music genre": "music_genre.n.01",
    "dance": "dancing.n.01",
    "literary genre": "writing_style.n.01",
    "art movement": "artistic_style.n.01 artistic_movement.n.01",
    "sport": "sport.n.01",
    "game": "game.n.01",
    "vehicle": "vehicle.n.01",
    "ship": "vessel.n.02",
    "weapon": "weapon.n.01",
    "tool": "tool.n.01",
    "building": "building.n.01",
    "furniture": "furniture.n.01",
    "occupation": "worker.n.01 professional.n.01 skilled_worker.n.01 scientist.n.01 artist.n.01 leader.n.01 "
    "entertainer.n.01 communicator.n.01 expert.n.01 adviser.n.01 capitalist.n.02 creator.n.02",
    "relative": "relative.n.01",
    "military rank": "military_officer.n.01 serviceman.n.01",
    "unit of measurement": "unit_of_measurement.n.01",
    "currency": "monetary_unit.n.01",
    "field of study": "knowledge_domain.n.01",
    "science": "science.n.01",
    "language": "natural_language.n.01",
    "programming language": "programming_language.n.01",
    "inhabitant": "inhabitant.n.01",
    "nation": "nation.n.02",
    "ethnic group": "ethnic_group.n.01",
    "religion": "religion.n.01 religion.n.02",
    "political ideology": "political_orientation.n.01",
    "form of government": "polity.n.02 government.n.01 autocracy.n.01",
    "emotion": "emotion.n.01",
    "phobia": "phobia.n.01",
    "drug": "drug.n.01",
    "punctuation mark": "punctuation.n.02",
    "letter": "letter.n.02",
    "part of speech": "part_of_speech.n.01",
    "weather": "weather.n.01 storm.n.01 wind.n.01 precipitation.n.03",
    "natural process": "natural_process.n.01",
    "chemical process": "chemical_process.n.01 chemical_reaction.n.01",
    "landform": "geological_formation.n.01",
    "school": "school.n.01",
    "crime": "crime.n.01",
    "particle": "elementary_particle.n.01",
}
# A role gets a class of its own from this many people (or places) up.
FEWEST_INSTANCES = 4
# Kinds that only sort other kinds: never a class.
TOO_WIDE = {"person", "location", "region", "object", "entity", "organization", "unit", "group", "whole"}

WEEKDAYS = set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())

# Taken out: no longer counted (Pluto: IAU resolution B5, 2006), no state of today, or a slip of WordNet.
NOT_MEMBERS = {
    "planet": {"Pluto", "evening star", "morning star"},
    "country": {
        "Balkans", "Serbia and Montenegro", "Flanders", "Albion", "Anglia", "Rus", "Asian Russia", "Logrono", "Aram",
        "North", "Holy See", "Tibet", "Etruria",
    },
    "capital": {"Potomac"},
    "continent": {"Gulf of Carpentaria", "Eurasia", "Gondwanaland", "Laurasia", "Pangaea"},
}
FORMER = re.compile(r"^(an? |the )?(former|ancient|historical)\b")


def classes(wordnet: WordNet) -> dict[str, list[int]]:
    """For each class the numbers of its senses, in order."""
    found: dict[str, list[int]] = {}
    for name, roots in KINDS.items():
        found[name] = _below(wordnet, roots, lambda sense: not is_instance(sense))
    for name, roots in NAMED.items():
        found[name] = _below(wordnet, roots, is_instance)
    known = [set(members) for members in found.values()]
    for name, members in _roles(wordnet).items():
        if not any(_much_the_same(set(members), other) for other in known):
            found.setdefault(name, members)
    found["nationality"] = _nationalities(wordnet, set(found["country"]))
    found["chemical element"] = [
        i for i in found["chemical element"] if any(f.startswith("atomic number") for f in wordnet.senses[i].forms)
    ]
    found["metal"] = [i for i in found["metal"] if i not in set(found["alloy"])]
    found["weekday"] = [i for i in found["weekday"] if wordnet.senses[i].forms[0] in WEEKDAYS]
    for name in ("country", "capital"):
        found[name] = [i for i in found[name] if not FORMER.match(wordnet.senses[i].synset.definition())]
    for name, refused in NOT_MEMBERS.items():
        found[name] = [i for i in found[name] if refused.isdisjoint(wordnet.senses[i].forms)]
    return {name: found[name] for name in sorted(found) if found[name]}


def _much_the_same(one: set[int], other: set[int]) -> bool:
    return len(one & other) >= 0.8 * max(len(one), len(other))


def _below(wordnet: WordNet, roots: str, wanted: Callable[[Sense], bool]) -> list[int]:
    """Every sense under the roots (not they themselves) that is wanted."""
    below = {"hyponyms", "instance_hyponyms"}
    seen: set[str] = set()
    todo = [s for root in roots.split() for s in _children(wordnet.senses[wordnet.number[root]], below)]
    while todo:
        synset = todo.pop()
        if synset.name() not in seen:
            seen.add(synset.name())
            todo += _children(wordnet.senses[wordnet.number[synset.name()]], below)
    return sorted(i for i in (wordnet.number[n] for n in seen) if wanted(wordnet.senses[i]))


def _children(sense: Sense, relations: Iterable[str]) -> list[object]:
    return [child for relation in sorted(relations) for child in getattr(sense.synset, relation)()]


def _roles(wordnet: WordNet) -> dict[str, list[int]]:
    """A class for every kind of thing that names enough of its own: physicist, composer, president, treaty…"""
    members: dict[str, list[int]] = {}
    for number, sense in enumerate(wordnet.senses):
        for kind in sense.synset.instance_hypernyms():
            members.setdefault(kind.name(), []).append(number)
    named = {}
    for kind_name, numbers in sorted(members.items()):
        label = wordnet.senses[wordnet.number[kind_name]].forms[0].lower()
        if len(numbers) >= FEWEST_INSTANCES and label not in TOO_WIDE:
            named.setdefault(label, numbers)
    return named


def _nationalities(wordnet: WordNet, countries: set[int]) -> list[int]:
    """Adjectives that pertain to a country."""
    return [
        number
        for number, sense in enumerate(wordnet.senses)
        if sense.synset.pos() in "as"
        and any(
            wordnet.number[other.synset().name()] in countries
            for lemma in sense.synset.lemmas()
            for other in lemma.pertainyms()
        )
    ]
