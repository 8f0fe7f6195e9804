namespace ParallelCore.Tests.Forks;

/// <summary>A recursion without end.</summary>
internal readonly struct EndlessBody : IForkBody<int, int>
{
    public int Invoke(ForkContext context, int depth)
    {
        if (depth == 0)
            return 0;
        (int left, int right) = context.Invoke<int, int, EndlessBody>(depth + 1, 0, this);
        return left + right;
    }
}
