"""Closed lists of English words that the rules look at. Each is a grammatical class, not a list of cases met."""

PERSONAL = frozenset("he she it they him her them his hers its their theirs himself herself itself themselves".split())
SPEAKERS = frozenset("i we you me us my our your mine ours yours myself ourselves yourself yourselves".split())
DEMONSTRATIVES = frozenset({"this", "that", "these", "those"})
HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})

# Adverbs and phrases that tie a sentence to the one before it and can be dropped with nothing lost.
OPENERS = tuple(
    sorted(
        (
            tuple(phrase.split())
            for phrase in """however|moreover|furthermore|additionally|in addition|besides|further|relatedly|in a similar vein|in like manner|meanwhile|indeed|in fact|still|also|
            similarly|likewise|in short|in particular|of course|interestingly|surprisingly|not surprisingly|notably|
            for example|for instance|finally|lastly|first|second|third|firstly|secondly|thirdly|on the other hand|
            on the one hand|more specifically|specifically|importantly|more importantly|
            overall|clearly|obviously|naturally|fortunately|unfortunately|and|but|so|yet|or|
            today|nowadays|in the meantime|in turn|again|now|then|soon|as a matter of fact|at the same time|
            instead|nevertheless|nonetheless|
            even so|that said|to begin with|above all|after all|by contrast|in contrast|conversely|
            thus|therefore|hence|consequently|as a result|accordingly|as such|recently|more recently|lately|
            ultimately|eventually|perhaps most importantly|in this way|in this case|
            in response|in this context|in this sense|in this regard|as noted above|as mentioned above|as discussed above|
            for this reason|for these reasons|because of this|due to this|as a result of this|as we have seen|as you can see|as we saw|to be sure|to this end|with this in mind""".replace(
                "\n", " "
            ).split("|")
        ),
        key=len,
        reverse=True,
    )
)
# The same between commas inside a sentence.
ASIDES = tuple(
    tuple(phrase.split())
    for phrase in (
        "on the other hand|on the one hand|by the way|in fact|of course|in turn|in particular|in contrast|by contrast|conversely|"
        "after all|as a result|in addition|as well|to be sure|needless to say"
    ).split("|")
)
# Those that need no comma after them.
LOOSE_OPENERS = frozenset({("then",), ("soon",), ("today",), ("nowadays",)})
# Openers whose loss could change what is said: a sentence that needs them is left alone.
LOSSY_OPENERS = frozenset({"instead", "otherwise", "conversely", "or"})
# Single words that lean on another sentence and may be dropped wherever they stand as adverbs.
LEANING_ADVERBS = frozenset(
    """however also therefore thus too moreover furthermore indeed meanwhile likewise similarly consequently hence
    accordingly additionally nevertheless nonetheless since""".split()
)
# What makes a clause a part of another one; alone it is no sentence.
SUBORDINATORS = frozenset("once when while although though because if since after before whereas unless until".split())
RELATIVE_TIMES = frozenset(
    "today yesterday tomorrow tonight now recently currently lately nowadays earlier ago".split()
)
RELATIVE_ADJECTIVES = frozenset({"last", "next", "this", "that", "past", "previous", "following", "coming"})
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset(
    """january february march april may june july august september october november december
    jan. feb. mar. apr. aug. sept. sep. oct. nov. dec.""".split()
)
TIME_NOUNS = frozenset(
    "day week weekend month year decade century night morning evening afternoon spring summer autumn fall winter time season hour minute".split()
)
SAYING = frozenset(
    """say tell add note explain claim argue warn caution insist admit announce report state suggest believe think
    comment remark reply respond ask declare stress recall confirm deny acknowledge describe write observe conclude
    hope fear feel want wish joke complain concede reveal quip predict maintain assert contend
    blame accuse praise criticize criticise condemn welcome dismiss urge vow pledge plead estimate expect""".split()
)
GUESSING = frozenset("perhaps maybe arguably presumably supposedly hopefully allegedly".split())
OPINION = frozenset(
    """arguably probably presumably apparently seemingly hopefully sadly frankly honestly luckily
    amazing awesome terrible horrible wonderful beautiful ugly great fantastic brilliant incredible
    unbelievable stunning gorgeous lovely nice awful ridiculous absurd silly undoubtedly surely certainly""".split()
)
# Nouns that point to something told before when they stand with a bare “the”.
ANAPHORIC = frozenset(
    """study report company group team talk meeting decision agreement author researcher scientist event result case
    problem issue idea theory method approach process finding article book film show series game match tournament
    project programme program plan proposal law bill man woman boy girl child couple family victim suspect official
    government city town country state region area place island village river building house organisation organization
    institution agency department committee council party movement war battle attack incident crisis disaster change
    move deal question answer number amount figure rate period time year day week month decade century way kind type form
    part side end beginning rest majority former latter same first second two three other others one person people
    experiment survey test sample participant subject work career life death marriage position role title name term word
    concept element gas material substance device machine system structure model example situation condition effect
    cause reason purpose goal aim task job offer success failure""".split()
)
# What a company, a ministry or a club may be called the second time.
BODIES = frozenset("company firm organisation organization agency charity corporation institution body".split())
# Nouns too empty to be asked for.
EMPTY_NOUNS = frozenset(
    """thing something anything way kind sort type form part piece lot number amount variety range set series majority
    rest example case fact point matter aspect factor feature reason result effect issue problem question idea
    time year day week month moment period end beginning start middle side top bottom place area use role member
    people person man woman one other someone anyone everyone everything nothing level degree extent term
    word name group order addition account order respect regard means instance occasion basis course process
    event situation condition stage step change difference similarity importance ability attempt effort work
    life world thousands hundreds millions dozens couple pair half quarter percent percentage total average
    more most some many few others both all each lots plenty""".split()
)
NAME_PARTICLES = frozenset(
    "of the and de da do dos das del della di du des von van der den la le les el al bin ibn ben abu y e for in on at zu to a".split()
)
# Titles and offices that may stand right before a person’s name.
TITLES = frozenset(
    """president minister prime deputy vice chancellor secretary general king queen prince princess emperor empress
    pope sir lord lady dame duke duchess count countess baron baroness mr mr. mrs mrs. ms ms. miss dr dr. doctor
    professor prof prof. senator sen. governor gov. mayor captain capt. colonel col. major lieutenant sergeant admiral
    rev. reverend father sister brother saint st. judge justice ambassador spokesman spokeswoman director chief ceo
    chairman chairwoman coach manager representative rep. congressman congresswoman officer commissioner leader
    foreign home defence defense finance""".split()
)
# Verbs that say little without their object: “give birth”, “take place”.
LIGHT_VERBS = frozenset("give take make have play pay get do put hold keep lose gain bear catch draw set".split())
# Saying that is itself the fact: what a scientist proposed is worth knowing.
TEACHING = frozenset("propose suggest argue describe conclude observe announce write reveal".split())
# What people of a trade do with any matter: who studies or names it is no news.
STUDYING = frozenset(
    """study investigate examine explore research find discover learn know identify classify distinguish define call term
    name use refer consider regard view see focus agree look ask test measure try understand recognize""".split()
)
