"""Swedish words that carry no meaning alone: left out when any word may match, and never suggested."""

STOP_WORDS = frozenset(
    """alla allt alltså andra att av bara bli blir blev blivit både bör de dem den denna dess dessa det detta dig din dina
    ditt du där därför då efter eftersom ej eller en enligt er era ett fick finns få får för före från genom går ha hade
    han har henne hennes hon honom hos hur här i icke in inför inom inte jag ju kan kommer kring kunde man med mellan men
    mer mig min mina mitt mot mycket ni nu när någon något några och också om oss på samma samt se sedan sig sin sina
    sitt ska skall skulle som så sådan sådana sådant till under upp ur ut utan vad var vara varit varje vars vart vem
    vi vid vilka vilken vilket vår våra vårt än är även åt över""".split()
)
