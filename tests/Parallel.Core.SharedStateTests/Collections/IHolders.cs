namespace ParallelCore.Tests.Collections;

/// <summary>Some who hold a value and let go of it; the first one is there from the beginning.</summary>
internal interface IHolders
{
    int Disposals { get; }

    /// <summary>Another holder, found by the view, who never lets go; false when the value is gone.</summary>
    bool TryKeep();

    /// <summary>Another holder, who has it from the first one and never lets go; false when that one has let go.</summary>
    bool TryShare();

    void ReleaseFirst();
}
