namespace ParallelCore.ModelTests.Protocols;

/// <summary>Which operation of a <see cref="FlawedCell{TFlaw}"/> lacks what the protocols rely on.</summary>
internal interface ICellFlaw
{
    /// <summary>The fence does nothing.</summary>
    static virtual bool Fence => false;

    /// <summary>The process-wide fence is one of the calling thread only.</summary>
    static virtual bool ProcessWideFence => false;

    /// <summary>The owner's mark of an owner lock is stored only after the load that follows.</summary>
    static virtual bool LateMark => false;

    /// <summary>The exchange is a load and then a store, which stays in the store buffer.</summary>
    static virtual bool Exchange => false;

    /// <summary>The compare-and-swap is a load and then a store, which stays in the store buffer.</summary>
    static virtual bool CompareExchange => false;

    /// <summary>The addition is a load and then a store, which stays in the store buffer.</summary>
    static virtual bool Add => false;

    /// <summary>There is no Waking between Asleep and Awake of a sleep flag: a waker lowers it before it corrects the counts.</summary>
    static virtual bool Waking => false;
}
