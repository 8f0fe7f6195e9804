namespace ParallelCore.Stress.Operations;

/// <summary>Who cancels a loop, and when.</summary>
internal enum CancelWhen
{
    Never,
    Before,
    InBody,
    FromOutside,

    /// <summary>The loop takes the token of the loop around it, if that has one.</summary>
    AsParent,
}
