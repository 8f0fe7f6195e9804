namespace ParallelCore.Sequences;

/// <summary>What 2^<see cref="Level"/> neighbouring chunks were reduced to.</summary>
internal struct Subtree<TState>
{
    public TState State;

    public int Level;
}
