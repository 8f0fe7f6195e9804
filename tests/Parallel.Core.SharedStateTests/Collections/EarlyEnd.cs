namespace ParallelCore.Tests.Collections;

/// <summary>What ends a wait before what it waits for has come.</summary>
public enum EarlyEnd
{
    TimeOut,
    Cancellation,
    Interrupt,
}
