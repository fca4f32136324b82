"""The words by which debris is known, as lists: one alternative a line or between “ | ”, each a piece of a pattern."""

import re


def any_of(listing: str) -> str:
    """A group that matches any of the alternatives in `listing`."""
    found = (part.strip() for part in re.split(r"\s+\|\s+|\n", listing))
    return "(?:" + "|".join(part for part in found if part) + ")"


def word_set(listing: str) -> frozenset[str]:
    """The words in `listing`."""
    return frozenset(listing.split())


# --- names and dates --------------------------------------------------------------------------------------

AGENCIES = any_of(r"""
    EPA(?:-EFE)? | TASS | AFP | AP | Reuters | REUTERS | Getty(?: Images)? | GETTY(?: IMAGES)? | Shutterstock
    iStock(?:photo)?
    Alamy(?: Stock Photo)? | Xinhua | EFE | DPA | dpa | ANSA | PA(?: Wire| Media| Images) | Bloomberg(?: News)?
    Sputnik
    RIA Novosti | Interfax | Kyodo(?: News)? | Wikimedia(?: Commons)? | Flickr | Unsplash | Pexels | Pixabay | Corbis
    Magnum(?: Photos)? | UPI | Anadolu(?: Agency)? | NurPhoto | Rex(?: Features)? | SOPA Images | LightRocket
    ZUMA(?: Press)?
    Science Photo Library | Bridgeman Images | Hulton Archive | Press Association | Associated Press
    Agence France-Presse
""")
PERSON = r"[A-Z](?:[\w’'-]+|\.)(?: (?:[A-Z](?:[\w’'-]+|\.)|de|van|von|der|da|al|el|bin|la|le|di)){0,4}"
MONTH = any_of(r"""
    Jan(?:uary)? | Feb(?:ruary)? | Mar(?:ch)? | Apr(?:il)? | May | June? | July? | Aug(?:ust)? | Sept?(?:ember)?
    Oct(?:ober)?
    Nov(?:ember)? | Dec(?:ember)?
""")
_DAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? )"
DATE = (
    _DAY
    + "?"
    + any_of(rf"""
    \d{{1,2}}(?:st|nd|rd|th)? {MONTH}\.?,? \d{{4}}
    {MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}
    {MONTH}\.? \d{{4}}
    \d{{4}}-\d\d-\d\d
    \d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}
""")
)
TIME = r"(?:(?:,| at|T| @| [-–|•·])? ?\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4}\b)?)"
AGO = r"\d+ (?:minute|hour|day|week|month|year)s? ago"

# --- lines that are not the article's ---------------------------------------------------------------------

