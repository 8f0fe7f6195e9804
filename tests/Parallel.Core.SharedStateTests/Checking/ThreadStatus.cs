namespace ParallelCore.ModelTests.Checking;

/// <summary>Where a model thread stands. The running thread is <see cref="Suspended"/> at its latest operation, too.</summary>
internal enum ThreadStatus
{
    Unstarted,
    Suspended,
    Finished,
}
