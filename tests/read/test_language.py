"""Short true sentences of our own in many languages: English is told from the rest, however short."""


import pytest

from quizgen.read.language import foreign_language

FOREIGN = {
    "German": "Der Kanal wurde im Jahr 1825 eröffnet und verband den See mit dem Fluss. Er war nicht nur für den Handel wichtig, sondern auch für die Siedler.",
    "French": "Le canal fut ouvert en 1825 et relia le lac au fleuve. Il était important pour le commerce, mais aussi pour les colons qui venaient de la côte.",
    "Spanish": "El canal se abrió en 1825 y unió el lago con el río. Era importante para el comercio, pero también para los colonos que venían de la costa.",
    "Italian": "Il canale fu aperto nel 1825 e collegò il lago al fiume. Era importante per il commercio, ma anche per i coloni che venivano dalla costa.",
    "Portuguese": "O canal foi aberto em 1825 e ligou o lago ao rio. Não era importante só para o comércio, mas também para os colonos que vinham da costa.",
    "Dutch": "Het kanaal werd in 1825 geopend en verbond het meer met de rivier. Het was niet alleen van belang voor de handel, maar ook voor de kolonisten.",
    "Swedish": "Kanalen öppnades år 1825 och förband sjön med floden. Den var inte bara viktig för handeln utan också för de nybyggare som kom från kusten.",
    "Polish": "Kanał otwarto w roku 1825 i połączył on jezioro z rzeką. Był on ważny nie tylko dla handlu, ale także dla osadników, którzy przybyli z wybrzeża.",
    "Finnish": "Kanava avattiin vuonna 1825 ja se yhdisti järven ja joen. Se ei ollut tärkeä vain kaupalle, vaan myös asukkaille, jotka olivat tulleet rannikolta.",
    "Turkish": "Kanal 1825 yılında açıldı ve gölü nehre bağladı. Ticaret için olduğu kadar kıyıdan gelen yerleşimciler için de çok önemli bir yol oldu.",
    "Latin": "Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae, aliam Aquitani, tertiam qui ipsorum lingua Celtae, nostra Galli appellantur.",
    "a language in Cyrillic script": "Канал был открыт в 1825 году и соединил озеро с рекой.",
    "Greek": "Το κανάλι άνοιξε το 1825 και ένωσε τη λίμνη με τον ποταμό.",
    "Japanese": "運河は1825年に開通し、湖と川を結んだ。",
    "Chinese": "运河于1825年开通，把湖泊和河流连接起来。",
    "Korean": "운하는 1825년에 개통되어 호수와 강을 이었다.",
    "a language in Arabic script": "افتتحت القناة عام 1825 وربطت البحيرة بالنهر.",
}  # fmt: skip

ENGLISH = [
    "The canal opened in 1825.",
    "Marie Curie discovered polonium and radium.",
    "Photosynthesis converts sunlight, water and carbon dioxide into glucose and oxygen inside chloroplasts.",
    "Kafka’s “Die Verwandlung” appeared in 1915; “Der Process” and “Das Schloss” were published after his death by Max Brod.",
    "Rivers: Amazon, Nile, Yangtze, Mississippi, Yenisei, Ob, Paraná, Congo, Amur and Lena rank among Earth’s longest.",
    "Ichiyō Higuchi (樋口 一葉, May 2, 1872 – November 23, 1896) was a Japanese author.",
    "El Niño, La Niña and la Nada are names for what the ocean does.",
    "OK",
    "",
]


@pytest.mark.parametrize(("language", "text"), FOREIGN.items(), ids=FOREIGN.keys())
def test_another_language_is_named(language: str, text: str) -> None:
    assert foreign_language(text) == language


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_not_refused_however_short(text: str) -> None:
    assert foreign_language(text) == ""


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN.keys())
def test_an_english_article_may_quote_it(text: str) -> None:
    english = "The old report says what was done. It was written in the year of the opening, and it is kept in the town’s library, where all may read it. "
    assert foreign_language(english + text + " " + english) == ""
