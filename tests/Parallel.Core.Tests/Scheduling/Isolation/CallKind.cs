namespace ParallelCore.Tests.Scheduling.Isolation;

/// <summary>What may be expected of a <see cref="CallForm"/>.</summary>
internal enum CallKind
{
    /// <summary>Any worker may run either body.</summary>
    Shared,

    /// <summary>As <see cref="Shared"/>, but inside a recursion the form is too cheap to look at the execution context: the outermost call does.</summary>
    Recursive,

    /// <summary>The calling thread runs both bodies.</summary>
    OnCaller,

    /// <summary>The runtime's own, or one of ours inside it.</summary>
    Peer,
}
