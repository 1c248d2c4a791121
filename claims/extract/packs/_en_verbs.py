"""English verbs that report, and the tables that conjugate them."""

_REG = {
    "finite": "{b}s {e}ed",
    "base": "{b}",
    "participle": "{e}ed",
    "gerund": "{e}ing",
    "infinitive": "{b}",
}


def _reg(ending: str, third: str, past: str, ing: str) -> tuple[str, dict[str, str]]:
    return ending, {
        "finite": f"{third} {past}",
        "base": ending or "-",
        "participle": past,
        "gerund": ing,
        "infinitive": ending or "-",
    }


CONJUGATIONS = (
    _reg("ry", "ries", "ried", "rying"),
    _reg("ny", "nies", "nied", "nying"),
    _reg("fy", "fies", "fied", "fying"),
    _reg("ly", "lies", "lied", "lying"),
    _reg("ee", "ees", "eed", "eeing"),
    _reg("e", "es", "ed", "ing"),
    _reg("ss", "sses", "ssed", "ssing"),
    _reg("sh", "shes", "shed", "shing"),
    _reg("ch", "ches", "ched", "ching"),
    _reg("gret", "grets", "gretted", "gretting"),
    _reg("mit", "mits", "mitted", "mitting"),
    _reg("quip", "quips", "quipped", "quipping"),
    _reg("chat", "chats", "chatted", "chatting"),
    _reg("ag", "ags", "agged", "agging"),
    _reg("lam", "lams", "lammed", "lamming"),
    _reg("sob", "sobs", "sobbed", "sobbing"),
    _reg("fer", "fers", "ferred", "ferring"),
    _reg("", "-s", "-ed", "-ing"),
)


def _irr(base: str, third: str, past: str, participle: str, ing: str) -> dict[str, str]:
    return {
        "finite": f"{third} {past}",
        "base": base,
        "participle": participle,
        "gerund": ing,
        "infinitive": base,
    }


IRREGULAR = {
    "say": _irr("say", "says", "said saids", "said", "saying"),
    "tell": _irr("tell", "tells", "told", "told", "telling"),
    "write": _irr("write", "writes", "wrote", "written", "writing"),
    "read": _irr("read", "reads", "read", "read", "reading"),
    "think": _irr("think", "thinks", "thought", "thought", "thinking"),
    "feel": _irr("feel", "feels", "felt", "felt", "feeling"),
    "swear": _irr("swear", "swears", "swore", "sworn", "swearing"),
    "sing": _irr("sing", "sings", "sang", "sung", "singing"),
    "plead": _irr("plead", "pleads", "pleaded pled", "pleaded", "pleading"),
    "hold": _irr("hold", "holds", "held", "held", "holding"),
    "go on": _irr("go_on", "goes_on", "went_on", "gone_on", "going_on"),
    "put": _irr("put", "puts", "put", "put", "putting"),
    "begin": _irr("begin", "begins", "began", "begun", "beginning"),
    "find": _irr("find", "finds", "found", "found", "finding"),
    "forecast": _irr("forecast", "forecasts", "forecast", "forecast", "forecasting"),
    "show": _irr("show", "shows", "showed", "shown", "showing"),
    "retort": _irr("retort", "retorts", "retorted", "retorted", "retorting"),
    "offer": _irr("offer", "offers", "offered", "offered", "offering"),
    "recall": _irr("recall", "recalls", "recalled", "recalled", "recalling"),
    "answer": _irr("answer", "answers", "answered", "answered", "answering"),
    "murmur": _irr("murmur", "murmurs", "murmured", "murmured", "murmuring"),
    "mutter": _irr("mutter", "mutters", "muttered", "muttered", "muttering"),
    "whisper": _irr("whisper", "whispers", "whispered", "whispered", "whispering"),
    "proffer": _irr("proffer", "proffers", "proffered", "proffered", "proffering"),
    "counter": _irr("counter", "counters", "countered", "countered", "countering"),
    "reiterate": _irr("reiterate", "reiterates", "reiterated", "reiterated", "reiterating"),
    "call": _irr("call", "calls", "called", "called", "calling"),
    "understand": _irr("understand", "understands", "understood", "understood", "understanding"),
    "speak": _irr("speak", "speaks", "spoke", "spoken", "speaking"),
    "foresee": _irr("foresee", "foresees", "foresaw", "foreseen", "foreseeing"),
    "reply": _irr("reply", "replies", "replied", "replied", "replying"),
    "cry": _irr("cry", "cries", "cried", "cried", "crying"),
}