CROSS_LINKS = any_of(r"""
    related(?: (?:article|stor(?:y|ies)|news|content|reading|link|post|topic|video)s?)?
    read (?:more|also|next|this|on)
    also read | see also | more on this(?: story)? | more stories | recommended(?: reading)? | don.t miss
    further reading
    you (?:may|might) also (?:like|enjoy|be interested in)
""")
# Labels that lead to another text only with a colon after them.
LINK_LABELS = any_of("watch(?: also| now| more)? | listen(?: now)? | in pictures | analysis | explainer | opinion")
PICTURES = r"(?:photo(?:graph(?:s|y)?|s)?|picture|image|illustration|graphic|video|artwork|map)s?"
PLACED = r"(?:above|below|left|right|top|bottom|clockwise from top left|pictured(?: above| below| left| right)?)"
FIGURES = r"(?:figures?|figs?\.?|tables?|box|plate|exhibit|map|chart|diagram|photo|image|illustration|video)"
AUTHORSHIP = any_of(r"""
    (?:[Ww]ritten|[Rr]eported|[Ss]tory|[Tt]ext|[Rr]eporting|[Ww]ords|[Ee]dited) [Bb]y
    (?:[Rr]eviewed|[Tt]ranslated|[Pp]osted|[Pp]ublished) [Bb]y
    (?:[Pp]hotograph(?:s|y|ed)|[Pp]hotos|[Ii]llustrat(?:ed|ions?)) [Bb]y
    (?:[Ii]nterviews?|[Rr]esearch|[Cc]ompiled|[Pp]roduced) [Bb]y
    B[Yy] | [Aa]uthors?: | [Ww]riter: | [Ee]ditor: | [Rr]eporter:
""")
# Buttons and labels of a page; never a whole sentence.
LABELS = any_of(r"""
    click (?:here|on) | tap here | subscribe | sign up | log ?in | register | follow us | like us | e-?mail this
    print(?: this)?(?: page| article)?$
    join (?:us|our|the (?:conversation|discussion)) | share (?:this|on|via|your) | tweet$ | share$ | facebook$
    twitter$ | whatsapp$
    advertisements? | sponsored | promoted | continue reading | read the full | read more | view (?:all|more|comments)
    show more | load more
    back to top | skip to | go to | comments?(?: \(\d+\))?$ | leave a (?:comment|reply) | menu$ | search$
    you are here | home\s*[>»/]
    all rights reserved | copyright | © | terms (?:of|and) | privacy policy | cookies?\b | we use cookies
    this (?:site|website) uses cookies
    accept (?:all|cookies) | download (?:the|our|this) | get (?:the|our) (?:app|newsletter) | newsletter
    support (?:us|our) | donate
    become a (?:member|subscriber) | tags?: | topics?: | categor(?:y|ies): | filed under | keywords?: | posted in
    table of contents | contents$
    image source | getty images$ | media caption | video caption | figure caption | play video | watch (?:the )?video
    listen to (?:this|the) (?:article|episode|story) | jump to | for immediate release
""")
# What the site says in whole sentences, too: at the start of a short paragraph.
SITE_SPEAKS = any_of(r"""
    click (?:here|on the) | subscribe (?:to|now|for|today) | sign up (?:to|for|now) | follow us | share this
    log in to
    register (?:to|for free|now) | join (?:our|the (?:conversation|discussion)) | we use cookies | support our
    this (?:site|website) uses cookies | download (?:the|our) (?:app|fact ?sheet|worksheet)
    get (?:the|our) (?:app|newsletter)
    become a (?:member|subscriber|supporter) | your email address will not be published
    read our (?:privacy|cookie|disclosure)
    our standards: | proudly powered by | copyright (?:©|\(c\)|\d{4}) | ©
""")
# A sentence in which the page speaks of itself: anywhere in a short paragraph.
ABOUT_THE_PAGE = any_of(r"""
    this (?:article|story|piece|essay|post) (?:was|is) (?:first|originally) (?:published|printed|posted)
    this page (?:was|is) last (?:updated|edited|reviewed)
    this (?:article|story|piece|essay|post|page) (?:was|has been) (?:updated|corrected|amended) (?:on|to|at)
    a version of this (?:article|story) appear | this (?:page|post|article|site) (?:may )?contains? affiliate links
    (?:is|was|did you find) this (?:page|article|information) (?:useful|helpful) | our journalism depends
    free articles? left
    (?:if you|please).{0,40} consider (?:supporting|subscribing|donating|becoming)
    consider (?:supporting|donating to) our
    an official website of | digiti[sz]ed version of an article | freely used under | all rights reserved
    opinions expressed (?:here|in this (?:article|post|piece)) | available under the creative commons
""")
END_MATTER = any_of(r"""
    references | bibliography | works cited | notes and references | endnotes | footnotes | citations
    sources and further reading | external links | see also | further reading | about the authors? | acknowledge?ments
    related (?:articles?|stories|content|topics|links|posts|reading) | more (?:stories|news|like this)\b.*
    more from .*
    you (?:may|might) also like.* | recommended(?: reading)? | most (?:read|popular) | share this.* | about us
    key terms
    about the (?:museum|company|society|university) | (?:media|press) contacts? | notes? (?:to|for) editors
    next story
    (?:image|picture) credits | trending(?: now)? | latest news | review questions | critical thinking questions
    personal application questions | enjoying this (?:story|article).*
""")
# Headings that a river or a first meeting may have too: end matter only where no real text stands under them.
DOUBTFUL_END_MATTER = any_of("notes | sources | comments? | contacts? | credits | licen[cs]e | citations")

