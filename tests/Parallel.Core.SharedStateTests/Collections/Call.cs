namespace ParallelCore.Tests.Collections;

/// <summary>One use of a step, on the collection and in each replay on the model. Compared by identity: the same numbers twice are two calls.</summary>
internal sealed class Call(int x, int y)
{
    public int X => x;

    public int Y => y;
}