VERBS = {
    "asserts": """
say:qzsi tell:qzspido add:qi explain:qzsi note:qzi state:qzi claim:qzid argue:qzi insist:qzi
suggest:qzi warn:qzpi admit:qzig acknowledge:qzi concede:qzi confirm:qzi announce:qzi declare:qi
assert:qzi maintain:qzi contend:qzi reveal:qzi disclose:qi report:qi recall:qi remark:qi
comment:qi observe:qi stress:qi emphasize:qi emphasise:qi underline:qi underscore:qi highlight:i
reiterate:qzi repeat:qi reply:qzi respond:qzi retort:qi counter:qi answer:qi write:qi tweet:qzi
post:qi text:qi email:i quip:qi joke:qi laugh:i smile:i sigh:i exclaim:qi shout:qi yell:qi cry:i
scream:i whisper:qi mutter:qi murmur:qi chant:i sing:iw boast:qi brag:qi gush:i rave:i
complain:qi lament:qi bemoan:i grumble:i fume:i rail:i scoff:i sneer:i vow:qid pledge:qid
promise:qi swear:qi conclude:qi testify:qzi recount:qi detail:i outline:i elaborate:i point:qi
clarify:qi continue:i agree:qi object:qi protest:i criticize:i criticise:i blast:i slam:i
condemn:i accuse:ia blame:i praise:i hail:i welcome:i apologize:i apologise:i tease:i read:i
opine:qi theorize:qi posit:qi preach:i lecture:i offer:i interject:i interrupt:i volunteer:i
concur:i attest:qi certify:qi affirm:qzi confess:qi divulge:qi relay:i convey:i communicate:i
voice:i express:i proclaim:qi pronounce:i profess:i submit:i remind:qpie inform:qpi notify:qpi
assure:qzpi reassure:qpi advise:qpi caution:qpi urge:io order:i ask:is beg:i implore:i plead:i
instruct:ip counsel:i call:ic label:ic dub:ic brand:ic describe:ic demand:qi request:qi
recommend:qi propose:qi appeal:i indicate:qi imply:qi hint:qi signal:qi cite:i quote:i
mention:qi reflect:i reason:qi muse:i summarize:i summarise:i begin:i finish:i echo:i snap:i
bark:i roar:i bellow:i holler:i groan:i moan:i whine:i sob:i weep:i chuckle:i giggle:i grin:i
shrug:i nod:i stammer:i stutter:i gripe:i blurt:i chime:i enthuse:i effuse:i marvel:i crow:i
tout:i trumpet:i thunder:i philosophize:i surmise:qi ponder:i wonder:is question:i inquire:i
predict:qzi forecast:qi project:i estimate:qi speculate:qi reckon:qzi regret:i believe:iw
think:iw feel:iw hope:iw worry:iw fear:iw remember:iw learn:w stipulate:qi specify:qi rule:w
attribute:w tally:w finger:w advocate:i defend:i justify:i rationalize:i share:iw speak:iw pen:w
depict:i characterize:i characterise:i mock:i ridicule:i denounce:i decry:i deplore:i chide:i
scold:i rebuke:i berate:i lambaste:i chastise:i applaud:i commend:i salute:i celebrate:iw
thank:iw greet:iw toast:iw
""",
    "suspects": "suspect:qi allege:qzi",
    "denies": "deny:qig dispute:i refute:i rebut:i reject:i dismiss:i",
    "doubts": "doubt:i",
    "declines": "decline:w refuse:w",
    "retracts": "retract:i recant:i",
}