# --- what is cut out of sentences -------------------------------------------------------------------------

YEAR = r"(?:(?:1[5-9]\d\d|20[0-4]\d)(?:/(?:1[5-9]|20)?\d\d)?[a-z]?|n\.d\.|in press|forthcoming)"
NAME = r"(?:(?:de|van|von|der|den|la|le|di|da|al|el|bin|ten|ter|du|Mc|O[’'])[ -]?){0,3}[A-Z][\w’'.-]*"
CITED_PAGES = r"(?:[,:] ?(?:(?:pp?|paras?|ch|chap|sec|vol|no)\.? ?)?\d+(?:[-–]\d+)?)"
LEADS_TO_CITATION = any_of(r"""
    for (?:a )?(?:reviews?|examples?|details|more)[^()]{0,30} | see(?: also)? | but see | cf\. | e\.g\.,? | i\.e\.,?
    as (?:cited|quoted) in
    (?:cited|quoted|reviewed) in | adapted from | based on | according to | from | after | compare
""")
# What may stand before a year in brackets without being an author.
NO_AUTHORS = any_of(rf"""
    {MONTH} | Spring | Summer | Autumn | Fall | Winter | War | Battle | Treaty | Act | Olympics? | Cup | Games | Award
    Prize | Festival
    University | Museum | Congress | Conference | Summit | Revolution | Siege | Born | Died | AD | BC | CE | Circa
    Film | Album | Novel | Book
    Song | Opera | Symphony | Painting | The [A-Z] | London | Paris | Rome | Berlin | Vienna | Moscow | New York
    Washington | Chicago | Tokyo
    Beijing | Delhi | Madrid | Lisbon | Athens | Cairo | Geneva | Boston | Kyoto | Rio | Copenhagen | Stockholm | Oslo
    Dublin | Edinburgh | Venice
    Florence | Milan | Amsterdam | Brussels | Prague | Warsaw | Budapest | Sydney | Melbourne
""")
EDITORS_MARKS = any_of(r"""
    \d{1,3}[a-z]?(?:\s*[,;–-]\s*\d{1,3}[a-z]?)* | [a-z] | [ivx]{1,5} | \^[^\]\s]{1,30} | # | \* | † | ‡ | edit
    update | link
    (?:note|notes|nb|n|fn|ref|a|lower-alpha)[ .-]?\d{1,3} | citations? needed | clarification needed
    (?:who|when|where|which|why|how)\??
    by whom\?? | according to whom\?? | dubious(?: ?[–-] ?discuss)?
    (?:verification|better source|full citation|page) needed
    failed verification | not in citation given | (?:permanent )?dead link | original research\?? | vague | quantify
    specify
    further explanation needed | needs update | non-primary source needed | unreliable source\??
    self-published source\??
    (?:see )?(?:fig(?:ure)?s?|tables?|box|plate|map|chart|eq(?:uation)?)\.? ?\d+(?:\.\d+)*[a-z]?(?:[-–,] ?\d+)*
    p+\. ?\d+(?:[-–]\d+)?
    (?:read more|see more|more|photo|video|image|audio)(?::[^\]]{0,120})?
""")
POINTED_AT = any_of(r"""
    fig(?:ure)?s?\.? | tables? | box(?:es)? | plates? | maps? | charts? | exhibits? | eq(?:uation|s)?s?\.? | chapters?
    ch\. | sections? | sec\.
    appendix | appendices | pages? | pp?\. | panels? | notes?
""")
POINTS = any_of(
    r"see(?: also)? | cf\. | as (?:shown|seen|discussed|described|explained) in | shown in | refer to | also | compare"
)
PLACES = any_of("above | below | opposite | overleaf | left | right | here")
