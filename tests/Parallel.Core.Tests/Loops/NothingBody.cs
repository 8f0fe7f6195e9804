namespace ParallelCore.Tests.Loops;

/// <summary>A struct body of every kind, which does next to nothing.</summary>
internal readonly struct NothingBody(int spin) : IRangeBody, ILongRangeBody, ITileBody, IForkBody<int, int>
{
    public void Invoke(int start, int end) => Thread.SpinWait(spin);

    public void Invoke(long start, long end) => Thread.SpinWait(spin);

    public void Invoke(int rowStart, int rowEnd, int columnStart, int columnEnd) => Thread.SpinWait(spin);

    public int Invoke(ForkContext context, int depth)
    {
        if (depth == 0)
        {
            Thread.SpinWait(spin);
            return 1;
        }

        (int left, int right) = context.Invoke<int, int, NothingBody>(depth - 1, depth - 1, this);
        return left + right;
    }
}
