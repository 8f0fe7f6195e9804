namespace ParallelCore.Tests.Forks;

/// <summary>A tree of forks some of whose leaves fail; all leaves are counted.</summary>
internal readonly struct FailingBody(int[] ran, Func<int, bool> fails) : IForkBody<(int Start, int End), int>
{
    public int Invoke(ForkContext context, (int Start, int End) state)
    {
        if (state.End - state.Start == 1)
        {
            Interlocked.Increment(ref ran[state.Start]);
            return fails(state.Start) ? throw new InvalidOperationException($"{state.Start}") : 1;
        }

        int middle = (state.Start + state.End) / 2;
        (int left, int right) = context.Invoke<(int, int), int, FailingBody>((state.Start, middle), (middle, state.End), this);
        return left + right;
    }
}
