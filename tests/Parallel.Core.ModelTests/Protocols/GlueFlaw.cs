namespace ParallelCore.ModelTests.Protocols;

/// <summary>A mutant of the code around the protocols: steps that it needs, left out or in another order.</summary>
internal enum GlueFlaw
{
    None,

    /// <summary>E1: what the taker reads is written after the slot says that it is there.</summary>
    PayloadAfterExpose,

    /// <summary>E2: the taker reads the frame before its compare-and-swap has succeeded.</summary>
    PayloadBeforeTake,

    /// <summary>L1: the thief writes the result after it has set the latch.</summary>
    ResultAfterSet,

    /// <summary>L2: the owner reads the result before it has seen the latch set.</summary>
    ResultBeforeSet,

    /// <summary>The owner does not look again between announcing sleep and parking.</summary>
    NoLastLook,

    /// <summary>A waiting owner takes what its thief exposes, whatever task that belongs to.</summary>
    NoTaskCheck,

    /// <summary>The chain reads OwnerWord before ThiefWord.</summary>
    OwnerWordFirst,

    /// <summary>The chain follows ThiefWord without a look at OwnerWord.</summary>
    NoOwnerWord,

    /// <summary>Owners and thieves always give a permit back, and an owner waits for one after its wait.</summary>
    WaitsForAPermit,

    /// <summary>R1: the guest looks at the place before it has the lease.</summary>
    PlaceBeforeAcquire,

    /// <summary>R2: the guest tidies the place after it has given the lease back.</summary>
    PlaceAfterRelease,

    /// <summary>The reserve thread asks whether it shall stop after it has found the queue empty.</summary>
    StopAfterQueue,

    /// <summary>D2: the owner touches what is guarded before it has entered.</summary>
    PayloadBeforeEnter,

    /// <summary>D6: the owner touches what is guarded after it has left.</summary>
    PayloadAfterExit,

    /// <summary>D3: the reader fences before it asks.</summary>
    AskAfterFence,

    /// <summary>D5: the reader touches what is guarded without a look whether somebody is inside.</summary>
    PayloadWhileBusy,

    /// <summary>D7: the reader touches what is guarded after it has let go.</summary>
    PayloadAfterLetGo,

    /// <summary>The waker tells the kernel before its token is in the word.</summary>
    WakeBeforeToken,
}
