namespace ParallelCore.ModelTests.Protocols;

/// <summary>A mutant of the code around the protocols: steps that it needs, left out or in another order.</summary>
internal enum GlueFlaw
{
    None,

    /// <summary>S1: what the taker reads is written after the depth says that it is there.</summary>
    PayloadAfterPush,

    /// <summary>S2, S4: the taker reads what the fork works on before its compare-and-swap has succeeded.</summary>
    PayloadBeforeTake,

    /// <summary>The thief reads its victim's task before the head, or before the claim's fence.</summary>
    TaskBeforePeek,

    /// <summary>The thief asks only before the claim whether the victim's task descends from the fork that it waits for.</summary>
    FilterBeforeClaim,

    /// <summary>A waiting owner takes whatever it finds.</summary>
    NoFilter,

    /// <summary>L1: the thief writes the result after it has set the latch.</summary>
    ResultAfterSet,

    /// <summary>L2: the owner reads the result before it has seen the latch set.</summary>
    ResultBeforeSet,

    /// <summary>Owners and thieves always give a permit back, and an owner waits for one after its wait.</summary>
    WaitsForAPermit,

    /// <summary>A limit begins anew while somebody that came too late still holds a permit.</summary>
    LimitReusedAtOnce,

    /// <summary>A permit is given back before it is read which outer limit it belongs to.</summary>
    OuterAfterRelease,

    /// <summary>R1: the guest looks at the place before it has the lease.</summary>
    PlaceBeforeAcquire,

    /// <summary>R2: the guest tidies the place after it has given the lease back.</summary>
    PlaceAfterRelease,

    /// <summary>G1: a guest's new place is shown to others without a fence before the look for somebody that looks.</summary>
    NoFenceAfterNewPlace,

    /// <summary>G2: the last one that looks asks whether a root call runs before it has said that it sleeps.</summary>
    RootCallsBeforeAnnouncing,

    /// <summary>A sleeper does not ask whether anybody looks.</summary>
    NoLookForLooker,

    /// <summary>The last one that looks does not ask whether a root call runs.</summary>
    NoLookForRootCalls,

    /// <summary>The last searcher that finds work wakes nobody.</summary>
    NoSuccessor,

    /// <summary>A guest does not look whether anybody looks.</summary>
    NoLookByGuest,

    /// <summary>A waker leaves it at a thread that could not be started.</summary>
    IgnoresFailedStart,

    /// <summary>After a failed start nobody asks whether the scheduler stops.</summary>
    NoLookAfterFailedStart,

    /// <summary>The last one that looks asks for root calls, the reserve's among them, before it asks for queued tasks.</summary>
    RootCallsBeforeQueue,

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

    /// <summary>A1: a lane looks at the stop before it has published the position that it is about to begin.</summary>
    StopReadBeforePublishing,

    /// <summary>A2: who stops a loop reads which positions run before the stop is lowered.</summary>
    RunningReadBeforeStop,

    /// <summary>A3: who opens the gate looks at the number of active lanes before.</summary>
    ActiveReadBeforeGate,

    /// <summary>A4: a lane looks whether there is something to claim before its leaving is counted.</summary>
    ClaimableReadBeforeLeaving,

    /// <summary>A lane's leaving is counted after the lock under which it found nothing.</summary>
    LeavesAfterLock,

    /// <summary>A lane is started for a returned rest before the rest is there.</summary>
    StartBeforeGivingBack,

    /// <summary>Who raises the degree looks at the number of active lanes before it has the lock.</summary>
    ActiveReadBeforeLock,

    /// <summary>A lane decides without the lock whether what it is about to begin is below the stop.</summary>
    BeginsStoppedWithoutLock,

    /// <summary>A lane that begins below the stop keeps the token that is cancelled for what it ran above.</summary>
    TokenNotRenewed,

    /// <summary>A loop may end while somebody still cancels what runs in it.</summary>
    StoppersNotCounted,

    /// <summary>Nobody remembers that the end has come.</summary>
    EndForgotten,
}
