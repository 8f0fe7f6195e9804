namespace ParallelCore.ModelTests.Checking;

/// <summary>What a model thread is about to do, or did.</summary>
internal enum OperationKind
{
    Start,
    Read,
    Write,
    CompareExchange,
    Exchange,
    Add,
    Fence,
    ProcessWideFence,
    Park,
    Unpark,
    Spin,
    Flush,
    SpuriousWake,
    PlainRead,
    PlainWrite,
    Forget,
    Finish,
}
